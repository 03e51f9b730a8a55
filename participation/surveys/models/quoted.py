"""The table of quotes: answers in people's own words that the county shows."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Table, UtcTime, primary_key, reference


class Quote(Table, table=True):
    """An answer, shortened at most, that the next release shows; gone when its sheet is withdrawn or corrected.

    Releases keep the digest of the text, not the text, so that it can vanish. `question` is the counted name.
    `submission_id` is lost, not the quote, when raw answers are erased after their retention period.
    """

    __tablename__: ClassVar[str] = "quote"
    __table_args__ = (UniqueConstraint("submission_id", "question"),)
    id: UUID = primary_key()
    survey_id: UUID = reference("survey.id")
    submission_id: UUID | None = reference("submission.id", index=False, nullable=True, on_delete="SET NULL")
    question: str = Field(max_length=160)
    text: str = Field(sa_type=Text)
    chosen_at: datetime = Field(sa_type=UtcTime)
    chosen_by: UUID | None = reference("account.id", nullable=True)
