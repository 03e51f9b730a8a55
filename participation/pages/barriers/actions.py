"""What changes reported barriers: one comes in and a mail goes out, staff have dealt with one."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table as SqlTable
from sqlmodel import Session

from participation.core.columns import dump_json
from participation.core.errors import NotFound
from participation.core.identifiers import digest, uuid7
from participation.core.intake import Delivery
from participation.core.jobs import JobRow
from participation.core.journal import record
from participation.core.mail import mail_row
from participation.pages.barriers.forms import BarrierSheet
from participation.pages.barriers.models import BarrierReport
from participation.threads.contributions import client_key
from participation.web.pages import Person

TABLE: SqlTable = BarrierReport.__table__  # type: ignore[attr-defined]


def delivery_of(
    sheet: BarrierSheet, region_id: UUID, language: str, moment: datetime, mail: tuple[str, str, str] | None
) -> Delivery:
    """The report as a row; `mail` is (to, subject, text) of what tells the county about it, if it has an address."""
    key = client_key(sheet.client_id)
    payload_hash = digest(dump_json({"text": sheet.text, "place": sheet.place, "contact": sheet.contact}))
    row = BarrierReport(
        id=uuid7(),
        region_id=region_id,
        key=key,
        payload_hash=payload_hash,
        text=sheet.text,
        place=sheet.place,
        contact=sheet.contact,
        language=language,
        received_on=moment.date(),
    )
    values: dict[str, Any] = {column.name: getattr(row, column.name) for column in TABLE.columns}
    followers = ((JobRow.__table__, mail_row(*mail)),) if mail else ()  # type: ignore[attr-defined]
    return Delivery(TABLE, key, payload_hash, values, followers)


def close_report(session: Session, region_id: UUID, report_id: UUID, person: Person, moment: datetime) -> None:
    """Staff have dealt with a report: from now on nobody knows any more who it was.

    Raises:
        NotFound: the region has no such report.
    """
    report = session.get(BarrierReport, report_id)
    if report is None or report.region_id != region_id:
        raise NotFound("There is no such report.")
    if report.handled_on is None:
        report.handled_on, report.handled_by, report.contact = moment.date(), person.id, ""
        session.add(report)
        record(session, "closed", "barrier_report", report.id, actor_id=person.id, region_id=region_id)
