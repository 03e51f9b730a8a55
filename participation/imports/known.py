"""The strategy's draft as a document is compared with it."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, col, select

from participation.imports.comparing import Known
from participation.strategy.models import Block, BlockText, Element, ElementLink, Strategy
from participation.strategy.texts import TITLE
from participation.web.languages import GERMAN
from participation.writing.draft import in_reading_order, standing


def known_elements(session: Session, strategy: Strategy) -> list[Known]:
    """The elements of the draft in reading order, with their standard texts; three queries."""
    titles, texts = _texts(session, strategy)
    links = _links(session, strategy)
    return [
        Known(
            str(element.id),
            str(element.parent_id) if element.parent_id else None,
            element.kind.value,
            element.number,
            titles.get(element.id, ""),
            "\n\n".join(texts.get(element.id, ())),
            tuple(links.get(element.id, ())),
        )
        for element, _depth in in_reading_order(standing(session, strategy))
    ]


def _texts(session: Session, strategy: Strategy) -> tuple[dict[UUID, str], dict[UUID, list[str]]]:
    rows = session.exec(
        select(Block, BlockText.text)
        .join(BlockText, col(BlockText.block_id) == col(Block.id))
        .join(Element, col(Element.id) == col(Block.element_id))
        .where(Element.strategy_id == strategy.id, BlockText.language == GERMAN.tag)
        .order_by(col(Block.position))
    ).all()
    titles: dict[UUID, str] = {}
    texts: dict[UUID, list[str]] = {}
    for block, text in rows:
        if block.key == TITLE:
            titles[block.element_id] = text
        else:
            texts.setdefault(block.element_id, []).append(text)
    return titles, texts


def _links(session: Session, strategy: Strategy) -> dict[UUID, list[tuple[str, str]]]:
    rows = session.exec(
        select(ElementLink)
        .join(Element, col(Element.id) == col(ElementLink.source_id))
        .where(Element.strategy_id == strategy.id)
    )
    found: dict[UUID, list[tuple[str, str]]] = {}
    for link in rows:
        found.setdefault(link.source_id, []).append((link.relation.value, str(link.target_id)))
    return found
