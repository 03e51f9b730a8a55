"""Passages: the elements and paragraphs of the latest published versions, which can be discussed and quoted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, literal, or_, select, union_all
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


def passages_in(
    session: Session, versions: Collection[UUID], threads: Collection[UUID] | None = None
) -> dict[tuple[UUID, UUID], Passage]:
    """Passages of published versions by (version id, thread id): all, or those of some threads. Two queries."""
    found: dict[tuple[UUID, UUID], Passage] = {}
    published = and_(col(Version.id).in_(versions), col(Version.state) == VersionState.PUBLISHED)
    for query, thread in ((_elements(published), col(Element.thread_id)), (_blocks(published), col(Block.thread_id))):
        chosen = query if threads is None else query.where(thread.in_(threads))
        passages_found = (Passage(*row) for row in session.execute(chosen))
        found |= {(passage.version_id, passage.thread_id): passage for passage in passages_found}
    return found


def newest_passage(session: Session, thread_id: UUID) -> Passage | None:
    """The passage of a thread in the newest published version that has it, which may be an older one."""
    owner = union_all(
        select(col(Element.strategy_id)).where(col(Element.thread_id) == thread_id),
        select(col(Element.strategy_id))
        .join(Block, col(Block.element_id) == col(Element.id))
        .where(col(Block.thread_id) == thread_id),
    )
    versions = session.scalars(select(col(Version.id)).where(col(Version.strategy_id).in_(owner))).all()
    found = passages_in(session, versions, [thread_id]).values()
    return max(found, key=lambda passage: passage.version_number, default=None)


def _elements(which: ColumnElement[bool] | None = None) -> Select[Any]:
    return _published(which, select(*_columns(col(Element.thread_id), literal(None), literal(""))).select_from(Element))


def _blocks(which: ColumnElement[bool] | None = None) -> Select[Any]:
    """Blocks with the element below which they stand in the version; in the draft they may have moved meanwhile."""
    chosen = select(*_columns(col(Block.thread_id), col(Block.id), col(Block.key)))
    standard = and_(col(VersionText.block_id) == col(Block.id), col(VersionText.language) == GERMAN.tag)
    joined = (
        chosen.select_from(Block)
        .join(VersionText, standard)
        .join(Element, col(Element.id) == col(VersionText.element_id))
    )
    return _published(which, joined).where(col(VersionText.version_id) == col(Version.id), col(Block.key) != TITLE)


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


def _published(which: ColumnElement[bool] | None, query: Select[Any]) -> Select[Any]:
    """With the elements' places in the versions of a condition, else in the one that readers see."""
    if which is None:
        which = and_(col(Version.number) == col(Strategy.latest_version), col(Version.state) == VersionState.PUBLISHED)
    return (
        query.join(Strategy, col(Strategy.id) == col(Element.strategy_id))
        .join(Version, and_(col(Version.strategy_id) == col(Strategy.id), which))
        .join(
            VersionElement,
            and_(col(VersionElement.version_id) == col(Version.id), col(VersionElement.element_id) == col(Element.id)),
        )
    )


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


def present_elements(session: Session, elements: Collection[UUID]) -> set[UUID]:
    """Those of the elements that the version has which readers see."""
    present = (
        select(col(VersionElement.element_id))
        .join(Version, col(Version.id) == col(VersionElement.version_id))
        .join(Strategy, col(Strategy.id) == col(Version.strategy_id))
        .where(
            col(VersionElement.element_id).in_(elements),
            col(Version.number) == col(Strategy.latest_version),
            col(Version.state) == VersionState.PUBLISHED,
        )
    )
    return set(session.scalars(present))


def main_parts(tree: Tree) -> tuple[Node, ...]:
    """What a strategy is divided into: its fields, else its strategic goals, else its top level; in reading order."""
    return tree.of_kind(Kind.ACTION_FIELD) or tree.of_kind(Kind.STRATEGIC_GOAL) or tree.roots


def with_descendants(session: Session, element_id: UUID) -> set[UUID]:
    """The element and everything below it, of any version."""
    return set(branches(session, [element_id])[element_id])


def branches(session: Session, element_ids: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Each of the elements with everything below it, of any version; one query."""
    strategies = select(col(Element.strategy_id)).where(col(Element.id).in_(element_ids))
    rows = session.execute(
        select(col(Element.id), col(Element.parent_id)).where(col(Element.strategy_id).in_(strategies))
    )
    below: dict[UUID, list[UUID]] = {}
    for child, parent in rows:
        below.setdefault(parent, []).append(child)
    return {element_id: frozenset(_below(below, element_id)) for element_id in element_ids}


def _below(children: Mapping[UUID, Collection[UUID]], element_id: UUID) -> Iterator[UUID]:
    yield element_id
    for child in children.get(element_id, ()):
        yield from _below(children, child)
