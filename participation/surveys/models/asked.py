"""Tables of what is asked: surveys and their questionnaires."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Json, Table, UtcTime, enum_type, primary_key, reference


class Brake(StrEnum):
    """What keeps machines from answering a survey; people hardly notice it (methods.md §5)."""

    NONE = "none"
    GENTLE = "gentle"
    """A field that only machines fill in, and a shortest time."""
    WORK = "work"
    """The same, and a small calculation in the browser; without scripts a question to answer."""


class Survey(Table, table=True):
    """A survey of a procedure; scheduled, open or closed is derived from its phase (none yet: scheduled).

    `importance_cut` and `satisfaction_cut` (scale points) divide the groups of the priority matrix; they are locked
    before the survey opens. `previous_wave_id` is the survey that it asks again. `is_sensitive` surveys, like those of
    minors, are released by the stricter rules. `shortest_seconds` belongs to the brake.
    """

    __tablename__: ClassVar[str] = "survey"
    __table_args__ = (UniqueConstraint("region_id", "slug"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    procedure_id: UUID = reference("procedure.id")
    phase_id: UUID | None = reference("phase.id", nullable=True)
    slug: str = Field(max_length=80)
    latest_version: int = Field(default=0)
    importance_cut: float = Field(default=4.0)
    satisfaction_cut: float = Field(default=3.0)
    previous_wave_id: UUID | None = reference("survey.id", nullable=True)
    wave: str = Field(default="", max_length=40)
    is_sensitive: bool = Field(default=False)
    brake: Brake = Field(default=Brake.NONE, sa_type=enum_type(Brake, "brake"))
    shortest_seconds: int = Field(default=0)


class QuestionnaireVersion(Table, table=True):
    """A numbered questionnaire with all its texts in all languages; never changed once it is frozen.

    `changes` says what differs from the version before: [{question, kind: "wording" | "structure" | "added" |
    "removed", …}].
    """

    __tablename__: ClassVar[str] = "questionnaire_version"
    __table_args__ = (UniqueConstraint("survey_id", "number"),)
    id: UUID = primary_key()
    survey_id: UUID = reference("survey.id", index=False)
    number: int
    document: dict[str, Any] = Field(sa_type=Json)
    frozen_at: datetime = Field(sa_type=UtcTime)
    changes: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)


class QuestionnaireDraft(Table, table=True):
    """The questionnaire that editors work on, until it is frozen as the next version.

    `revision` counts up with every change; whoever saves on an older one is told, and loses nothing. `report` is what
    an import could not carry over: [{"where", "what"}].
    """

    __tablename__: ClassVar[str] = "questionnaire_draft"
    survey_id: UUID = Field(primary_key=True, foreign_key="survey.id", ondelete="CASCADE")
    document: dict[str, Any] = Field(sa_type=Json)
    revision: int = Field(default=1)
    report: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
    changed_at: datetime = Field(sa_type=UtcTime)
    changed_by: UUID | None = reference("account.id", nullable=True)
