"""Ballots found again by receipt code."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, select

from participation.core.clock import now
from participation.core.text import msgid
from participation.ideas.priorities.models import Ballot
from participation.ideas.priorities.queries import titles_of
from participation.procedures.models import Phase, Procedure
from participation.procedures.states import is_open
from participation.threads.models import ContributionState
from participation.threads.receipts import PageLink, TracedContribution
from participation.web.languages import GERMAN


def find(session: Session, receipt_key: bytes) -> TracedContribution | None:
    """The ballot of a receipt code, without what was chosen; it can be taken back until the phase ends."""
    ballot = session.exec(select(Ballot).where(Ballot.receipt_key == receipt_key)).first()
    if ballot is None:
        return None
    phase = session.get_one(Phase, ballot.phase_id)
    region_id: UUID = session.get_one(Procedure, phase.procedure_id).region_id
    return TracedContribution(
        kind="ballot",
        label=msgid("Your weights of ideas"),
        id=ballot.id,
        region_id=region_id,
        received_on=ballot.received_on,
        state=ContributionState.PUBLISHED,
        about=titles_of(session, [phase.id], GERMAN.tag)[phase.id],
        link=PageLink("weigh_ideas", {"phase": phase.id}),
        can_be_withdrawn=is_open(phase, now()),
    )


def withdraw(session: Session, receipt_key: bytes) -> bool:
    """Delete the ballot of a receipt code while its phase is open; False if there is none, or it is counted already."""
    ballot = session.exec(select(Ballot).where(Ballot.receipt_key == receipt_key)).first()
    if ballot is None or not is_open(session.get_one(Phase, ballot.phase_id), now()):
        return False
    session.delete(ballot)
    return True
