"""Days as the county's calendar has them, whatever zone a server stands in."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")


_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def day_or_none(text: str) -> date | None:
    """The day that a text names as date fields send it (2035-06-30) or as Germans write it (30.6.2035), else None."""
    german = _GERMAN.fullmatch(text)
    try:
        return date(*(int(part) for part in reversed(german.groups()))) if german else date.fromisoformat(text)
    except ValueError:
        return None


def local_day(moment: datetime) -> date:
    """The day on which an aware moment falls."""
    return moment.astimezone(ZONE).date()
