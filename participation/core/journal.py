"""The audit journal: append-only, each entry carries the hash of the one before; ids, no personal data."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import LargeBinary
from sqlmodel import Field, Session, col, select

from participation.core.clock import now
from participation.core.columns import UUID, Json, Serial, Table, UtcTime, dump_json
from participation.core.database import only_one_at_a_time

if TYPE_CHECKING:
    from collections.abc import Iterator

_GENESIS = bytes(32)


class JournalEntry(Table, table=True):
    """One thing that staff or the system did."""

    __tablename__: ClassVar[str] = "journal_entry"
    number: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    at: datetime = Field(sa_type=UtcTime)
    actor_id: UUID | None = Field(default=None)
    region_id: UUID | None = Field(default=None, index=True)
    action: str = Field(max_length=80)
    subject: str = Field(max_length=80)
    subject_id: UUID | None = Field(default=None, index=True)
    details: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    previous: bytes = Field(sa_type=LargeBinary)
    hash: bytes = Field(sa_type=LargeBinary, unique=True)


def record(
    session: Session,
    action: str,
    subject: str,
    subject_id: UUID | None = None,
    *,
    actor_id: UUID | None = None,
    region_id: UUID | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    """Append an entry in the caller's transaction.

    Args:
        session: a writing session.
        action: a verb in the past, e.g. "published".
        subject: the noun it was done to, e.g. "comment".
        subject_id: that thing's id.
        actor_id: the staff account, None for the system.
        region_id: where.
        details: ids, counts, hashes, reason codes; never what a citizen wrote.
    """
    only_one_at_a_time(session, "journal")
    last = session.exec(select(JournalEntry.hash).order_by(col(JournalEntry.number).desc()).limit(1)).first()
    entry = JournalEntry(
        at=now(),
        actor_id=actor_id,
        region_id=region_id,
        action=action,
        subject=subject,
        subject_id=subject_id,
        details=details or {},
        previous=last or _GENESIS,
        hash=b"",
    )
    entry.hash = _hash(entry)
    session.add(entry)
    session.flush()


def _hash(entry: JournalEntry) -> bytes:
    content = dump_json(
        {
            "at": entry.at.isoformat(),
            "actor": str(entry.actor_id or ""),
            "region": str(entry.region_id or ""),
            "action": entry.action,
            "subject": entry.subject,
            "subject_id": str(entry.subject_id or ""),
            "details": entry.details,
        }
    )
    return hashlib.sha256(bytes(entry.previous) + content.encode()).digest()


def broken_links(session: Session) -> Iterator[int]:
    """The numbers of the entries that were changed, or before which one is missing; none if the chain holds."""
    previous = _GENESIS
    for entry in session.exec(select(JournalEntry).order_by(col(JournalEntry.number)).execution_options(yield_per=500)):
        if bytes(entry.previous) != previous or _hash(entry) != bytes(entry.hash):
            yield entry.number or 0
        previous = bytes(entry.hash)
