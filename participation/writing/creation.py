"""New parts of a draft: an element below another, a paragraph of an element, each with a thread of its own."""

from __future__ import annotations

import re
from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session, col, func, select

from participation.core.slugs import free, slug_of
from participation.strategy.content.folders import RESERVED
from participation.strategy.models import GOALS, Block, Element, Kind, Strategy, VersionText
from participation.strategy.texts import TITLE
from participation.threads.models import Thread

_LONGEST_KEY = 60
LONGEST_NUMBER = 20


def create_element(
    session: Session, strategy: Strategy, parent: Element | None, kind: Kind, number: str, title: str
) -> Element:
    """A new element at the end of its parent, with a title block without text; `title` only shapes its key."""
    parent_id = parent.id if parent else None
    siblings = select(func.max(col(Element.position))).where(
        Element.strategy_id == strategy.id, Element.parent_id == parent_id
    )
    last = session.exec(siblings).one()
    element = Element(
        strategy_id=strategy.id,
        parent_id=parent_id,
        thread_id=_thread(session, strategy),
        key=_free_key(session, strategy, kind, title),
        kind=kind,
        number=number,
        position=0 if last is None else last + 1,
    )
    session.add(element)
    session.flush()
    _add_block(session, strategy, element, TITLE, 0)
    return element


def add_paragraph(session: Session, strategy: Strategy, element: Element) -> Block:
    """A block at the end of the element, without text."""
    blocks = session.exec(select(Block).where(Block.element_id == element.id)).all()
    position = max((block.position for block in blocks), default=0) + 1
    frozen = select(Block.key).join(VersionText, col(VersionText.block_id) == col(Block.id))
    once = session.exec(frozen.where(VersionText.element_id == element.id).distinct()).all()
    key = next_paragraph_key({*(block.key for block in blocks), *once})
    return _add_block(session, strategy, element, key, position)


def next_paragraph_key(taken: Collection[str]) -> str:
    """The key of one more paragraph: p and a number above those of all others, so that none is used twice."""
    numbers = [int(key[1:]) for key in taken if re.fullmatch(r"p\d+", key)]
    return f"p{max(numbers, default=0) + 1}"


def _add_block(session: Session, strategy: Strategy, element: Element, key: str, position: int) -> Block:
    block = Block(element_id=element.id, thread_id=_thread(session, strategy), key=key, position=position)
    session.add(block)
    session.flush()
    return block


def _thread(session: Session, strategy: Strategy) -> UUID:
    thread = Thread(region_id=strategy.region_id)
    session.add(thread)
    session.flush()
    return thread.id


def _free_key(session: Session, strategy: Strategy, kind: Kind, title: str) -> str:
    """A readable key that no other element of the strategy has, those taken out included, and no other page."""
    words = slug_of(title, _LONGEST_KEY)
    stem = "z-" + (words or "ziel") if kind in GOALS else words or "teil"
    return free(stem, RESERVED.union(session.exec(select(Element.key).where(Element.strategy_id == strategy.id))))
