"""What bodies make of papers: results are recorded by staff, or imported, and told where a paper is public."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from participation.core.clock import now
from participation.core.errors import NotNow
from participation.core.jobs import enqueue
from participation.core.journal import record
from participation.papers.jobs import ask_for_documents
from participation.papers.models import Consultation, Paper, Result
from participation.papers.queries import is_public
from participation.regions.actions import publish_change

DECIDE = "decide considerations"
"""The job that looks which considerations a result decides."""
UNCOUNTED = (None, None, None)


@dataclass(frozen=True)
class BodyResult:
    """What a body made of a paper; votes for, against and abstained are whole numbers or unknown."""

    result: Result | None
    votes: tuple[int | None, int | None, int | None] = UNCOUNTED
    note: str = ""


def record_result(session: Session, paper: Paper, step: Consultation, said: BodyResult, actor_id: UUID | None) -> None:
    """What a body made of the paper, with its votes; a later entry corrects an earlier one, the journal keeps both.

    Raises:
        NotNow: the members do not have the paper yet.
    """
    if paper.dispatched_at is None:
        raise NotNow("A body can only decide when its members have the paper.")
    step.result, step.note, step.recorded_at = said.result, said.note, now()
    step.votes_for, step.votes_against, step.abstained = said.votes
    session.add(step)
    session.flush()
    tell_step(session, paper, step, "recorded the result of", actor_id)
    enqueue(session, DECIDE, {})


def tell_step(session: Session, paper: Paper, step: Consultation, action: str, actor_id: UUID | None) -> None:
    """Put an act on a step of the Beratungsfolge into the journal, and before everybody where the paper is public."""
    details = {"paper": str(paper.id), "result": step.result.value if step.result else ""}
    record(session, action, "consultation", step.id, actor_id=actor_id, region_id=paper.region_id, details=details)
    if is_public(paper):
        publish_change(session, paper.region_id)
        ask_for_documents(session, paper)
