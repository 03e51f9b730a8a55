"""What changes a round of reporting: opening it, writing to departments, the release with its Mitteilungsvorlage."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from participation.core.clock import now
from participation.core.errors import Conflict, NotNow
from participation.core.journal import record
from participation.indicators.rounds.models import ReportingRound, RoundDepartment
from participation.papers.goal_words import goal_rows
from participation.papers.models import Annex, Paper, PaperKind
from participation.papers.staff.actions import begin_paper
from participation.regions.actions import publish_change
from participation.strategy.models import Strategy
from participation.strategy.versions import current_version


def open_round(
    session: Session, strategy: Strategy, cutoff_on: date, due_on: date, actor_id: UUID | None
) -> ReportingRound:
    """A new round.

    Raises:
        Conflict: the strategy has one for this Stichtag.
    """
    same = select(ReportingRound).where(
        ReportingRound.strategy_id == strategy.id, ReportingRound.cutoff_on == cutoff_on
    )
    if session.exec(same).first():
        raise Conflict("There is a round of reporting for this day already.")
    made = ReportingRound(
        strategy_id=strategy.id, cutoff_on=cutoff_on, due_on=due_on, opened_at=now(), opened_by=actor_id
    )
    session.add(made)
    session.flush()
    _note(session, "opened", made, strategy, actor_id, {"cutoff": cutoff_on.isoformat(), "due": due_on.isoformat()})
    return made


def note_asked(
    session: Session, asked: ReportingRound, department_ids: Collection[UUID], actor_id: UUID | None
) -> None:
    """Keep when departments were last written to."""
    known = {
        row.department_id: row
        for row in session.exec(select(RoundDepartment).where(RoundDepartment.round_id == asked.id))
    }
    for one in department_ids:
        row = known.get(one) or RoundDepartment(round_id=asked.id, department_id=one, asked_at=now())
        row.asked_at = now()
        session.add(row)
    session.flush()
    strategy = session.get_one(Strategy, asked.strategy_id)
    _note(session, "asked", asked, strategy, actor_id, {"departments": len(department_ids)})


def release_round(
    session: Session,
    asked: ReportingRound,
    released_for: str,
    paper: tuple[str, str, dict[str, Any]],
    actor_id: UUID | None,
) -> Paper:
    """The management releases: a Mitteilungsvorlage begins, with the report as its annex.

    Args:
        session: a writing session.
        asked: the round.
        released_for: who in the management released it.
        paper: subject, opening words, and the report's rows for the annex.
        actor_id: who notes the release.

    Raises:
        NotNow: it is released already.
    """
    if asked.released_at is not None:
        raise NotNow("This round is released already.")
    strategy = session.get_one(Strategy, asked.strategy_id)
    version = current_version(session, strategy)
    subject, opening, progress = paper
    made = begin_paper(session, strategy, version, PaperKind.INFORMATION, subject, actor_id)
    for row in goal_rows(session, made.id):  # it informs; no goal is put to the vote
        session.delete(row)
    made.opening, made.progress, made.annexes = opening, progress, [Annex.PROGRESS.value]
    asked.released_at, asked.released_by, asked.released_for = now(), actor_id, released_for
    asked.paper_id = made.id
    session.add_all((made, asked))
    session.flush()
    _note(session, "released", asked, strategy, actor_id, {"paper": str(made.id)})
    publish_change(session, strategy.region_id)
    return made


def _note(
    session: Session,
    act: str,
    asked: ReportingRound,
    strategy: Strategy,
    actor_id: UUID | None,
    details: dict[str, object],
) -> None:
    record(session, act, "reporting_round", asked.id, actor_id=actor_id, region_id=strategy.region_id, details=details)
