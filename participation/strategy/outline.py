"""How the page of an element shows what hangs below it: as cards, as a list of titles, or with the texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal
from uuid import UUID

from participation.strategy.models import Kind, Relation
from participation.strategy.reading import Linked, Node, Paragraph, Tree

# These have pages of their own and are only pointed at.
_POINTED_AT = frozenset({Kind.ACTION_CLUSTER, Kind.ACTION_FIELD, Kind.PRIORITY_GROUP})
Texts = Mapping[UUID, Sequence[Paragraph]]


@dataclass(frozen=True)
class Group:
    """Neighbours of one kind below an element."""

    kind: Kind
    form: Literal["cards", "titles", "texts"]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Part:
    """An element with what is shown below it."""

    node: Node
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Leads:
    """The other ends of an element's links of one relation and direction."""

    relation: Relation
    outgoing: bool
    nodes: tuple[Node, ...]


def groups(node: Node, texts: Texts) -> tuple[Group, ...]:
    """What hangs below an element, in order, but what is only pointed at last."""
    found = [_group(kind, tuple(children), texts) for kind, children in groupby(node.children, lambda part: part.kind)]
    return tuple(sorted(found, key=lambda group: group.form == "cards"))


def _group(kind: Kind, nodes: Sequence[Node], texts: Texts) -> Group:
    if kind in _POINTED_AT:
        return Group(kind, "cards", tuple(Part(node, ()) for node in nodes))
    has_texts = any(texts.get(part.id) for node in nodes for part in node.walk())
    return Group(kind, "texts" if has_texts else "titles", tuple(Part(node, groups(node, texts)) for node in nodes))


def leads(tree: Tree, links: Sequence[Linked]) -> list[Leads]:
    """An element's links, grouped by what they mean, both ways; ends that the version lacks are left out."""
    found = []
    for relation in Relation:
        for outgoing in (True, False):
            ends = {link.element_id for link in links if link.relation == relation and link.outgoing is outgoing}
            nodes = tuple(node for node in tree.walk() if node.id in ends)
            if nodes:
                found.append(Leads(relation, outgoing, nodes))
    return found


def siblings(tree: Tree, node: Node) -> tuple[Node, ...]:
    """The elements of the same kind beside one, itself included."""
    beside = tree.by_key[node.parent].children if node.parent else tree.roots
    return tuple(other for other in beside if other.kind == node.kind)


def neighbours(tree: Tree, node: Node) -> tuple[Node | None, Node | None]:
    """The elements of the same kind before and after one in reading order, across the whole strategy."""
    alike = tree.of_kind(node.kind)
    place = alike.index(node)
    before = alike[place - 1] if place else None
    return before, alike[place + 1] if place + 1 < len(alike) else None
