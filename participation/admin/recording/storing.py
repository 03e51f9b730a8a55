"""Recorded contributions are stored as those that come online: same tables, same rows, with the way and who typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import insert, union_all
from sqlmodel import Session, col, select

from participation.admin.recording.forms import COMMENT, IDEA, RecordedSheet
from participation.admin.recording.places import Choice
from participation.comments import actions as comments
from participation.comments.models import Comment
from participation.core.errors import Invalid
from participation.core.identifiers import receipt_key_of
from participation.core.intake import Delivery
from participation.core.journal import record
from participation.ideas import actions as ideas
from participation.ideas.models import Idea
from participation.procedures.days import ZONE
from participation.statements.files import CheckedFile
from participation.statements.models import Scan
from participation.threads.contributions import client_key
from participation.threads.models import Way
from participation.web.languages import GERMAN

MOST_SHOWN = 30


@dataclass(frozen=True)
class RecordedEntry:
    """A recorded contribution in the list, with its scan."""

    row: Comment | Idea
    scan: Scan | None

    @property
    def what(self) -> str:
        """Comment or idea, as a code."""
        return IDEA if isinstance(self.row, Idea) else COMMENT


def is_stored(session: Session, sheet: RecordedSheet) -> bool:
    """Whether this very sheet has been stored before (a double tap)."""
    key = client_key(sheet.client_id)
    return any(session.exec(select(table.id).where(table.key == key)).first() for table in (Comment, Idea))


def store(session: Session, sheet: RecordedSheet, choice: Choice, actor_id: UUID | None) -> UUID:
    """Store a sheet without problems in the caller's write transaction; the contribution's id."""
    if sheet.day is None:
        raise Invalid("Please enter a date.")
    moment = datetime.combine(sheet.day, time(12), ZONE)
    if sheet.what == IDEA:
        belonging = ideas.Belonging(choice.phase, choice.element_id)
        delivery = ideas.delivery_of(sheet.idea, belonging, GERMAN.tag, moment)
    elif choice.passage is not None:
        phase_id = choice.phase.phase_id
        delivery = comments.delivery_of(sheet.comment, choice.passage, phase_id, GERMAN.tag, moment)
    else:
        raise Invalid("Please choose a place in the text.")
    values = _insert(session, delivery, way=Way(sheet.way), recorded_by=actor_id)
    details = {"way": sheet.way}
    record(
        session,
        "recorded",
        sheet.what,
        values["id"],
        actor_id=actor_id,
        region_id=choice.phase.region_id,
        details=details,
    )
    found: UUID = values["id"]
    return found


def keep_scan(
    session: Session, region_id: UUID, sheet: RecordedSheet, file: CheckedFile, stored_as: str, *, by: UUID | None
) -> None:
    """Note the scan of what was recorded; it is found by the contribution's receipt code."""
    session.add(
        Scan(
            region_id=region_id,
            receipt_key=receipt_key_of(sheet.client_id),
            name=file.name,
            kind=file.kind,
            size=len(file.content),
            stored_as=stored_as,
            added_on=sheet.day or date.min,
            added_by=by,
        )
    )
    session.flush()


def recorded_entries(session: Session, region_id: UUID) -> list[RecordedEntry]:
    """What was recorded last, comments and ideas; four queries."""
    parts = [
        select(table.id, col(table.recorded_by)).where(
            col(table.recorded_by).is_not(None), col(table.region_id) == region_id
        )
        for table in (Comment, Idea)
    ]
    both = union_all(*parts).subquery()
    ids = [row[0] for row in session.execute(select(both.c.id).order_by(both.c.id.desc()).limit(MOST_SHOWN))]
    rows: list[Comment | Idea] = []
    rows += session.exec(select(Comment).where(col(Comment.id).in_(ids))).all()
    rows += session.exec(select(Idea).where(col(Idea.id).in_(ids))).all()
    rows.sort(key=lambda row: row.id, reverse=True)
    scans = scans_of(session, [bytes(row.receipt_key) for row in rows])
    return [RecordedEntry(row, scans.get(bytes(row.receipt_key))) for row in rows]


def scans_of(session: Session, receipt_keys: Sequence[bytes]) -> dict[bytes, Scan]:
    """Scans by the digest of the receipt code."""
    found = session.exec(select(Scan).where(col(Scan.receipt_key).in_(receipt_keys)))
    return {bytes(scan.receipt_key): scan for scan in found}


def _insert(session: Session, delivery: Delivery, **changes: Any) -> dict[str, Any]:
    connection = session.connection()
    values = {**delivery.values, **changes}
    connection.execute(insert(delivery.table), values)
    for table, row in delivery.followers:
        connection.execute(insert(table), dict(row))
    return values
