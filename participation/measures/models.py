"""Tables of measures (texts, goals, milestones, phase gates), and of who answers for a part of a strategy."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Json, Table, UtcTime, enum_type, primary_key, reference
from participation.core.text import msgid


class Stage(StrEnum):
    """The five phases of a measure, in their order."""

    INITIAL = "initial"
    BUILD_UP = "build_up"
    START = "start"
    IMPLEMENTATION = "implementation"
    CLOSING = "closing"


STAGE_NAMES = {
    Stage.INITIAL: msgid("Initial phase"),
    Stage.BUILD_UP: msgid("Build-up phase"),
    Stage.START: msgid("Start phase"),
    Stage.IMPLEMENTATION: msgid("Implementation phase"),
    Stage.CLOSING: msgid("Closing phase"),
}


class StepState(StrEnum):
    """How far a milestone is; whether it is late follows from its day."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    REACHED = "reached"
    DROPPED = "dropped"


STEP_NAMES = {
    StepState.PLANNED: msgid("Planned step"),
    StepState.UNDER_WAY: msgid("Step under way"),
    StepState.REACHED: msgid("Step reached"),
    StepState.DROPPED: msgid("Step given up"),
}
OPEN_STEPS = (StepState.PLANNED, StepState.UNDER_WAY)


class Decider(StrEnum):
    """Who decides that a measure enters a phase."""

    MANAGEMENT = "management"
    ADVISORY_BOARD = "advisory_board"


DECIDER_NAMES = {
    Decider.MANAGEMENT: msgid("Management of the administration"),
    Decider.ADVISORY_BOARD: msgid("Advisory board"),
}


class Measure(Table, table=True):
    """A Maßnahme of a region; `slug` is its name in addresses, and stays.

    `cost` and what of it others pay (`funding`) are whole euros. Its phase is that of its last phase gate. Only
    `is_public` ones are shown outside the administration.
    """

    __tablename__: ClassVar[str] = "measure"
    __table_args__ = (
        UniqueConstraint("region_id", "slug"),
        CheckConstraint("cost >= 0 AND funding >= 0", name="euros"),
    )
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    slug: str = Field(max_length=80)
    department_id: UUID | None = reference("department.id", nullable=True)
    cost: int | None = None
    funding: int | None = None
    funding_source: str = Field(default="", max_length=300)
    is_public: bool = Field(default=False)
    created_at: datetime = Field(sa_type=UtcTime)


class MeasureText(Table, table=True):
    """Name and description in one language; `source_hash` is that of the German text which a twin says."""

    __tablename__: ClassVar[str] = "measure_text"
    __table_args__ = (UniqueConstraint("measure_id", "language"),)
    id: UUID = primary_key()
    measure_id: UUID = reference("measure.id", index=False, on_delete="CASCADE")
    language: str = Field(max_length=12)
    name: str = Field(max_length=200)
    description: str = Field(default="", max_length=4000)
    source_hash: str = Field(default="", max_length=64)


class MeasureElement(Table, table=True):
    """A measure works for a goal, a field or another element; many to many."""

    __tablename__: ClassVar[str] = "measure_element"
    __table_args__ = (UniqueConstraint("measure_id", "element_id"),)
    id: UUID = primary_key()
    measure_id: UUID = reference("measure.id", index=False, on_delete="CASCADE")
    element_id: UUID = reference("element.id", on_delete="CASCADE")


class MeasureStep(Table, table=True):
    """A milestone of a measure, by its day. `titles` say it by language; `twin_of` is the German that the twins say."""

    __tablename__: ClassVar[str] = "measure_step"
    __table_args__ = (
        CheckConstraint("(state = 'reached') = (reached_on IS NOT NULL)", name="reached"),
        Index("ix_measure_step_measure_id", "measure_id", "due_on"),
    )
    id: UUID = primary_key()
    measure_id: UUID = reference("measure.id", index=False, on_delete="CASCADE")
    due_on: date
    state: StepState = Field(default=StepState.PLANNED, sa_type=enum_type(StepState, "state"))
    reached_on: date | None = None
    titles: dict[str, str] = Field(default_factory=dict, sa_type=Json)
    twin_of: str = Field(default="", max_length=300)


class PhaseGate(Table, table=True):
    """A dated decision that a measure enters a phase; `body` names the board, `note` says what was decided."""

    __tablename__: ClassVar[str] = "phase_gate"
    __table_args__ = (Index("ix_phase_gate_measure_id", "measure_id", "decided_on"),)
    id: UUID = primary_key()
    measure_id: UUID = reference("measure.id", index=False, on_delete="CASCADE")
    stage: Stage = Field(sa_type=enum_type(Stage, "stage"))
    decided_on: date
    decider: Decider = Field(sa_type=enum_type(Decider, "decider"))
    body: str = Field(default="", max_length=160)
    note: str = Field(default="", max_length=500)
    recorded_at: datetime = Field(sa_type=UtcTime)
    recorded_by: UUID | None = reference("account.id", nullable=True)


class Responsibility(Table, table=True):
    """Who answers for a part of a strategy: the Fachdienst, the Themenpate, and partners (one a line)."""

    __tablename__: ClassVar[str] = "responsibility"
    element_id: UUID = Field(primary_key=True, foreign_key="element.id", ondelete="CASCADE")
    department_id: UUID | None = reference("department.id", nullable=True)
    patron: str = Field(default="", max_length=160)
    partners: str = Field(default="", max_length=1000)
    changed_at: datetime = Field(sa_type=UtcTime)
