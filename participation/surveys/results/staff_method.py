"""What staff settle about a survey's method: limits of the priority matrix, protection, earlier wave, population."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import col, select
from starlette.responses import Response

from participation.core.errors import Conflict
from participation.core.journal import record
from participation.regions.actions import publish_change
from participation.surveys.aggregation.counted import sheets_by
from participation.surveys.aggregation.segments import ASKED_FOR, OVERALL
from participation.surveys.models import Survey
from participation.surveys.population import DIMENSIONS, regional_margins, uploaded_margins
from participation.surveys.results.reading import latest_results
from participation.surveys.results.staff_margins import ReadMargins, read_margins, store_margins
from participation.surveys.results.weighing import shown_weights
from participation.surveys.results.words import BREAKDOWN_NAMES, Words
from participation.surveys.running import RunningSurvey, SurveyState, running_surveys
from participation.web.visit import Visit

_LOWEST, _HIGHEST = 1.0, 5.0
_MOST_TEXT = 200_000


def staff_method(visit: Visit, survey: str) -> Response:
    """The page with both forms."""
    return _page(visit, _running(visit, survey))


def save_method(visit: Visit, survey: str) -> Response:
    """Settle the limits (before the first answer only), the protection and the earlier wave."""
    running = _running(visit, survey)
    row = visit.db.get_one(Survey, running.id)
    values = {name: visit.form.text(name) for name in ("importance_cut", "satisfaction_cut", "previous_wave", "wave")}
    problems = {} if is_locked(visit, running) else _limits(visit, row)
    if visit.form.text("sensitive") == "yes":
        row.is_sensitive = True
    elif not is_locked(visit, running):
        row.is_sensitive = False
    elif row.is_sensitive:
        raise Conflict("The survey has begun. Its protection cannot be loosened any more.")
    known = {str(one.id): one.id for one in _other_surveys(visit, running)}
    row.previous_wave_id = known.get(values["previous_wave"])
    row.wave = values["wave"][:40]
    if problems:
        return _page(visit, running, status=422, problems=problems, values=values)
    visit.db.add(row)
    actor_id = visit.person_id
    record(visit.db, "changed_method", "survey", row.id, actor_id=actor_id, region_id=row.region_id)
    publish_change(visit.db, row.region_id)
    return visit.redirect("staff_method", survey=running.slug)


def save_margins(visit: Visit, survey: str) -> Response:
    """Read the county's population figures; only looked at, or stored where every line is in order."""
    running = _running(visit, survey)
    text = visit.form.text("population")[:_MOST_TEXT]
    found = read_margins(text, running.latest.questionnaire)
    if found.bad or visit.form.text("_go") != "store":
        return _page(visit, running, status=422 if found.bad else 200, population=text, found=found)
    row = visit.db.get_one(Survey, running.id)
    store_margins(visit.db, row, found.margins)
    actor_id = visit.person_id
    details = {"dimensions": sorted(found.margins)}
    record(visit.db, "stored_population", "survey", row.id, actor_id=actor_id, region_id=row.region_id, details=details)
    return visit.redirect("staff_method", survey=running.slug, anchor="population-title")


def is_locked(visit: Visit, running: RunningSurvey) -> bool:
    """Whether the survey has begun, by its dates or by an answer; then the limits stay as they are."""
    begun = running.state(visit.now) is not SurveyState.SCHEDULED
    return begun or bool(sheets_by(visit.db, running.id, OVERALL)[OVERALL].get("", 0))


def _running(visit: Visit, survey: str) -> RunningSurvey:
    return running_surveys(visit.site).by_slug(visit.place.id, survey)


def _limits(visit: Visit, row: Survey) -> dict[str, str]:
    """Take over both limits; what is wrong by the name of the field."""
    problems = {}
    for name in ("importance_cut", "satisfaction_cut"):
        number = _number(visit.form.text(name))
        if number is None or not _LOWEST < number < _HIGHEST:
            problems[name] = visit._("Please enter a number between 1 and 5, such as 3.5.")
        else:
            setattr(row, name, round(number, 2))
    return problems


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _other_surveys(visit: Visit, running: RunningSurvey) -> list[RunningSurvey]:
    return [one for one in running_surveys(visit.site).of_region(visit.place.id) if one.id != running.id]


def _page(
    visit: Visit,
    running: RunningSurvey,
    *,
    status: int = 200,
    problems: Mapping[str, str] | None = None,
    values: Mapping[str, str] | None = None,
    population: str = "",
    found: ReadMargins | None = None,
) -> Response:
    words = Words.of(visit, running.latest.questionnaire)
    row = visit.db.exec(select(Survey).where(col(Survey.id) == running.id)).one()
    results = latest_results(visit.db, running)
    shown: dict[str, Any] = {
        "importance_cut": words.number(row.importance_cut, 1),
        "satisfaction_cut": words.number(row.satisfaction_cut, 1),
        "previous_wave": str(row.previous_wave_id or ""),
        "wave": row.wave,
    }
    return visit.render(
        "surveys/staff_method.html",
        status=status,
        survey=running,
        title=words.text(words.questionnaire.title),
        is_locked=is_locked(visit, running),
        is_sensitive=row.is_sensitive,
        values=shown | dict(values or {}),
        problems=problems or {},
        waves=[(str(one.id), words.text(one.latest.questionnaire.title)) for one in _other_surveys(visit, running)],
        margins=_margins(visit, words, row),
        population=population,
        found=found,
        named=_named(words, found),
        weights=shown_weights(visit.db, words, results) if results else None,
    )


def _margins(visit: Visit, words: Words, row: Survey) -> list[dict[str, Any]]:
    """What weights would be made with: the county's file, else the region's own figures."""
    given, known = uploaded_margins(visit.db, row), regional_margins(visit.db, row)
    return [
        {
            "label": visit._(BREAKDOWN_NAMES[one]),
            "is_uploaded": one in given,
            "rows": [
                [words.category(one, code), words.number((given.get(one) or known[one])[code])]
                for code in words.sorted_categories(one, given.get(one) or known[one])
            ],
        }
        for one in DIMENSIONS
        if (one in given or one in known) and ASKED_FOR[one] in words.questionnaire.questions
    ]


def _named(words: Words, found: ReadMargins | None) -> list[str]:
    """The categories that a file does not name, as they are called."""
    without = found.without if found and not found.bad else {}
    return [words.category(dimension, code) for dimension, codes in without.items() for code in codes]
