"""One appeal of the author against a refusal, decided by somebody who did not decide before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.days import local_day
from participation.core.errors import Conflict, NotNow
from participation.core.journal import record
from participation.threads.cases import case_of
from participation.threads.claims import ensure_free
from participation.threads.contributions import Contribution
from participation.threads.models import ContributionState, ModerationCase
from participation.threads.moderation import Moderated, record_act
from participation.threads.redaction import OBJECTION, restore

LONGEST_APPEAL = 2_000
_REFUSED = {ContributionState.REJECTED, ContributionState.HIDDEN, ContributionState.PUBLISHED_REDACTED}


@dataclass(frozen=True)
class Appeal:
    """What an author may do or has done about a decision; `until` is the last day to ask, None if it is over."""

    until: date | None
    made_on: date | None = None
    text: str = ""
    granted: bool | None = None
    answer: str = ""


def appeal_of(contribution: Contribution, case: ModerationCase | None, moment: datetime) -> Appeal | None:
    """Where an appeal stands; None where there is nothing to appeal against and nothing was appealed."""
    if case is None:
        return None
    if case.appealed_on is not None:
        return Appeal(None, case.appealed_on, case.appeal, case.appeal_granted, case.appeal_answer)
    if contribution.state not in _REFUSED or case.decided_at is None:
        return None
    until = local_day(case.decided_at + OBJECTION)
    return Appeal(until) if local_day(moment) <= until else None


def find_appeal(
    session: Session, tables: Sequence[type[Contribution]], receipt_key: bytes
) -> tuple[Contribution, Appeal] | None:
    """The contribution of a receipt code with its appeal; None if there is none of both."""
    for table in tables:
        found = session.exec(select(table).where(col(table.receipt_key) == receipt_key)).first()
        case = session.get(ModerationCase, found.case_id) if found and found.case_id else None
        appeal = appeal_of(found, case, now()) if found else None
        if found and appeal:
            return found, appeal
    return None


def hand_in_appeal(session: Session, kinds: Sequence[Moderated], receipt_key: bytes, text: str) -> Contribution:
    """Store the author's appeal in the caller's write transaction; the same again changes nothing.

    Raises:
        NotNow: there is no such contribution, or no decision that could still be looked at.
    """
    for kind in kinds:
        table = kind.table
        found = session.exec(select(table).where(col(table.receipt_key) == receipt_key).with_for_update()).first()
        case = case_of(session, found) if found and found.case_id else None
        if found is None or case is None:
            continue
        if case.appealed_on is not None:
            return found
        if appeal_of(found, case, now()) is None:
            break
        case.appeal, case.appealed_on = text, now().date()
        session.add(case)
        record(session, "appealed", kind.code, found.id, actor_id=None, region_id=found.region_id)
        return found
    raise NotNow("This decision can no longer be looked at again.")


def may_decide(case: ModerationCase, actor_id: UUID) -> bool:
    """Whether somebody had no part in the decision that is appealed against."""
    return actor_id not in {case.decided_by, case.proposed_by}


def decide_appeal(
    session: Session,
    moderated: Moderated,
    contribution: Contribution,
    actor_id: UUID,
    *,
    granted: bool,
    answer: str,
) -> None:
    """Decide about an appeal in the caller's write transaction; a granted one publishes what was written.

    Raises:
        Conflict: there is no open appeal (any more: the author may have withdrawn what it was about), or one took part
            in the decision before.
    """
    case = case_of(session, contribution)
    is_withdrawn = contribution.state is ContributionState.WITHDRAWN
    if case.appealed_on is None or case.appeal_granted is not None or is_withdrawn:
        raise Conflict("Somebody has decided about this already. Please look again.")
    if not may_decide(case, actor_id):
        raise Conflict("You took part in the decision. Somebody else has to decide about the appeal.")
    ensure_free(case, actor_id)
    case.appeal_granted, case.appeal_answer, case.appeal_decided_by = granted, answer, actor_id
    case.claimed_by = case.claimed_until = None
    if granted:
        if case.original_until is not None:
            restore(contribution, case)
        contribution.state = ContributionState.PUBLISHED
        contribution.published_at = contribution.published_at or now()
        contribution.rejection_reason, contribution.message_to_author = None, ""
        moderated.on_publication(session, contribution, actor_id)
    session.add(contribution)
    session.add(case)
    action = "granted_appeal" if granted else "denied_appeal"
    record_act(session, action, moderated, contribution, actor_id, {})
