"""Tables of who is asked: audiences, their invitation codes, the population they stand for."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Date, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Json, Table, UtcTime, enum_type, primary_key, reference


class Admission(StrEnum):
    """How somebody of an audience comes to answer."""

    OPEN = "open"
    CODES = "codes"
    """One-time codes, on letters or by e-mail, or the code of a school class."""
    EMAIL = "email"
    """A one-time code that somebody asks for with an e-mail address; one for each address."""
    SIGN_IN = "sign_in"
    """Signing in somewhere else, known here by a pseudonym of this survey only; each person once."""


class Audience(Table, table=True):
    """A group of people whose answers are counted apart; the county's own list, per survey.

    Without any, a survey is open to everybody. `is_internal` audiences are not asked about themselves. `is_sample`:
    drawn from a register, never pooled with others; `population`: how many people it stands for, if somebody knows.
    """

    __tablename__: ClassVar[str] = "audience"
    __table_args__ = (UniqueConstraint("survey_id", "slug"),)
    id: UUID = primary_key()
    survey_id: UUID = reference("survey.id", index=False)
    slug: str = Field(max_length=40)
    position: int = Field(default=0)
    names: dict[str, Any] = Field(sa_type=Json)
    admission: Admission = Field(default=Admission.OPEN, sa_type=enum_type(Admission, "admission"))
    is_internal: bool = Field(default=False)
    is_sample: bool = Field(default=False)
    population: int | None = Field(default=None)


class CodeKind(StrEnum):
    """Whom a code is for."""

    PERSON = "person"
    SCHOOL_CLASS = "school_class"
    OWN = "own"
    """Kept in stock for people who get their code themselves, by e-mail or by signing in."""


class CodeBatch(Table, table=True):
    """Codes that were made together; their plain text is shown once and never stored.

    `reminded_on`: when the list of unused numbers was drawn; a second one would tell who answered in between.
    """

    __tablename__: ClassVar[str] = "code_batch"
    id: UUID = primary_key()
    audience_id: UUID = reference("audience.id")
    kind: CodeKind = Field(sa_type=enum_type(CodeKind, "kind"))
    label: str = Field(default="", max_length=80)
    size: int
    made_at: datetime = Field(sa_type=UtcTime)
    made_by: UUID | None = reference("account.id", nullable=True)
    reminded_on: date | None = Field(default=None, sa_type=Date)


class InvitationCode(Table, table=True):
    """A code that admits to a survey: only its hash, and how often it was used; neither when nor for which answers.

    Its id is random and its row exists before anybody uses it, so that no order of use is kept. `number` stands on the
    letter, for reminders. Who gets a code themselves is its `holder`: an HMAC with the survey's secret, which is thrown
    away when the survey is over.
    """

    __tablename__: ClassVar[str] = "invitation_code"
    __table_args__ = (
        UniqueConstraint("batch_id", "number"),
        CheckConstraint("uses >= 0 AND uses <= most_uses", name="uses"),
        Index("ix_invitation_code_holder", "holder", unique=True),
    )
    id: UUID = Field(primary_key=True)
    batch_id: UUID = reference("code_batch.id", index=False, on_delete="CASCADE")
    number: int
    code_hash: bytes = Field(sa_type=LargeBinary, unique=True)
    most_uses: int = Field(default=1)
    uses: int = Field(default=0)
    is_void: bool = Field(default=False)
    holder: bytes | None = Field(default=None, sa_type=LargeBinary)


class SurveySecret(Table, table=True):
    """What makes pseudonyms of one survey: without it, nobody can say who a holder is, not even guessing addresses."""

    __tablename__: ClassVar[str] = "survey_secret"
    survey_id: UUID = Field(primary_key=True, foreign_key="survey.id", ondelete="CASCADE")
    secret: bytes = Field(sa_type=LargeBinary)


class PopulationMargin(Table, table=True):
    """How many people of the population are in a category of a dimension, for weighting; from a file of the county."""

    __tablename__: ClassVar[str] = "population_margin"
    __table_args__ = (UniqueConstraint("survey_id", "dimension", "category"),)
    id: UUID = primary_key()
    survey_id: UUID = reference("survey.id", index=False, on_delete="CASCADE")
    dimension: str = Field(max_length=40)
    category: str = Field(max_length=60)
    people: int
