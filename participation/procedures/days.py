"""Days of phases: they open at the beginning of a day and close at the end of one."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from participation.core.days import ZONE, local_day

__all__ = ["ZONE", "day_begins", "last_day", "local_day"]


def day_begins(day: date) -> datetime:
    """Midnight at the beginning of that day, local time, aware."""
    return datetime.combine(day, time(), ZONE)


def last_day(closes_at: datetime) -> date:
    """The last whole or begun day before a phase closes (`closes_at` itself is no part of it)."""
    return local_day(closes_at - timedelta(microseconds=1))
