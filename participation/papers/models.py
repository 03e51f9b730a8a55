"""Tables of council papers, named as OParl 1.1 names its objects (https://oparl.org/spezifikation)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Json, Table, UtcTime, enum_type, primary_key, reference


class OrganizationKind(StrEnum):
    """Kinds of bodies (Gremien); the last word has a council."""

    COUNTY_COUNCIL = "county_council"
    COUNTY_COMMITTEE = "county_committee"
    COMMITTEE = "committee"
    MUNICIPAL_COUNCIL = "municipal_council"


class PaperKind(StrEnum):
    """Beschluss-, Mitteilungs-, Ergänzungsvorlage and Antrag."""

    RESOLUTION = "resolution"
    INFORMATION = "information"
    SUPPLEMENT = "supplement"
    MOTION = "motion"


class PaperState(StrEnum):
    """How far a paper is; everyone reads it from `released` on, which comes after the members have it."""

    DRAFT = "draft"
    HANDED_IN = "handed_in"
    DISPATCHED = "dispatched"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


class Result(StrEnum):
    """What a body made of a paper."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    AMENDED = "amended"
    POSTPONED = "postponed"
    REFERRED = "referred"
    REMOVED = "removed"
    NOTED = "noted"


class Annex(StrEnum):
    """What can be attached to a paper; all of it comes from frozen or public facts."""

    STRATEGY = "strategy"
    CONSIDERATIONS = "considerations"
    REPORT = "report"
    PROGRESS = "progress"


class AmendmentState(StrEnum):
    """What became of an amendment; a merged one stands in the draft of the strategy."""

    SUBMITTED = "submitted"
    MERGED = "merged"
    REJECTED = "rejected"


class Form(StrEnum):
    """The files that a paper can be taken away as."""

    DOCX = "docx"
    PDF = "pdf"


class Organization(Table, table=True):
    """A body that deliberates. `council` names the member of a Verbund whose body it is; empty in a county."""

    __tablename__: ClassVar[str] = "organization"
    __table_args__ = (UniqueConstraint("region_id", "council", "name"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    council: str = Field(default="", max_length=120)
    name: str = Field(max_length=160)
    kind: OrganizationKind = Field(sa_type=enum_type(OrganizationKind, "kind"))
    position: int = Field(default=0)
    is_active: bool = Field(default=True)


class PaperSettings(Table, table=True):
    """How a region's papers look. `checks` are the boxes of its form: [{"key", "label"}], answered yes, no or not apt.

    `template` is the name of a shipped DOCX form, or empty where `own_template` (a stored file) is used. Results are
    imported from `oparl_host` only.
    """

    __tablename__: ClassVar[str] = "paper_settings"
    region_id: UUID = Field(primary_key=True, foreign_key="region.id", ondelete="CASCADE")
    head: str = Field(default="", max_length=160)
    template: str = Field(default="", max_length=40)
    own_template: str = Field(default="", max_length=40)
    checks: list[dict[str, str]] = Field(default_factory=list, sa_type=Json)
    information_system: str = Field(default="", max_length=300)
    oparl_host: str = Field(default="", max_length=200)


class Paper(Table, table=True):
    """A Vorlage on a frozen version of a strategy.

    Its number is `serial`/`year`, or `serial`-`supplement`/`year` for what supplements another; the council office may
    give it late. `checks` answers the region's boxes by key. `content` is everything that was handed in, as it was
    then; from that moment on it is what people read. `progress` is the progress report that a Mitteilungsvorlage has
    as its annex, as rows that are printed; whoever began the paper gave it along.
    """

    __tablename__: ClassVar[str] = "paper"
    __table_args__ = (
        UniqueConstraint("region_id", "year", "serial", "supplement"),
        CheckConstraint("(kind = 'supplement') = (parent_id IS NOT NULL)", name="parent"),
        CheckConstraint("(supplement > 0) = (parent_id IS NOT NULL)", name="supplement"),
        Index("ix_paper_state", "region_id", "state"),
    )
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    version_id: UUID = reference("version.id")
    parent_id: UUID | None = reference("paper.id", nullable=True)
    kind: PaperKind = Field(sa_type=enum_type(PaperKind, "kind"))
    state: PaperState = Field(default=PaperState.DRAFT, sa_type=enum_type(PaperState, "state"))
    serial: int | None = None
    supplement: int = Field(default=0)
    year: int
    day: date
    file_reference: str = Field(default="", max_length=80)
    office: str = Field(default="", max_length=160)
    subject: str = Field(max_length=300)
    opening: str = Field(default="")
    closing: str = Field(default="")
    reasons: str = Field(default="")
    finances: str = Field(default="")
    youth: str = Field(default="")
    checks: dict[str, str] = Field(default_factory=dict, sa_type=Json)
    annexes: list[str] = Field(default_factory=list, sa_type=Json)
    link: str = Field(default="", max_length=500)
    progress: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    content: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    created_at: datetime = Field(sa_type=UtcTime)
    changed_at: datetime = Field(sa_type=UtcTime)
    handed_in_at: datetime | None = Field(default=None, sa_type=UtcTime)
    dispatched_at: datetime | None = Field(default=None, sa_type=UtcTime)
    released_at: datetime | None = Field(default=None, sa_type=UtcTime)

    @property
    def number(self) -> str:
        """As it is printed: 69/2017, 69-1/2017; empty while the council office has given none."""
        if self.serial is None:
            return ""
        return f"{self.serial}-{self.supplement}/{self.year}" if self.supplement else f"{self.serial}/{self.year}"


class PaperGoal(Table, table=True):
    """A part of the strategy in the Beschlussvorschlag, in the words that the paper gives it."""

    __tablename__: ClassVar[str] = "paper_goal"
    __table_args__ = (UniqueConstraint("paper_id", "element_id"),)
    id: UUID = primary_key()
    paper_id: UUID = reference("paper.id", index=False, on_delete="CASCADE")
    element_id: UUID = reference("element.id")
    position: int
    text: str


class Consultation(Table, table=True):
    """A step of the Beratungsfolge: a body, its day, and what it made of the paper with its votes.

    `oparl_url` is where the county's own system tells the result; `note` says what was amended or asked for.
    """

    __tablename__: ClassVar[str] = "consultation"
    __table_args__ = (
        UniqueConstraint("paper_id", "organization_id", "meeting_on"),
        CheckConstraint("votes_for >= 0 AND votes_against >= 0 AND abstained >= 0", name="votes"),
    )
    id: UUID = primary_key()
    paper_id: UUID = reference("paper.id", index=False, on_delete="CASCADE")
    organization_id: UUID = reference("organization.id")
    meeting_on: date
    is_public: bool = Field(default=True)
    result: Result | None = Field(default=None, sa_type=enum_type(Result, "result"))
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    note: str = Field(default="", max_length=2000)
    oparl_url: str = Field(default="", max_length=500)
    recorded_at: datetime | None = Field(default=None, sa_type=UtcTime)
    imported_at: datetime | None = Field(default=None, sa_type=UtcTime)
    import_problem: str = Field(default="", max_length=300)


class Amendment(Table, table=True):
    """A council group's other wording for a block of the frozen text."""

    __tablename__: ClassVar[str] = "amendment"
    id: UUID = primary_key()
    paper_id: UUID = reference("paper.id", on_delete="CASCADE")
    block_id: UUID = reference("block.id")
    council_group: str = Field(max_length=160)
    day: date
    wording: str
    reason: str = Field(default="")
    state: AmendmentState = Field(default=AmendmentState.SUBMITTED, sa_type=enum_type(AmendmentState, "state"))
    settled_at: datetime | None = Field(default=None, sa_type=UtcTime)


class PaperDocument(Table, table=True):
    """A file of a paper as it stood at `content_hash`; without `made_at` it is being made, `progress` of 100."""

    __tablename__: ClassVar[str] = "paper_document"
    __table_args__ = (UniqueConstraint("paper_id", "form"),)
    id: UUID = primary_key()
    paper_id: UUID = reference("paper.id", index=False, on_delete="CASCADE")
    form: Form = Field(sa_type=enum_type(Form, "form"))
    content_hash: str = Field(max_length=64)
    stored_as: str = Field(default="", max_length=40)
    size: int = Field(default=0)
    progress: int = Field(default=0)
    problem: str = Field(default="", max_length=300)
    asked_at: datetime = Field(sa_type=UtcTime)
    made_at: datetime | None = Field(default=None, sa_type=UtcTime)
