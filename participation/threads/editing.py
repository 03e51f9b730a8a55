"""Changing a comment or an idea by receipt code, shortly after it was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.errors import NotNow
from participation.core.journal import record
from participation.core.text import msgid
from participation.regions.actions import publish_change
from participation.threads.cases import case_of
from participation.threads.contributions import Contribution
from participation.threads.models import ContributionState, EarlierText, Way
from participation.threads.wording import Problem, one_line, problems_of_name, problems_of_text
from participation.web.visit import Form

EDITED = "edited"
"""The reason why a moderator should look again (`Contribution.held_for`)."""
MOST_CHANGES = 20
"""What stood there each time is kept for moderators, so there is an end to it."""
_OVER = msgid("This contribution can no longer be changed. You can withdraw it and write a new one.")
_CHANGEABLE = (ContributionState.PENDING, ContributionState.PUBLISHED)


@dataclass(frozen=True)
class Words:
    """What an author may change; a comment has no title."""

    text: str
    title: str = ""
    author_name: str = ""

    @classmethod
    def from_form(cls, form: Form) -> Words:
        """What was sent."""
        return cls(form.text("text"), one_line(form.text("title")), one_line(form.text("author_name")))

    def problems(self, longest_title: int = 0) -> Sequence[Problem]:
        """(field, msgid, values) of everything that has to be put right; without a longest title there is none."""
        title = problems_of_text("title", self.title, longest_title) if longest_title else []
        return [*title, *problems_of_text("text", self.text), *problems_of_name("author_name", self.author_name)]


def changeable_until(contribution: Contribution, minutes: int, moment: datetime) -> datetime | None:
    """When the time to change it ends; None if it cannot be changed any more at the moment.

    The time of receipt is only known by day, so the minutes count from the end of that day: everybody has at least as
    many. What staff answered or typed in themselves does not change any more.
    """
    ends = changes_end(contribution.received_on, minutes)
    is_open = contribution.state in _CHANGEABLE and contribution.way is Way.ONLINE and not contribution.official_reply
    return ends if is_open and moment < ends else None


def changes_end(received_on: date, minutes: int) -> datetime:
    """When changes of what came on that day end, in UTC."""
    return datetime.combine(received_on, time(), UTC) + timedelta(days=1, minutes=minutes)


def change_words(
    session: Session,
    contribution: Contribution,
    subject: str,
    words: Words,
    *,
    until: datetime | None,
    stays_public: bool,
) -> None:
    """Replace the words in the caller's write transaction; what stood there is kept for moderators.

    Args:
        session: a writing session.
        contribution: locked for update.
        subject: what the journal calls it.
        words: without problems.
        until: when changes end, None if they have ended.
        stays_public: whether a moderator looks only afterwards; else it waits for one again.

    Raises:
        NotNow: it cannot be changed any more, or has been changed very often.
    """
    if until is None:
        raise NotNow(_OVER)
    if _replace(session, contribution, words):
        was_public = contribution.is_public
        contribution.held_for = " ".join(dict.fromkeys([*contribution.held_for.split(), EDITED]))
        if not stays_public:
            contribution.state = ContributionState.PENDING
        session.add(contribution)
        record(session, "changed", subject, contribution.id, actor_id=None, region_id=contribution.region_id)
        if was_public:
            publish_change(session, contribution.region_id)


def _replace(session: Session, contribution: Contribution, words: Words) -> bool:
    before = Words(contribution.text, getattr(contribution, "title", ""), contribution.author_name)
    if before == words:
        return False
    case = case_of(session, contribution)
    if len(earlier_texts(session, case.id)) >= MOST_CHANGES:
        raise NotNow(_OVER)
    today = now().date()
    session.add(EarlierText(case_id=case.id, replaced_on=today, **vars(before)))
    for name, value in vars(words).items():
        if hasattr(contribution, name):
            setattr(contribution, name, value)
    contribution.edited_on = today
    return True


def earlier_texts(session: Session, case_id: UUID | None) -> Sequence[EarlierText]:
    """What stood in a contribution before, the oldest first."""
    if case_id is None:
        return ()
    return session.exec(
        select(EarlierText).where(EarlierText.case_id == case_id).order_by(col(EarlierText.id)).limit(100)
    ).all()
