"""Imports are forgotten with their guesses, by hand or once they were kept long enough; strategies stay as they are."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, col, delete, select

from participation.core.clock import now
from participation.imports.models import KEPT, ImportDraft, ImportGuess


def forget_expired(session: Session) -> bool:
    """Forget the oldest import that was kept long enough; whether there was one."""
    expired = select(ImportDraft.id).where(ImportDraft.created_at < now() - KEPT).order_by(col(ImportDraft.created_at))
    found = session.exec(expired.limit(1)).first()
    if found is not None:
        forget(session, found)
    return found is not None


def forget(session: Session, draft_id: UUID) -> None:
    """Forget an import and its guesses; its file is left to the store."""
    session.exec(delete(ImportGuess).where(col(ImportGuess.draft_id) == draft_id))
    session.exec(delete(ImportDraft).where(col(ImportDraft.id) == draft_id))
