"""The report of the latest release, to read, to print and to take away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from participation.core.elsewhere import ElsewhereFailed, elsewhere
from participation.core.errors import Busy, NotFound
from participation.core.text import msgid
from participation.surveys.reports.press import Press
from participation.surveys.results.audience_matrix import AUDIENCE
from participation.surveys.results.comparing import comparison
from participation.surveys.results.reading import Results, latest_results, results_by
from participation.surveys.results.views import results_head, whole_release
from participation.surveys.running import running_surveys
from participation.web.downloads import DOCX, PDF, download
from participation.web.languages import EASY
from participation.web.pdf import pdf_of
from participation.web.visit import Visit

_LONGEST_SECONDS = 60
_NOT_MADE = msgid("The document could not be made. Please try again in a few minutes.")
_NOTHING = msgid("Nothing of this survey has been released yet.")

PRESS = Press(12)


def results_report(visit: Visit, survey: str) -> Response:
    """The report as a page."""
    return visit.render("surveys/report.html", **_context(visit, _released(visit, survey)))


def report_pdf(visit: Visit, survey: str) -> Response:
    """The report as a tagged PDF."""
    return _file(visit, survey, "pdf", PDF, pdf_of)


def report_docx(visit: Visit, survey: str) -> Response:
    """The report as a document for word processors, with tables and without pictures."""
    return _file(visit, survey, "docx", DOCX, docx_of)


def _file(visit: Visit, survey: str, form: str, media_type: str, make: Callable[[str], bytes]) -> Response:
    """A document of the latest release, made when somebody first wants it."""
    results = _released(visit, survey)
    html = visit.site.rendering.render(visit, "surveys/report_document.html", None, _context(visit, results))
    content = PRESS.made(form, html, make)
    name = f"{results.survey.slug}-{visit.language.slug}-{results.release.number}.{form}"
    return download(content, name, media_type)


def docx_of(html: str) -> bytes:
    """A DOCX of a whole HTML document; takes seconds, in another process.

    Raises:
        Busy: it could not be made.
    """
    try:
        return elsewhere("participation.web.word_document", html.encode(), _LONGEST_SECONDS)
    except ElsewhereFailed as failed:
        raise Busy(_NOT_MADE) from failed


def _released(visit: Visit, survey: str) -> Results:
    results = latest_results(visit.db, running_surveys(visit.site).by_slug(visit.place.id, survey))
    if results is None:
        raise NotFound(_NOTHING)
    return results


def _context(visit: Visit, results: Results) -> dict[str, Any]:
    words, head = results_head(visit, results, "")
    is_compared = AUDIENCE in results.breakdowns
    return {
        **head,
        **whole_release(visit, words, results),
        "comparison": comparison(words, results_by(visit.db, results, AUDIENCE), AUDIENCE) if is_compared else None,
        "is_short": visit.language is EASY,
    }
