"""Builders: answer sheets handed in and withdrawn as the intake does it, counters as a dictionary."""

from __future__ import annotations

import json
from datetime import date
from random import Random
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, update
from sqlmodel import Session, col, select

from participation.core.columns import dump_json
from participation.core.database import Database
from participation.surveys.aggregation.folding import fold_pending
from participation.surveys.models import Channel, Counter, Pending, Release, Submission, Survey
from participation.surveys.releasing import prepare, publish
from participation.surveys.running import RunningSurvey, surveys_in
from participation.surveys.submissions import AnswerSheet, segments_of
from tests.cast import a_procedure, a_region
from tests.surveys.builders import SOURCE, a_survey

Handed = list[tuple[dict[str, Any], str]]


def a_counted_survey(database: Database, source: dict[str, Any] | None = None) -> RunningSurvey:
    """A region with an open survey in a database without an application."""
    with database.writing() as session:
        region = a_region(session)
        survey = a_survey(session, a_procedure(session, region), region, source)
        return surveys_in(session).by_id[survey.id]


def running(database: Database, survey: Survey) -> RunningSurvey:
    with database.reading() as session:
        return surveys_in(session).by_id[survey.id]


def hand_in(
    database: Database,
    survey: RunningSurvey,
    *sheets: dict[str, Any],
    language: str = "de",
    audience: str = "",
    version: int = 0,
) -> list[UUID]:
    """Store sheets (canonical answers) with their pending rows; their public ids."""
    asked = survey.versions[version] if version else survey.latest
    whole = [AnswerSheet(uuid4(), survey, asked, language, answers, audience=audience) for answers in sheets]
    deliveries = [sheet.delivery() for sheet in whole]
    dice = Random(len(sheets))  # noqa: S311 - keys that make the same noise in every run
    keys = [{"record_key": dice.getrandbits(32)} for _ in sheets]
    with database.connection() as connection:
        connection.execute(
            insert(Submission), [{**one.values, **key} for one, key in zip(deliveries, keys, strict=True)]
        )
        connection.execute(
            insert(Pending), [{**one.followers[0][1], **key} for one, key in zip(deliveries, keys, strict=True)]
        )
    return [sheet.public_id for sheet in whole]


def withdraw(session: Session, submission_id: UUID) -> None:
    """Withdraw a sheet with the pending row that takes it out of the counters, in the caller's transaction."""
    sheet = session.get_one(Submission, submission_id)
    session.add(_pending(sheet, -1))
    session.execute(update(Submission).where(col(Submission.id) == sheet.id).values(withdrawn_at=date(2026, 1, 2)))


def correct(session: Session, submission_id: UUID, answers: dict[str, Any]) -> None:
    """Put other answers on a sheet: the counters lose the old ones and gain the new ones."""
    sheet = session.get_one(Submission, submission_id)
    session.add(_pending(sheet, -1))
    sheet.answers = dump_json(answers)
    session.add_all((sheet, _pending(sheet, 1)))


def _pending(sheet: Submission, sign: int) -> Pending:
    segments = segments_of(json.loads(sheet.answers), sheet.language, Channel(sheet.channel), sheet.audience)
    return Pending(
        survey_id=sheet.survey_id,
        version_id=sheet.version_id,
        sign=sign,
        answers=sheet.answers,
        segments=dump_json(segments),
        record_key=sheet.record_key,
    )


def counted(database: Database, survey: RunningSurvey, dimensions: str = "") -> dict[tuple[str, str, str], int]:
    """(question, segment, option) -> n of all counters by these dimensions that count somebody."""
    with database.reading() as session:
        rows = session.exec(
            select(Counter).where(Counter.survey_id == survey.id, Counter.dimensions == dimensions, Counter.n != 0)
        ).all()
    return {(row.question, row.segment, row.option): row.n for row in rows}


def release(database: Database, survey: RunningSurvey, *breakdowns: str) -> Release:
    """Release what was handed in; nothing may speak against it."""
    fold_pending(database)
    prepared = prepare(database, survey.id, list(breakdowns))
    assert not prepared.refused
    with database.writing() as session:
        return publish(session, prepared.draft, None)


def people(number: int, **answers: Any) -> list[dict[str, Any]]:
    """So many sheets with the same answers."""
    return [dict(answers) for _ in range(number)]


def with_gender() -> dict[str, Any]:
    """The builders' questionnaire with a question for the gender."""
    options = [{"code": code, "text": {"de": code, "leicht": code, "en": code}} for code in ("female", "male")]
    gender = {"code": "gender", "type": "single", "text": {"de": "Geschlecht?", "leicht": "?", "en": "?"}}
    return {**SOURCE, "pages": [*SOURCE["pages"], {"questions": [{**gender, "options": options}]}]}
