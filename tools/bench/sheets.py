"""Very many answer sheets of a survey with 30 questions, stored fast: a thousand different ones, again and again."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from itertools import cycle, islice
from operator import itemgetter
from typing import Any

from sqlmodel import select

from participation.core.clock import now
from participation.core.columns import dump_json
from participation.core.database import Database
from participation.procedures.days import local_day
from participation.surveys.actions import freeze_questionnaire
from participation.surveys.models import Survey
from participation.surveys.running import RunningSurvey, surveys_in
from participation.surveys.simulation.people import population_of
from participation.surveys.simulation.sheets import Simulator
from participation.surveys.toml_format import questionnaire_from_toml
from tools.bench.stage import SURVEY

LONG = "dreissig-fragen"
_DIFFERENT, _AT_ONCE = 1_000, 100_000
_COLUMNS = ("id", "key", "payload_hash", "receipt_key", "record_key", "language", "channel", "answers")
_LETTERS = "abcdefgh"


def long_survey(database: Database) -> RunningSurvey:
    """A second survey beside the content's: 30 questions of all usual kinds, 57 columns in a file."""
    with database.writing() as session:
        known = session.exec(select(Survey).where(Survey.slug == SURVEY)).one()
        survey = Survey(region_id=known.region_id, procedure_id=known.procedure_id, phase_id=known.phase_id, slug=LONG)
        session.add(survey)
        session.flush()
        freeze_questionnaire(session, survey, questionnaire_from_toml(_source()))
        return surveys_in(session).by_id[survey.id]


def store_many(database: Database, survey: RunningSurvey, count: int) -> None:
    """Store so many sheets, without pending rows: nobody counts them. Nobody else may write meanwhile."""
    with database.reading() as session:
        simulator = Simulator(survey.latest, population_of(session, survey.region_id), "bench")
    different = [(sheet.language, sheet.channel, dump_json(sheet.answers)) for sheet in simulator.sheets(_DIFFERENT)]
    same = {"survey_id": survey.id.hex, "version_id": survey.latest.id.hex, "received_on": local_day(now()).isoformat()}
    columns = (*same, *_COLUMNS)
    statement = f"INSERT INTO submission ({','.join(columns)}) VALUES ({','.join('?' * len(columns))})"  # noqa: S608
    sheets = ((*same.values(), *_random(), *next(endless)) for endless in [cycle(different)] for _ in range(count))
    with closing(sqlite3.connect(database.path)) as connection:
        connection.execute("PRAGMA cache_size=-200000")
        connection.execute("PRAGMA synchronous=OFF")
        while rows := list(islice(sheets, _AT_ONCE)):
            # Sorted keys fill the indexes from left to right in each part.
            rows.sort(key=itemgetter(len(same)))
            with connection:
                connection.executemany(statement, rows)


def _random() -> tuple[str, bytes, bytes, bytes, int]:
    """What differs in all sheets, by the first of _COLUMNS."""
    key = os.urandom(32)
    return key[:16].hex(), key, key, key, int.from_bytes(key[:4])


def _source() -> dict[str, Any]:
    singles = [_question(f"single_{number}", "single", options=_options(5)) for number in range(8)]
    scales = [_question(f"scale_{number}", "scale", scale="agreement") for number in range(8)]
    several = [_question(f"several_{number}", "multiple", options=_options(4)) for number in range(4)]
    matrices = [_question(code, "matrix", scale=code, items=_items()) for code in ("importance", "satisfaction")]
    numbers = [_question(f"number_{number}", "number", minimum=0, maximum=90) for number in range(4)]
    texts = [_question(f"text_{number}", "text", max_length=200) for number in range(2)]
    ranking = [_question("ranking", "ranking", options=_options(5), most=3)]
    voting = [_question("decided", "yes_no")]
    return {
        "title": {"de": "Dreißig Fragen"},
        "introduction": {"de": "Zum Messen."},
        "thanks": {"de": "Danke."},
        "pages": [{"questions": [*singles, *scales, *several, *matrices, *numbers, *texts, *ranking, *voting]}],
    }


def _question(code: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "type": kind, "text": {"de": f"Frage {code}?"}} | more


def _options(number: int) -> list[dict[str, Any]]:
    return [{"code": letter, "text": {"de": f"Antwort {letter}"}} for letter in _LETTERS[:number]]


def _items() -> list[dict[str, Any]]:
    return [{"code": letter, "text": {"de": f"Feld {letter}"}} for letter in _LETTERS]
