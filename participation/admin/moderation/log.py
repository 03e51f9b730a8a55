"""The log of moderation: who did what and when, as a page and as CSV; reasons and ids, never what citizens wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col
from starlette.responses import Response, StreamingResponse

from participation.accounts.models import Account
from participation.core.columns import dump_json
from participation.core.database import Database
from participation.core.journal import JournalEntry
from participation.core.text import msgid
from participation.threads.labels import REASON_NAMES
from participation.threads.moderation import Moderated
from participation.web.downloads import CSV, attachment, csv_lines
from participation.web.pages import Place
from participation.web.visit import Visit

PAGE, CHUNK = 100, 500
_BESIDES = ("word list", "prepared texts", "department", "round")
_COLUMNS = ("number", "at", "action", "subject", "subject_id", "actor_id", "actor", "details")
ACTION_NAMES = {
    "published": msgid("Published"),
    "rejected": msgid("Rejected"),
    "proposed_rejection": msgid("Rejection proposed"),
    "withdrew_proposal": msgid("Proposal taken back"),
    "redacted": msgid("Blackened"),
    "hidden": msgid("Hidden"),
    "looked_at": msgid("Looked at, nothing to object"),
    "replied": msgid("Replied"),
    "noted": msgid("Note written"),
    "handed_over": msgid("Handed over"),
    "took_back": msgid("Taken back from the department"),
    "appealed": msgid("Appeal handed in"),
    "granted_appeal": msgid("Appeal granted"),
    "denied_appeal": msgid("Appeal denied"),
    "withdrawn": msgid("Withdrawn"),
    "changed": msgid("Changed"),
    "set": msgid("Settings changed"),
    "forgot_original": msgid("Original deleted"),
    "advanced": msgid("Stage changed"),
}


@dataclass(frozen=True)
class Log:
    """The journal's entries about these kinds of contributions."""

    kinds: Sequence[Moderated]

    def page(self, visit: Visit) -> Response:
        """The newest entries, and older ones page by page."""
        before = visit.query.get("vor", "")
        query = self._query(visit.place).order_by(col(JournalEntry.number).desc()).limit(PAGE + 1)
        if before.isdecimal():
            query = query.where(col(JournalEntry.number) < int(before))
        rows = visit.db.execute(query).all()
        older = visit.url("moderation_log", vor=rows[PAGE - 1][0].number) if len(rows) > PAGE else None
        return visit.render(
            "admin/moderation/log.html",
            rows=rows[:PAGE],
            older=older,
            names=ACTION_NAMES,
            reasons={reason.value: name for reason, name in REASON_NAMES.items()},
            is_first=not before,
        )

    def file(self, visit: Visit) -> Response:
        """Everything as CSV, sent while it is read; the newest entries come last."""
        rows = self._lines(visit.site.database, visit.place)
        return StreamingResponse(rows, 200, attachment("moderation.csv"), CSV)

    def _query(self, place: Place) -> Any:
        subjects = [*(kind.code for kind in self.kinds), *_BESIDES]
        return (
            select(JournalEntry, col(Account.name))
            .outerjoin(Account, col(Account.id) == col(JournalEntry.actor_id))
            .where(col(JournalEntry.region_id) == place.id, col(JournalEntry.subject).in_(subjects))
        )

    def _lines(self, database: Database, place: Place) -> Iterator[str]:
        yield "\ufeff" + csv_lines([_COLUMNS])
        last = 0
        while True:
            with database.reading() as session:
                rows = self._after(session, place, last)
            if not rows:
                return
            yield csv_lines(_cells(entry, actor) for entry, actor in rows)
            last = rows[-1][0].number

    def _after(self, session: Session, place: Place, number: int) -> Sequence[Any]:
        query = self._query(place).where(col(JournalEntry.number) > number).order_by(col(JournalEntry.number))
        return session.execute(query.limit(CHUNK)).all()


def _cells(entry: JournalEntry, actor: str | None) -> tuple[str, ...]:
    subject, person = str(entry.subject_id or ""), str(entry.actor_id or "")
    details = dump_json(entry.details) if entry.details else ""
    return (
        str(entry.number),
        entry.at.isoformat(timespec="seconds"),
        entry.action,
        entry.subject,
        subject,
        person,
        actor or "",
        details,
    )
