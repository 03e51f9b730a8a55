"""What content files say, as values; nothing here knows the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from participation.strategy.models import Kind, MediumKind, Precision, Relation, TwinState


@dataclass(frozen=True)
class TwinMark:
    """How far a twin is, and whether the standard text reads otherwise than when it was last found right."""

    state: TwinState = TwinState.DRAFT
    is_stale: bool = False


@dataclass(frozen=True)
class BlockSource:
    """A paragraph or list; `mark` as written in its braces."""

    key: str
    text: str
    line: int
    mark: TwinMark = TwinMark()


@dataclass(frozen=True)
class HeadingSource:
    """A heading of one file with what stands below it; `kind` and what follows as written in its braces."""

    key: str
    title: str
    line: int
    kind: str | None = None
    number: str | None = None
    parent: str | None = None
    mark: TwinMark = TwinMark()
    blocks: tuple[BlockSource, ...] = ()


@dataclass(frozen=True)
class ElementSource:
    """An element with its texts: language tag -> block key -> text; the title's key is `title`.

    `marks` are those of twins in the same way, of all that are not plain drafts in step with their standard text.
    """

    key: str
    kind: Kind
    number: str
    parent: str | None
    blocks: tuple[str, ...]
    texts: Mapping[str, Mapping[str, str]]
    marks: Mapping[str, Mapping[str, TwinMark]] = field(default_factory=dict)


@dataclass(frozen=True)
class LinkSource:
    """A link between two elements by their keys."""

    source: str
    relation: Relation
    target: str


@dataclass(frozen=True)
class MediumSource:
    """A picture or sign-language video of a paragraph with what it shows, by language tag; `path` is its file."""

    element: str
    block: str
    kind: MediumKind
    name: str
    descriptions: Mapping[str, str]
    rights: str
    path: Path = field(compare=False)


@dataclass(frozen=True)
class MilestoneSource:
    """Something that happened, with titles by language tag."""

    day: date
    precision: Precision
    titles: Mapping[str, str]


@dataclass(frozen=True)
class StrategySource:
    """A whole strategy, checked: keys are unique, parents come before children, links lead somewhere."""

    slug: str
    horizon: int | None
    levels: Mapping[str, Mapping[str, str]]
    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    elements: tuple[ElementSource, ...]
    links: tuple[LinkSource, ...] = field(default=())
    milestones: tuple[MilestoneSource, ...] = field(default=())
    media: tuple[MediumSource, ...] = field(default=())
