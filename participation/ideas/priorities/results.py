"""Results of phases that have ended: their ballots no longer change, so they are counted once."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from participation.ideas.priorities.counting import Result, result_of
from participation.ideas.priorities.queries import ballots_of, weighed_ids, weighing_of, weighing_rounds
from participation.procedures.rounds import Round
from participation.web.site import Site


def closed_result(site: Site, phase: Round) -> Result:
    """The results of a phase that has ended."""

    def counted(session: Session) -> Result:
        weighing = weighing_of(session, phase.phase_id)
        ids = [str(one) for one in weighed_ids(session, phase.phase_id)]
        return result_of(ballots_of(session, phase.phase_id), weighing.method, ids)

    found: Result = site.remembered(("weighed", phase.phase_id, phase.closes_at), counted)
    return found


def points_by_idea(site: Site, session: Session, moment: datetime) -> dict[str, float]:
    """Idea id -> its points in the last phase that has ended and weighed it, where they may be shown."""
    found: dict[str, float] = {}
    for phase in reversed(weighing_rounds(session)):  # the latest ones last, so that they count
        if phase.closes_at <= moment:
            shown = closed_result(site, phase).ideas
            found |= {one.idea_id: one.points for one in shown if one.points is not None}
    return found
