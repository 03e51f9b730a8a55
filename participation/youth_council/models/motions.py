"""Tables of motions: drafts inside a body, what is said about them, and their way through the administration."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Table, enum_type, primary_key, reference

LONGEST_TITLE = 160
LONGEST_WORDS = 5_000
LONGEST_REASON = 2_000
LONGEST_COMMENT = 2_000
LONGEST_LABEL = 160


class Origin(StrEnum):
    """Who proposed a motion."""

    MEMBER = "member"
    BODY = "body"  # typed in by the coordinator
    SCHOOL_CLASS = "school_class"


class MotionState(StrEnum):
    """Inside the body, handed in and public, or taken off by the moderators or the body."""

    DRAFT = "draft"
    HANDED_IN = "handed_in"
    CLOSED = "closed"


class Addressee(StrEnum):
    """Where a motion goes: matters of youth welfare have a committee of their own (§ 71 SGB VIII)."""

    ADMINISTRATION = "administration"
    YOUTH_WELFARE_COMMITTEE = "youth_welfare_committee"


class YouthMotion(Table, table=True):
    """A motion; public from the day it was handed in.

    `author_id` is empty for a body or a class (then `author_label` says which) and for members who have left. The
    answer is due at the end of the day `due_on`.
    """

    __tablename__: ClassVar[str] = "youth_motion"
    __table_args__ = (
        UniqueConstraint("council_id", "number"),
        CheckConstraint(
            "state <> 'handed_in' OR (number IS NOT NULL AND handed_in_on IS NOT NULL AND due_on IS NOT NULL"
            " AND addressee IS NOT NULL)",
            name="handed_in",
        ),
        CheckConstraint("(answered_on IS NULL) = (answer = '')", name="answer"),
        Index("ix_youth_motion_state", "state", "id"),
    )
    id: UUID = primary_key()
    council_id: UUID = reference("youth_council.id", index=False)
    key: bytes = Field(sa_type=LargeBinary, unique=True)
    number: int | None = None
    title: str = Field(max_length=LONGEST_TITLE)
    text: str = Field(max_length=LONGEST_WORDS)
    reason: str = Field(default="", max_length=LONGEST_REASON)
    element_id: UUID | None = reference("element.id", nullable=True)
    origin: Origin = Field(sa_type=enum_type(Origin, "origin"))
    author_id: UUID | None = reference("youth_member.id", nullable=True, on_delete="SET NULL")
    author_label: str = Field(default="", max_length=LONGEST_LABEL)
    state: MotionState = Field(default=MotionState.DRAFT, sa_type=enum_type(MotionState, "state"))
    addressee: Addressee | None = Field(default=None, sa_type=enum_type(Addressee, "addressee"))
    created_on: date
    handed_in_on: date | None = None
    department_id: UUID | None = reference("department.id", nullable=True)
    due_on: date | None = None
    answered_on: date | None = None
    answer: str = Field(default="", max_length=LONGEST_WORDS)
    easy_answer: str = Field(default="", max_length=LONGEST_WORDS)
    signed_by: str = Field(default="", max_length=LONGEST_LABEL)


class StepKind(StrEnum):
    """What happened to a motion after it was handed in."""

    HANDED_IN = "handed_in"
    TAKEN_OVER = "taken_over"
    EXTENDED = "extended"
    ANSWERED = "answered"
    COMMITTEE = "committee"


class StepResult(StrEnum):
    """What a committee did with a motion, as in OParl."""

    ADOPTED = "adopted"
    AMENDED = "amended"
    REJECTED = "rejected"
    POSTPONED = "postponed"
    REFERRED = "referred"
    NOTED = "noted"


class MotionStep(Table, table=True):
    """A dated step of a motion, public with its sentence. `place` is the department or the committee."""

    __tablename__: ClassVar[str] = "youth_motion_step"
    __table_args__ = (CheckConstraint("(kind = 'committee') = (result IS NOT NULL)", name="result_of_committee"),)
    id: UUID = primary_key()
    motion_id: UUID = reference("youth_motion.id", on_delete="CASCADE")
    kind: StepKind = Field(sa_type=enum_type(StepKind, "kind"))
    step_on: date
    place: str = Field(default="", max_length=LONGEST_LABEL)
    result: StepResult | None = Field(default=None, sa_type=enum_type(StepResult, "result"))
    due_on: date | None = None
    text: str = Field(default="", max_length=LONGEST_REASON)
    actor_id: UUID | None = reference("account.id", nullable=True)


class YouthComment(Table, table=True):
    """What somebody inside says about a draft; `position` is its place in the talk."""

    __tablename__: ClassVar[str] = "youth_comment"
    __table_args__ = (UniqueConstraint("motion_id", "position"),)
    id: UUID = primary_key()
    motion_id: UUID = reference("youth_motion.id", index=False, on_delete="CASCADE")
    position: int
    key: bytes = Field(sa_type=LargeBinary, unique=True)
    member_id: UUID | None = reference("youth_member.id", nullable=True, on_delete="SET NULL")
    is_coordinator: bool = Field(default=False)
    text: str = Field(max_length=LONGEST_COMMENT)
    written_on: date
    is_hidden: bool = Field(default=False)


class AmendmentState(StrEnum):
    """Whether a proposed wording became the motion's."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Amendment(Table, table=True):
    """A proposed new wording of a motion's text; `base_text` is the wording that it started from."""

    __tablename__: ClassVar[str] = "youth_amendment"
    __table_args__ = (UniqueConstraint("motion_id", "position"),)
    id: UUID = primary_key()
    motion_id: UUID = reference("youth_motion.id", index=False, on_delete="CASCADE")
    position: int
    key: bytes = Field(sa_type=LargeBinary, unique=True)
    member_id: UUID | None = reference("youth_member.id", nullable=True, on_delete="SET NULL")
    is_coordinator: bool = Field(default=False)
    base_text: str = Field(max_length=LONGEST_WORDS)
    text: str = Field(max_length=LONGEST_WORDS)
    reason: str = Field(default="", max_length=LONGEST_REASON)
    proposed_on: date
    state: AmendmentState = Field(default=AmendmentState.OPEN, sa_type=enum_type(AmendmentState, "state"))
    decided_on: date | None = None
    is_decided_by_body: bool = Field(default=False)
    is_hidden: bool = Field(default=False)
