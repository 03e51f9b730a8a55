"""A newer text over the paragraphs that are there: each keeps its block, and with it its comments and twins."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from participation.strategy.importing.wording import likeness
from participation.strategy.models import Block, BlockText, Element, Strategy
from participation.strategy.texts import TITLE
from participation.web.languages import GERMAN
from participation.writing.creation import add_paragraph
from participation.writing.texts import write_text

_ALIKE = 0.5


def write_paragraphs(session: Session, strategy: Strategy, element: Element, text: str, editor_id: UUID | None) -> None:
    """Let an element say a text: paragraphs parted by blank lines.

    Raises:
        NotNow: the draft of the strategy is being reviewed.
    """
    wanted = [piece.strip() for piece in text.split("\n\n") if piece.strip()]
    present = session.exec(
        select(Block, BlockText.text)
        .join(BlockText, (col(BlockText.block_id) == col(Block.id)) & (col(BlockText.language) == GERMAN.tag))
        .where(Block.element_id == element.id, Block.key != TITLE)
        .order_by(col(Block.position))
    ).all()
    kept = paired([words for _, words in present], wanted)
    for place, (block, _) in enumerate(present):
        if place not in kept.values():
            write_text(session, strategy, block, GERMAN.tag, "", editor_id)
    for position, words in enumerate(wanted, start=1):
        at = kept.get(position - 1)
        block = present[at][0] if at is not None else add_paragraph(session, strategy, element)
        if at is None or present[at][1] != words:
            write_text(session, strategy, block, GERMAN.tag, words, editor_id)
        block.position = position
        session.add(block)
    session.flush()


def paired(present: Sequence[str], wanted: Sequence[str]) -> dict[int, int]:
    """Which present paragraph each wanted one is: place wanted -> place present, the most alike first."""
    rows = sorted(
        (-likeness(words, other), abs(place - at), place, at)
        for place, words in enumerate(wanted)
        for at, other in enumerate(present)
    )
    found: dict[int, int] = {}
    for share, _, place, at in rows:
        if -share >= _ALIKE and place not in found and at not in found.values():
            found[place] = at
    return found
