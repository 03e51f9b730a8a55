"""Tables of votes, meetings and of what somebody worries about."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import uuid4

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Table, UtcTime, primary_key, reference

LONGEST_REPORT = 2_000


class YouthMeeting(Table, table=True):
    """The protocol of a meeting, public when it is published. `agenda` has an item a line; attendance is a number."""

    __tablename__: ClassVar[str] = "youth_meeting"
    __table_args__ = (Index("ix_youth_meeting_council", "council_id", "held_on"),)
    id: UUID = primary_key()
    council_id: UUID = reference("youth_council.id", index=False)
    held_on: date
    place: str = Field(max_length=160)
    attendance: int
    title: str = Field(max_length=160)
    agenda: str = Field(default="", max_length=2_000)
    text: str = Field(default="", max_length=10_000)
    is_public: bool = Field(default=False)


class BodyVote(Table, table=True):
    """A vote of the body on a motion, or on one amendment to it.

    One in the room is typed in with its numbers. One online has a `closes_at` and counts while it is open; who has
    voted stands apart in `Ballot`, and nobody sees the numbers before the end. `wording` marks the words that were
    voted on (of the motion, or of the amendment); an open vote begins again (`begun_again_on`) when they change.
    """

    __tablename__: ClassVar[str] = "youth_vote"
    __table_args__ = (
        CheckConstraint("votes_for >= 0 AND votes_against >= 0 AND abstained >= 0", name="numbers"),
        Index("ix_youth_vote_motion", "motion_id", "voted_on"),
    )
    id: UUID = primary_key()
    motion_id: UUID = reference("youth_motion.id", index=False, on_delete="CASCADE")
    amendment_id: UUID | None = reference("youth_amendment.id", nullable=True, on_delete="CASCADE")
    meeting_id: UUID | None = reference("youth_meeting.id", nullable=True, on_delete="SET NULL")
    voted_on: date
    closes_at: datetime | None = Field(default=None, sa_type=UtcTime)
    votes_for: int = Field(default=0)
    votes_against: int = Field(default=0)
    abstained: int = Field(default=0)
    wording: str = Field(default="", max_length=16)
    begun_again_on: date | None = None

    @property
    def is_adopted(self) -> bool:
        """More for it than against it."""
        return self.votes_for > self.votes_against

    def is_open(self, moment: datetime) -> bool:
        """Whether members can vote online at that moment."""
        return self.closes_at is not None and moment < self.closes_at


class Ballot(Table, table=True):
    """That a member has voted, not how; random id, no time. Gone soon after the end of the vote."""

    __tablename__: ClassVar[str] = "youth_ballot"
    __table_args__ = (UniqueConstraint("vote_id", "member_id"),)
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    vote_id: UUID = reference("youth_vote.id", index=False, on_delete="CASCADE")
    member_id: UUID = reference("youth_member.id", on_delete="CASCADE")


class YouthReport(Table, table=True):
    """Something that worries somebody: from the public form, or a flag on something inside; no name stands in it."""

    __tablename__: ClassVar[str] = "youth_report"
    __table_args__ = (Index("ix_youth_report_region", "region_id", "done_on"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    key: bytes = Field(sa_type=LargeBinary, unique=True)
    payload_hash: bytes = Field(sa_type=LargeBinary)
    motion_id: UUID | None = reference("youth_motion.id", nullable=True, on_delete="CASCADE")
    comment_id: UUID | None = reference("youth_comment.id", nullable=True, on_delete="CASCADE")
    amendment_id: UUID | None = reference("youth_amendment.id", nullable=True, on_delete="CASCADE")
    text: str = Field(default="", max_length=LONGEST_REPORT)
    reported_on: date
    done_on: date | None = None
    done_by: UUID | None = reference("account.id", nullable=True)


class YouthHelpLine(Table, table=True):
    """Where young people of a region find help, its Jugendamt for example; the nationwide numbers need no row."""

    __tablename__: ClassVar[str] = "youth_help_line"
    __table_args__ = (UniqueConstraint("region_id", "name"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    position: int = Field(default=0)
    name: str = Field(max_length=120)
    number: str = Field(default="", max_length=40)
    text: str = Field(default="", max_length=300)
    easy_text: str = Field(default="", max_length=300)
    link: str = Field(default="", max_length=200)
