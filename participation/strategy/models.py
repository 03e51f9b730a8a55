"""Tables of strategies: what stays (elements, blocks), what is being written (texts), what is frozen (versions)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Json, Table, UtcTime, enum_type, primary_key, reference


class Kind(StrEnum):
    """Kinds of elements; their names are the county's own (`Strategy.levels`)."""

    VISION = "vision"
    MOTTO = "motto"
    PREAMBLE = "preamble"
    CHAPTER = "chapter"
    PRIORITY_GROUP = "priority_group"
    ACTION_CLUSTER = "action_cluster"
    ACTION_FIELD = "action_field"
    AREA = "area"
    GUIDING_PRINCIPLE = "guiding_principle"
    GUIDING_QUESTION = "guiding_question"
    POINT = "point"
    STRATEGIC_GOAL = "strategic_goal"
    SUB_GOAL = "sub_goal"
    OPERATIONAL_GOAL = "operational_goal"
    MEASURE = "measure"
    INDICATOR = "indicator"


GOALS = (Kind.STRATEGIC_GOAL, Kind.SUB_GOAL, Kind.OPERATIONAL_GOAL)


class TwinState(StrEnum):
    """How far the text of a block in another language is; `missing` is the absence of a row."""

    IN_TRANSLATION = "in_translation"
    DRAFT = "draft"
    IN_CHECKING = "in_checking"
    REVIEWED = "reviewed"


class VersionState(StrEnum):
    """A version is frozen when it is published."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"


class Relation(StrEnum):
    """Many-to-many links between elements, besides the tree."""

    CONTRIBUTES_TO = "contributes_to"
    DERIVED_FROM = "derived_from"


class Strategy(Table, table=True):
    """A strategy of a region. `levels` are the county's names: {kind: {"one": …, "many": …}}.

    `horizon` is the year it aims for, if it names one.
    """

    __tablename__: ClassVar[str] = "strategy"
    __table_args__ = (UniqueConstraint("region_id", "slug"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    slug: str = Field(max_length=80)
    horizon: int | None = None
    position: int = Field(default=0)
    levels: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    latest_version: int = Field(default=0)


class StrategyText(Table, table=True):
    """Title and summary in one language."""

    __tablename__: ClassVar[str] = "strategy_text"
    __table_args__ = (UniqueConstraint("strategy_id", "language"),)
    id: UUID = primary_key()
    strategy_id: UUID = reference("strategy.id", index=False, on_delete="CASCADE")
    language: str = Field(max_length=12)
    title: str = Field(max_length=300)
    summary: str = Field(default="")


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Milestone(Table, table=True):
    """Something that happened on the way of a strategy."""

    __tablename__: ClassVar[str] = "milestone"
    id: UUID = primary_key()
    strategy_id: UUID = reference("strategy.id", on_delete="CASCADE")
    day: date
    precision: Precision = Field(default=Precision.DAY, sa_type=enum_type(Precision, "precision"))
    position: int = Field(default=0)


class MilestoneText(Table, table=True):
    """What happened, in one language."""

    __tablename__: ClassVar[str] = "milestone_text"
    __table_args__ = (UniqueConstraint("milestone_id", "language"),)
    id: UUID = primary_key()
    milestone_id: UUID = reference("milestone.id", index=False, on_delete="CASCADE")
    language: str = Field(max_length=12)
    title: str = Field(max_length=300)


class Element(Table, table=True):
    """A node of the strategy's tree. `key` is its stable id in content files and addresses."""

    __tablename__: ClassVar[str] = "element"
    __table_args__ = (
        UniqueConstraint("strategy_id", "key"),
        Index("ix_element_tree", "strategy_id", "parent_id", "position"),
    )
    id: UUID = primary_key()
    strategy_id: UUID = reference("strategy.id", index=False, on_delete="CASCADE")
    parent_id: UUID | None = reference("element.id", nullable=True)
    thread_id: UUID = reference("thread.id")
    key: str = Field(max_length=80)
    kind: Kind = Field(sa_type=enum_type(Kind, "kind"))
    number: str = Field(default="", max_length=20)
    position: int
    retired_at: datetime | None = Field(default=None, sa_type=UtcTime)


class Block(Table, table=True):
    """A title (key `title`) or a paragraph (p1, p2 …) of an element; every language's text hangs on it."""

    __tablename__: ClassVar[str] = "block"
    __table_args__ = (UniqueConstraint("element_id", "key"),)
    id: UUID = primary_key()
    element_id: UUID = reference("element.id", index=False, on_delete="CASCADE")
    thread_id: UUID = reference("thread.id")
    key: str = Field(max_length=40)
    position: int


class BlockText(Table, table=True):
    """The text of a block in one language, as it is being written.

    Texts in standard German are `reviewed` and have no source. For a twin, `source_hash` is the hash of the normalised
    standard text that it was last found right for; unequal to the present one means stale.
    """

    __tablename__: ClassVar[str] = "block_text"
    __table_args__ = (UniqueConstraint("block_id", "language"),)
    id: UUID = primary_key()
    block_id: UUID = reference("block.id", index=False, on_delete="CASCADE")
    language: str = Field(max_length=12)
    text: str
    state: TwinState = Field(default=TwinState.DRAFT, sa_type=enum_type(TwinState, "state"))
    source_hash: str | None = Field(default=None, max_length=64)
    changed_at: datetime = Field(sa_type=UtcTime)


class TwinSource(Table, table=True):
    """A standard text that a twin says, with the wording for which the twin was last found right.

    The twin's own block is always among them; editors add others that it says too. `hash` is that of the normalised
    text, so that a source which reads otherwise now makes the twin stale.
    """

    __tablename__: ClassVar[str] = "twin_source"
    __table_args__ = (UniqueConstraint("twin_id", "block_id"),)
    id: UUID = primary_key()
    twin_id: UUID = reference("block_text.id", index=False, on_delete="CASCADE")
    block_id: UUID = reference("block.id", on_delete="CASCADE")
    text: str
    hash: str = Field(max_length=64)
    found_right_at: datetime = Field(sa_type=UtcTime)
    found_right_by: UUID | None = reference("account.id", nullable=True)


class ElementLink(Table, table=True):
    """One element contributes to, or is derived from, another."""

    __tablename__: ClassVar[str] = "element_link"
    __table_args__ = (UniqueConstraint("source_id", "relation", "target_id"),)
    id: UUID = primary_key()
    source_id: UUID = reference("element.id", index=False, on_delete="CASCADE")
    target_id: UUID = reference("element.id", on_delete="CASCADE")
    relation: Relation = Field(sa_type=enum_type(Relation, "relation"))


class Version(Table, table=True):
    """A numbered state of the whole strategy; published ones never change."""

    __tablename__: ClassVar[str] = "version"
    __table_args__ = (UniqueConstraint("strategy_id", "number"),)
    id: UUID = primary_key()
    strategy_id: UUID = reference("strategy.id", index=False)
    number: int
    state: VersionState = Field(sa_type=enum_type(VersionState, "state"))
    note: str = Field(default="", max_length=2000)
    published_at: datetime | None = Field(default=None, sa_type=UtcTime)
    published_by: UUID | None = reference("account.id", nullable=True)


class VersionElement(Table, table=True):
    """An element's place in a frozen version."""

    __tablename__: ClassVar[str] = "version_element"
    __table_args__ = (UniqueConstraint("version_id", "element_id"),)
    id: UUID = primary_key()
    version_id: UUID = reference("version.id", index=False, on_delete="CASCADE")
    element_id: UUID = reference("element.id")
    parent_id: UUID | None = reference("element.id", nullable=True)
    kind: Kind = Field(sa_type=enum_type(Kind, "kind"))
    number: str = Field(default="", max_length=20)
    position: int


class VersionText(Table, table=True):
    """A block's text in a frozen version, in one language."""

    __tablename__: ClassVar[str] = "version_text"
    __table_args__ = (
        UniqueConstraint("version_id", "block_id", "language"),
        Index("ix_version_text_element", "version_id", "element_id", "language"),
    )
    id: UUID = primary_key()
    version_id: UUID = reference("version.id", index=False, on_delete="CASCADE")
    element_id: UUID = reference("element.id")
    block_id: UUID = reference("block.id")
    language: str = Field(max_length=12)
    position: int
    text: str
    state: TwinState = Field(sa_type=enum_type(TwinState, "state"))
    is_stale: bool = Field(default=False)


class VersionLink(Table, table=True):
    """A link between elements in a frozen version."""

    __tablename__: ClassVar[str] = "version_link"
    version_id: UUID = Field(foreign_key="version.id", primary_key=True, ondelete="CASCADE")
    source_id: UUID = Field(foreign_key="element.id", primary_key=True, index=True, ondelete="RESTRICT")
    relation: Relation = Field(sa_type=enum_type(Relation, "relation"), primary_key=True)
    target_id: UUID = Field(foreign_key="element.id", primary_key=True, index=True, ondelete="RESTRICT")


class MediumKind(StrEnum):
    """What can stand with a paragraph."""

    PICTURE = "picture"
    SIGN_VIDEO = "sign_video"


class BlockMedium(Table, table=True):
    """A picture or a sign-language video of a paragraph; what versions have shown never changes.

    Versions from `from_version` up to before `until_version` have it; without the latter the draft has it, too.
    `descriptions` say in each language what a picture shows. `size` is in bytes, `seconds` the length of a video.
    """

    __tablename__: ClassVar[str] = "block_medium"
    id: UUID = primary_key()
    block_id: UUID = reference("block.id", on_delete="CASCADE")
    kind: MediumKind = Field(sa_type=enum_type(MediumKind, "kind"))
    stored_as: str = Field(max_length=32)
    content_type: str = Field(max_length=40)
    size: int
    seconds: int | None = None
    descriptions: dict[str, str] = Field(default_factory=dict, sa_type=Json)
    rights: str = Field(default="", max_length=300)
    from_version: int
    until_version: int | None = None
    added_at: datetime = Field(sa_type=UtcTime)
    added_by: UUID | None = reference("account.id", nullable=True)
