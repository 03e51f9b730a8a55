"""A published strategy as its readers see it: a tree of titled elements, and paragraphs in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from participation.strategy.models import Kind, TwinState, Version


@dataclass(frozen=True)
class Words:
    """A text in the language asked for, or, where that is missing, in standard German; `tag` says which it is."""

    text: str
    tag: str
    state: TwinState = TwinState.REVIEWED
    is_stale: bool = False
    is_missing: bool = False


@dataclass(frozen=True)
class Name:
    """A short text and the language it is in."""

    text: str
    tag: str

    @property
    def heading(self) -> str:
        """The text with a capital at its beginning (levels such as "strategisches Ziel" stand alone, too)."""
        return self.text[:1].upper() + self.text[1:]


@dataclass(frozen=True)
class Node:
    """An element in its place, with the elements below it."""

    id: UUID
    key: str
    kind: Kind
    number: str
    thread_id: UUID
    title: Words
    parent: str | None
    children: tuple[Node, ...] = ()

    @property
    def heading(self) -> str:
        """Number and title."""
        return f"{self.number} {self.title.text}".strip()

    def walk(self) -> Iterator[Node]:
        """This element and everything below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Tree:
    """All elements of one version."""

    version: Version
    roots: tuple[Node, ...]
    by_key: dict[str, Node]
    by_id: dict[UUID, Node]

    def walk(self) -> Iterator[Node]:
        """All elements in reading order."""
        for root in self.roots:
            yield from root.walk()

    def above(self, node: Node) -> tuple[Node, ...]:
        """The elements above one, from the top."""
        path: list[Node] = []
        while node.parent is not None:
            node = self.by_key[node.parent]
            path.append(node)
        return tuple(reversed(path))

    def of_kind(self, *kinds: Kind) -> tuple[Node, ...]:
        """All elements of these kinds in reading order."""
        return tuple(node for node in self.walk() if node.kind in kinds)


@dataclass(frozen=True)
class Paragraph:
    """A block of an element; `words.is_missing` says that the language asked for does not have it."""

    block_id: UUID
    key: str
    thread_id: UUID
    words: Words


@dataclass(frozen=True)
class Linked:
    """The other end of a link; `outgoing` if it leads from the element that was asked about."""

    relation: str
    outgoing: bool
    element_id: UUID
