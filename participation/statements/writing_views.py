"""Writing a statement behind a personal link: the draft lives on the server, the check page hands it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import uuid4

from starlette.responses import Response

from participation.core.errors import Conflict, Invalid
from participation.procedures.days import local_day
from participation.statements.desk import Desk, desk_of, desk_page, places_at
from participation.statements.files import MOST_MEGABYTES
from participation.statements.forms import StatementSheet, statement_sheet
from participation.statements.handing_in import (
    TAKES_NOTHING,
    draft_of,
    is_handed_in,
    open_files,
    save_draft,
    still_writing,
)
from participation.statements.models import LONGEST_SECTION, Attachment
from participation.statements.uploads import change_files, forget_files, uploaded
from participation.statements.views import handed_in
from participation.web.visit import Visit


def write_statement(visit: Visit, token: str) -> Response:
    """The draft; with a place in the query there is a section for it."""
    desk = desk_of(visit, token)
    if not desk.may_write:
        return visit.redirect("statement_desk", token=token)
    sheet = draft_of(visit.db, desk.addressee)
    place = visit.query.get("stelle", "")
    if places_at(visit, desk).of(place):
        sheet = sheet.with_section(place)
    return _form(visit, desk, sheet)


def save_statement(visit: Visit, token: str) -> Response:
    """Save the draft, and do what the pressed button says: a further section, a file, or on to the check."""
    desk = desk_of(visit, token)
    if not desk.may_write:
        return visit.redirect("statement_desk", token=token)
    sheet = _changed(statement_sheet(visit.form), visit.form.text("then"), visit.form.text("add_place"))
    if sheet.problems:
        return _form(visit, desk, sheet, status=422, errors=_errors(visit, sheet.problems))
    try:
        is_saved = _saved(visit, desk, sheet, uploaded(visit, desk.addressee))
    except Invalid as problem:
        return _form(visit, desk, sheet, status=422, errors={"file": visit.told(problem)})
    except Conflict:
        stored = draft_of(visit.db, desk.addressee)
        return _form(visit, desk, replace(sheet, base=stored.base), status=409, others=stored)
    if not is_saved or visit.form.text("then") == "check":
        return visit.redirect("check_statement" if is_saved else "statement_desk", token=token)
    return visit.redirect("write_statement", token=token, gespeichert="ja", anchor=_anchor(visit, sheet))


def check_statement(visit: Visit, token: str) -> Response:
    """Everything once more before it is handed in."""
    desk = desk_of(visit, token)
    if not desk.may_write:
        return visit.redirect("statement_desk", token=token)
    sheet, files = draft_of(visit.db, desk.addressee), open_files(visit.db, desk.addressee.id)
    problems = sheet.to_hand_in(has_files=bool(files))
    if problems:
        return _form(visit, desk, sheet, status=422, errors=_errors(visit, problems))
    return desk_page(
        visit,
        desk,
        "statements/check.html",
        sheet=sheet,
        files=files,
        places=places_at(visit, desk),
        minted=uuid4(),
        is_late=desk.asked.is_late(desk.addressee, local_day(visit.now)),
        refusal=visit._(TAKES_NOTHING),
    )


def hand_in_statement(visit: Visit, token: str) -> Response:
    """Hand the draft in."""
    desk = desk_of(visit, token)
    sheet = draft_of(visit.db, desk.addressee)
    problems = sheet.to_hand_in(has_files=bool(open_files(visit.db, desk.addressee.id)))
    if problems and not desk.statements:
        return _form(visit, desk, sheet, status=422, errors=_errors(visit, problems))
    if problems and not is_handed_in(desk.statements, visit.form.text("id")):
        return visit.redirect("statement_desk", token=token)  # handed in from another tab; no words replace those
    return handed_in(visit, desk, sheet)


def _changed(sheet: StatementSheet, then: str, place: str) -> StatementSheet:
    if then == "add":
        return sheet.with_section(place)
    number = then.removeprefix("remove-")
    return sheet.without_section(int(number)) if number.isdecimal() and len(number) < 4 else sheet  # noqa: PLR2004


def _saved(visit: Visit, desk: Desk, sheet: StatementSheet, file: Attachment | None) -> bool:
    """Store the draft and its files in one short transaction; False if it was handed in from another tab meanwhile."""
    with visit.site.database.writing() as session:
        addressee = still_writing(session, desk.addressee.id)
        if addressee:
            needless = change_files(session, addressee.id, file, visit.form.text("then"))
            save_draft(session, addressee, sheet)
        else:
            needless = [file.stored_as] if file else []
    forget_files(visit, needless)
    return addressee is not None


def _anchor(visit: Visit, sheet: StatementSheet) -> str:
    then = visit.form.text("then")
    if then == "add":
        return f"section-{len(sheet.sections) - 1}"
    return "files" if then == "upload" or then.startswith("drop-") else "saved"


def _errors(visit: Visit, problems: Mapping[str, tuple[str, dict[str, object]]]) -> dict[str, str]:
    return {name: visit._(message, **values) for name, (message, values) in problems.items()}


def _form(
    visit: Visit,
    desk: Desk,
    sheet: StatementSheet,
    status: int = 200,
    errors: Mapping[str, str] | None = None,
    others: StatementSheet | None = None,
) -> Response:
    return desk_page(
        visit,
        desk,
        "statements/write.html",
        status=status,
        sheet=sheet,
        errors=errors or {},
        others=others,
        places=places_at(visit, desk),
        files=open_files(visit.db, desk.addressee.id),
        longest=LONGEST_SECTION,
        most_megabytes=MOST_MEGABYTES,
        is_saved=visit.query.get("gespeichert") == "ja" and status == 200,  # noqa: PLR2004
        saved_at=desk.addressee.drafted_at,
    )
