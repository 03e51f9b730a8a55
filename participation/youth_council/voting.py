"""Votes of a body: one in the room is typed in, one online counts each member once and tells nobody how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlmodel import Session, col, delete, select, update

from participation.core.database import upsert
from participation.core.errors import Conflict, NotNow
from participation.core.text import msgid
from participation.procedures.days import local_day
from participation.threads.wording import Problem
from participation.web.visit import Form
from participation.youth_council.models import Amendment, Ballot, BodyVote, YouthMember, YouthMotion
from participation.youth_council.wording import seen_mark, whole_number

MOST_PEOPLE = 500
MOST_DAYS = 30
BALLOTS_STAY = timedelta(days=1)
WORDS_CHANGED = msgid("Somebody has changed the text in this moment. Read it again, then vote.")


class Choice(StrEnum):
    """What a member can say."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


_COLUMNS = {Choice.FOR: "votes_for", Choice.AGAINST: "votes_against", Choice.ABSTAIN: "abstained"}


@dataclass(frozen=True)
class RoomVoteSheet:
    """A vote that was taken in the room, as it is typed in."""

    voted_on: date | None
    numbers: tuple[int | None, int | None, int | None]

    @classmethod
    def from_form(cls, form: Form) -> RoomVoteSheet:
        """What was sent."""
        votes_for, against, abstained = (
            whole_number(form.text(name) or "0", MOST_PEOPLE) for name in ("votes_for", "votes_against", "abstained")
        )
        return cls(form.day("voted_on"), (votes_for, against, abstained))

    def problems(self, today: date) -> list[Problem]:
        """(field, msgid, values) of everything that has to be put right."""
        found: list[Problem] = []
        if self.voted_on is None or self.voted_on > today:
            found.append(("voted_on", msgid("Enter the day of the vote. It cannot be in the future."), {}))
        names = ("votes_for", "votes_against", "abstained")
        wrong = [name for name, number in zip(names, self.numbers, strict=True) if number is None]
        found += [(name, msgid("Enter a number from 0 to %(most)s."), {"most": MOST_PEOPLE}) for name in wrong]
        if not wrong and not any(self.numbers):
            found.append(("votes_for", msgid("At least one person has voted."), {}))
        return found


def record_vote(
    session: Session, motion: YouthMotion, sheet: RoomVoteSheet, amendment: Amendment | None, meeting_id: UUID | None
) -> BodyVote:
    """Keep the result of a vote in the room; the sheet has no problems."""
    votes_for, against, abstained = (number or 0 for number in sheet.numbers)
    vote = BodyVote(
        motion_id=motion.id,
        amendment_id=amendment.id if amendment else None,
        meeting_id=meeting_id,
        voted_on=sheet.voted_on or motion.created_on,
        votes_for=votes_for,
        votes_against=against,
        abstained=abstained,
        wording=wording_of(motion, amendment),
    )
    session.add(vote)
    return vote


def wording_of(motion: YouthMotion, amendment: Amendment | None = None) -> str:
    """The mark of the words that a vote about these is bound to."""
    return seen_mark(amendment.text if amendment else motion.text)


def open_vote(
    session: Session, motion: YouthMotion, amendment: Amendment | None, moment: datetime, closes_at: datetime
) -> None:
    """Let the members vote online until that moment.

    Raises:
        NotNow: there is an open one about the same already.
    """
    amendment_id = amendment.id if amendment else None
    same = (BodyVote.motion_id == motion.id, BodyVote.amendment_id == amendment_id, col(BodyVote.closes_at) > moment)
    if session.exec(select(BodyVote.id).where(*same)).first() is not None:
        raise NotNow("There is a vote about this already.")
    vote = BodyVote(
        motion_id=motion.id,
        amendment_id=amendment_id,
        voted_on=local_day(moment),
        closes_at=closes_at,
        wording=wording_of(motion, amendment),
    )
    session.add(vote)


def begin_again(session: Session, motion: YouthMotion, moment: datetime) -> None:
    """The words of a motion have changed: who has voted online on the earlier ones can vote again, on the new ones."""
    chosen = select(BodyVote).where(
        BodyVote.motion_id == motion.id, col(BodyVote.amendment_id).is_(None), col(BodyVote.closes_at) > moment
    )
    for vote in session.exec(chosen):
        session.exec(delete(Ballot).where(col(Ballot.vote_id) == vote.id))
        vote.votes_for = vote.votes_against = vote.abstained = 0
        vote.wording, vote.begun_again_on = wording_of(motion), local_day(moment)
        session.add(vote)


def cast(session: Session, vote: BodyVote, member: YouthMember, choice: Choice, seen: str, moment: datetime) -> bool:
    """Count a member's vote; False if theirs was counted before. That they voted and what they said stand apart.

    Args:
        session: writing, with the body's lock held.
        vote: about which they vote.
        member: who votes.
        choice: what they say.
        seen: the mark of the words that they had before them.
        moment: now.

    Raises:
        NotNow: the vote is over.
        Conflict: the words have changed since they were shown.
    """
    if not vote.is_open(moment):
        raise NotNow("This vote is over.")
    if seen != vote.wording:
        raise Conflict(WORDS_CHANGED)
    connection = session.connection()
    ballot = upsert(connection, Ballot.__table__).values(vote_id=vote.id, member_id=member.id)  # type: ignore[attr-defined]
    once = ballot.on_conflict_do_nothing(index_elements=["vote_id", "member_id"])
    if connection.execute(once.returning(col(Ballot.id))).first() is None:
        return False
    column = getattr(BodyVote, _COLUMNS[choice])
    session.exec(update(BodyVote).where(col(BodyVote.id) == vote.id).values({_COLUMNS[choice]: column + 1}))
    return True


def has_voted(session: Session, vote: BodyVote, member: YouthMember | None) -> bool:
    """Whether this member's vote was counted."""
    if member is None:
        return False
    cast_before = select(Ballot.id).where(Ballot.vote_id == vote.id, Ballot.member_id == member.id)
    return session.exec(cast_before).first() is not None


def forget_ballots(session: Session, moment: datetime) -> None:
    """Forget who has voted, a day after the end; the result stays."""
    over = select(BodyVote.id).where(col(BodyVote.closes_at) < moment - BALLOTS_STAY)
    session.exec(delete(Ballot).where(col(Ballot.vote_id).in_(over)))


def votes_on(session: Session, motion_id: UUID) -> list[BodyVote]:
    """All votes about a motion and its amendments, the newest first."""
    chosen = select(BodyVote).where(BodyVote.motion_id == motion_id)
    return list(session.exec(chosen.order_by(col(BodyVote.voted_on).desc(), col(BodyVote.id).desc())))


def last_vote(votes: list[BodyVote], motion: YouthMotion, moment: datetime) -> BodyVote | None:
    """The body's last finished vote on the motion itself in its present words; `votes` are the newest first."""
    own = (vote for vote in votes if vote.amendment_id is None and vote.wording == wording_of(motion))
    return next((vote for vote in own if not vote.is_open(moment)), None)


def is_carried(votes: list[BodyVote], motion: YouthMotion, moment: datetime) -> bool:
    """Whether the body's last finished vote on these very words was in favour of them."""
    last = last_vote(votes, motion, moment)
    return last is not None and last.is_adopted


def open_votes(session: Session, council_id: UUID, moment: datetime) -> list[tuple[BodyVote, YouthMotion]]:
    """Online votes of a body that are open now, with their motion; the one that ends first comes first."""
    chosen = (
        select(BodyVote, YouthMotion)
        .join(YouthMotion, col(YouthMotion.id) == col(BodyVote.motion_id))
        .where(YouthMotion.council_id == council_id, col(BodyVote.closes_at) > moment)
    )
    return [(vote, motion) for vote, motion in session.exec(chosen.order_by(col(BodyVote.closes_at)))]
