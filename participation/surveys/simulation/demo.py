"""Simulated answers and a first release for a demonstration."""

from __future__ import annotations

from participation.core.database import Database
from participation.core.errors import Conflict
from participation.surveys.aggregation.counted import breakdowns_of
from participation.surveys.aggregation.folding import fold_pending
from participation.surveys.releases import latest_release
from participation.surveys.releasing import prepare, publish
from participation.surveys.running import RunningSurvey
from participation.surveys.simulation.storing import store_simulated

DEMO_ANSWERS = 400


def add_demo_answers(database: Database, survey: RunningSurvey, number: int = DEMO_ANSWERS, seed: int = 1) -> int:
    """Store simulated answers and release them by one dimension at a time; returns how many answers were new.

    Repeating changes nothing: the same seed is not stored twice, and a released survey is not released again.

    Raises:
        Conflict: the audit speaks against the release.
    """
    stored = store_simulated(database, survey, number, seed)
    fold_pending(database)
    with database.reading() as session:
        if latest_release(session, survey.id) is not None:
            return stored
        found = breakdowns_of(session, survey.id, survey.latest.questionnaire)
    # Two dimensions at once take the audit half a minute, which nobody waits for at a first start.
    prepared = prepare(database, survey.id, [one for one in found if "," not in one])
    if prepared.refused:
        raise Conflict("The simulated answers of %(survey)s cannot be released.", survey=survey.slug)
    with database.writing() as session:
        publish(session, prepared.draft, None)
    return stored
