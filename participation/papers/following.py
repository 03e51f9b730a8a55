"""What follows from a paper in the background: results are imported, and released considerations become decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from participation.considerations.actions import Decision, decide
from participation.considerations.models import Consideration, ConsiderationState
from participation.core.clock import now
from participation.core.database import Database
from participation.core.jobs import Job, enqueue
from participation.papers.models import Annex, Consultation, Paper, Result
from participation.papers.oparl_source import NotImported, result_at
from participation.papers.queries import public_outcome_of, settings_of, steps_of, strategy_of
from participation.papers.results import DECIDE, BodyResult, record_result

IMPORT = "import paper result"
_AT_ONCE = 50
_CONFIRMS = (Result.ADOPTED, Result.AMENDED)


def ask_for_import(session: Session, step: Consultation, actor_id: UUID | None) -> None:
    """Have the result of a step imported."""
    enqueue(session, IMPORT, {"step": str(step.id), "actor": str(actor_id or "")})


def import_result(database: Database, given: Mapping[str, Any]) -> None:
    """Ask the county's system for the result of a step; what went wrong is kept as a sentence beside the step."""
    step_id, actor = UUID(given["step"]), UUID(given["actor"]) if given["actor"] else None
    with database.reading() as session:
        step = session.get(Consultation, step_id)
        if step is None:
            return
        paper = session.get_one(Paper, step.paper_id)
        url, host = step.oparl_url, settings_of(session, paper.region_id).oparl_host
    try:
        result, note = result_at(url, host)
    except NotImported as refused:
        with database.writing() as session:
            step = session.get_one(Consultation, step_id)
            step.import_problem = str(refused)
            session.add(step)
        return
    with database.writing() as session:
        step = session.get_one(Consultation, step_id)
        votes = step.votes_for, step.votes_against, step.abstained
        step.imported_at, step.import_problem = now(), ""
        paper = session.get_one(Paper, step.paper_id)
        record_result(session, paper, step, BodyResult(result, votes, note or step.note), actor)


def decide_considerations(database: Database, _given: Mapping[str, Any]) -> int:
    """Put the council's decision down in considerations that it decided with a paper; how many.

    Only what was released before the paper was handed in, with its table of considerations attached. What a body made
    of it behind closed doors is no public decision: that is put down by hand.
    """
    done = 0
    with database.reading() as session:
        attached = _attached(session)
        steps = steps_of(session, [paper.id for paper in attached])
        papers = [paper.id for paper in attached if public_outcome_of(steps[paper.id]) in _CONFIRMS]
    for paper_id in papers:
        while count := _decide_some(database, paper_id):
            done += count
    return done


def _attached(session: Session) -> list[Paper]:
    handed_in = select(Paper).where(col(Paper.dispatched_at).is_not(None))
    return [paper for paper in session.exec(handed_in) if Annex.CONSIDERATIONS in paper.annexes]


def _decide_some(database: Database, paper_id: UUID) -> int:
    with database.writing() as session:
        paper = session.get_one(Paper, paper_id)
        strategy, _version = strategy_of(session, paper)
        decided_on = max(step.consultation.meeting_on for step in steps_of(session, [paper_id])[paper_id])
        waiting = session.exec(
            select(Consideration)
            .where(
                Consideration.strategy_id == strategy.id,
                Consideration.state == ConsiderationState.RELEASED,
                col(Consideration.changed_at) <= paper.handed_in_at,
            )
            .limit(_AT_ONCE)
        ).all()
        for found in waiting:
            decide(session, strategy, found, Decision(decided_on, paper.number, paper.link), None)
        return len(waiting)


JOBS = (Job(IMPORT, import_result, slow=True), Job(DECIDE, decide_considerations))
