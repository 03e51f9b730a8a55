"""The files that everybody may take away: the released tables."""

from __future__ import annotations

from starlette.responses import Response

from participation.surveys.exports.files import MEDIA_TYPES
from participation.surveys.exports.released import Format, released_file
from participation.surveys.running import running_surveys
from participation.web.downloads import download
from participation.web.visit import Visit


def results_csv(visit: Visit, survey: str) -> Response:
    """All released tables in long form, as CSV."""
    return _file(visit, survey, "csv")


def results_json(visit: Visit, survey: str) -> Response:
    """All released tables in long form, as JSON."""
    return _file(visit, survey, "json")


def results_xlsx(visit: Visit, survey: str) -> Response:
    """All released tables in long form, as a workbook."""
    return _file(visit, survey, "xlsx")


def _file(visit: Visit, survey: str, form: Format) -> Response:
    """A file of the latest release, made once and kept until something is published: a workbook takes seconds."""
    running = running_surveys(visit.site).by_slug(visit.place.id, survey)
    content, _ = visit.site.remembered(
        ("released file", running.id, form), lambda session: released_file(session, running, form)
    )
    return download(content, f"{running.slug}.{form}", MEDIA_TYPES[form])
