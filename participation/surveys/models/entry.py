"""Tables of answer sheets on paper: batches that are typed in, once or twice, before they are stored."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Json, Table, UtcTime, enum_type, primary_key, reference
from participation.surveys.models.answered import Channel


class EntryState(StrEnum):
    """How far a batch is."""

    OPEN = "open"
    STORED = "stored"


class EntryBatch(Table, table=True):
    """Answer sheets that came in together on paper, from an event or in a file.

    `is_double`: each sheet is typed in twice, and differences are settled before the batch is stored.
    """

    __tablename__: ClassVar[str] = "entry_batch"
    __table_args__ = (UniqueConstraint("survey_id", "name"),)
    id: UUID = primary_key()
    survey_id: UUID = reference("survey.id", index=False)
    version_id: UUID = reference("questionnaire_version.id")
    name: str = Field(max_length=80)
    channel: Channel = Field(sa_type=enum_type(Channel, "channel"))
    audience: str = Field(default="", max_length=40)
    language: str = Field(default="de", max_length=12)
    is_double: bool = Field(default=False)
    state: EntryState = Field(default=EntryState.OPEN, sa_type=enum_type(EntryState, "state"))
    opened_at: datetime = Field(sa_type=UtcTime)
    opened_by: UUID | None = reference("account.id", nullable=True)
    stored_at: datetime | None = Field(default=None, sa_type=UtcTime)
    stored: int = Field(default=0)


class EntrySheet(Table, table=True):
    """A sheet as somebody typed it; gone when its batch is stored. `turn` is 1, or 2 for the second person."""

    __tablename__: ClassVar[str] = "entry_sheet"
    __table_args__ = (
        UniqueConstraint("batch_id", "number", "turn"),
        CheckConstraint("turn IN (1, 2)", name="turn"),
    )
    id: UUID = primary_key()
    batch_id: UUID = reference("entry_batch.id", index=False, on_delete="CASCADE")
    number: int
    turn: int = Field(default=1)
    answers: dict[str, Any] = Field(sa_type=Json)
    typed_at: datetime = Field(sa_type=UtcTime)
    typed_by: UUID | None = reference("account.id", nullable=True)
