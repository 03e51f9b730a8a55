"""Days as the county's calendar has them, whatever zone a server stands in."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")


def local_day(moment: datetime) -> date:
    """The day on which an aware moment falls."""
    return moment.astimezone(ZONE).date()
