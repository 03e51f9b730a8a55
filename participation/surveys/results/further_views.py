"""Further views of public results: groups compared, weighted figures, the survey beside the one it repeats."""

from __future__ import annotations

from starlette.responses import Response

from participation.core.errors import NotFound
from participation.surveys.results.audience_matrix import AUDIENCE, shown_audiences
from participation.surveys.results.comparing import comparison
from participation.surveys.results.reading import Results, latest_results, results_by
from participation.surveys.results.tabs import COMPARISON, WAVES, WEIGHTED, compared_dimensions, previous_wave
from participation.surveys.results.views import results_head
from participation.surveys.results.waves import shown_waves
from participation.surveys.results.weighing import shown_weights
from participation.surveys.results.words import BREAKDOWN_NAMES
from participation.surveys.running import running_surveys
from participation.web.visit import Visit, chosen


def results_comparison(visit: Visit, survey: str) -> Response:
    """Groups beside each other, and where their views differ: audiences, channels or languages."""
    results = _released(visit, survey)
    possible = compared_dimensions(results)
    if not possible:
        raise NotFound("These results are not published in this form.")
    dimension = chosen(visit.query, "nach", possible)
    words, head = results_head(visit, results, COMPARISON)
    tables = results_by(visit.db, results, dimension)
    return visit.render(
        "surveys/results_comparison.html",
        dimension=dimension,
        choices=[(one, visit._(BREAKDOWN_NAMES[one])) for one in possible],
        comparison=comparison(words, tables, dimension),
        audiences=shown_audiences(words, results, tables) if dimension == AUDIENCE else None,
        importance_cut=words.number(results.cut_offs.importance, 1),
        satisfaction_cut=words.number(results.cut_offs.satisfaction, 1),
        **head,
    )


def results_weighted(visit: Visit, survey: str) -> Response:
    """Weighted figures beside the unweighted ones, or why there are none."""
    results = _released(visit, survey)
    words, head = results_head(visit, results, WEIGHTED)
    weights = shown_weights(visit.db, words, results)
    if weights is None:
        raise NotFound("These results are not published in this form.")
    return visit.render("surveys/results_weighted.html", weights=weights, **head)


def results_waves(visit: Visit, survey: str) -> Response:
    """The latest releases of this survey and of the one that it repeats."""
    results = _released(visit, survey)
    earlier = previous_wave(visit, results.survey)
    before = latest_results(visit.db, earlier) if earlier else None
    if before is None:
        raise NotFound("These results are not published in this form.")
    words, head = results_head(visit, results, WAVES)
    return visit.render(
        "surveys/results_waves.html",
        waves=shown_waves(words, before, results),
        before=before,
        before_title=words.text(before.questionnaire.title),
        before_answers=words.base(before.everyone),
        **head,
    )


def _released(visit: Visit, survey: str) -> Results:
    results = latest_results(visit.db, running_surveys(visit.site).by_slug(visit.place.id, survey))
    if results is None:
        raise NotFound("Nothing of this survey has been released yet.")
    return results
