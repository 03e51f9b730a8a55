"""Tables around twins: what was dismissed of the checker's findings, what test groups said, what a bureau sent back."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Json, Table, UtcTime, enum_type, primary_key, reference


class DismissedFinding(Table, table=True):
    """A finding that an editor let stand, with a reason; `key` is the hash of rule, sentence and words.

    Where the sentence changes, the finding has another key and is back.
    """

    __tablename__: ClassVar[str] = "dismissed_finding"
    __table_args__ = (UniqueConstraint("block_id", "language", "key"),)
    id: UUID = primary_key()
    block_id: UUID = reference("block.id", index=False, on_delete="CASCADE")
    language: str = Field(max_length=12)
    key: str = Field(max_length=64)
    rule: str = Field(max_length=8)
    sentence: str = Field(max_length=1_000)
    reason: str = Field(max_length=500)
    dismissed_at: datetime = Field(sa_type=UtcTime)
    dismissed_by: UUID | None = reference("account.id", nullable=True)


class Review(Table, table=True):
    """A check of twins by a test group; what it covers stands in `review_text`, what was said in `protocol_entry`.

    Concluded, it is the record that lets the covered texts be called Leichte Sprache. `names` are shown only where
    `may_be_named`; they are names or roles that the testers gave for that.
    """

    __tablename__: ClassVar[str] = "twin_review"
    __table_args__ = (
        Index("ix_twin_review_strategy", "strategy_id", "language"),
        CheckConstraint("concluded_at IS NULL OR (testers >= 2 AND reviewed_on IS NOT NULL)", name="recorded"),
    )
    id: UUID = primary_key()
    strategy_id: UUID = reference("strategy.id", index=False, on_delete="CASCADE")
    language: str = Field(max_length=12)
    test_group: str = Field(max_length=160)
    testers: int = Field(default=0)
    names: str = Field(default="", max_length=300)
    may_be_named: bool = Field(default=False)
    reviewed_on: date | None = None
    begun_at: datetime = Field(sa_type=UtcTime)
    begun_by: UUID | None = reference("account.id", nullable=True)
    concluded_at: datetime | None = Field(default=None, sa_type=UtcTime)
    concluded_by: UUID | None = reference("account.id", nullable=True)


class ReviewText(Table, table=True):
    """A text that a test group reads; `hash` is the exact wording's when the review was concluded with it."""

    __tablename__: ClassVar[str] = "review_text"
    __table_args__ = (UniqueConstraint("review_id", "block_id"),)
    id: UUID = primary_key()
    review_id: UUID = reference("twin_review.id", index=False, on_delete="CASCADE")
    block_id: UUID = reference("block.id", on_delete="CASCADE")
    hash: str | None = Field(default=None, max_length=64)


class ProtocolEntry(Table, table=True):
    """What testers said about one sentence: how many, what they did not understand, what they propose."""

    __tablename__: ClassVar[str] = "protocol_entry"
    id: UUID = primary_key()
    review_id: UUID = reference("twin_review.id", on_delete="CASCADE")
    block_id: UUID = reference("block.id", on_delete="CASCADE")
    sentence: str = Field(max_length=1_000)
    not_understood: str = Field(default="", max_length=1_000)
    proposal: str = Field(default="", max_length=1_000)
    testers: int
    settled_at: datetime | None = Field(default=None, sa_type=UtcTime)
    noted_at: datetime = Field(sa_type=UtcTime)
    noted_by: UUID | None = reference("account.id", nullable=True)


class ReturnState(StrEnum):
    """Whether somebody has decided what to take over of what a bureau sent back."""

    OPEN = "open"
    DONE = "done"


class BureauReturn(Table, table=True):
    """A document that came back from a translation bureau: its rows, each as `bureau.rows.ReturnedRow` says."""

    __tablename__: ClassVar[str] = "bureau_return"
    __table_args__ = (Index("ix_bureau_return_strategy", "strategy_id", "received_at"),)
    id: UUID = primary_key()
    strategy_id: UUID = reference("strategy.id", index=False, on_delete="CASCADE")
    language: str = Field(max_length=12)
    file_name: str = Field(max_length=200)
    rows: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
    state: ReturnState = Field(default=ReturnState.OPEN, sa_type=enum_type(ReturnState, "state"))
    received_at: datetime = Field(sa_type=UtcTime)
    received_by: UUID | None = reference("account.id", nullable=True)
