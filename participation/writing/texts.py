"""Writing texts of blocks: what stood there before is kept, twins fall out of step or go with what is erased."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.journal import record
from participation.strategy.models import Block, BlockText, Element, Strategy, TwinState
from participation.strategy.twins import find_right
from participation.web.languages import GERMAN
from participation.writing.models import TextChange
from participation.writing.states import check_standard_text_is_open

LONGEST_TEXT = 10_000
LONGEST_TITLE = 500
# What one person changes at one text within this time is one entry of its history.
_SITTING = timedelta(minutes=30)


def write_text(
    session: Session, strategy: Strategy, block: Block, tag: str, text: str, editor_id: UUID | None
) -> BlockText | None:
    """Write a block's text in one language; an empty one is taken out, in standard German with all its twins.

    A changed standard text makes its twins stale. A changed twin is in step again and loses its review.

    Raises:
        NotNow: the draft is being reviewed, and the text is the standard one.
    """
    if tag == GERMAN.tag:
        check_standard_text_is_open(session, strategy)
    texts = {row.language: row for row in session.exec(select(BlockText).where(BlockText.block_id == block.id))}
    if not text:
        gone = list(texts.values()) if tag == GERMAN.tag else [texts[tag]] if tag in texts else []
        _erase(session, strategy, block, gone, editor_id)
        return None
    row = texts.get(tag) or BlockText(block_id=block.id, language=tag, text="", changed_at=now())
    keep_change(session, strategy, block, (tag, row.text, text), editor_id)
    row.text, row.changed_at = text, now()
    row.state = TwinState.REVIEWED if tag == GERMAN.tag else TwinState.DRAFT
    session.add(row)
    session.flush()
    if tag != GERMAN.tag:
        find_right(session, row, editor_id)
    return row


def find_twins_right(
    session: Session, strategy: Strategy, element: Element, keys: frozenset[str], editor_id: UUID | None
) -> None:
    """Find that these blocks' twins are still right: they are in step again and keep their review."""
    twins = session.exec(
        select(BlockText)
        .join(Block, col(Block.id) == col(BlockText.block_id))
        .where(Block.element_id == element.id, col(Block.key).in_(keys), BlockText.language != GERMAN.tag)
    ).all()
    for twin in twins:
        find_right(session, twin, editor_id)
    record(
        session,
        "found twins right",
        "element",
        element.id,
        actor_id=editor_id,
        region_id=strategy.region_id,
        details={"blocks": sorted(keys)},
    )


def _erase(
    session: Session, strategy: Strategy, block: Block, rows: Sequence[BlockText], editor_id: UUID | None
) -> None:
    for row in rows:
        keep_change(session, strategy, block, (row.language, row.text, ""), editor_id)
        session.delete(row)
    session.flush()


def keep_change(
    session: Session, strategy: Strategy, block: Block, wording: tuple[str, str, str], editor_id: UUID | None
) -> None:
    """Keep (language, before, after) in the history, as part of the same person's entry if that is fresh."""
    tag, before, after = wording
    if before == after:
        return
    last = session.exec(
        select(TextChange)
        .where(TextChange.block_id == block.id, TextChange.language == tag)
        .order_by(col(TextChange.made_at).desc(), col(TextChange.id).desc())
    ).first()
    if last and last.made_by == editor_id and last.after == before and now() - last.made_at < _SITTING:
        last.after, last.made_at = after, now()
        session.add(last)
        return
    session.add(
        TextChange(block_id=block.id, language=tag, before=before, after=after, made_at=now(), made_by=editor_id)
    )
    details = {"strategy": str(strategy.id), "language": tag}
    record(session, "wrote", "block", block.id, actor_id=editor_id, region_id=strategy.region_id, details=details)
