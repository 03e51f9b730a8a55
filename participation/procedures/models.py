"""Tables of procedures."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Table, UtcTime, enum_type, primary_key, reference
from participation.threads.models import USUAL_RULES, ModerationMode


class PhaseKind(StrEnum):
    """What people can do in a phase, or what the county does."""

    INFORMATION = "information"
    SURVEY = "survey"
    COMMENTS = "comments"
    IDEAS = "ideas"
    PRIORITIES = "priorities"
    STATEMENTS = "statements"
    EVALUATION = "evaluation"
    DECISION = "decision"
    REPORT = "report"


class StoredState(StrEnum):
    """The states that no date tells; everything else is derived from the phases."""

    DRAFT = "draft"
    ACTIVE = "active"
    CANCELLED = "cancelled"
    ARCHIVED = "archived"


class Procedure(Table, table=True):
    """A Beteiligungsverfahren; it may begin before any strategy text exists.

    The paper for the council is handed in `submission_days` days before the meeting (Einreichungsfrist).
    """

    __tablename__: ClassVar[str] = "procedure"
    __table_args__ = (UniqueConstraint("region_id", "slug"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    strategy_id: UUID | None = reference("strategy.id", nullable=True)
    slug: str = Field(max_length=80)
    state: StoredState = Field(default=StoredState.ACTIVE, sa_type=enum_type(StoredState, "state"))
    legal_basis: str = Field(default="", max_length=400)
    meeting_on: date | None = None
    submission_days: int = Field(default=21)


class ProcedureText(Table, table=True):
    """Title and summary in one language."""

    __tablename__: ClassVar[str] = "procedure_text"
    __table_args__ = (UniqueConstraint("procedure_id", "language"),)
    id: UUID = primary_key()
    procedure_id: UUID = reference("procedure.id", index=False, on_delete="CASCADE")
    language: str = Field(max_length=12)
    title: str = Field(max_length=300)
    summary: str = Field(default="")


class Phase(Table, table=True):
    """A phase is open if now lies between its dates; no job flips a status.

    `first_closes_at` is the end that people were told first, kept when an open phase is extended.
    """

    __tablename__: ClassVar[str] = "phase"
    __table_args__ = (
        CheckConstraint("closes_at > opens_at", name="order"),
        Index("ix_phase_dates", "opens_at", "closes_at"),
    )
    id: UUID = primary_key()
    procedure_id: UUID = reference("procedure.id", on_delete="CASCADE")
    kind: PhaseKind = Field(sa_type=enum_type(PhaseKind, "kind"))
    opens_at: datetime = Field(sa_type=UtcTime)
    closes_at: datetime = Field(sa_type=UtcTime)
    position: int = Field(default=0)
    first_closes_at: datetime | None = Field(default=None, sa_type=UtcTime)


class PhaseText(Table, table=True):
    """A phase's title in one language."""

    __tablename__: ClassVar[str] = "phase_text"
    __table_args__ = (UniqueConstraint("phase_id", "language"),)
    id: UUID = primary_key()
    phase_id: UUID = reference("phase.id", index=False, on_delete="CASCADE")
    language: str = Field(max_length=12)
    title: str = Field(max_length=300)


class RoundSettings(Table, table=True):
    """How a phase of comments or ideas is run; a phase without a row has these defaults.

    A closed round is for an invited circle only: nothing of it is ever public or counted in public. Its version may be
    unpublished. `edit_minutes` is how long somebody may change what they sent; `rules` are the codes of the rules that
    are asked in the mode "rules", separated by spaces.
    """

    __tablename__: ClassVar[str] = "round_settings"
    phase_id: UUID = Field(primary_key=True, foreign_key="phase.id", ondelete="CASCADE")
    moderation: ModerationMode = Field(default=ModerationMode.BEFORE, sa_type=enum_type(ModerationMode, "moderation"))
    needs_four_eyes: bool = Field(default=False)
    edit_minutes: int = Field(default=60)
    rules: str = Field(default=USUAL_RULES, max_length=200)
    is_closed: bool = Field(default=False)
    version_id: UUID | None = reference("version.id", nullable=True)


class RoundField(Table, table=True):
    """A field that a phase is about; a phase without any is about the whole strategy."""

    __tablename__: ClassVar[str] = "round_field"
    phase_id: UUID = Field(primary_key=True, foreign_key="phase.id", ondelete="CASCADE")
    element_id: UUID = Field(primary_key=True, foreign_key="element.id", ondelete="CASCADE", index=True)


class Topic(Table, table=True):
    """What a question asks about, before or beside the strategy's fields."""

    __tablename__: ClassVar[str] = "topic"
    __table_args__ = (UniqueConstraint("procedure_id", "code"),)
    id: UUID = primary_key()
    procedure_id: UUID = reference("procedure.id", index=False, on_delete="CASCADE")
    code: str = Field(max_length=60)


class TopicText(Table, table=True):
    """A topic's name in one language."""

    __tablename__: ClassVar[str] = "topic_text"
    __table_args__ = (UniqueConstraint("topic_id", "language"),)
    id: UUID = primary_key()
    topic_id: UUID = reference("topic.id", index=False, on_delete="CASCADE")
    language: str = Field(max_length=12)
    title: str = Field(max_length=300)


class TopicField(Table, table=True):
    """Which field a topic belongs to, from when until when (versioned: old mappings stay)."""

    __tablename__: ClassVar[str] = "topic_field"
    id: UUID = primary_key()
    topic_id: UUID = reference("topic.id", on_delete="CASCADE")
    element_id: UUID = reference("element.id")
    since: datetime = Field(sa_type=UtcTime)
    until: datetime | None = Field(default=None, sa_type=UtcTime)


__all__ = [
    "ModerationMode",
    "Phase",
    "PhaseKind",
    "PhaseText",
    "Procedure",
    "ProcedureText",
    "RoundSettings",
    "StoredState",
    "Topic",
    "TopicField",
    "TopicText",
]
