"""The frozen texts of a version: the tree with its titles, and the paragraphs of elements."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from participation.core.errors import NotFound
from participation.strategy.models import (
    Block,
    Element,
    Version,
    VersionElement,
    VersionState,
    VersionText,
)
from participation.strategy.reading import Node, Paragraph, Tree, Words
from participation.web.languages import GERMAN

TITLE = "title"


def published_tree(session: Session, version: Version, tag: str) -> Tree:
    """All elements of a version with their titles in the language of that tag, else in standard German; two queries."""
    places = session.exec(
        select(VersionElement, Element.key, Element.thread_id)
        .join(Element, col(Element.id) == col(VersionElement.element_id))
        .where(VersionElement.version_id == version.id)
        .order_by(col(VersionElement.position))
    ).all()
    titles = _titles(session, version, tag)
    keys = {place.element_id: key for place, key, _ in places}
    below: dict[UUID | None, list[tuple[VersionElement, str, UUID]]] = {}
    for place, key, thread_id in places:
        below.setdefault(place.parent_id, []).append((place, key, thread_id))

    def node(place: VersionElement, key: str, thread_id: UUID) -> Node:
        return Node(
            place.element_id,
            key,
            place.kind,
            place.number,
            thread_id,
            titles[place.element_id],
            keys[place.parent_id] if place.parent_id else None,
            tuple(node(*child) for child in below.get(place.element_id, ())),
        )

    roots = tuple(node(*root) for root in below.get(None, ()))
    nodes = [found for root in roots for found in root.walk()]
    return Tree(version, roots, {found.key: found for found in nodes}, {found.id: found for found in nodes})


def node_by_key(tree: Tree, key: str) -> Node:
    """The element of that key in a version.

    Raises:
        NotFound: this version does not have it.
    """
    if key not in tree.by_key:
        raise NotFound("There is no such part of the strategy.")
    return tree.by_key[key]


def _titles(session: Session, version: Version, tag: str) -> dict[UUID, Words]:
    rows = session.exec(
        select(VersionText)
        .join(Block, col(Block.id) == col(VersionText.block_id))
        .where(
            VersionText.version_id == version.id,
            Block.key == TITLE,
            col(VersionText.language).in_({tag, GERMAN.tag}),
        )
    ).all()
    return {element_id: _words(texts, tag) for element_id, texts in _by_element(rows).items()}


def _by_element(rows: Iterable[VersionText]) -> dict[UUID, dict[str, VersionText]]:
    found: dict[UUID, dict[str, VersionText]] = {}
    for row in rows:
        found.setdefault(row.element_id, {})[row.language] = row
    return found


def _words(texts: dict[str, VersionText], tag: str) -> Words:
    if tag in texts:
        text = texts[tag]
        return Words(text.text, tag, text.state, text.is_stale)
    return Words(texts[GERMAN.tag].text, GERMAN.tag, is_missing=True)


def paragraphs(
    session: Session, version: Version, element_ids: Collection[UUID], tag: str
) -> dict[UUID, tuple[Paragraph, ...]]:
    """The paragraphs (without titles) of elements in a version: element id -> its paragraphs; one query."""
    rows = session.exec(
        select(VersionText, Block.key, Block.thread_id)
        .join(Block, col(Block.id) == col(VersionText.block_id))
        .where(
            VersionText.version_id == version.id,
            col(VersionText.element_id).in_(element_ids),
            col(VersionText.language).in_({tag, GERMAN.tag}),
            Block.key != TITLE,
        )
        .order_by(col(VersionText.position))
    ).all()
    texts: dict[UUID, dict[str, VersionText]] = {}
    for text, _, _ in rows:
        texts.setdefault(text.block_id, {})[text.language] = text
    found: dict[UUID, list[Paragraph]] = {element_id: [] for element_id in element_ids}
    for text, key, thread_id in rows:
        if text.language == GERMAN.tag:
            words = _words(texts[text.block_id], tag)
            found[text.element_id].append(Paragraph(text.block_id, key, thread_id, words))
    return {element_id: tuple(blocks) for element_id, blocks in found.items()}


def last_in_step(session: Session, version: Version, element_id: UUID, tag: str) -> Version | None:
    """The newest version (up to this one) in which the whole element's twin was in step; None if it never was."""
    stale_texts = func.sum(case((col(VersionText.is_stale), 1), else_=0))
    in_step = (
        select(VersionText.version_id)
        .where(VersionText.element_id == element_id, VersionText.language == tag)
        .group_by(col(VersionText.version_id))
        .having(stale_texts == 0)
    )
    return session.exec(
        select(Version)
        .where(
            Version.strategy_id == version.strategy_id,
            Version.state == VersionState.PUBLISHED,
            col(Version.number) <= version.number,
            col(Version.id).in_(in_step),
        )
        .order_by(col(Version.number).desc())
    ).first()
