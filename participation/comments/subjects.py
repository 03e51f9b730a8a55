"""What comments are about: strategy, element and the very words, as they stood in the version commented on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from participation.comments.models import Comment
from participation.strategy.models import Block, Element, Version
from participation.strategy.passages import frozen_words, present_elements
from participation.strategy.queries import strategies_by_id
from participation.strategy.reading import Words
from participation.threads.receipts import PageLink


@dataclass(frozen=True)
class Subject:
    """A comment's place; `quote` is None for a comment on an element as a whole."""

    strategy: Words
    strategy_slug: str
    title: Words
    quote: Words | None
    version_number: int
    link: PageLink


def subjects_of(session: Session, comments: Sequence[Comment], language: str) -> dict[UUID, Subject]:
    """The subjects of comments by comment id, in the language of that tag where there is one; seven queries."""
    blocks = _blocks(session, {comment.thread_id for comment in comments})
    words = frozen_words(
        session,
        language,
        {comment.version_id for comment in comments},
        elements={comment.element_id for comment in comments},
        blocks={block for block, _key in blocks.values()},
    )
    strategies = strategies_by_id(session, {comment.strategy_id for comment in comments}, language)
    keys = _by_id(session, col(Element.id), col(Element.key), {comment.element_id for comment in comments})
    numbers = _by_id(session, col(Version.id), col(Version.number), {comment.version_id for comment in comments})
    present = present_elements(session, {comment.element_id for comment in comments})
    found = {}
    for comment in comments:
        strategy = strategies[comment.strategy_id]
        block, block_key = blocks.get(comment.thread_id, (None, ""))
        key, number = keys[comment.element_id], numbers[comment.version_id]
        now = PageLink("element", {"strategy": strategy.strategy.slug, "element": key}, block_key)
        then = PageLink("version", {"strategy": strategy.strategy.slug, "number": number}, key)
        found[comment.id] = Subject(
            strategy=Words(strategy.title, strategy.tag),
            strategy_slug=strategy.strategy.slug,
            title=words.titles[comment.version_id, comment.element_id],
            quote=words.texts.get((comment.version_id, block)) if block else None,
            version_number=number,
            link=now if comment.element_id in present else then,
        )
    return found


def _blocks(session: Session, threads: Collection[UUID]) -> dict[UUID, tuple[UUID, str]]:
    rows = session.execute(
        select(col(Block.thread_id), col(Block.id), col(Block.key)).where(col(Block.thread_id).in_(threads))
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def _by_id(session: Session, id_column: Any, column: Any, ids: Collection[UUID]) -> dict[UUID, Any]:
    return {row[0]: row[1] for row in session.execute(select(id_column, column).where(id_column.in_(ids)))}
