"""The report of a stop for staff: to read, and to take away as PDF or DOCX."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from starlette.responses import Response

from participation.roadshow.dots import dots_results
from participation.roadshow.models import ItemState
from participation.roadshow.report import brought_to, cards_of, left_out_of, minutes_of, themes_of, visitors_at
from participation.roadshow.staff.quarantine_views import ITEM_NAMES
from participation.roadshow.stops import shown, stop_named, surveys_at
from participation.surveys.reports.views import PRESS, docx_of
from participation.surveys.results.comparing import Comparison, comparison
from participation.surveys.results.reading import latest_results, results_by
from participation.surveys.results.tabs import COMPARISON, compared_dimensions
from participation.surveys.results.views import results_head
from participation.surveys.running import RunningSurvey, running_surveys
from participation.surveys.wording import plain
from participation.web.downloads import DOCX, PDF, download
from participation.web.pdf import pdf_of
from participation.web.visit import Visit

_CHANNEL: Final = "channel"


@dataclass(frozen=True)
class SurveyBeside:
    """A survey of a stop, and its ways of answering beside each other as far as the latest release shows them."""

    slug: str
    title: str
    is_released: bool
    compared: Comparison | None


def stop_report(visit: Visit, stop: str) -> Response:
    """The report as a page."""
    return visit.render("roadshow/staff_report.html", **_context(visit, stop))


def stop_report_pdf(visit: Visit, stop: str) -> Response:
    """The report as a tagged PDF."""
    return _file(visit, stop, "pdf", PDF, pdf_of)


def stop_report_docx(visit: Visit, stop: str) -> Response:
    """The report as a document for word processors."""
    return _file(visit, stop, "docx", DOCX, docx_of)


def _file(visit: Visit, stop: str, form: str, media_type: str, make: Callable[[str], bytes]) -> Response:
    html = visit.site.rendering.render(visit, "roadshow/staff_report_document.html", None, _context(visit, stop))
    return download(PRESS.made(form, html, make), f"{stop}.{form}", media_type, "no-store")


def _context(visit: Visit, slug: str) -> dict[str, Any]:
    tag = visit.language.tag
    stop = stop_named(visit.db, visit.place.id, slug)
    left_out = left_out_of(visit.db, stop.id)
    asked, running = surveys_at(visit.db, stop.id), running_surveys(visit.site).by_id
    return {
        "shown": shown(visit.db, [stop], tag)[0],
        "visitors": visitors_at(visit.db, stop.id),
        "brought": brought_to(visit.db, stop.id),
        "waiting": left_out.get(ItemState.QUARANTINED, 0),
        "withdrawn": left_out.get(ItemState.WITHDRAWN, 0),
        "discarded": left_out.get(ItemState.DISCARDED, 0),
        "names": ITEM_NAMES,
        "dots": dots_results(visit.db, stop, tag),
        "themes": themes_of(visit.db, stop, tag),
        "cards": cards_of(visit.db, stop.id),
        "minutes": minutes_of(visit.db, stop.id),
        "surveys": [_beside(visit, running[one]) for one in asked if one in running],
    }


def _beside(visit: Visit, survey: RunningSurvey) -> SurveyBeside:
    """Only what was released is compared: no number of a single hall ever leaves the disclosure rules."""
    title, results = plain(survey.latest.questionnaire.title, visit.language.tag), latest_results(visit.db, survey)
    if results is None or _CHANNEL not in compared_dimensions(results):
        return SurveyBeside(survey.slug, title, is_released=results is not None, compared=None)
    words, _head = results_head(visit, results, COMPARISON)
    compared = comparison(words, results_by(visit.db, results, _CHANNEL), _CHANNEL)
    return SurveyBeside(survey.slug, title, is_released=True, compared=compared)
