"""Exports for staff: what is released, and the raw answer sheets for a purpose that is written down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.responses import Response, StreamingResponse

from participation.core.database import Database
from participation.core.errors import Invalid
from participation.core.journal import record
from participation.core.text import msgid
from participation.surveys.exports.codebook import Codebook, codebook_csv
from participation.surveys.exports.conversion import write_elsewhere
from participation.surveys.exports.files import (
    MEDIA_TYPES,
    RawFormat,
    contents_of,
    ensure_possible,
    sheets_for,
    text_lines,
)
from participation.surveys.exports.markdown import codebook_markdown
from participation.surveys.exports.raw import RawSheets, number_of_sheets
from participation.surveys.releases import latest_release
from participation.surveys.results.words import Words
from participation.surveys.running import RunningSurvey, running_surveys
from participation.web.downloads import attachment, download
from participation.web.visit import Visit

_FORMATS: dict[str, RawFormat] = {"csv": "csv", "xlsx": "xlsx", "sav": "sav", "json": "json"}
_SHORTEST, _LONGEST = 10, 300
_PIECE = 262_144
_PURPOSE = msgid("Please write what you need the answer sheets for, in %(least)s to %(most)s characters.")
_FORMAT = msgid("Please choose one of the formats.")


def survey_export(visit: Visit, survey: str) -> Response:
    """The files of the latest release, the codebook, and the form for the raw answer sheets."""
    return _page(visit, running_surveys(visit.site).by_slug(visit.place.id, survey))


def codebook_table(visit: Visit, survey: str) -> Response:
    """What the columns of the raw answer sheets mean, as a table."""
    running = running_surveys(visit.site).by_slug(visit.place.id, survey)
    content = codebook_csv(Codebook.of(visit.db, RawSheets.of(running)))
    return download(content, f"{running.slug}-codebuch.csv", MEDIA_TYPES["csv"])


def codebook_text(visit: Visit, survey: str) -> Response:
    """The same as a text."""
    running = running_surveys(visit.site).by_slug(visit.place.id, survey)
    content = codebook_markdown(Codebook.of(visit.db, RawSheets.of(running)))
    return download(content, f"{running.slug}-codebuch.md", "text/markdown; charset=utf-8")


def export_raw(visit: Visit, survey: str) -> Response:
    """Raw answer sheets as a stream; who took how many of them and what for stands in the journal before."""
    running = running_surveys(visit.site).by_slug(visit.place.id, survey)
    purpose, form = visit.form.text("purpose"), _FORMATS.get(visit.form.text("format"))
    errors = {}
    if not _SHORTEST <= len(purpose) <= _LONGEST:
        errors["purpose"] = visit._(_PURPOSE, least=_SHORTEST, most=_LONGEST)
    if form is None:
        errors["format"] = visit._(_FORMAT)
    if errors or form is None:
        return _page(visit, running, errors, purpose)
    try:
        number = ensure_possible(visit.db, running, form)
    except Invalid as problem:
        return _page(visit, running, {"format": visit.told(problem)}, purpose)
    record(
        visit.db,
        "exported",
        "survey",
        running.id,
        actor_id=visit.person_id,
        region_id=visit.place.id,
        details={"format": form, "purpose": purpose, "sheets": number},
    )
    stream = _text(visit.site.database, running, form) if form in {"csv", "json"} else _made(visit, running, form)
    return StreamingResponse(stream, 200, attachment(f"{running.slug}-antworten.{form}"), MEDIA_TYPES[form])


def _page(visit: Visit, running: RunningSurvey, errors: dict[str, str] | None = None, purpose: str = "") -> Response:
    words = Words.of(visit, running.latest.questionnaire)
    context: dict[str, Any] = {
        "survey": running,
        "title": words.text(words.questionnaire.title),
        "release": latest_release(visit.db, running.id),
        "sheets": number_of_sheets(visit.db, running.id),
        "errors": errors or {},
        "purpose": purpose,
        "format": visit.form.text("format") or "csv",
        "most": _LONGEST,
    }
    return visit.render("surveys/exports/staff_export.html", status=422 if errors else 200, **context)


def _text(database: Database, survey: RunningSurvey, form: RawFormat) -> Iterator[str]:
    """A file in pieces, read from one snapshot while it is sent; nobody waits for it."""
    with database.reading() as session:
        yield from text_lines(sheets_for(survey, form), session, form)


def _made(visit: Visit, survey: RunningSurvey, form: RawFormat) -> Iterator[bytes]:
    """A file that another process makes, in pieces; deleted when the last one is sent or nobody waits any more."""
    with TemporaryDirectory(prefix="participation-export-") as folder:
        target = Path(folder) / f"sheets.{form}"
        with visit.site.database.reading() as session:
            sheets = sheets_for(survey, form)
            write_elsewhere(
                "sav" if form == "sav" else "xlsx", target, contents_of(sheets, session), sheets.rows(session)
            )
        with target.open("rb") as stream:
            while piece := stream.read(_PIECE):
                yield piece
