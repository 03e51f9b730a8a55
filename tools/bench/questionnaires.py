"""Long questionnaires: thirty questions handed in over JSON, a hundred questions on one page."""

from __future__ import annotations

import contextlib
import statistics
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from sqlmodel import select
from starlette.testclient import TestClient

from participation.app import build_application
from participation.core.database import Database
from participation.core.settings import Settings
from participation.surveys.actions import freeze_questionnaire
from participation.surveys.models import Survey
from participation.surveys.toml_format import questionnaire_from_toml
from tools.bench.measures import handed_in
from tools.bench.sheets import LONG, long_survey
from tools.bench.stage import SURVEY, Figure, filled_database

_HUNDRED, _TIMES = "hundert-fragen", 21
_MILLISECONDS = 100.0


def thirty_questions(folder: Path) -> list[Figure]:
    """A validated sheet with thirty answered questions against a row through the same writer."""
    url = filled_database(folder, "thirty")
    with contextlib.closing(Database(url, threads=2)) as database:
        long_survey(database)
    return handed_in(folder, "30 questions", url, LONG, 75_000, 0.25)


def hundred_questions(folder: Path) -> list[Figure]:
    """A page of a hundred questions of all kinds, filled in and therefore not from memory, in one process."""
    url = filled_database(folder, "hundred")
    with contextlib.closing(Database(url, threads=2)) as database:
        _store_hundred(database)
    path = f"/de/umfragen/{_HUNDRED}"
    with TestClient(build_application(Settings(database_url=url), with_worker=False)) as client:
        filled = {"_page": "1", "_go": "stay", "q0": "a"}
        seconds, cpu = _medians(lambda: client.post(path, data=filled).raise_for_status())
    remark = f"{cpu * 1000:.1f} ms of one core"
    return [Figure("100 questions on a page", seconds * 1000, "ms", _MILLISECONDS, at_least=False, remark=remark)]


def _store_hundred(database: Database) -> None:
    with database.writing() as session:
        known = session.exec(select(Survey).where(Survey.slug == SURVEY)).one()
        survey = Survey(
            slug=_HUNDRED, region_id=known.region_id, procedure_id=known.procedure_id, phase_id=known.phase_id
        )
        session.add(survey)
        session.flush()
        freeze_questionnaire(session, survey, questionnaire_from_toml(_hundred()))


def _hundred() -> dict[str, Any]:
    pages = [{"questions": list(islice(_questions(), 100))}]
    return {"title": _words("Lang"), "introduction": _words("Lang"), "thanks": _words("Danke"), "pages": pages}


def _questions() -> Any:
    options = [{"code": code, "text": _words(f"Antwort {code}")} for code in "abcdef"]
    items = [{"code": f"row{number}", "text": _words(f"Zeile {number}")} for number in range(6)]
    kinds: list[dict[str, Any]] = [
        {"type": "single", "options": options},
        {"type": "multiple", "options": options},
        {"type": "matrix", "scale": "importance", "items": items},
        {"type": "ranking", "options": options},
        {"type": "text"},
        {"type": "number"},
        {"type": "scale", "scale": "agreement"},
        {"type": "statements", "items": items},
        {"type": "yes_no"},
        {"type": "date"},
    ]
    for number in range(100):
        yield {"code": f"q{number}", "text": _words(f"Frage {number}")} | kinds[number % len(kinds)]


def _words(text: str) -> dict[str, str]:
    return {"de": text, "leicht": text, "en": text}


def _medians(action: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and seconds of this process on a core."""
    action()
    measured = []
    for _ in range(_TIMES):
        begun, used = time.perf_counter(), time.process_time()
        action()
        measured.append((time.perf_counter() - begun, time.process_time() - used))
    seconds, cpu = (statistics.median(one) for one in zip(*measured, strict=True))
    return seconds, cpu
