"""What was taken out of a draft and can be put back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from participation.core.errors import NotFound
from participation.strategy.models import Block, BlockText, Element, Strategy
from participation.strategy.texts import TITLE
from participation.web.languages import GERMAN
from participation.writing.models import AncestryKind, ElementAncestry


@dataclass(frozen=True)
class TakenOut:
    """An element that was taken out, with its standard title; what went into another one is not put back."""

    element: Element
    title: str
    is_merged: bool


def taken_out(session: Session, strategy: Strategy) -> list[TakenOut]:
    """What was taken out, the latest first; of what went together only what stood on top."""
    rows = session.exec(
        select(Element)
        .where(Element.strategy_id == strategy.id, col(Element.retired_at).is_not(None))
        .order_by(col(Element.retired_at).desc(), col(Element.position))
    ).all()
    moments = {row.id: row.retired_at for row in rows}
    tops = [row for row in rows if row.parent_id is None or moments.get(row.parent_id) != row.retired_at]
    titles, merged = _titles(session, tops), _merged(session, tops)
    return [TakenOut(row, titles.get(str(row.id), row.key), str(row.id) in merged) for row in tops]


def taken_out_element(session: Session, strategy: Strategy, key: str) -> Element:
    """The element of that key that was taken out.

    Raises:
        NotFound: there is none, or it stands in the draft.
    """
    found = session.exec(select(Element).where(Element.strategy_id == strategy.id, Element.key == key)).first()
    if found is None or found.retired_at is None:
        raise NotFound("There is no such part of the strategy.")
    return found


def _titles(session: Session, elements: Sequence[Element]) -> dict[str, str]:
    rows = session.exec(
        select(Block.element_id, BlockText.text)
        .join(BlockText, col(BlockText.block_id) == col(Block.id))
        .where(
            col(Block.element_id).in_([one.id for one in elements]),
            Block.key == TITLE,
            BlockText.language == GERMAN.tag,
        )
    )
    return {str(element_id): text for element_id, text in rows}


def _merged(session: Session, elements: Sequence[Element]) -> set[str]:
    chosen = select(ElementAncestry.from_id).where(
        ElementAncestry.kind == AncestryKind.MERGE, col(ElementAncestry.from_id).in_([one.id for one in elements])
    )
    return {str(element_id) for element_id in session.exec(chosen)}
