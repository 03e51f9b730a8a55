"""Codes that bring members and classes in and members back: made once, stored as digests only."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select, update

from participation.core.codes import code_letters
from participation.core.identifiers import digest
from participation.youth_council.models import BatchKind, YouthCode, YouthCodeBatch, YouthCouncil


def code_hash(code: str) -> bytes | None:
    """The digest of a typed code, None if it cannot be one; small letters, spaces and lookalikes are forgiven."""
    letters = code_letters(code)
    return digest("youth:" + letters) if letters else None


def usable_batch(session: Session, region_id: UUID, code: str, kind: BatchKind, today: date) -> YouthCodeBatch | None:
    """The batch of a code that can still be used for this in the region; None for all others alike."""
    found = code_hash(code)
    if found is None:
        return None
    return session.exec(
        select(YouthCodeBatch)
        .join(YouthCode, col(YouthCode.batch_id) == col(YouthCodeBatch.id))
        .join(YouthCouncil, col(YouthCouncil.id) == col(YouthCodeBatch.council_id))
        .where(
            YouthCode.code_hash == found,
            col(YouthCode.uses) < col(YouthCode.most_uses),
            col(YouthCode.is_void).is_(False),
            YouthCodeBatch.kind == kind,
            YouthCodeBatch.expires_on >= today,
            YouthCouncil.region_id == region_id,
        )
    ).first()


def use_code(session: Session, code: str) -> bool:
    """Use a code once, in the caller's transaction; False if somebody was faster."""
    free = (
        col(YouthCode.code_hash) == code_hash(code),
        col(YouthCode.uses) < col(YouthCode.most_uses),
        col(YouthCode.is_void).is_(False),
    )
    return session.exec(update(YouthCode).where(*free).values(uses=YouthCode.uses + 1)).rowcount == 1
