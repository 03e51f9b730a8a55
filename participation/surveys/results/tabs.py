"""The ways to look at a release, as links beside each other."""

from __future__ import annotations

from typing import Any, Final

from participation.core.text import msgid
from participation.surveys.aggregation.segments import OVERALL
from participation.surveys.models import Survey
from participation.surveys.releases import latest_release
from participation.surveys.results.comparing import COMPARED
from participation.surveys.results.reading import Results
from participation.surveys.results.words import BREAKDOWN_NAMES
from participation.surveys.running import RunningSurvey, running_surveys
from participation.web.visit import Visit

COMPARISON: Final = "comparison"
WEIGHTED: Final = "weighted"
WAVES: Final = "waves"


def result_tabs(visit: Visit, results: Results, current: str) -> list[dict[str, Any]]:
    """Everyone, each combination of dimensions, and the further views that the release has."""
    survey = results.survey.slug
    tabs = [
        (one, BREAKDOWN_NAMES[one], visit.url("survey_results", survey=survey, nach=one.replace(",", "-") or None))
        for one in (OVERALL, *results.breakdowns)
    ]
    if compared_dimensions(results):
        tabs.append((COMPARISON, msgid("Groups compared"), visit.url("results_comparison", survey=survey)))
    if results.weights:
        tabs.append((WEIGHTED, msgid("Weighted"), visit.url("results_weighted", survey=survey)))
    if previous_wave(visit, results.survey):
        tabs.append((WAVES, msgid("Compared with before"), visit.url("results_waves", survey=survey)))
    return [{"label": visit._(label), "href": href, "current": one == current} for one, label, href in tabs]


def compared_dimensions(results: Results) -> list[str]:
    """The dimensions of the release whose groups are compared."""
    return [one for one in COMPARED if one in results.breakdowns]


def previous_wave(visit: Visit, running: RunningSurvey) -> RunningSurvey | None:
    """The survey that this one repeats, if results of it are public."""
    survey = visit.db.get(Survey, running.id)
    known = (
        running_surveys(visit.site).by_id.get(survey.previous_wave_id) if survey and survey.previous_wave_id else None
    )
    return known if known and latest_release(visit.db, known.id) else None
