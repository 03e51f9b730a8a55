"""Tables of what was answered: the answer sheets, and those that the counters do not contain yet."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, LargeBinary, Text
from sqlmodel import Field

from participation.core.columns import UUID, Serial, Table, enum_type, reference


class Channel(StrEnum):
    """The way on which a submission came in."""

    ONLINE = "online"
    KIOSK = "kiosk"
    PAPER = "paper"
    EVENT = "event"


class Submission(Table, table=True):
    """An answer sheet, the truth that all counters are recomputed from.

    Its id comes from the client's secret id, not from the clock: a UUIDv7 would keep the second. `answers` is canonical
    JSON text, {question: code | [codes] | text | {item: code}}; `record_key` the 32-bit key of the cell-key method.
    `audience` is the slug of one of the survey's audiences or empty; `orders` is JSON text, {question: [codes]}: the
    order of options that was shown where it is random. `batch_id` says with which sheets it was typed in or imported.
    """

    __tablename__: ClassVar[str] = "submission"
    __table_args__ = (
        CheckConstraint("record_key >= 0 AND record_key < 4294967296", name="record_key"),
        Index("ix_submission_survey", "survey_id", "withdrawn_at"),
    )
    id: UUID = Field(primary_key=True)
    survey_id: UUID = reference("survey.id", index=False)
    version_id: UUID = reference("questionnaire_version.id")
    key: bytes = Field(sa_type=LargeBinary, unique=True)
    payload_hash: bytes = Field(sa_type=LargeBinary)
    receipt_key: bytes = Field(sa_type=LargeBinary, unique=True, index=True)
    language: str = Field(max_length=12)
    channel: Channel = Field(sa_type=enum_type(Channel, "channel"))
    answers: str = Field(sa_type=Text)
    record_key: int = Field(sa_type=BigInteger)
    received_on: date = Field(sa_type=Date)
    corrected_on: date | None = Field(default=None, sa_type=Date)
    audience: str = Field(default="", max_length=40)
    orders: str = Field(default="", sa_type=Text)
    batch_id: UUID | None = reference("entry_batch.id", nullable=True)
    withdrawn_at: date | None = Field(default=None, sa_type=Date)


class Pending(Table, table=True):
    """An answer sheet that the counters do not contain yet (sign +1) or must lose again (sign -1).

    Written in the same commit as what it stands for, deleted in the same commit that changes the counters. `segments`
    is JSON text, {dimension: category}: where the sheet is counted besides everyone.
    """

    __tablename__: ClassVar[str] = "pending"
    __table_args__ = (CheckConstraint("sign IN (-1, 1)", name="sign"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    survey_id: UUID = reference("survey.id")
    version_id: UUID = reference("questionnaire_version.id")
    sign: int
    answers: str = Field(sa_type=Text)
    segments: str = Field(sa_type=Text)
    record_key: int = Field(sa_type=BigInteger)
