"""Results for staff: live numbers of each survey, and releasing them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select
from starlette.responses import Response

from participation.surveys.aggregation.codes import SHEETS
from participation.surveys.aggregation.counted import breakdowns_of, sheets_by, waiting_sheets
from participation.surveys.aggregation.segments import ASKED_FOR, OVERALL
from participation.surveys.models import Release, ReleaseAttempt, Survey
from participation.surveys.releases import latest_release
from participation.surveys.releasing import latest_attempt, request_release
from participation.surveys.results.blocks import Beside, overall_blocks
from participation.surveys.results.live import live_tables
from participation.surveys.results.places import map_of
from participation.surveys.results.staff_problems import problem_sentences
from participation.surveys.results.staff_ways import ways_from
from participation.surveys.results.words import BREAKDOWN_NAMES, Words
from participation.surveys.running import RunningSurvey, running_surveys
from participation.web.visit import Visit

_MOST_RELEASES = 20
_DIMENSIONS = ("channel", "language", "age", "gender", "municipality")


def staff_surveys(visit: Visit) -> Response:
    """The region's surveys with their number of answers and their last release."""
    known = running_surveys(visit.site).of_region(visit.place.id)
    return visit.render("surveys/staff_list.html", rows=[_summary(visit, running) for running in known])


def staff_survey(visit: Visit, survey: str) -> Response:
    """A survey's live numbers, its releases, and the form for the next one."""
    running = running_surveys(visit.site).by_slug(visit.place.id, survey)
    words = Words.of(visit, running.latest.questionnaire)
    tables = live_tables(visit.db, running.id, words.questionnaire)
    sheets = tables[SHEETS].rows[0].base if SHEETS in tables else 0
    return visit.render(
        "surveys/staff_survey.html",
        fragment="release",
        survey=running,
        title=words.text(words.questionnaire.title),
        state=running.state(visit.now).value,
        answers=sheets,
        waiting=waiting_sheets(visit.db, running.id),
        blocks=overall_blocks(words, tables, {}, _beside(visit, running)),
        groups=_groups(visit, words, running),
        ways=ways_from(visit, running.slug),
        **_releases(visit, words, running),
    )


def _beside(visit: Visit, running: RunningSurvey) -> Beside:
    changed = running.changed_questions(running.latest.number)
    return Beside(map_of(visit, running), is_live=True, changed=changed)


def release_survey(visit: Visit, survey: str) -> Response:
    """Ask for a release; the worker makes it within a minute."""
    running = running_surveys(visit.site).by_slug(visit.place.id, survey)
    wanted = set(visit.form.many("breakdown"))
    possible = breakdowns_of(visit.db, running.id, running.latest.questionnaire)
    chosen = [one for one in possible if one in wanted]
    actor_id = visit.person_id
    request_release(visit.db, visit.db.get_one(Survey, running.id), chosen, actor_id)
    return visit.redirect("staff_survey", survey=running.slug, anchor="release")


def _summary(visit: Visit, running: RunningSurvey) -> dict[str, Any]:
    release = latest_release(visit.db, running.id)
    return {
        "survey": running,
        "title": Words.of(visit, running.latest.questionnaire).text(running.latest.questionnaire.title),
        "state": running.state(visit.now).value,
        "answers": sheets_by(visit.db, running.id, OVERALL)[OVERALL].get("", 0),
        "release": release,
    }


def _releases(visit: Visit, words: Words, running: RunningSurvey) -> dict[str, Any]:
    attempt = latest_attempt(visit.db, running.id)
    possible = breakdowns_of(visit.db, running.id, words.questionnaire)
    return {
        "releases": _latest_releases(visit, running),
        "attempt": attempt,
        "problems": problem_sentences(words, attempt.problems) if attempt else [],
        "breakdowns": [(one, visit._(BREAKDOWN_NAMES[one])) for one in possible],
        "chosen": _chosen(attempt, possible),
    }


def _latest_releases(visit: Visit, running: RunningSurvey) -> Sequence[Release]:
    releases = select(Release).where(Release.survey_id == running.id)
    return visit.db.exec(releases.order_by(col(Release.number).desc()).limit(_MOST_RELEASES)).all()


def _chosen(attempt: ReleaseAttempt | None, possible: list[str]) -> list[str]:
    """What is ticked: what was asked for last, else everything."""
    return attempt.breakdowns if attempt else possible


def _groups(visit: Visit, words: Words, running: RunningSurvey) -> list[dict[str, Any]]:
    """How many sheets there are in each group, by one dimension that the survey knows at a time, live."""
    unknown = [one for one, question in ASKED_FOR.items() if question not in words.questionnaire.questions]
    found = sheets_by(visit.db, running.id, *_DIMENSIONS)
    return [
        {
            "label": visit._(BREAKDOWN_NAMES[dimension]),
            "rows": [
                [words.category(dimension, code), words.number(found[dimension][code])]
                for code in words.sorted_categories(dimension, found[dimension])
            ],
        }
        for dimension in _DIMENSIONS
        if found[dimension] and dimension not in unknown
    ]
