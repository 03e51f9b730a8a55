"""Twins and the standard texts that they say: recorded when somebody finds a twin right, out of step afterwards."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, col, select

from participation.core.clock import now
from participation.language.normalise import text_hash
from participation.strategy.models import Block, BlockText, Element, TwinSource
from participation.web.languages import GERMAN


def find_right(
    session: Session,
    twin: BlockText,
    person_id: UUID | None,
    others: Collection[UUID] | None = None,
    *,
    wording: str | None = None,
) -> None:
    """Record that a twin says what its sources say now: the standard text of its own block, and those linked to it.

    Args:
        session: a writing session.
        twin: the text; it is in step afterwards, its state stays as it is.
        person_id: who found it right.
        others: blocks whose standard texts it says, too, instead of those linked so far; None keeps these. Links to
            texts that are gone are dropped.
        wording: what the standard text of its own block said when the twin was written, if that was an earlier one; the
            twin is stale then.
    """
    known = {row.block_id: row for row in session.exec(select(TwinSource).where(TwinSource.twin_id == twin.id))}
    wanted = {twin.block_id, *(known if others is None else others)}
    standards = _standards(session, wanted)
    if wording is not None and twin.block_id in standards:
        standards[twin.block_id] = wording
    for block_id in known.keys() - standards.keys():
        session.delete(known[block_id])
    for block_id, text in standards.items():
        row = known.get(block_id) or TwinSource(
            twin_id=twin.id, block_id=block_id, text="", hash="", found_right_at=now()
        )
        row.text, row.hash, row.found_right_at, row.found_right_by = text, text_hash(text), now(), person_id
        session.add(row)
    twin.source_hash = text_hash(standards[twin.block_id]) if twin.block_id in standards else None
    session.add(twin)
    session.flush()


def _standards(session: Session, block_ids: Collection[UUID]) -> dict[UUID, str]:
    rows = session.exec(
        select(BlockText).where(col(BlockText.block_id).in_(block_ids), BlockText.language == GERMAN.tag)
    )
    return {row.block_id: row.text for row in rows}


def stale_by_links(session: Session, strategy_id: UUID) -> frozenset[UUID]:
    """The twins of a draft that say the text of another block, too, which reads otherwise now or is gone. One query.

    What became of a twin's own block is told by `BlockText.source_hash`.
    """
    twin, standard = aliased(BlockText), aliased(BlockText)
    rows = session.execute(
        select(col(TwinSource.twin_id), col(TwinSource.hash), standard.text)
        .join(twin, col(twin.id) == col(TwinSource.twin_id))
        .join(Block, col(Block.id) == col(twin.block_id))
        .join(Element, col(Element.id) == col(Block.element_id))
        .outerjoin(
            standard, and_(col(standard.block_id) == col(TwinSource.block_id), col(standard.language) == GERMAN.tag)
        )
        .where(col(Element.strategy_id) == strategy_id, col(TwinSource.block_id) != col(twin.block_id))
    )
    return frozenset(twin_id for twin_id, known, text in rows if text is None or text_hash(text) != known)
