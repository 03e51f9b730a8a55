"""Endorsing an idea: once per device, or once per code; counted beside the idea in the same commit."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, update
from sqlalchemy import Table as SqlTable
from sqlmodel import Session

from participation.core.identifiers import digest, receipt_key_of
from participation.core.intake import Claim, Delivery
from participation.ideas.models import Endorsement, Idea
from participation.threads.contributions import client_key, contribution_id
from participation.threads.models import PUBLIC_STATES

_IDEAS: SqlTable = Idea.__table__  # type: ignore[attr-defined]
_ENDORSEMENTS: SqlTable = Endorsement.__table__  # type: ignore[attr-defined]


def endorsement_id(device: UUID, idea_id: UUID) -> UUID:
    """The id of a device's endorsement of an idea: the same each time, and telling neither."""
    return UUID(bytes=hashlib.sha256(f"endorsement:{device}:{idea_id}".encode()).digest()[:16], version=4)


def verified_endorsement_id(letters: str, idea_id: UUID) -> UUID:
    """The id of a code's endorsement of an idea.

    An HMAC with the code itself as its key: whoever has the database has only digests of codes, and can neither say
    which code endorsed this idea nor which endorsements came from one code.

    Args:
        letters: of the code, as `code_letters` gives them.
        idea_id: of the idea.
    """
    secret = hmac.digest(letters.encode(), f"endorsement:{idea_id}".encode(), "sha256")
    return UUID(bytes=secret[:16], version=4)


def endorsement_of(client_id: UUID, idea_id: UUID, moment: datetime, *, is_verified: bool = False) -> Delivery:
    """An endorsement; the same client id stores and counts it once, however often it is sent.

    It is refused if there is no such public idea.
    """
    row = {
        "id": contribution_id(moment.date()),
        "idea_id": idea_id,
        "key": client_key(client_id),
        "payload_hash": digest(str(idea_id)),
        "receipt_key": receipt_key_of(client_id),
        "received_on": moment.date(),
        "is_verified": is_verified,
    }
    claim = Claim(idea_id.bytes, lambda connection: _counted(connection, idea_id, is_verified=is_verified))
    return Delivery(_ENDORSEMENTS, client_key(client_id), digest(str(idea_id)), row, claims=(claim,))


def _counted(connection: Connection, idea_id: UUID, *, is_verified: bool) -> bool:
    counted = (
        update(_IDEAS)
        .where(_IDEAS.c.id == idea_id, _IDEAS.c.state.in_(PUBLIC_STATES))
        .values(supports=_IDEAS.c.supports + 1, verified_supports=_IDEAS.c.verified_supports + int(is_verified))
    )
    return connection.execute(counted).rowcount == 1


def uncount(session: Session, endorsement: Endorsement) -> None:
    """Delete an endorsement with its count, in the caller's write transaction."""
    session.delete(endorsement)
    session.flush()
    less = int(endorsement.is_verified)
    counted = update(_IDEAS).where(_IDEAS.c.id == endorsement.idea_id, _IDEAS.c.supports > 0)
    session.connection().execute(
        counted.values(supports=_IDEAS.c.supports - 1, verified_supports=_IDEAS.c.verified_supports - less)
    )
