"""The texts of an element as they stood around a change of the structure, so that undoing it brings them back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.strategy.models import Block, BlockText, Strategy, TwinSource, TwinState
from participation.writing.texts import keep_change

Rows = dict[str, Any]


def text_rows(session: Session, element_id: UUID) -> Rows:
    """The texts of an element's blocks in all languages as values, by id."""
    own = select(BlockText).join(Block, col(Block.id) == col(BlockText.block_id)).where(Block.element_id == element_id)
    return {
        str(row.id): [str(row.block_id), row.language, row.text, row.state.value, row.source_hash]
        for row in session.exec(own)
    }


def source_rows(session: Session, element_id: UUID) -> Rows:
    """What the twins among these texts were found right for, as values, by id."""
    own = (
        select(TwinSource)
        .join(BlockText, col(BlockText.id) == col(TwinSource.twin_id))
        .join(Block, col(Block.id) == col(BlockText.block_id))
        .where(Block.element_id == element_id)
    )
    return {
        str(row.id): [
            str(row.twin_id),
            str(row.block_id),
            row.text,
            row.hash,
            row.found_right_at.isoformat(),
            str(row.found_right_by) if row.found_right_by else None,
        ]
        for row in session.exec(own)
    }


def said(session: Session, element_id: UUID) -> str:
    """What stands for just these texts and what they were found right for: SHA-256 as hexadecimal digits."""
    rows = [sorted(text_rows(session, element_id).items()), sorted(source_rows(session, element_id).items())]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def put_texts_back(session: Session, strategy: Strategy, before: Mapping[str, Rows], editor_id: UUID | None) -> None:
    """Let texts and what they were found right for be again as the rows say; null is one that was not there."""
    for key, row in before["texts"].items():
        _put_text_back(session, strategy, UUID(key), row, editor_id)
    session.flush()
    for key, row in before["sources"].items():
        _put_source_back(session, UUID(key), row)
    session.flush()


def _put_text_back(
    session: Session, strategy: Strategy, key: UUID, row: list[Any] | None, editor_id: UUID | None
) -> None:
    known = session.exec(select(BlockText).where(BlockText.id == key)).first()
    block_id = UUID(row[0]) if row else known.block_id if known else None
    block = session.exec(select(Block).where(Block.id == block_id)).one()
    tag, text = (row[1], row[2]) if row else (known.language if known else "", "")
    keep_change(session, strategy, block, (tag, known.text if known else "", text), editor_id)
    if row is None:
        session.delete(known)
        return
    kept = known or BlockText(id=key, block_id=block.id, language=tag, text="", changed_at=now())
    kept.text, kept.state, kept.source_hash, kept.changed_at = text, TwinState(row[3]), row[4], now()
    session.add(kept)


def _put_source_back(session: Session, key: UUID, row: list[Any] | None) -> None:
    known = session.exec(select(TwinSource).where(TwinSource.id == key)).first()
    if row is None:
        if known is not None:
            session.delete(known)
        return
    twin, block, text, digest, moment, person = row
    kept = known or TwinSource(id=key, twin_id=UUID(twin), block_id=UUID(block), text="", hash="", found_right_at=now())
    kept.text, kept.hash, kept.found_right_at = text, digest, datetime.fromisoformat(moment)
    kept.found_right_by = UUID(person) if person else None
    session.add(kept)
