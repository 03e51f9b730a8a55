"""Tables of what is counted and released."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Json, Serial, Table, UtcTime, primary_key, reference


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
