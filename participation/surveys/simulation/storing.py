"""Where simulated sheets go: into the database as if they had been sent, or into a file as bodies of the API."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from itertools import islice
from typing import Any, TextIO

from sqlalchemy import insert
from sqlmodel import Session, select

from participation.core.clock import now
from participation.core.database import Database
from participation.core.errors import NotAllowed
from participation.core.identifiers import digest
from participation.procedures.days import local_day
from participation.surveys.models import Pending, Submission
from participation.surveys.running import RunningSurvey
from participation.surveys.simulation.people import population_of
from participation.surveys.simulation.sheets import SimulatedSheet, Simulator
from participation.surveys.submissions import AnswerSheet

AT_ONCE = 1_000
"""Sheets in one transaction, so that others can write in between."""

Progress = Callable[[int], object]


def _silent(_: int) -> None:
    """Nobody watches."""


def simulator_of(session: Session, survey: RunningSurvey, seed: int) -> Simulator:
    """What makes up sheets for the survey's latest questionnaire, always the same for a seed."""
    # Two surveys with one seed must not make the same ids.
    audiences = survey.audiences.open or survey.audiences.all
    return Simulator(survey.latest, population_of(session, survey.region_id), f"{survey.slug} {seed}", audiences)


def store_simulated(
    database: Database, survey: RunningSurvey, number: int, seed: int, progress: Progress = _silent
) -> int:
    """Store simulated sheets, each with its pending row; nothing if this seed was stored before.

    Returns:
        How many were stored. `progress` is told how many more are done after each batch.
    """
    with database.reading() as session:
        simulator = simulator_of(session, survey, seed)
        sheets = simulator.sheets(number)
        first = next(sheets, None)
        if first is None or _is_known(session, first):
            return 0
    days = _days(survey)
    batch, stored = [first, *islice(sheets, AT_ONCE - 1)], 0
    while batch:
        rows = [_rows(survey, sheet, days[(stored + place) * len(days) // number]) for place, sheet in enumerate(batch)]
        with database.connection() as connection:
            connection.execute(insert(Submission), [submission for submission, _ in rows])
            connection.execute(insert(Pending), [pending for _, pending in rows])
        stored += len(batch)
        progress(len(batch))
        batch = list(islice(sheets, AT_ONCE))
    return stored


def write_bodies(session: Session, survey: RunningSurvey, number: int, seed: int, stream: TextIO) -> None:
    """Write simulated sheets as bodies of `POST /surveys/{id}/submissions`, one JSON document a line.

    Raises:
        NotAllowed: nobody can hand in anything there without an invitation.
    """
    if survey.audiences.need_code:
        raise NotAllowed("This survey takes answers by invitation only, and simulated people have none.")
    for sheet in simulator_of(session, survey, seed).sheets(number):
        body: dict[str, Any] = {
            "id": str(sheet.client_id),
            "questionnaire_version": survey.latest.number,
            "language": sheet.language,
            "answers": sheet.answers,
        }
        further = {"audience": sheet.audience, "orders": sheet.orders(survey.latest.questionnaire)}
        body |= {name: value for name, value in further.items() if value}
        stream.write(json.dumps(body, ensure_ascii=False) + "\n")


def _is_known(session: Session, sheet: SimulatedSheet) -> bool:
    stored = select(Submission.id).where(Submission.key == digest(str(sheet.client_id)))
    return session.exec(stored).first() is not None


def _days(survey: RunningSurvey) -> list[date]:
    """The days on which the survey took answers so far, at least one."""
    today = local_day(now())
    last = min(today, local_day(survey.closes_at)) if survey.closes_at else today
    first = min(last, local_day(survey.opens_at)) if survey.opens_at else last
    return [first + timedelta(days=day) for day in range((last - first).days + 1)]


def _rows(survey: RunningSurvey, sheet: SimulatedSheet, day: date) -> tuple[dict[str, Any], dict[str, Any]]:
    """The submission and its pending row, as a delivery has them."""
    whole = AnswerSheet(
        client_id=sheet.client_id,
        survey=survey,
        version=survey.latest,
        language=sheet.language,
        answers=sheet.answers,
        channel=sheet.channel,
        audience=sheet.audience,
        orders=sheet.orders(survey.latest.questionnaire),
    )
    delivery = whole.delivery()
    repeatable = {"record_key": sheet.record_key}
    ((_, pending),) = delivery.followers
    return {**delivery.values, **repeatable, "received_on": day}, {**pending, **repeatable}
