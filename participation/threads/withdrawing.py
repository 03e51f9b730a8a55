"""Taking a comment or an idea back: its words go, its row stays for what refers to it."""

from __future__ import annotations

from sqlmodel import Session, col, delete, func, select, update

from participation.core.clock import now
from participation.core.errors import NotFound
from participation.core.identifiers import digest
from participation.core.journal import record
from participation.regions.actions import publish_change
from participation.threads.contributions import Contribution
from participation.threads.models import ContributionState, EarlierText, Flag, ModerationCase, ModerationNote
from participation.threads.redaction import forget_original, originals
from participation.threads.replies import forget_title

# The digest of what was sent would let somebody who guesses the words make sure of them.
_NOTHING_SENT = digest("withdrawn")


def withdraw_contribution(
    session: Session, table: type[Contribution], subject: str, receipt_key: bytes, *, words: tuple[str, ...]
) -> bool:
    """Withdraw the contribution of a receipt code in the caller's write transaction; False if there is nothing to do.

    Args:
        session: a writing session.
        table: where the area keeps its contributions.
        subject: what the journal calls one of them.
        receipt_key: the digest of the code.
        words: the columns with what the person wrote; they are emptied.
    """
    found = session.exec(select(table).where(col(table.receipt_key) == receipt_key).with_for_update()).first()
    if found is None or found.state is ContributionState.WITHDRAWN:
        return False
    before, was_public = found.state, found.is_public
    forget_title(session, found, *_titles(session, found))
    for column in words:
        setattr(found, column, "")
    found.payload_hash = _NOTHING_SENT
    _forget_earlier_words(session, found)
    found.state = ContributionState.WITHDRAWN
    if not was_public:
        found.published_at = None  # only what was public until now may be called withdrawn in public
    session.add(found)
    details = {"from": before.value}
    record(session, "withdrawn", subject, found.id, actor_id=None, region_id=found.region_id, details=details)
    if was_public:
        publish_change(session, found.region_id)
    return True


def _titles(session: Session, contribution: Contribution) -> set[str]:
    title = str(getattr(contribution, "title", ""))
    case = session.get(ModerationCase, contribution.case_id) if contribution.case_id else None
    return {title, originals(contribution, case)[1]}


def _forget_earlier_words(session: Session, contribution: Contribution) -> None:
    if contribution.case_id is None:
        return
    session.exec(delete(EarlierText).where(col(EarlierText.case_id) == contribution.case_id))
    case = session.get_one(ModerationCase, contribution.case_id)
    forget_original(case)
    case.appeal = ""
    if case.appeal_granted is None:
        case.appealed_on = None  # there is nothing left to decide
    _forget_what_others_wrote(session, case)
    session.add(case)


def _forget_what_others_wrote(session: Session, case: ModerationCase) -> None:
    """Notes and reports may repeat the words; that there were reports is still counted."""
    session.exec(delete(ModerationNote).where(col(ModerationNote.case_id) == case.id))
    reports = update(Flag).where(col(Flag.case_id) == case.id)
    session.exec(reports.values(text="", settled_on=func.coalesce(col(Flag.settled_on), now().date())))
    case.open_flags = 0
    case.proposed_by, case.proposed_reason, case.proposed_message = None, None, ""


def ensure_not_withdrawn(contribution: Contribution | None) -> None:
    """Raises NotFound with a sentence of its own for a contribution that was public until its author withdrew it."""
    if contribution and contribution.state is ContributionState.WITHDRAWN and contribution.published_at:
        raise NotFound("This contribution was withdrawn. Its text is no longer shown.")
