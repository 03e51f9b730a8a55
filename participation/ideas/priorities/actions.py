"""What changes a weighing: a ballot on its way to the disk, and how staff set the phase up."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete
from sqlalchemy import Table as SqlTable
from sqlmodel import Session, col
from sqlmodel import delete as delete_rows

from participation.core.columns import dump_json
from participation.core.errors import NotNow
from participation.core.identifiers import digest, receipt_key_of
from participation.core.intake import Claim, Delivery
from participation.core.journal import record
from participation.ideas.priorities.forms import BallotSheet, WeighingSheet
from participation.ideas.priorities.models import Ballot, Method, WeighedIdea, Weighing
from participation.ideas.priorities.queries import turnout, weighing_of
from participation.procedures.rounds import Round
from participation.regions.actions import publish_change
from participation.statistics.counts import KEY_SPACE
from participation.threads.contributions import client_key, contribution_id

_BALLOTS: SqlTable = Ballot.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Voter:
    """Under which key somebody's ballot of a phase stands: the same each time, and telling nothing of whose it is."""

    key: bytes
    is_verified: bool = False


def voter_of_device(device: UUID, phase_id: UUID) -> Voter:
    """Somebody by their device."""
    return Voter(digest(f"weigher:{device}:{phase_id}"))


def voter_of_code(letters: str, phase_id: UUID) -> Voter:
    """Somebody by their code; the HMAC has the code itself as its key, which nobody else has."""
    return Voter(hmac.digest(letters.encode(), f"weigher:{phase_id}".encode(), "sha256"), is_verified=True)


def ballot_id(sheet: BallotSheet, weighing: Weighing, voter: Voter) -> UUID:
    """The secret id of a ballot: the same for the same form with the same content, so that it is stored once."""
    content = dump_json([str(sheet.client_id), voter.key.hex(), sheet.choices(weighing.method)])
    return UUID(bytes=digest(content)[:16], version=4)


def ballot_of(sheet: BallotSheet, weighing: Weighing, voter: Voter, moment: datetime) -> Delivery:
    """A ballot that takes the place of the voter's former one; `sheet` has no problems."""
    own, choices = ballot_id(sheet, weighing, voter), sheet.choices(weighing.method)
    content = digest(str(own))
    values: dict[str, Any] = {
        "id": contribution_id(moment.date()),
        "phase_id": weighing.phase_id,
        "key": client_key(own),
        "payload_hash": content,
        "receipt_key": receipt_key_of(own),
        "voter_key": voter.key,
        "is_verified": voter.is_verified,
        "choices": choices,
        "cell_key": secrets.randbelow(KEY_SPACE),
        "received_on": moment.date(),
    }
    claim = Claim(voter.key, lambda connection: _former_taken_out(connection, voter.key))
    return Delivery(_BALLOTS, client_key(own), content, values, claims=(claim,))


def _former_taken_out(connection: Connection, voter_key: bytes) -> bool:
    connection.execute(delete(_BALLOTS).where(_BALLOTS.c.voter_key == voter_key))
    return True


def set_up(session: Session, phase: Round, sheet: WeighingSheet, ideas: list[UUID], actor_id: UUID) -> None:
    """Say how a phase weighs, and which ideas, in this order; `sheet` has no problems.

    Raises:
        NotNow: people have weighed already; what they weighed must stay what it was.
    """
    if turnout(session, phase.phase_id)[0]:
        raise NotNow("People have weighed already, so the ideas and the rules can no longer be changed.")
    weighing = weighing_of(session, phase.phase_id)
    weighing.method, weighing.points = Method(sheet.method), sheet.points
    weighing.most_each, weighing.places = sheet.most_each, min(sheet.places, len(ideas))
    session.add(weighing)
    session.exec(delete_rows(WeighedIdea).where(col(WeighedIdea.phase_id) == phase.phase_id))
    session.add_all(WeighedIdea(phase_id=phase.phase_id, idea_id=one, position=at) for at, one in enumerate(ideas))
    session.flush()
    details = {"ideas": len(ideas), "method": sheet.method}
    record(session, "set_up", "weighing", phase.phase_id, actor_id=actor_id, region_id=phase.region_id, details=details)
    publish_change(session, phase.region_id)
