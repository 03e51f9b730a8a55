"""Passages: the elements and paragraphs of the latest published versions, which can be discussed and quoted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, exists, literal, or_, select
from sqlmodel import Session, col

from participation.strategy.models import (
    Block,
    Element,
    Kind,
    Strategy,
    Version,
    VersionElement,
    VersionState,
    VersionText,
)
from participation.strategy.reading import Node, Tree, Words
from participation.strategy.texts import TITLE
from participation.web.languages import GERMAN


@dataclass(frozen=True, slots=True)
class Passage:
    """A thread's place in the latest published version; `block_key` is empty for an element as a whole."""

    thread_id: UUID
    region_id: UUID
    strategy_id: UUID
    strategy_slug: str
    element_id: UUID
    element_key: str
    block_id: UUID | None
    block_key: str
    version_id: UUID
    version_number: int


@dataclass(frozen=True)
class FrozenWords:
    """Titles by (version id, element id) and texts by (version id, block id)."""

    titles: dict[tuple[UUID, UUID], Words]
    texts: dict[tuple[UUID, UUID], Words]


def passages(session: Session, threads: Collection[UUID] | None = None) -> dict[UUID, Passage]:
    """Passages by thread id: all of every region, or those of some threads. Two queries."""
    found: dict[UUID, Passage] = {}
    for query, thread in ((_elements(), col(Element.thread_id)), (_blocks(), col(Block.thread_id))):
        chosen = query if threads is None else query.where(thread.in_(threads))
        found |= {row[0]: Passage(*row) for row in session.execute(chosen)}
    return found


def _elements() -> Select[Any]:
    return _published(select(*_columns(col(Element.thread_id), literal(None), literal(""))).select_from(Element))


def _blocks() -> Select[Any]:
    chosen = select(*_columns(col(Block.thread_id), col(Block.id), col(Block.key)))
    frozen = exists().where(col(VersionText.version_id) == col(Version.id), col(VersionText.block_id) == col(Block.id))
    return _published(
        chosen.select_from(Block).join(Element, col(Element.id) == col(Block.element_id)), also=frozen
    ).where(col(Block.key) != TITLE)


def _columns(thread: Any, block_id: Any, block_key: Any) -> tuple[Any, ...]:
    return (
        thread,
        Strategy.region_id,
        Strategy.id,
        Strategy.slug,
        Element.id,
        Element.key,
        block_id,
        block_key,
        Version.id,
        Version.number,
    )


def _published(query: Select[Any], also: Any = None) -> Select[Any]:
    joined = (
        query.join(Strategy, col(Strategy.id) == col(Element.strategy_id))
        .join(
            Version,
            and_(
                col(Version.strategy_id) == col(Strategy.id),
                col(Version.number) == col(Strategy.latest_version),
                col(Version.state) == VersionState.PUBLISHED,
            ),
        )
        .join(
            VersionElement,
            and_(col(VersionElement.version_id) == col(Version.id), col(VersionElement.element_id) == col(Element.id)),
        )
    )
    return joined if also is None else joined.where(also)


def frozen_words(
    session: Session,
    language: str,
    versions: Collection[UUID],
    *,
    elements: Collection[UUID] = (),
    blocks: Collection[UUID] = (),
) -> FrozenWords:
    """Titles of elements and texts of blocks as they stand in frozen versions. One query."""
    rows = session.execute(
        select(
            col(VersionText.version_id),
            col(VersionText.element_id),
            col(VersionText.block_id),
            col(Block.key),
            col(VersionText.text),
            col(VersionText.language),
        )
        .join(Block, col(Block.id) == col(VersionText.block_id))
        .where(
            col(VersionText.version_id).in_(versions),
            col(VersionText.language).in_({language, GERMAN.tag}),
            or_(
                and_(col(VersionText.element_id).in_(elements), col(Block.key) == TITLE),
                col(VersionText.block_id).in_(blocks),
            ),
        )
    )
    found = FrozenWords({}, {})
    for version, element, block, key, text, tag in rows:
        part, place = (found.titles, (version, element)) if key == TITLE else (found.texts, (version, block))
        if place not in part or tag == language:
            part[place] = Words(text, tag)
    return found


def latest_versions(session: Session, strategies: Collection[UUID]) -> dict[UUID, UUID]:
    """The version that readers see of each strategy that has one: strategy id -> version id."""
    rows = session.execute(
        select(col(Strategy.id), col(Version.id))
        .join(
            Version,
            and_(col(Version.strategy_id) == col(Strategy.id), col(Version.number) == col(Strategy.latest_version)),
        )
        .where(col(Strategy.id).in_(strategies), col(Version.state) == VersionState.PUBLISHED)
    )
    return {strategy: version for strategy, version in rows}  # noqa: C416 - rows are not tuples for the type checker


def main_parts(tree: Tree) -> tuple[Node, ...]:
    """What a strategy is divided into: its fields, else its strategic goals, else its top level; in reading order."""
    return tree.of_kind(Kind.ACTION_FIELD) or tree.of_kind(Kind.STRATEGIC_GOAL) or tree.roots


def with_descendants(session: Session, element_id: UUID) -> set[UUID]:
    """The element and everything below it, of any version."""
    strategy = select(col(Element.strategy_id)).where(col(Element.id) == element_id).scalar_subquery()
    rows = session.execute(select(col(Element.id), col(Element.parent_id)).where(col(Element.strategy_id) == strategy))
    parents = [(row[0], row[1]) for row in rows]
    found = {element_id}
    while grown := {child for child, parent in parents if parent in found and child not in found}:
        found |= grown
    return found
