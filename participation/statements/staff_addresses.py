"""The staff pages of the address book."""

from __future__ import annotations

from uuid import UUID

from starlette.responses import Response

from participation.core.errors import Invalid, NotFound
from participation.core.journal import record
from participation.statements.addresses import (
    COLUMNS,
    MOST_ROWS,
    ContactSheet,
    ReadRow,
    contact_sheet,
    read_table,
    store,
    usable,
)
from participation.statements.models import KIND_NAMES, Contact
from participation.statements.queries import contacts
from participation.web.visit import Visit


def address_book(visit: Visit) -> Response:
    """All bodies of the region, and a form for another."""
    return _book(visit, ContactSheet())


def add_contact(visit: Visit) -> Response:
    """Write a body into the book; one of the same name is changed."""
    sheet = contact_sheet(visit.form)
    if sheet.problems:
        return _book(visit, sheet, status=422)
    _journal(visit, "stored", store(visit.db, visit.place.id, sheet).id)
    return visit.redirect("address_book", gespeichert="ja")


def edit_contact(visit: Visit, contact: UUID) -> Response:
    """The form for one body."""
    found = _contact(visit, contact)
    sheet = ContactSheet(found.name, found.kind.value, found.email, found.postal_address)
    return _entry(visit, found, sheet)


def save_contact(visit: Visit, contact: UUID) -> Response:
    """Change it, or take it out of the book; rounds that it is asked in keep it as it was."""
    found = _contact(visit, contact)
    if visit.form.text("then") == "remove":
        found.is_active = False
        visit.db.add(found)
        _journal(visit, "removed", found.id)
        return visit.redirect("address_book", gespeichert="ja")
    sheet = contact_sheet(visit.form)
    if sheet.problems:
        return _entry(visit, found, sheet, status=422)
    try:
        store(visit.db, visit.place.id, sheet, found)
    except Invalid as problem:
        sheet.problems["name"] = problem.message
        return _entry(visit, found, sheet, status=422)
    _journal(visit, "stored", found.id)
    return visit.redirect("address_book", gespeichert="ja")


def upload_contacts(visit: Visit) -> Response:
    """The form for a table."""
    return _import_page(visit)


def import_contacts(visit: Visit) -> Response:
    """Show what is in a table; sent once more from there, take over the rows that are in order."""
    sent = visit.form.file("file")
    confirmed = visit.form.text("table")
    content = confirmed.encode() if confirmed else sent[1] if sent else b""
    if not content:
        return _import_page(visit, error=visit._("Please choose a file."), status=422)
    try:
        rows = read_table(visit.db, visit.place.id, content)
    except Invalid as problem:
        return _import_page(visit, error=visit.told(problem), status=422)
    if not confirmed:
        return _import_page(visit, rows=rows, table=_text(content))
    for row in usable(rows):
        store(visit.db, visit.place.id, row.sheet)
    details = {"rows": len(usable(rows))}
    record(visit.db, "imported", "contacts", actor_id=visit.person_id, region_id=visit.place.id, details=details)
    return visit.redirect("address_book", gespeichert="ja")


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _contact(visit: Visit, contact_id: UUID) -> Contact:
    found = visit.db.get(Contact, contact_id)
    if found is None or found.region_id != visit.place.id or not found.is_active:
        raise NotFound("There is no such entry in the address book.")
    return found


def _journal(visit: Visit, action: str, contact_id: UUID) -> None:
    record(visit.db, action, "contact", contact_id, actor_id=visit.person_id, region_id=visit.place.id)


def _book(visit: Visit, sheet: ContactSheet, status: int = 200) -> Response:
    return visit.render(
        "statements/staff/addresses.html",
        status=status,
        contacts=contacts(visit.db, visit.place.id),
        sheet=sheet,
        kinds=[(kind.value, visit._(name)) for kind, name in KIND_NAMES.items()],
        kind_names=KIND_NAMES,
        is_saved=visit.query.get("gespeichert") == "ja",
    )


def _entry(visit: Visit, found: Contact, sheet: ContactSheet, status: int = 200) -> Response:
    kinds = [(kind.value, visit._(name)) for kind, name in KIND_NAMES.items()]
    return visit.render("statements/staff/contact.html", status=status, contact=found, sheet=sheet, kinds=kinds)


def _import_page(
    visit: Visit, rows: list[ReadRow] | None = None, table: str = "", error: str = "", status: int = 200
) -> Response:
    return visit.render(
        "statements/staff/import.html",
        status=status,
        rows=rows,
        good=len(usable(rows or [])),
        read_text=table,
        error=error,
        columns=COLUMNS,
        most=MOST_ROWS,
        kind_names={kind.value: name for kind, name in KIND_NAMES.items()},
    )
