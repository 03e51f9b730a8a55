"""Work in the background: a row written with the change, claimed by one worker, retried with growing delay."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import ColumnElement, delete, select, true, update
from sqlmodel import Field, Session, col

from participation.core.clock import now
from participation.core.columns import UUID, Json, Table, UtcTime, primary_key
from participation.core.database import skip_locked

if TYPE_CHECKING:
    from participation.core.database import Database

logger = logging.getLogger(__name__)
CLAIM_FOR = timedelta(minutes=10)
MOST_ATTEMPTS = 12


class JobRow(Table, table=True):
    """A piece of work that is due."""

    __tablename__: ClassVar[str] = "job"
    id: UUID = primary_key()
    kind: str = Field(max_length=60)
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    due_at: datetime = Field(sa_type=UtcTime, index=True)
    attempts: int = Field(default=0)
    last_problem: str | None = Field(default=None, max_length=500)
    failed_at: datetime | None = Field(default=None, sa_type=UtcTime)


@dataclass(frozen=True)
class Job:
    """What an area declares: how work of a kind is done.

    `run` gets the database and the payload and opens its own transactions; it may be called twice for one row (after a
    crash), so it must be repeatable. `every` makes it periodic instead of row-driven: then the payload is empty. What
    is `slow` takes seconds: it is done beside the others, one at a time, and may be broken off when the server ends.
    """

    kind: str
    run: Callable[[Database, Mapping[str, Any]], object]
    every: timedelta | None = None
    slow: bool = False


def enqueue(session: Session, kind: str, payload: dict[str, Any], *, due_at: datetime | None = None) -> None:
    """Add work in the caller's transaction."""
    session.add(JobRow(kind=kind, payload=payload, due_at=due_at or now()))


def run_due(database: Database, jobs: Sequence[Job], *, slow: bool | None = None) -> bool:
    """Do one piece of due work, if `slow` is given only of jobs that are or are not slow; False if there was none."""
    kinds = col(JobRow.kind).in_([job.kind for job in jobs if job.slow])
    claimed = _claim(database, true() if slow is None else kinds if slow else ~kinds)
    if claimed is None:
        return False
    by_kind = {job.kind: job for job in jobs}
    try:
        by_kind[claimed.kind].run(database, claimed.payload)
    except Exception as problem:
        logger.exception("Job %s failed", claimed.kind)
        _put_back(database, claimed, problem)
    else:
        with database.writing() as session:
            session.execute(delete(JobRow).where(col(JobRow.id) == claimed.id))
    return True


def _claim(database: Database, lane: ColumnElement[bool]) -> JobRow | None:
    with database.writing() as session:
        due = (
            select(JobRow)
            .where(col(JobRow.due_at) <= now(), col(JobRow.failed_at).is_(None), lane)
            .order_by(col(JobRow.due_at))
            .limit(1)
            .with_for_update(**skip_locked(session))
        )
        row = session.execute(due).scalar_one_or_none()
        if row is not None:
            row.attempts += 1
            row.due_at = now() + CLAIM_FOR
        return row


def _put_back(database: Database, row: JobRow, problem: Exception) -> None:
    change: dict[str, Any] = {
        "last_problem": type(problem).__name__,
        "due_at": now() + timedelta(seconds=2**row.attempts),
    }
    if row.attempts >= MOST_ATTEMPTS:
        change["failed_at"] = now()
    with database.writing() as session:
        session.execute(update(JobRow).where(col(JobRow.id) == row.id).values(**change))
