"""The region's address book: entries as staff type them, and tables that are shown before they are taken over."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import Session, select

from participation.core.errors import Invalid
from participation.core.text import cleaned, msgid
from participation.statements.models import (
    KIND_NAMES,
    LONGEST_ADDRESS,
    LONGEST_ORGANISATION,
    AddresseeKind,
    Contact,
)
from participation.web.visit import Form

MOST_ROWS = 2_000
COLUMNS = ("Organisation", "Art", "E-Mail", "Anschrift")
_MAILBOX = re.compile(r"[^@\s,;<>\"()\[\]]{1,64}@[A-Za-z0-9ÄÖÜäöüß.-]{1,180}\.[A-Za-z]{2,24}")
_MEANT = {
    "organisation": "name",
    "name": "name",
    "stelle": "name",
    "art": "kind",
    "kind": "kind",
    "e-mail": "email",
    "email": "email",
    "mail": "email",
    "anschrift": "postal_address",
    "adresse": "postal_address",
    "address": "postal_address",
}
_KINDS = {
    "gemeinde": AddresseeKind.MUNICIPALITY,
    "stadt": AddresseeKind.MUNICIPALITY,
    "träger öffentlicher belange": AddresseeKind.PUBLIC_AGENCY,
    "töb": AddresseeKind.PUBLIC_AGENCY,
    "behörde": AddresseeKind.PUBLIC_AGENCY,
    "verband": AddresseeKind.ASSOCIATION,
    "verein": AddresseeKind.ASSOCIATION,
    "sonstige": AddresseeKind.OTHER,
    "leitung": AddresseeKind.MANAGEMENT,
    "fraktion": AddresseeKind.COUNCIL_GROUP,
    "bürgermeisterkonferenz": AddresseeKind.MAYORS,
    "fachdienst": AddresseeKind.DEPARTMENT,
    **{kind.value: kind for kind in AddresseeKind},
}


@dataclass(frozen=True)
class ContactSheet:
    """An entry as it was typed or read; `problems` maps a field to an English msgid."""

    name: str = ""
    kind: str = ""
    email: str = ""
    postal_address: str = ""
    problems: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadRow:
    """A row of a table by its line; `is_known` if the address book has the body already."""

    line: int
    sheet: ContactSheet
    is_known: bool = False


def contact_sheet(form: Form) -> ContactSheet:
    """What was typed."""
    return _checked(
        " ".join(form.text("name").split()), form.text("kind"), form.text("email"), form.text("postal_address")
    )


def store(session: Session, region_id: UUID, sheet: ContactSheet, contact: Contact | None = None) -> Contact:
    """Write an entry, or change the one of that name; `sheet` has no problems.

    Raises:
        Invalid: another entry has the name.
    """
    same = session.exec(select(Contact).where(Contact.region_id == region_id, Contact.name == sheet.name)).first()
    if contact is not None and same is not None and same.id != contact.id:
        raise Invalid("There is an entry with this name already.")
    kind = AddresseeKind(sheet.kind)
    row = contact or same or Contact(region_id=region_id, name=sheet.name, kind=kind)
    row.name, row.kind, row.email, row.postal_address = sheet.name, kind, sheet.email, sheet.postal_address
    row.is_active = True
    session.add(row)
    session.flush()
    return row


def read_table(session: Session, region_id: UUID, content: bytes) -> list[ReadRow]:
    """The rows of a CSV table in UTF-8 or in the code page of older office programs.

    Raises:
        Invalid: it has no column for the organisation, or too many rows.
    """
    known = set(session.exec(select(Contact.name).where(Contact.region_id == region_id)))
    seen: set[str] = set()
    rows = []
    for line, cells in _lines(content):
        sheet = _checked(cells["name"], _kind_of(cells["kind"]), cells["email"], cells["postal_address"])
        if sheet.name and sheet.name in seen:
            sheet.problems["name"] = msgid("This organisation stands in the table twice.")
        seen.add(sheet.name)
        rows.append(ReadRow(line, sheet, sheet.name in known))
    if len(rows) > MOST_ROWS:
        raise Invalid("A table has at most %(most)s rows.", most=MOST_ROWS)
    return rows


def _lines(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=text.partition("\n")[0].count))
    try:
        meant = [_MEANT.get(cleaned(name).lower(), "") for name in next(lines, [])]
        if "name" not in meant:
            raise Invalid("The first row names the columns: %(columns)s.", columns=", ".join(COLUMNS))
        for cells in lines:
            if any(cell.strip() for cell in cells):
                found = dict(zip(meant, (cleaned(cell) for cell in cells), strict=False))
                yield lines.line_num, {name: found.get(name, "") for name in _MEANT.values()}
    except csv.Error as problem:
        raise Invalid("This table cannot be read. Please save it again as CSV.") from problem


def _kind_of(text: str) -> str:
    found = _KINDS.get(text.lower())
    return found.value if found else text or AddresseeKind.OTHER.value


def _checked(name: str, kind: str, email: str, postal_address: str) -> ContactSheet:
    problems: dict[str, str] = {}
    if not name or len(name) > LONGEST_ORGANISATION:
        problems["name"] = msgid("Please enter the name of the organisation, at most 200 characters.")
    if kind not in {one.value for one in KIND_NAMES}:
        problems["kind"] = msgid("Please choose a kind that we know.")
    if email and not _MAILBOX.fullmatch(email):
        problems["email"] = msgid("This is no e-mail address.")
    if len(postal_address) > LONGEST_ADDRESS:
        problems["postal_address"] = msgid("The postal address has at most 400 characters.")
    return ContactSheet(name, kind, email, postal_address, problems)


def usable(rows: Sequence[ReadRow]) -> list[ReadRow]:
    """The rows without problems."""
    return [row for row in rows if not row.sheet.problems]
