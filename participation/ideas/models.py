"""Tables of ideas."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field

from participation.core.columns import UUID, Table, enum_type, partial_index, primary_key, reference
from participation.core.text import msgid
from participation.threads.contributions import Contribution

LONGEST_TITLE = 160
LONGEST_SENTENCE = 1_000


class Stage(StrEnum):
    """How far an idea has come, in this order; `not_adopted` ends it."""

    SUBMITTED = "submitted"
    CHECKED = "checked"
    UNDER_CONSIDERATION = "under_consideration"
    IN_GOAL_DRAFT = "in_goal_draft"
    NOT_ADOPTED = "not_adopted"
    DECIDED = "decided"
    IMPLEMENTED = "implemented"


STAGE_NAMES = {
    Stage.SUBMITTED: msgid("Submitted"),
    Stage.CHECKED: msgid("Checked and published"),
    Stage.UNDER_CONSIDERATION: msgid("Under consideration"),
    Stage.IN_GOAL_DRAFT: msgid("In a goal draft"),
    Stage.NOT_ADOPTED: msgid("Not adopted"),
    Stage.DECIDED: msgid("Decided"),
    Stage.IMPLEMENTED: msgid("Implemented"),
}


class Idea(Contribution, table=True):
    """An idea, for a strategy or free, for one of its fields or for all."""

    __tablename__: ClassVar[str] = "idea"
    __table_args__ = (
        Index("ix_idea_region", "region_id", "state", "published_at"),
        Index("ix_idea_strategy", "strategy_id", "state", "published_at"),
        Index("ix_idea_element", "element_id", "state", "published_at"),
        Index("ix_idea_queue", "region_id", "state", "id"),
        partial_index("ix_idea_held", "region_id", "state", "id", where="held_for <> ''"),
    )
    phase_id: UUID = reference("phase.id")
    strategy_id: UUID | None = Field(default=None, foreign_key="strategy.id", nullable=True, ondelete="RESTRICT")
    element_id: UUID | None = Field(default=None, foreign_key="element.id", nullable=True, ondelete="RESTRICT")
    title: str = Field(max_length=LONGEST_TITLE)
    stage: Stage = Field(default=Stage.SUBMITTED, sa_type=enum_type(Stage, "stage"))

    @property
    def stage_name(self) -> str:
        """The stage in words, a msgid."""
        return STAGE_NAMES[self.stage]


class IdeaStage(Table, table=True):
    """A step of an idea, public with its day and a sentence why.

    The first two steps need no sentence of their own; the interface has one for them.
    """

    __tablename__: ClassVar[str] = "idea_stage"
    id: UUID = primary_key()
    idea_id: UUID = reference("idea.id", on_delete="CASCADE")
    stage: Stage = Field(sa_type=enum_type(Stage, "stage"))
    reached_on: date
    sentence: str = Field(default="", max_length=LONGEST_SENTENCE)
    actor_id: UUID | None = reference("account.id", nullable=True)


class Endorsement(Table, table=True):
    """Somebody finds an idea good: once per device, unverified, no trace of whom."""

    __tablename__: ClassVar[str] = "endorsement"
    id: UUID = primary_key()
    idea_id: UUID = reference("idea.id", on_delete="CASCADE")
    key: bytes = Field(sa_type=LargeBinary, unique=True)
    payload_hash: bytes = Field(sa_type=LargeBinary)
    receipt_key: bytes = Field(sa_type=LargeBinary, unique=True)
    received_on: date


class IdeaAnswer(Table, table=True):
    """Which department answers an idea, and by when; everybody sees both."""

    __tablename__: ClassVar[str] = "idea_answer"
    idea_id: UUID = Field(primary_key=True, foreign_key="idea.id", ondelete="CASCADE")
    department_id: UUID = reference("department.id")
    answer_by: date


class IdeaMerge(Table, table=True):
    """An idea has gone into another one: it stays readable, its support is told beside that of the other.

    Ancestry is what leads into an idea, directly or through others; nothing leads into itself.
    """

    __tablename__: ClassVar[str] = "idea_merge"
    idea_id: UUID = Field(primary_key=True, foreign_key="idea.id", ondelete="CASCADE")
    into_id: UUID = reference("idea.id")
    merged_on: date
    sentence: str = Field(max_length=LONGEST_SENTENCE)
