"""What changed between two versions: element by element, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sqlmodel import Session, col, select

from participation.language.difference import Run, difference, is_changed
from participation.strategy.models import Block, Version, VersionText
from participation.strategy.reading import Node, Tree
from participation.strategy.texts import TITLE

Fate = Literal["changed", "added", "removed"]


@dataclass(frozen=True)
class ChangedBlock:
    """A title or paragraph with its runs of words; `key` is its anchor."""

    key: str
    runs: tuple[Run, ...]

    @property
    def is_title(self) -> bool:
        """Whether this is the element's title."""
        return self.key == TITLE


@dataclass(frozen=True)
class ChangedElement:
    """An element that is new, gone or worded differently."""

    node: Node
    fate: Fate
    blocks: tuple[ChangedBlock, ...]


@dataclass(frozen=True)
class _Text:
    key: str
    position: int
    text: str


def changed_elements(
    session: Session, before: tuple[Version, Tree], after: tuple[Version, Tree], tag: str
) -> list[ChangedElement]:
    """What differs in the language of that tag, in the order of the later version, what is gone at the end."""
    old, new = _texts(session, before[0], tag), _texts(session, after[0], tag)
    found = [changed for node in _nodes(after[1]) if (changed := _changed(node, before[1], old, new))]
    gone = [node for node in _nodes(before[1]) if node.id not in after[1].by_id]
    removed = [ChangedElement(node, "removed", _blocks(old.get(node.id, {}), {})) for node in gone]
    return found + [element for element in removed if element.blocks]


def _nodes(tree: Tree) -> Iterator[Node]:
    for root in tree.roots:
        yield from root.walk()


_ByElement = dict[UUID, dict[UUID, _Text]]


def _changed(node: Node, before: Tree, old: _ByElement, new: _ByElement) -> ChangedElement | None:
    fate: Fate = "changed" if node.id in before.by_id else "added"
    blocks = _blocks(old.get(node.id, {}), new.get(node.id, {}))
    return ChangedElement(node, fate, blocks) if blocks else None


def _blocks(old: dict[UUID, _Text], new: dict[UUID, _Text]) -> tuple[ChangedBlock, ...]:
    both = {**old, **new}
    ordered = sorted(both, key=lambda block: (both[block].position, both[block].key))
    changed = []
    for block in ordered:
        before = old[block].text if block in old else ""
        after = new[block].text if block in new else ""
        runs = difference(before, after)
        if is_changed(runs):
            changed.append(ChangedBlock(both[block].key, runs))
    return tuple(changed)


def _texts(session: Session, version: Version, tag: str) -> _ByElement:
    rows = session.exec(
        select(VersionText, Block.key)
        .join(Block, col(Block.id) == col(VersionText.block_id))
        .where(VersionText.version_id == version.id, VersionText.language == tag)
    )
    found: _ByElement = {}
    for text, key in rows:
        found.setdefault(text.element_id, {})[text.block_id] = _Text(key, text.position, text.text)
    return found
