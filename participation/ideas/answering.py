"""Who answers an idea, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from participation.core.journal import record
from participation.ideas.models import Idea, IdeaAnswer
from participation.regions.actions import publish_change
from participation.regions.models import Department


@dataclass(frozen=True)
class Promise:
    """A department, the day by which it answers, and whether that day has passed without an answer."""

    department: str
    department_id: UUID
    answer_by: date
    is_overdue: bool


def promise_of(session: Session, idea: Idea, today: date) -> Promise | None:
    """What is promised for an idea, None if nothing is."""
    answer = session.get(IdeaAnswer, idea.id)
    department = session.get(Department, answer.department_id) if answer else None
    if answer is None or department is None:
        return None
    is_overdue = not idea.official_reply and answer.answer_by < today
    return Promise(department.name, department.id, answer.answer_by, is_overdue)


def promise_answer(session: Session, idea: Idea, department: Department, answer_by: date, actor_id: UUID) -> None:
    """Say in public which department answers, and by when; a new promise replaces the one before, in the journal."""
    answer = session.get(IdeaAnswer, idea.id)
    before = answer.answer_by.isoformat() if answer else ""
    if answer is None:
        answer = IdeaAnswer(idea_id=idea.id, department_id=department.id, answer_by=answer_by)
    answer.department_id, answer.answer_by = department.id, answer_by
    session.add(answer)
    details = {"department": str(department.id), "answer_by": answer_by.isoformat(), "before": before}
    record(session, "promised", "idea", idea.id, actor_id=actor_id, region_id=idea.region_id, details=details)
    publish_change(session, idea.region_id)
