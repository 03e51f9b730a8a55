"""Counting: pending sheets folded into counters, and a million sheets with thirty answers counted once more."""

from __future__ import annotations

import contextlib
import resource
import time
from collections.abc import Callable
from pathlib import Path

from sqlmodel import select

from participation import areas
from participation.content import load_content
from participation.core.database import Database
from participation.migrations import migrate
from participation.surveys.actions import freeze_questionnaire
from participation.surveys.aggregation.folding import fold_pending
from participation.surveys.models import Survey
from participation.surveys.questionnaire import Option, Question, QuestionKind, Questionnaire, QuestionPage
from participation.surveys.running import RunningSurvey, surveys_in
from participation.surveys.scales import SCALES
from participation.surveys.simulation.storing import store_simulated
from tools.bench.command import measured
from tools.bench.sheets import store_many
from tools.bench.stage import ROOT, SURVEY, Figure, filled_database

FOLDED = 20_000
MANY = 1_000_000
_THIRTY = "dreissig-antworten"
_AT_LEAST, _SECONDS, _MEGABYTES = 20_000, 60.0, 500.0


def folding(folder: Path) -> list[Figure]:
    """Everything between pending rows and changed counters, committed, for the survey of each demo strategy."""
    with contextlib.closing(Database(f"sqlite:///{folder / 'folding'}.db", threads=2)) as database:
        migrate(database)
        load_content(database, ROOT / "content", areas.CONTENT)
        with database.reading() as session:
            surveys = sorted(surveys_in(session).by_id.values(), key=lambda survey: survey.slug)
        return [figure for survey in surveys for figure in _folded(database, survey)]


def _folded(database: Database, survey: RunningSurvey) -> list[Figure]:
    store_simulated(database, survey, FOLDED, 1)
    seconds, cpu = _timed(lambda: fold_pending(database))
    answers = len(survey.latest.questionnaire.fields)
    remark = f"{answers} fields a sheet, {FOLDED:,} in {seconds:.2f} s, {FOLDED / cpu:,.0f} a CPU second"
    return [Figure(f"folding {survey.slug}", FOLDED / seconds, "/s", _AT_LEAST, remark=remark)]


def _timed(action: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and seconds of this process on a core."""
    begun, used = time.perf_counter(), _cpu()
    action()
    return time.perf_counter() - begun, _cpu() - used


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def recount(folder: Path, sheets: int = MANY) -> list[Figure]:
    """The command `recount --check` from outside, on counters that are right."""
    url = filled_database(folder, "recount")
    with contextlib.closing(Database(url, threads=2)) as database:
        store_many(database, _survey_of_thirty(database), sheets)
    measured(url, "recount", _THIRTY)
    run = measured(url, "recount", _THIRTY, "--check")  # fails where a counter is wrong
    bar = _SECONDS if sheets >= MANY else None
    told = f"{sheets / run.seconds:,.0f} sheets/s, {run.cpu_seconds:.1f} s of one core"
    return [
        Figure(f"recount --check of {sheets:,} × 30", run.seconds, "s", bar, at_least=False, remark=told),
        Figure("its memory at most", run.peak_mb, "MB", _MEGABYTES, at_least=False),
    ]


def _survey_of_thirty(database: Database) -> RunningSurvey:
    """A survey beside the content's: where somebody lives, how old they are, and 28 more answers on scales."""
    with database.writing() as session:
        known = session.exec(select(Survey).where(Survey.slug == SURVEY)).one()
        asked = surveys_in(session).by_id[known.id].latest.questionnaire
        about = [one for one in asked.questions.values() if one.code in {"age_group", "municipality"}]
        survey = Survey(
            region_id=known.region_id, procedure_id=known.procedure_id, phase_id=known.phase_id, slug=_THIRTY
        )
        session.add(survey)
        session.flush()
        scales = [_scale(f"question_{number}") for number in range(30 - len(about))]
        pages = (QuestionPage({}, (*scales, *about)),)
        freeze_questionnaire(session, survey, Questionnaire(asked.title, asked.introduction, asked.thanks, pages))
        return surveys_in(session).by_id[survey.id]


def _scale(code: str) -> Question:
    options = tuple(Option(score, texts) for score, texts in SCALES["agreement"])
    return Question(code, QuestionKind.SCALE, {"de": code}, options=options, scale="agreement")
