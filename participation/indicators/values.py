"""Numbers, times and targets as people write them in forms and files."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from participation.core.text import msgid
from participation.regions.models import Department
from participation.strategy.models import Precision

NO_NUMBER = msgid("This is not a number. Write for example 12,5 or 1.250.")
NO_TIME = msgid("This is no time. Write a year (2025), a month (2025-06) or a day (30.06.2025).")
_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,10})?")
_LARGEST = 1e15
_YEARS = range(1900, 2200)


def number_from(text: str) -> float | None:
    """A number as it is written in German (1.250,5) or for machines (1250.5); None if it is none.

    A dot before exactly three digits parts thousands, as in German.
    """
    bare = re.sub(r"\s", "", text)
    if "," in bare or _THOUSANDS.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", ".", 1)
    if not _NUMBER.fullmatch(bare):
        return None
    value = float(bare)
    return value if math.isfinite(value) and abs(value) < _LARGEST else None


def year_from(text: str) -> int | None:
    """A year of our times; None if it is none."""
    return int(text) if re.fullmatch(r"[0-9]{4}", text) and int(text) in _YEARS else None


def time_from(text: str) -> tuple[date, Precision] | None:
    """A year, a month or a day; of the first two the last day, since a reading tells how it was at the end."""
    if (year := year_from(text)) is not None:
        return date(year, 12, 31), Precision.YEAR
    if found := re.fullmatch(r"([0-9]{4})-([0-9]{2})", text):
        first = _day(found[1], found[2], "1")
        return (first.replace(day=monthrange(first.year, first.month)[1]), Precision.MONTH) if first else None
    if found := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text):
        day = _day(found[1], found[2], found[3])
    elif found := re.fullmatch(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})", text):
        day = _day(found[3], found[2], found[1])
    else:
        return None
    return (day, Precision.DAY) if day else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day)) if int(year) in _YEARS else None
    except ValueError:
        return None


def targets_from(text: str) -> dict[int, float] | None:
    """Targets, one a line as `2028: 75`; None if a line cannot be read or a year stands there twice."""
    found: dict[int, float] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        left, _, right = line.partition(":")
        year, value = year_from(left.strip()), number_from(right.strip())
        if year is None or value is None or year in found:
            return None
        found[year] = value
    return found


def department_named(departments: Sequence[Department], name: str) -> Department | None:
    """The department of that name, whatever its capitals."""
    return next((one for one in departments if one.name.casefold() == name.casefold()), None)
