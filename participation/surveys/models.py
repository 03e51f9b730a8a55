"""Tables of surveys: what is asked (frozen versions), what was answered, what is counted, what was released."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Json, Serial, Table, UtcTime, enum_type, primary_key, reference


class Channel(StrEnum):
    """The way on which a submission came in."""

    ONLINE = "online"
    KIOSK = "kiosk"
    PAPER = "paper"
    EVENT = "event"


class Survey(Table, table=True):
    """A survey of a procedure; scheduled, open or closed is derived from its phase (none yet: scheduled).

    `importance_cut` and `satisfaction_cut` (scale points) divide the groups of the priority matrix; they are locked
    before the survey opens.
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


class QuestionnaireVersion(Table, table=True):
    """A numbered questionnaire with all its texts in all languages; never changed once it is frozen."""

    __tablename__: ClassVar[str] = "questionnaire_version"
    __table_args__ = (UniqueConstraint("survey_id", "number"),)
    id: UUID = primary_key()
    survey_id: UUID = reference("survey.id", index=False)
    number: int
    document: dict[str, Any] = Field(sa_type=Json)
    frozen_at: datetime = Field(sa_type=UtcTime)


class Submission(Table, table=True):
    """An answer sheet, the truth that all counters are recomputed from.

    Its id comes from the client's secret id, not from the clock: a UUIDv7 would keep the second. `answers` is canonical
    JSON text, {question: code | [codes] | text | {item: code}}; `record_key` the 32-bit key of the cell-key method.
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


class Counter(Table, table=True):
    """How many people of a segment chose an option, with the sum of their record keys modulo 2**32.

    `question` names what is counted: a question ("age_group"), a row of a matrix ("importance.mobility"), or two rows
    together ("importance*satisfaction.mobility", options "5,3"). `option` is the code as text. `dimensions` and
    `segment` are comma-separated in the same order ("municipality,age", "15083270,25-34"); empty for everyone.
    """

    __tablename__: ClassVar[str] = "counter"
    __table_args__ = (UniqueConstraint("survey_id", "dimensions", "question", "segment", "option"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    survey_id: UUID = reference("survey.id", index=False)
    question: str = Field(max_length=160)
    option: str = Field(max_length=60)
    dimensions: str = Field(default="", max_length=80)
    segment: str = Field(default="", max_length=120)
    n: int
    key_sum: int = Field(sa_type=BigInteger)


class Release(Table, table=True):
    """Results as they were published once: all tables of a survey at a cut-off, with one hash over them."""

    __tablename__: ClassVar[str] = "release"
    __table_args__ = (UniqueConstraint("survey_id", "number"),)
    id: UUID = primary_key()
    survey_id: UUID = reference("survey.id", index=False)
    number: int
    cut_off_at: datetime = Field(sa_type=UtcTime)
    method_version: str = Field(max_length=20)
    submissions: int
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    sha256: str = Field(max_length=64)
    released_at: datetime = Field(sa_type=UtcTime)
    released_by: UUID | None = reference("account.id", nullable=True)


class ReleaseTable(Table, table=True):
    """A published table of a release: one question by one planned combination of dimensions ("" for everyone).

    `sizes` is not published: [[segment, people behind its row], …], which the next release needs to keep rows.
    """

    __tablename__: ClassVar[str] = "release_table"
    __table_args__ = (UniqueConstraint("release_id", "question", "dimensions"),)
    id: UUID = primary_key()
    release_id: UUID = reference("release.id", index=False, on_delete="CASCADE")
    question: str = Field(max_length=160)
    dimensions: str = Field(default="", max_length=80)
    document: dict[str, Any] = Field(sa_type=Json)
    sizes: list[Any] = Field(default_factory=list, sa_type=Json)


class ReleaseAttempt(Table, table=True):
    """A release that somebody asked for: being prepared, done, or refused with what the audit found.

    `breakdowns` are the combinations of dimensions asked for; a refused attempt has `problems` and no release.
    """

    __tablename__: ClassVar[str] = "release_attempt"
    id: UUID = primary_key()
    survey_id: UUID = reference("survey.id")
    requested_at: datetime = Field(sa_type=UtcTime)
    requested_by: UUID | None = reference("account.id", nullable=True)
    breakdowns: list[str] = Field(sa_type=Json)
    finished_at: datetime | None = Field(default=None, sa_type=UtcTime)
    release_id: UUID | None = reference("release.id", nullable=True)
    problems: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
