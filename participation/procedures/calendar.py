"""What a plan should keep clear of: school holidays and elections by state, as far as they are known for certain."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("calendar.toml")


@dataclass(frozen=True)
class Period:
    """A named stretch of days, the first and the last included."""

    name: str
    first: date
    last: date

    def days_in(self, first: date, last: date) -> int:
        """How many of its days lie between `first` and `last`, both included."""
        return max((min(self.last, last) - max(self.first, first)).days + 1, 0)


@dataclass(frozen=True)
class StateCalendar:
    """A state's holidays and elections; `until` and `elections_until` are the last days that the lists cover."""

    name: str
    until: date
    holidays: tuple[Period, ...]
    elections: tuple[Period, ...]
    elections_until: date


@cache
def calendars() -> dict[str, StateCalendar]:
    """State (ISO 3166-2 without DE-) -> its calendar."""
    content = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        state: StateCalendar(
            name=listed["name"],
            until=listed["until"],
            holidays=tuple(Period(*period) for period in listed["holidays"]),
            elections=tuple(Period(name, day, day) for name, day in listed["elections"]),
            elections_until=listed["elections_until"],
        )
        for state, listed in content.items()
    }
