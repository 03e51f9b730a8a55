"""Statements found again by receipt code."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, col, delete, select

from participation.core.text import msgid
from participation.procedures.days import local_day
from participation.statements.models import Addressee, Scan, Statement
from participation.statements.queries import sections_of
from participation.statements.rounds import round_of
from participation.threads.models import ContributionState
from participation.threads.receipts import PageLink, Step, TracedContribution

KIND = "statement"


def public_page(statement_id: UUID) -> PageLink:
    """Where a released statement stands."""
    return PageLink("read_statement", {"statement": statement_id})


def find(session: Session, receipt_key: bytes) -> TracedContribution | None:
    """The statement of a receipt code, with what happened to it; nobody takes a formal statement back by code."""
    row = session.exec(select(Statement).where(Statement.receipt_key == receipt_key)).first()
    if row is None:
        return None
    addressee = session.get_one(Addressee, row.addressee_id)
    asked = round_of(session, row.region_id, row.phase_id)
    return TracedContribution(
        kind=KIND,
        label=msgid("Your statement"),
        id=row.id,
        region_id=row.region_id,
        received_on=row.received_on,
        state=_state(row),
        about=asked.strategy_title,
        title=addressee.name,
        text="\n\n".join(section.text for section in sections_of(session, [row.id])[row.id]),
        steps=_steps(row),
        link=public_page(row.id) if row.is_public else None,
        can_be_withdrawn=False,
    )


def _state(row: Statement) -> ContributionState:
    if row.superseded_on:
        return ContributionState.HIDDEN
    return ContributionState.PUBLISHED if row.is_public else ContributionState.PENDING


def forget_scan(session: Session, receipt_key: bytes) -> bool:
    """Delete the paper of a contribution that is withdrawn; never counts as a withdrawal itself.

    The file goes with the next clean-up.
    """
    session.exec(delete(Scan).where(col(Scan.receipt_key) == receipt_key))
    return False


def _steps(row: Statement) -> tuple[Step, ...]:
    received = msgid("Received as a nil return") if row.is_nil_return else msgid("Received by the county")
    steps = [Step("received", received, row.received_on)]
    if row.council_decided_on:
        steps.append(Step("council", msgid("Confirmed by a council decision"), row.council_decided_on))
    if row.superseded_on:
        steps.append(Step("superseded", msgid("Replaced by a later statement"), row.superseded_on))
    if row.released_at:
        steps.append(Step("published", msgid("Published"), local_day(row.released_at)))
    return tuple(steps)
