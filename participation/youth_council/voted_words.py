"""Which words a vote was about: those that stand now, those of a proposed change, or earlier ones."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.text import msgid
from participation.youth_council.models import Amendment, BodyVote, MotionState, YouthMotion
from participation.youth_council.wording import seen_mark

_NOW = msgid("About the words as they stand now.")
_CHANGE = msgid("About proposed change %(number)s.")
_FIRST = msgid("About the first words, which were changed later.")
_AFTER = msgid("About the words after change %(number)s, which were changed again later.")
_EARLIER = msgid("About earlier words.")


@dataclass(frozen=True)
class VotedOn:
    """What a vote was about: a msgid with its values, and the words where they are others than those of the motion.

    Only a vote on the words as they stand counts (`counts`).
    """

    label: str
    counts: bool = True
    values: dict[str, object] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True)
class MeetingVote:
    """A vote that was taken at a meeting, as its protocol tells of it."""

    vote: BodyVote
    motion: YouthMotion
    about: VotedOn


def voted_on(vote: BodyVote, motion: YouthMotion, amendments: Sequence[Amendment]) -> VotedOn:
    """The words of a vote; `amendments` are those of the motion by position, which keep what stood before them."""
    if vote.amendment_id is not None:
        change = next((one for one in amendments if one.id == vote.amendment_id), None)
        return VotedOn(
            _CHANGE, values={"number": change.position if change else "?"}, text=change.text if change else ""
        )
    if vote.wording == seen_mark(motion.text):
        return VotedOn(_NOW)
    for change in reversed(amendments):
        if vote.wording == seen_mark(change.text):
            return VotedOn(_AFTER, counts=False, values={"number": change.position}, text=change.text)
    first = next((one.base_text for one in amendments if vote.wording == seen_mark(one.base_text)), "")
    return VotedOn(_FIRST if first else _EARLIER, counts=False, text=first)


def amendments_of(session: Session, motion_ids: Collection[UUID]) -> Sequence[Amendment]:
    """The proposed changes to motions, by position."""
    chosen = select(Amendment).where(col(Amendment.motion_id).in_(motion_ids))
    return session.exec(chosen.order_by(col(Amendment.motion_id), col(Amendment.position))).all()


def votes_at(session: Session, meeting_id: UUID, *, only_public: bool) -> list[MeetingVote]:
    """The votes of a meeting in their order; for everybody only those on motions that were handed in."""
    chosen = (
        select(BodyVote, YouthMotion)
        .join(YouthMotion, col(YouthMotion.id) == col(BodyVote.motion_id))
        .where(BodyVote.meeting_id == meeting_id, col(YouthMotion.state) != MotionState.CLOSED)
    )
    if only_public:
        chosen = chosen.where(YouthMotion.state == MotionState.HANDED_IN)
    rows = session.exec(chosen.order_by(col(BodyVote.id))).all()
    changes = amendments_of(session, {motion.id for _vote, motion in rows})
    return [
        MeetingVote(vote, motion, voted_on(vote, motion, [one for one in changes if one.motion_id == motion.id]))
        for vote, motion in rows
    ]
