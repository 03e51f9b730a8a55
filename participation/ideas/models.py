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
LONGEST_SPOT = 160
LONGEST_DESCRIPTION = 300


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
    """An idea, for a strategy or free, for one of its fields or for all.

    `supports` counts its endorsements, `verified_supports` those among them that came with a code; both are kept in the
    commit that stores or deletes an endorsement.
    """

    __tablename__: ClassVar[str] = "idea"
    __table_args__ = (
        Index("ix_idea_region", "region_id", "state", "published_at"),
        Index("ix_idea_strategy", "strategy_id", "state", "published_at"),
        Index("ix_idea_element", "element_id", "state", "published_at"),
        Index("ix_idea_queue", "region_id", "state", "id"),
        Index("ix_idea_weighed", "strategy_id", "id"),
        Index("ix_idea_supported", "region_id", "supports", "published_at", "id"),
        partial_index("ix_idea_held", "region_id", "state", "id", where="held_for <> ''"),
    )
    phase_id: UUID = reference("phase.id")
    strategy_id: UUID | None = Field(default=None, foreign_key="strategy.id", nullable=True, ondelete="RESTRICT")
    element_id: UUID | None = Field(default=None, foreign_key="element.id", nullable=True, ondelete="RESTRICT")
    title: str = Field(max_length=LONGEST_TITLE)
    stage: Stage = Field(default=Stage.SUBMITTED, sa_type=enum_type(Stage, "stage"))
    verified_supports: int = Field(default=0)

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
    """Somebody finds an idea good: once per device, or once per code (then it is verified); no trace of whom."""

    __tablename__: ClassVar[str] = "endorsement"
    id: UUID = primary_key()
    idea_id: UUID = reference("idea.id", on_delete="CASCADE")
    key: bytes = Field(sa_type=LargeBinary, unique=True)
    payload_hash: bytes = Field(sa_type=LargeBinary)
    receipt_key: bytes = Field(sa_type=LargeBinary, unique=True)
    received_on: date
    is_verified: bool = Field(default=False)


class IdeaSpot(Table, table=True):
    """Where an idea would be: a cell of the region's map (nothing more exact is kept), or words, or both."""

    __tablename__: ClassVar[str] = "idea_spot"
    idea_id: UUID = Field(primary_key=True, foreign_key="idea.id", ondelete="CASCADE")
    cell: str = Field(default="", max_length=20)
    words: str = Field(default="", max_length=LONGEST_SPOT)


class IdeaPicture(Table, table=True):
    """The picture of an idea, made anew from its points; nobody but moderators sees it before one has released it."""

    __tablename__: ClassVar[str] = "idea_picture"
    idea_id: UUID = Field(primary_key=True, foreign_key="idea.id", ondelete="CASCADE")
    stored_as: str = Field(max_length=32)
    description: str = Field(max_length=LONGEST_DESCRIPTION)
    released_on: date | None = None
    released_by: UUID | None = reference("account.id", nullable=True)


class IdeaCodeBatch(Table, table=True):
    """Codes for one procedure that were made together; their plain text is shown once and never stored."""

    __tablename__: ClassVar[str] = "idea_code_batch"
    id: UUID = primary_key()
    procedure_id: UUID = reference("procedure.id", on_delete="CASCADE")
    label: str = Field(default="", max_length=80)
    size: int
    made_on: date
    made_by: UUID | None = reference("account.id", nullable=True)
    is_void: bool = Field(default=False)


class IdeaCode(Table, table=True):
    """A code that confirms its owner's support and priorities: only its digest, never what it was used for."""

    __tablename__: ClassVar[str] = "idea_code"
    id: UUID = Field(primary_key=True)
    batch_id: UUID = reference("idea_code_batch.id", on_delete="CASCADE")
    code_hash: bytes = Field(sa_type=LargeBinary, unique=True)


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
