"""Tables of stops: where the county goes, and what people can do there."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, LargeBinary, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Table, UtcTime, enum_type, primary_key, reference

LONGEST_NAME = 160
LONGEST_ADDRESS = 300
LONGEST_TITLE = 300
LONGEST_WORDS = 5_000
DOTS = 5
MOST_DOTS = 10


class StopKind(StrEnum):
    """A stop of the tour, a workshop of an expert group (Fachgruppe), a meeting of a committee of the council."""

    ROADSHOW = "roadshow"
    WORKSHOP = "workshop"
    COMMITTEE = "committee"


class StopState(StrEnum):
    """A draft is seen by staff alone; an announced stop is public if it is for everybody; a closed one is over."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    CLOSED = "closed"


class RoadshowStop(Table, table=True):
    """A Vor-Ort-Termin.

    `key_public` is the raw point (65 bytes) of the P-256 key to which tablets seal what people send, `key_private` its
    scalar (32 bytes). The PIN of staff that opens a tablet is kept as PBKDF2-SHA256 of `pin_salt`; without a PIN all
    three are empty. Tablets delete what a stop gave them once it is closed and `backed_up_at` is set.
    """

    __tablename__: ClassVar[str] = "roadshow_stop"
    __table_args__ = (
        UniqueConstraint("region_id", "slug"),
        CheckConstraint("ends_at > starts_at", name="order"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="position"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed"),
    )
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    procedure_id: UUID = reference("procedure.id")
    slug: str = Field(max_length=80)
    kind: StopKind = Field(default=StopKind.ROADSHOW, sa_type=enum_type(StopKind, "kind"))
    is_public: bool = Field(default=True)
    place: str = Field(max_length=LONGEST_NAME)
    address: str = Field(default="", max_length=LONGEST_ADDRESS)
    municipality_id: UUID | None = reference("municipality.id", nullable=True)
    latitude: float | None = None
    longitude: float | None = None
    starts_at: datetime = Field(sa_type=UtcTime, index=True)
    ends_at: datetime = Field(sa_type=UtcTime)
    team: str = Field(default="", max_length=LONGEST_NAME)
    state: StopState = Field(default=StopState.DRAFT, sa_type=enum_type(StopState, "state"))
    closed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    backed_up_at: datetime | None = Field(default=None, sa_type=UtcTime)
    key_public: bytes = Field(sa_type=LargeBinary)
    key_private: bytes = Field(sa_type=LargeBinary)
    pin_salt: bytes = Field(default=b"", sa_type=LargeBinary)
    pin_hash: bytes = Field(default=b"", sa_type=LargeBinary)
    pin_iterations: int = Field(default=0)


class RoadshowStopText(Table, table=True):
    """What a stop is called and what happens there, in one language; `programme` and `material` are Markdown."""

    __tablename__: ClassVar[str] = "roadshow_stop_text"
    __table_args__ = (UniqueConstraint("stop_id", "language"),)
    id: UUID = primary_key()
    stop_id: UUID = reference("roadshow_stop.id", index=False, on_delete="CASCADE")
    language: str = Field(max_length=12)
    title: str = Field(max_length=LONGEST_TITLE)
    programme: str = Field(default="", max_length=LONGEST_WORDS)
    material: str = Field(default="", max_length=LONGEST_WORDS)


class StopSurvey(Table, table=True):
    """A survey that can be answered on the tablets of a stop."""

    __tablename__: ClassVar[str] = "stop_survey"
    stop_id: UUID = Field(primary_key=True, foreign_key="roadshow_stop.id", ondelete="CASCADE")
    survey_id: UUID = Field(primary_key=True, foreign_key="survey.id", ondelete="RESTRICT", index=True)
    position: int = Field(default=0)


class DotsQuestion(Table, table=True):
    """Where people put their dots; everybody has `dots` of them."""

    __tablename__: ClassVar[str] = "dots_question"
    __table_args__ = (CheckConstraint(f"dots BETWEEN 1 AND {MOST_DOTS}", name="dots"),)
    id: UUID = primary_key()
    stop_id: UUID = reference("roadshow_stop.id", on_delete="CASCADE")
    position: int = Field(default=0)
    dots: int = Field(default=DOTS)


class DotsQuestionText(Table, table=True):
    """A question in one language."""

    __tablename__: ClassVar[str] = "dots_question_text"
    __table_args__ = (UniqueConstraint("question_id", "language"),)
    id: UUID = primary_key()
    question_id: UUID = reference("dots_question.id", index=False, on_delete="CASCADE")
    language: str = Field(max_length=12)
    title: str = Field(max_length=LONGEST_TITLE)


class DotsOption(Table, table=True):
    """What can be given dots: an element of the strategy (its title is the text), or words of its own."""

    __tablename__: ClassVar[str] = "dots_option"
    __table_args__ = (UniqueConstraint("question_id", "code"),)
    id: UUID = primary_key()
    question_id: UUID = reference("dots_question.id", index=False, on_delete="CASCADE")
    code: str = Field(max_length=80)
    position: int = Field(default=0)
    element_id: UUID | None = reference("element.id", nullable=True)


class DotsOptionText(Table, table=True):
    """An option's own words in one language."""

    __tablename__: ClassVar[str] = "dots_option_text"
    __table_args__ = (UniqueConstraint("option_id", "language"),)
    id: UUID = primary_key()
    option_id: UUID = reference("dots_option.id", index=False, on_delete="CASCADE")
    language: str = Field(max_length=12)
    title: str = Field(max_length=LONGEST_TITLE)
