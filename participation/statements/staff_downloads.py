"""What staff take home: attachments, each journaled, and the status list as CSV or XLSX."""

from __future__ import annotations

import io
from collections.abc import Sequence
from uuid import UUID

from starlette.responses import Response

from participation.core.journal import record
from participation.procedures.days import local_day
from participation.statements.files import handed_out
from participation.statements.models import KIND_NAMES, Addressee
from participation.statements.queries import addressees, attachment_in
from participation.statements.rounds import Round, round_of
from participation.statements.staff_rounds import NAMES, narrowed_by
from participation.statements.standing import marks_of, standing_of
from participation.web.downloads import CSV, XLSX, csv_of, download
from participation.web.visit import Visit


def download_attachment(visit: Visit, attachment: UUID) -> Response:
    """A file that an addressee sent."""
    file, _addressee = attachment_in(visit.db, visit.place.id, attachment)
    record(visit.db, "downloaded", "attachment", file.id, actor_id=visit.person_id, region_id=visit.place.id)
    return handed_out(visit, file.name, file.kind, file.stored_as)


def download_list(visit: Visit, phase: UUID) -> Response:
    """The status list, as it is filtered now."""
    asked = round_of(visit.db, visit.place.id, phase)
    rows = addressees(visit.db, asked, narrowed_by(visit), local_day(visit.now), None, limit=None)
    table = [_headings(visit), *(_row(visit, asked, row) for row in rows)]
    ending = "xlsx" if visit.form.text("format") == "xlsx" else "csv"
    details = {"rows": len(rows), "format": ending}
    record(
        visit.db,
        "downloaded",
        "statement round",
        asked.id,
        actor_id=visit.person_id,
        region_id=visit.place.id,
        details=details,
    )
    if ending == "xlsx":
        return download(_workbook(table), "stellungnahmen.xlsx", XLSX)
    return download(csv_of(table), "stellungnahmen.csv", CSV)


def _headings(visit: Visit) -> list[str]:
    return [
        visit._("Body"),
        visit._("Kind"),
        visit._("E-mail"),
        visit._("Status"),
        visit._("Remarks"),
        visit._("Invited on"),
        visit._("Reminded on"),
        visit._("Last day"),
        visit._("Received on"),
    ]


def _row(visit: Visit, asked: Round, addressee: Addressee) -> list[str]:
    marks = marks_of(addressee, asked.last_day, local_day(visit.now))
    return [
        addressee.name,
        visit._(KIND_NAMES[addressee.kind]),
        addressee.email,
        visit._(NAMES[standing_of(addressee)]),
        ", ".join(visit._(NAMES[mark]) for mark in marks),
        local_day(addressee.invited_at).isoformat() if addressee.invited_at else "",
        local_day(addressee.reminded_at).isoformat() if addressee.reminded_at else "",
        asked.deadline_of(addressee).isoformat(),
        addressee.received_on.isoformat() if addressee.received_on else "",
    ]


def _workbook(table: Sequence[Sequence[str]]) -> bytes:
    from xlsxwriter import Workbook  # noqa: PLC0415 - only who wants a workbook waits for it

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        for at, row in enumerate(table):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell, None if at else bold)
        sheet.freeze_panes(1, 1)
        sheet.autofit()
    return file.getvalue()
