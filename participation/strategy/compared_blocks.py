"""Titles and paragraphs of two versions side by side: what is new, gone, worded differently, or in another place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from participation.language.difference import Change, Run, difference, is_changed
from participation.language.normalise import normalised
from participation.language.order import moved
from participation.strategy.models import Block, Version, VersionText
from participation.strategy.reading import Node
from participation.strategy.texts import TITLE

BlockFate = Literal["changed", "added", "removed", "moved"]
# A text shorter than this may stand in two places by chance.
_SHORTEST_MOVED = 20


@dataclass(frozen=True, slots=True)
class FrozenText:
    """A block's words in a version; `key` is its anchor."""

    element_id: UUID
    key: str
    position: int
    text: str


@dataclass(frozen=True)
class ChangedBlock:
    """A title or paragraph with its runs of words; `came_from` is the element that it stood in, if that was another."""

    key: str
    fate: BlockFate
    runs: tuple[Run, ...]
    came_from: Node | None = None

    @property
    def is_title(self) -> bool:
        """Whether this is the element's title."""
        return self.key == TITLE

    @property
    def before(self) -> tuple[Run, ...]:
        """The words of the earlier version."""
        return tuple(run for run in self.runs if run.change is not Change.ADDED)

    @property
    def after(self) -> tuple[Run, ...]:
        """The words of the later version."""
        return tuple(run for run in self.runs if run.change is not Change.REMOVED)


Texts = Mapping[UUID, FrozenText]


def frozen_texts(session: Session, version: Version, tag: str) -> dict[UUID, FrozenText]:
    """The texts of a version in the language of that tag by their block, in reading order."""
    rows = frozen_rows(session, col(VersionText.version_id) == version.id, col(VersionText.language) == tag)
    return {row.block_id: text for row, text in rows}


def frozen_rows(session: Session, *conditions: ColumnElement[bool]) -> list[tuple[VersionText, FrozenText]]:
    """The texts of versions for which the conditions hold, each with its row, in reading order within their element."""
    rows = session.exec(
        select(VersionText, Block.key)
        .join(Block, col(Block.id) == col(VersionText.block_id))
        .where(*conditions)
        .order_by(col(VersionText.element_id), col(VersionText.position), col(Block.key))
    )
    return [(row, FrozenText(row.element_id, key, row.position, row.text)) for row, key in rows]


def changed_blocks(old: Texts, new: Texts, nodes: Mapping[UUID, Node]) -> dict[UUID, tuple[ChangedBlock, ...]]:
    """What differs, by the element that has it now (or had it); `nodes` are the elements of the earlier version."""
    same = _same_words(old, new)
    reordered = _reordered(old, new)
    found: dict[UUID, list[tuple[int, ChangedBlock]]] = {}
    for block_id, text in new.items():
        earlier = old.get(block_id) or old.get(same.get(block_id, block_id))
        if changed := _changed(earlier, text, nodes, block_id in reordered):
            found.setdefault(text.element_id, []).append((text.position, changed))
    for block_id in old.keys() - new.keys() - set(same.values()):
        text = old[block_id]
        removed = ChangedBlock(text.key, "removed", difference(text.text, ""))
        found.setdefault(text.element_id, []).append((text.position, removed))
    return {element_id: _in_order(blocks) for element_id, blocks in found.items()}


def _in_order(blocks: list[tuple[int, ChangedBlock]]) -> tuple[ChangedBlock, ...]:
    return tuple(block for _position, block in sorted(blocks, key=lambda placed: (placed[0], placed[1].key)))


def _changed(
    earlier: FrozenText | None,
    now: FrozenText,
    nodes: Mapping[UUID, Node],
    is_reordered: bool,  # noqa: FBT001 - a fact like the others
) -> ChangedBlock | None:
    if earlier is None:
        return ChangedBlock(now.key, "added", difference("", now.text)) if now.text else None
    runs = difference(earlier.text, now.text)
    if earlier.element_id != now.element_id:
        return ChangedBlock(now.key, "moved", runs, nodes.get(earlier.element_id))
    if is_reordered:
        return ChangedBlock(now.key, "moved", runs)
    return ChangedBlock(now.key, "changed", runs) if is_changed(runs) else None


def _same_words(old: Texts, new: Texts) -> dict[UUID, UUID]:
    """Blocks that are new and say just what a block said that is gone: it was moved, only under another name."""
    gone: dict[str, UUID] = {}
    for block_id in old.keys() - new.keys():
        words = normalised(old[block_id].text)
        if len(words) >= _SHORTEST_MOVED:
            gone[words] = block_id
    found = {}
    for block_id, text in new.items():
        if gone and block_id not in old and (known := gone.pop(normalised(text.text), None)):
            found[block_id] = known
    return found


def _reordered(old: Texts, new: Texts) -> set[UUID]:
    """Paragraphs that stand in the same element as before, but elsewhere among those that do so, too."""
    before, after = _by_element(old), _by_element(new)
    return {block for element in before.keys() & after.keys() for block in moved(before[element], after[element])}


def _by_element(texts: Texts) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for block_id, text in texts.items():
        found.setdefault(text.element_id, []).append(block_id)
    return found
