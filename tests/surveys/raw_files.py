"""Builders: raw exports of a survey with every kind of question, written to a folder."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import Any

from sqlmodel import col, update

from participation.core.database import Database
from participation.surveys.exports.files import RawFormat, write_raw
from participation.surveys.models import Submission
from participation.surveys.running import RunningSurvey
from tests.surveys.answer_sheets import a_counted_survey, hand_in
from tests.surveys.every_kind import EMPTY, EVERY_KIND, FULL, SILENT


def three_sheets(database: Database) -> RunningSurvey:
    """A survey with every kind of question and three sheets."""
    survey = a_counted_survey(database, EVERY_KIND)
    hand_in(database, survey, FULL, SILENT, EMPTY)
    with database.writing() as session:
        session.execute(
            update(Submission)
            .where(col(Submission.answers).contains("Markt"))
            .values(orders='{"relation":["other","work","live"]}', audience="firmen")
        )
    return survey


def written(database: Database, survey: RunningSurvey, form: RawFormat, folder: Path) -> Path:
    target = folder / f"sheets.{form}"
    with database.reading() as session:
        for _ in write_raw(session, survey, form, target):
            pass
    return target


def rows_of_csv(database: Database, survey: RunningSurvey, folder: Path) -> list[dict[str, str]]:
    text = written(database, survey, "csv", folder).read_text(encoding="utf-8")
    return list(csv.DictReader(StringIO(text, newline="")))


def of_gender(lines: list[dict[str, Any]], gender: str) -> dict[str, Any]:
    (found,) = [line for line in lines if str(line["gender"] or "") == gender]
    return found
