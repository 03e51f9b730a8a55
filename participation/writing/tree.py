"""The draft's tree beside the text: elements nested, with how many of their texts lack a twin or are out of step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy
from sqlmodel import Session, col

from participation.language.normalise import text_hash
from participation.strategy.models import Block, BlockText, Element, Strategy
from participation.strategy.texts import TITLE
from participation.strategy.twins import stale_by_links
from participation.web.languages import GERMAN
from participation.writing.draft import Placed, standing


@dataclass(frozen=True)
class Marks:
    """How many texts of an element have no twin, and how many a twin that is out of step."""

    missing: int = 0
    stale: int = 0


@dataclass(frozen=True)
class Branch(Placed):
    """An element with what stands below it; `place` among its siblings counts from 0."""

    place: int
    marks: Marks
    below: tuple[Branch, ...] = ()

    def walk(self) -> Iterator[Branch]:
        """This element and everything below it in reading order."""
        yield self
        for branch in self.below:
            yield from branch.walk()


@dataclass(frozen=True)
class DraftTree:
    """All elements of a draft that are not taken out."""

    roots: tuple[Branch, ...]
    by_key: Mapping[str, Branch]
    by_id: Mapping[UUID, Branch]

    def siblings(self, branch: Branch) -> tuple[Branch, ...]:
        """The elements below the same parent, itself included."""
        parent = self.by_id.get(branch.element.parent_id) if branch.element.parent_id else None
        return parent.below if parent else self.roots

    def above(self, branch: Branch) -> tuple[Branch, ...]:
        """The elements above one, from the top."""
        path: list[Branch] = []
        while (parent_id := branch.element.parent_id) is not None and parent_id in self.by_id:
            branch = self.by_id[parent_id]
            path.append(branch)
        return tuple(reversed(path))

    def walk(self) -> Iterator[Branch]:
        """All elements in reading order."""
        for root in self.roots:
            yield from root.walk()


def draft_tree(session: Session, strategy: Strategy, tag: str) -> DraftTree:
    """The tree with standard titles and the marks of twins in the language of that tag; three queries."""
    titles, marks = _titles_and_marks(session, strategy, tag)
    children: dict[UUID | None, list[Element]] = {}
    for element in standing(session, strategy):
        children.setdefault(element.parent_id, []).append(element)

    def branches(parent: UUID | None, depth: int) -> tuple[Branch, ...]:
        return tuple(
            Branch(
                element,
                depth,
                titles.get(element.id, ""),
                place,
                marks.get(element.id, Marks()),
                branches(element.id, depth + 1),
            )
            for place, element in enumerate(children.get(parent, ()))
        )

    roots = branches(None, 0)
    found = [branch for root in roots for branch in root.walk()]
    return DraftTree(
        roots, {branch.element.key: branch for branch in found}, {branch.element.id: branch for branch in found}
    )


def _titles_and_marks(session: Session, strategy: Strategy, tag: str) -> tuple[dict[UUID, str], dict[UUID, Marks]]:
    rows = session.execute(
        sqlalchemy.select(
            col(Block.id).label("block_id"),
            col(Block.element_id),
            col(Block.key),
            col(BlockText.id).label("text_id"),
            col(BlockText.language),
            col(BlockText.text),
            col(BlockText.source_hash),
        )
        .join(BlockText, col(BlockText.block_id) == col(Block.id))
        .join(Element, col(Element.id) == col(Block.element_id))
        .where(
            col(Element.strategy_id) == strategy.id,
            col(Element.retired_at).is_(None),
            col(BlockText.language).in_({GERMAN.tag, tag}),
            col(BlockText.text) != "",
        )
    ).all()
    twins = {row.block_id: row for row in rows if row.language == tag}
    linked = stale_by_links(session, strategy.id)
    titles: dict[UUID, str] = {}
    counts: dict[UUID, list[int]] = {}
    for row in rows:
        if row.language == GERMAN.tag:
            titles |= {row.element_id: row.text} if row.key == TITLE else {}
            count, twin = counts.setdefault(row.element_id, [0, 0]), twins.get(row.block_id)
            count[0] += twin is None
            count[1] += twin is not None and (twin.source_hash != text_hash(row.text) or twin.text_id in linked)
    return titles, {element: Marks(*count) for element, count in counts.items()}
