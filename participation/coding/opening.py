"""Reading raw answers: somebody says first that they open them, and the journal keeps who did on which day."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.journal import JournalEntry, record
from participation.procedures.models import Procedure

_ACTION, _SUBJECT = "opened", "answers of procedure"
_HOLDS = timedelta(hours=12)


def open_answers(session: Session, procedure: Procedure, actor_id: UUID) -> None:
    """Write down that somebody reads the answers in words to a procedure's surveys, to code them."""
    record(session, _ACTION, _SUBJECT, procedure.id, actor_id=actor_id, region_id=procedure.region_id)


def has_opened(session: Session, procedure: Procedure, actor_id: UUID, moment: datetime) -> bool:
    """Whether somebody said so in the last twelve hours, which is how long a sign-in lasts."""
    chosen = select(JournalEntry.number).where(
        JournalEntry.subject_id == procedure.id,
        JournalEntry.subject == _SUBJECT,
        JournalEntry.action == _ACTION,
        JournalEntry.actor_id == actor_id,
        col(JournalEntry.at) > moment - _HOLDS,
    )
    return session.exec(chosen.limit(1)).first() is not None
