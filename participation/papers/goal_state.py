"""Where a part of a strategy stands with the council, for its public page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from participation.goals.sections import Section
from participation.papers.models import Paper, PaperKind, PaperState, Result
from participation.papers.names import RESULT_NAMES
from participation.papers.queries import public_outcome_of, steps_of
from participation.strategy.models import Version, VersionElement
from participation.web.visit import Visit

_DECIDES = (PaperKind.RESOLUTION, PaperKind.SUPPLEMENT)


@dataclass(frozen=True)
class GoalState:
    """What the council made of a version that the part stands in; without a result it still deliberates."""

    paper: Paper
    version: int
    result: Result | None
    decided_on: date | None


def goal_states(session: Session, element_id: UUID) -> list[GoalState]:
    """The public papers that put a version with this element to the vote, the newest first; none that was withdrawn."""
    rows = session.exec(
        select(Paper, Version.number)
        .join(Version, col(Version.id) == col(Paper.version_id))
        .join(VersionElement, col(VersionElement.version_id) == col(Version.id))
        .where(
            VersionElement.element_id == element_id,
            col(Paper.released_at).is_not(None),
            col(Paper.state) != PaperState.WITHDRAWN,
            col(Paper.kind).in_(_DECIDES),
        )
        .order_by(col(Paper.day).desc(), col(Paper.id).desc())
    ).all()
    steps = steps_of(session, [paper.id for paper, _number in rows])
    states = []
    for paper, number in rows:
        result = public_outcome_of(steps[paper.id])
        told = [step.consultation for step in steps[paper.id] if step.consultation.is_public]
        days = [one.meeting_on for one in told if one.result]
        states.append(GoalState(paper, number, result, max(days) if result and days else None))
    return states


def section_of(visit: Visit, element_ids: Collection[UUID]) -> Section | None:
    """What the council decided on an element (the first of them); None if no paper is public."""
    found = goal_states(visit.db, next(iter(element_ids)))
    names = {result: visit._(name) for result, name in RESULT_NAMES.items()}
    return Section("papers/goal_state.html", {"states": found, "names": names}) if found else None
