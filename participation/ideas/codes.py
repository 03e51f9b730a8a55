"""Codes that confirm support and priorities: one letter or card a person, good for every idea of a procedure."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.codes import code_letters
from participation.core.days import local_day
from participation.core.identifiers import digest
from participation.core.journal import record
from participation.ideas.models import IdeaCode, IdeaCodeBatch
from participation.procedures.models import Phase, Procedure


def _hash(letters: str) -> bytes:
    return digest("idea:" + letters)


def confirmed(session: Session, phase_id: UUID, typed: str) -> str | None:
    """The letters of a typed code that holds for the procedure of this phase; None for all others alike."""
    letters = code_letters(typed)
    if letters is None:
        return None
    known = (
        select(IdeaCode.id)
        .join(IdeaCodeBatch, col(IdeaCodeBatch.id) == col(IdeaCode.batch_id))
        .join(Phase, col(Phase.procedure_id) == col(IdeaCodeBatch.procedure_id))
        .where(
            col(IdeaCode.code_hash) == _hash(letters),
            col(Phase.id) == phase_id,
            col(IdeaCodeBatch.is_void).is_(False),
        )
    )
    return letters if session.exec(known).first() else None


def has_codes(session: Session, phase_id: UUID) -> bool:
    """Whether codes that hold were made for the procedure of this phase."""
    made = (
        select(IdeaCodeBatch.id)
        .join(Phase, col(Phase.procedure_id) == col(IdeaCodeBatch.procedure_id))
        .where(col(Phase.id) == phase_id, col(IdeaCodeBatch.is_void).is_(False))
    )
    return session.exec(made.limit(1)).first() is not None


def store_codes(
    session: Session, procedure: Procedure, codes: Sequence[str], label: str, actor_id: UUID | None
) -> IdeaCodeBatch:
    """Store the digests of fresh codes; rows have random ids and no numbers, so that they tell no order."""
    batch = IdeaCodeBatch(
        procedure_id=procedure.id, label=label, size=len(codes), made_on=local_day(now()), made_by=actor_id
    )
    session.add(batch)
    session.flush()
    hashes = [_hash(letters) for code in codes if (letters := code_letters(code))]
    session.add_all(IdeaCode(id=uuid4(), batch_id=batch.id, code_hash=one) for one in hashes)
    _note(session, "issued", procedure, batch, actor_id)
    return batch


def void_codes(session: Session, procedure: Procedure, batch: IdeaCodeBatch, actor_id: UUID | None) -> None:
    """Withdraw a batch: its codes confirm nothing more; what they confirmed stays."""
    batch.is_void = True
    session.add(batch)
    _note(session, "voided", procedure, batch, actor_id)


def _note(session: Session, act: str, procedure: Procedure, batch: IdeaCodeBatch, actor_id: UUID | None) -> None:
    session.flush()
    region_id, details = procedure.region_id, {"codes": batch.size}
    record(session, act, "idea_code_batch", batch.id, actor_id=actor_id, region_id=region_id, details=details)
