"""What changed between two versions: elements that are new, gone, elsewhere or numbered anew, and words that differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sqlmodel import Session

from participation.language.order import moved
from participation.strategy.compared_blocks import ChangedBlock, changed_blocks, frozen_texts
from participation.strategy.models import Kind, Version
from participation.strategy.reading import Node, Tree

Fate = Literal["changed", "added", "removed"]


@dataclass(frozen=True)
class Place:
    """Where an element stood before, as far as that changed.

    `below` is the element above it then (None at the top), if it `is_elsewhere`; `is_reordered` if it stands elsewhere
    among the same neighbours; `number` and `kind` are the old ones where they are others now.
    """

    is_elsewhere: bool = False
    below: Node | None = None
    is_reordered: bool = False
    number: str | None = None
    kind: Kind | None = None

    @property
    def has_changed(self) -> bool:
        """Whether anything about its place is different."""
        return self != Place()


@dataclass(frozen=True)
class ChangedElement:
    """An element that is new, gone, in another place or worded differently."""

    node: Node
    fate: Fate
    blocks: tuple[ChangedBlock, ...]
    place: Place = Place()


def changed_elements(
    session: Session, before: tuple[Version, Tree], after: tuple[Version, Tree], tag: str
) -> list[ChangedElement]:
    """What differs in the language of that tag, in the order of the later version, what is gone at the end.

    An element that language has no words for in either version is left out.
    """
    old, new = frozen_texts(session, before[0], tag), frozen_texts(session, after[0], tag)
    blocks = changed_blocks(old, new, before[1].by_id)
    said = {text.element_id for texts in (old, new) for text in texts.values()}
    reordered = _reordered(before[1], after[1])
    found = []
    for node in after[1].walk():
        earlier = before[1].by_id.get(node.id)
        place = _place(earlier, node, before[1], node.id in reordered) if earlier else Place()
        if (node.id in blocks or place.has_changed) and node.id in said:
            found.append(ChangedElement(node, "changed" if earlier else "added", blocks.get(node.id, ()), place))
    gone = [node for node in before[1].walk() if node.id not in after[1].by_id]
    return found + [ChangedElement(node, "removed", blocks[node.id]) for node in gone if node.id in blocks]


def _place(earlier: Node, now: Node, before: Tree, is_reordered: bool) -> Place:  # noqa: FBT001 - a fact like the others
    is_elsewhere = earlier.parent != now.parent
    return Place(
        is_elsewhere,
        before.by_key[earlier.parent] if is_elsewhere and earlier.parent else None,
        is_reordered and not is_elsewhere,
        earlier.number if earlier.number != now.number else None,
        earlier.kind if earlier.kind != now.kind else None,
    )


def _reordered(before: Tree, after: Tree) -> set[UUID]:
    """Elements that stand below the same one as before, but elsewhere among those that do so, too."""
    old, new = _children(before), _children(after)
    return {element for parent in new.keys() & old.keys() for element in moved(old[parent], new[parent])}


def _children(tree: Tree) -> dict[str | None, list[UUID]]:
    below: dict[str | None, list[UUID]] = {None: [root.id for root in tree.roots]}
    for node in tree.walk():
        below[node.key] = [child.id for child in node.children]
    return below
