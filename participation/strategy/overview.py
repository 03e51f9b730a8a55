"""The overview of a strategy: its sections for the table of contents, and its picture (clusters or a pyramid)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from participation.strategy.models import GOALS, Kind, Strategy
from participation.strategy.queries import level_name
from participation.strategy.reading import Name, Node, Tree
from participation.web.charts import ClusterChart, PyramidChart, cluster_chart, pyramid_chart
from participation.web.languages import Language

# What the table of contents shows below a top element; everything deeper stands on that element's page.
OUTLINED = frozenset({Kind.ACTION_FIELD, Kind.SUB_GOAL})


@dataclass(frozen=True)
class Entry:
    """A line of the table of contents; `counts` are (how many, the level's name) of the goals below."""

    node: Node
    children: tuple[Entry, ...]
    counts: tuple[tuple[int, Name], ...]


@dataclass(frozen=True)
class Section:
    """Top elements of one kind, or what a chapter holds; `lead` is that chapter."""

    name: Name
    lead: Node | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Contents:
    """The sections of the strategy itself, and the chapters about how it came to be."""

    sections: tuple[Section, ...]
    background: tuple[Entry, ...]


@dataclass(frozen=True)
class Picture:
    """A chart with what it shows in rows (for the table beneath and the description)."""

    clusters: ClusterChart | None
    pyramid: PyramidChart | None
    rows: tuple[tuple[str, int], ...]


def contents(strategy: Strategy, tree: Tree, language: Language) -> Contents:
    """The table of contents: top elements grouped by kind, background chapters apart."""
    background = [root for root in tree.roots if _is_background(root)]
    sections: list[Section] = []
    for kind, roots in groupby((root for root in tree.roots if not _is_background(root)), key=lambda root: root.kind):
        nodes = list(roots)
        if kind is Kind.CHAPTER:
            sections += [_chapter(strategy, node, language) for node in nodes]
        else:
            name = level_name(strategy, kind, language, many=len(nodes) > 1)
            sections.append(Section(name, None, tuple(_entry(strategy, node, language) for node in nodes)))
    return Contents(tuple(sections), tuple(_entry(strategy, node, language) for node in background))


def _is_background(root: Node) -> bool:
    return all(node.kind is Kind.CHAPTER for node in root.walk())


def _chapter(strategy: Strategy, node: Node, language: Language) -> Section:
    entries = tuple(_entry(strategy, child, language) for child in node.children)
    return Section(Name(node.title.text, node.title.tag), node, entries)


def _entry(strategy: Strategy, node: Node, language: Language) -> Entry:
    children = tuple(_entry(strategy, child, language) for child in node.children if child.kind in OUTLINED)
    return Entry(node, children, goal_counts(strategy, node, language))


def goal_counts(strategy: Strategy, node: Node, language: Language) -> tuple[tuple[int, Name], ...]:
    """How many goals of each kind stand below an element, highest first."""
    below = [found.kind for child in node.children for found in child.walk()]
    counted = [(below.count(kind), kind) for kind in GOALS]
    return tuple((count, level_name(strategy, kind, language, many=count > 1)) for count, kind in counted if count)


def picture(strategy: Strategy, tree: Tree, language: Language) -> Picture:
    """Clusters with their fields where the strategy has clusters, else the pyramid of its levels."""
    clusters = tree.of_kind(Kind.ACTION_CLUSTER)
    if clusters:
        rows = [(cluster.heading, _fields(cluster)) for cluster in clusters]
        chart = cluster_chart([(label, [field.title.text for field in fields]) for label, fields in rows])
        return Picture(chart, None, tuple((label, len(fields)) for label, fields in rows))
    levels = _levels(strategy, tree, language)
    return Picture(None, pyramid_chart(levels), tuple(levels))


def _fields(cluster: Node) -> Sequence[Node]:
    return [child for child in cluster.children if child.kind is Kind.ACTION_FIELD]


def _levels(strategy: Strategy, tree: Tree, language: Language) -> list[tuple[str, int]]:
    """The levels with how many elements they have, in the order in which the county names them."""
    present = [node.kind for node in tree.walk()]
    kinds = [Kind(kind) for kind in strategy.levels if kind != Kind.CHAPTER]
    counted = [(kind, present.count(kind)) for kind in kinds]
    return [(level_name(strategy, kind, language, many=count > 1).heading, count) for kind, count in counted if count]
