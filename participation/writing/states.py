"""How far a draft is: being written, or handed in for review, when its standard texts and its tree stand still."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, select

from participation.core.clock import now
from participation.core.errors import Conflict, NotNow
from participation.core.journal import record
from participation.strategy.models import Strategy, VersionState
from participation.writing.models import Draft


def draft_of(session: Session, strategy: Strategy) -> Draft:
    """How far the strategy's draft is; one that nobody has touched yet is at revision 0 and not stored."""
    found = session.get(Draft, strategy.id)
    return found or Draft(strategy_id=strategy.id, changed_at=now())


def locked_draft(session: Session, strategy: Strategy) -> Draft:
    """The same to be changed: until the transaction ends nobody else changes it."""
    session.exec(select(Strategy.id).where(Strategy.id == strategy.id).with_for_update()).one()
    draft = session.get(Draft, strategy.id, populate_existing=True, with_for_update=True)
    return draft or Draft(strategy_id=strategy.id, changed_at=now())


def check_standard_text_is_open(session: Session, strategy: Strategy) -> None:
    """Refuse to change what is being reviewed.

    Raises:
        NotNow: the draft is in review.
    """
    if draft_of(session, strategy).state == VersionState.IN_REVIEW:
        raise NotNow("The draft is being reviewed. Take it back before you change it.")


def hand_in(session: Session, strategy: Strategy, note: str, editor_id: UUID | None) -> None:
    """Hand the draft in for review: its standard texts and its tree stand still, twins may still be written.

    Raises:
        Conflict: it is in review already.
    """
    _move(session, strategy, VersionState.IN_REVIEW, note, editor_id)


def take_back(session: Session, strategy: Strategy, note: str, editor_id: UUID | None) -> None:
    """Go on writing.

    Raises:
        Conflict: it is not in review.
    """
    _move(session, strategy, VersionState.DRAFT, note, editor_id)


def begin_anew(session: Session, strategy: Strategy) -> None:
    """Open the draft for writing after it was published."""
    draft = locked_draft(session, strategy)
    draft.state, draft.note, draft.changed_at = VersionState.DRAFT, "", now()
    session.add(draft)
    session.flush()


def _move(session: Session, strategy: Strategy, state: VersionState, note: str, editor_id: UUID | None) -> None:
    draft = locked_draft(session, strategy)
    if draft.state == state:
        raise Conflict("Somebody else has done that already.")
    draft.state, draft.note, draft.changed_at, draft.changed_by = state, note, now(), editor_id
    session.add(draft)
    session.flush()
    action = "handed in" if state == VersionState.IN_REVIEW else "took back"
    record(session, action, "draft", strategy.id, actor_id=editor_id, region_id=strategy.region_id, details={})
