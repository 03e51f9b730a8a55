"""Throwing away what the brakes need no longer, and traces that a database keeps by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import col, delete, select, update

from participation.brakes.models import DailyKey, Rate, SpentChallenge
from participation.core.clock import now
from participation.core.database import Database, skip_locked
from participation.core.days import local_day
from participation.core.jobs import Job

FORGET = "brakes.forget"


def forget(database: Database, _payload: Mapping[str, Any]) -> None:
    """Delete challenges that expired, counts of earlier days, keys older than yesterday."""
    today = local_day(now())
    with database.writing() as session:
        session.exec(delete(SpentChallenge).where(col(SpentChallenge.expires_at) < now()))
        session.exec(delete(Rate).where(col(Rate.day) < today))
        session.exec(delete(DailyKey).where(col(DailyKey.day) < today - timedelta(days=1)))
    blur_counts(database)


def blur_counts(database: Database) -> None:
    """Write the rows of counts once more, all at once.

    A database that marks each row with the transaction that wrote it last would tell which count went up together with
    which contribution; after this all rows carry one mark. Rows that somebody writes just now are left for the next
    time, so that nobody waits for another in a circle.
    """
    with database.writing() as session:
        counts = select(Rate.key).with_for_update(**skip_locked(session))
        session.exec(update(Rate).where(col(Rate.key).in_(counts)).values(n=col(Rate.n)))


JOBS = (Job(FORGET, forget, every=timedelta(minutes=10)),)
