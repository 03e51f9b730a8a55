"""What changes the paragraphs of an element: their order, one cut in two, two joined in one."""

from __future__ import annotations

import re
from itertools import pairwise

from sqlmodel import Session, col, select

from participation.core.errors import Conflict, NotFound
from participation.language.normalise import text_hash
from participation.strategy.models import Block, BlockText, Element, Strategy
from participation.strategy.texts import TITLE
from participation.web.languages import GERMAN
from participation.writing.acts import Planned, changing_tree
from participation.writing.creation import add_paragraph
from participation.writing.texts import write_text

_BULLET = re.compile(r"^\s*(?:[-*•]|\d+\.)\s")
# A cut too many (behind an abbreviation) is only one more choice for the editor.
_CUT = re.compile(r"\n+|(?<=[.!?…:])[ \t]+(?=[A-ZÄÖÜ„»0-9\"])")


def paragraph_of(session: Session, element: Element, key: str) -> Block:
    """A title or paragraph of an element.

    Raises:
        NotFound: there is none of that key.
    """
    found = session.exec(select(Block).where(Block.element_id == element.id, Block.key == key)).first()
    if found is None:
        raise NotFound("There is no such paragraph.")
    return found


def paragraphs_in_order(session: Session, element: Element) -> list[Block]:
    """The paragraphs of an element that have a text, without its title."""
    written = select(BlockText.block_id).where(BlockText.language == GERMAN.tag, BlockText.text != "")
    chosen = select(Block).where(Block.element_id == element.id, Block.key != TITLE, col(Block.id).in_(written))
    return list(session.exec(chosen.order_by(col(Block.position))))


def pieces(text: str) -> list[str]:
    """Where a paragraph can be cut: at its lines and behind its sentences; joined, the pieces are the text."""
    cuts = [0, *(found.end() for found in _CUT.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(cuts) if end > start]


def cut_paragraph(
    session: Session, strategy: Strategy, planned: Planned, element: Element, cut: tuple[Block, int]
) -> Block:
    """Cut the standard text of a block before (block, piece from 1) into two paragraphs.

    Its twins stay with the first part and are out of step with it now; the second part has none yet.

    Raises:
        Conflict: the text has no such piece.
    """
    block, at = cut
    parts = pieces(_texts(session, block).get(GERMAN.tag, ""))
    if not 0 < at < len(parts):
        raise Conflict("Somebody else changed this text meanwhile.")
    with changing_tree(session, strategy, planned):
        new = add_paragraph(session, strategy, element)
        write_text(session, strategy, block, GERMAN.tag, "".join(parts[:at]).strip(), planned.editor_id)
        write_text(session, strategy, new, GERMAN.tag, "".join(parts[at:]).strip(), planned.editor_id)
        order = [one for one in paragraphs_in_order(session, element) if one.id != new.id]
        order.insert(next(place for place, one in enumerate(order) if one.id == block.id) + 1, new)
        _in_order(session, order)
    return new


def join_paragraphs(session: Session, strategy: Strategy, planned: Planned, element: Element, block: Block) -> None:
    """Put the texts of the next paragraph, in every language, behind those of this one.

    A joined twin is in step only where both parts were. What was said about the next paragraph stays readable with the
    versions that have it.

    Raises:
        Conflict: there is no next one.
    """
    order = paragraphs_in_order(session, element)
    place = next((at for at, one in enumerate(order) if one.id == block.id), len(order))
    if place + 1 >= len(order):
        raise Conflict("There is no paragraph behind this one.")
    behind = order[place + 1]
    with changing_tree(session, strategy, planned):
        first, second = _texts(session, block), _texts(session, behind)
        in_step = _languages_in_step(session, block) & _languages_in_step(session, behind)
        # What is written before the standard text is out of step with it afterwards.
        for tag in [*({*first, *second} - in_step - {GERMAN.tag}), GERMAN.tag, *in_step]:
            joined = _joined(first.get(tag, ""), second.get(tag, ""))
            write_text(session, strategy, block, tag, joined, planned.editor_id)
        write_text(session, strategy, behind, GERMAN.tag, "", planned.editor_id)


def move_paragraph(
    session: Session, strategy: Strategy, planned: Planned, element: Element, move: tuple[Block, int]
) -> None:
    """Move a paragraph by (block, steps): -1 is one up, 1 one down."""
    block, steps = move
    order = paragraphs_in_order(session, element)
    place = next((at for at, one in enumerate(order) if one.id == block.id), None)
    if place is None:
        raise NotFound("There is no such paragraph.")
    with changing_tree(session, strategy, planned):
        order.insert(min(max(place + steps, 0), len(order) - 1), order.pop(place))
        _in_order(session, order)


def _in_order(session: Session, blocks: list[Block]) -> None:
    """Number them from 1; what has no text (any more) follows behind."""
    for position, block in enumerate(blocks, start=1):
        block.position = position
        session.add(block)
    session.flush()


def _joined(first: str, second: str) -> str:
    lines = _BULLET.match(second) or "\n" in first or "\n" in second
    return ("\n" if lines else " ").join(part for part in (first.strip(), second.strip()) if part)


def _texts(session: Session, block: Block) -> dict[str, str]:
    rows = session.exec(select(BlockText).where(BlockText.block_id == block.id, BlockText.text != ""))
    return {row.language: row.text for row in rows}


def _languages_in_step(session: Session, block: Block) -> set[str]:
    rows = {row.language: row for row in session.exec(select(BlockText).where(BlockText.block_id == block.id))}
    standard = rows.pop(GERMAN.tag)
    return {tag for tag, row in rows.items() if row.source_hash == text_hash(standard.text) and row.text}
