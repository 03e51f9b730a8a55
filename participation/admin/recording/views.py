"""The pages on which staff record contributions, and print what confirms them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session
from starlette.responses import Response

from participation.admin.recording.forms import COMMENT, IDEA, KIND_LABELS, RecordedSheet, empty_sheet, recorded_sheet
from participation.admin.recording.places import Choices, comment_choices, idea_choices
from participation.admin.recording.storing import is_stored, keep_scan, recorded_entries, store
from participation.comments import receipts as comments
from participation.comments.models import KIND_NAMES
from participation.core.errors import Invalid, NotFound
from participation.core.identifiers import receipt_code, receipt_key
from participation.core.journal import record
from participation.ideas import receipts as ideas
from participation.ideas.models import LONGEST_TITLE
from participation.procedures.days import local_day
from participation.statements.files import AREA, MOST_MEGABYTES, SCANS, CheckedFile, checked_file, handed_out
from participation.statements.models import Scan
from participation.statements.ways import RECORDED_WAYS, WAY_NAMES
from participation.threads.contributions import LONGEST_NAME, LONGEST_TEXT
from participation.web.downloads import PDF, download
from participation.web.languages import GERMAN
from participation.web.pdf import pdf_of
from participation.web.visit import Visit


def record_contribution(visit: Visit) -> Response:
    """The form, and what was recorded last."""
    return _form(visit, empty_sheet(visit.query.get("was", COMMENT), local_day(visit.now)))


def save_recorded(visit: Visit) -> Response:
    """Store it, in a short transaction after the scan was looked at.

    The answer is the confirmation, to be printed now: later nobody knows the code, and no address ever carries it.
    """
    sheet = recorded_sheet(visit, local_day(visit.now))
    choices = _choices(visit, sheet.what)
    choice = choices.meant.get(sheet.place)
    if choice is None:
        sheet.problems["place"] = visit._("Please choose a place in the text.")
    scan = _scan(visit, sheet)
    if sheet.problems or choice is None:
        return _form(visit, sheet, status=422)
    by = visit.person_id
    stored_as = visit.files(AREA).keep(scan.content) if scan else ""
    with visit.site.database.writing() as session:
        if not is_stored(session, sheet):
            store(session, sheet, choice, by)
            if scan:
                keep_scan(session, visit.place.id, sheet, scan, stored_as, by=by)
        confirmed = _confirmed(visit, session, receipt_code(sheet.client_id))
    visit.site.refresh_after(session)
    return visit.render("admin/recording/confirmation.html", **confirmed)


def _scan(visit: Visit, sheet: RecordedSheet) -> CheckedFile | None:
    sent = visit.form.file("file")
    try:
        return checked_file(sent, SCANS) if sent else None
    except Invalid as problem:
        sheet.problems["file"] = visit.told(problem)
        return None


def download_scan(visit: Visit, scan: UUID) -> Response:
    """The paper of a recorded contribution."""
    found = visit.db.get(Scan, scan)
    if found is None or found.region_id != visit.place.id:
        raise NotFound("There is no such file.")
    by = visit.person_id
    record(visit.db, "downloaded", "scan", found.id, actor_id=by, region_id=visit.place.id)
    return handed_out(visit, found.name, found.kind, found.stored_as)


def recorded_contribution_pdf(visit: Visit) -> Response:
    """The confirmation as a PDF; the form brings the code along."""
    html = visit.site.rendering.render_text(
        GERMAN,
        "admin/recording/confirmation_document.html",
        county=visit.place.name,
        follow_up=(visit.origin + visit.url("follow_up", language=GERMAN.slug)).partition("//")[2],
        **_confirmed(visit, visit.db, visit.form.text("code")),
    )
    return download(pdf_of(html), "eingangsbestaetigung.pdf", PDF)


def _confirmed(visit: Visit, session: Session, code: str) -> dict[str, Any]:
    key = receipt_key(code)
    answers = [find(session, key) for find in (comments.find, ideas.find)] if key else []
    found = next((answer for answer in answers if answer and answer.region_id == visit.place.id), None)
    if found is None:
        raise NotFound("No contribution has this code.")
    return {"contribution": found, "code": code}


def _choices(visit: Visit, what: str) -> Choices:
    return idea_choices(visit) if what == IDEA else comment_choices(visit)


def _form(visit: Visit, sheet: RecordedSheet, status: int = 200) -> Response:
    return visit.render(
        "admin/recording/form.html",
        status=status,
        sheet=sheet,
        is_idea=sheet.what == IDEA,
        options=_choices(visit, sheet.what).options,
        kinds=[(kind.value, visit._(name)) for kind, name in KIND_NAMES.items()],
        ways=[(way.value, visit._(WAY_NAMES[way])) for way in RECORDED_WAYS],
        entries=recorded_entries(visit.db, visit.place.id),
        way_names=WAY_NAMES,
        what_names=KIND_LABELS,
        today=local_day(visit.now),
        longest_text=LONGEST_TEXT,
        longest_title=LONGEST_TITLE,
        longest_name=LONGEST_NAME,
        accept=",".join(SCANS),
        most_megabytes=MOST_MEGABYTES,
    )
