"""Where an indicator stands: the path from the starting value to the targets, and the traffic light beside it. Pure."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise

from participation.core.text import msgid
from participation.indicators.models import Direction

Point = tuple[float, float]
"""A place in time (the end of 2024 is 2025.0) and a value."""
GRACE_MONTHS = 6
"""Statistics come out late: only half a year after it was due a reading is called stale."""


class Light(StrEnum):
    """How the last reading stands to the target path."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    NONE = "none"


LIGHT_NAMES = {
    Light.GREEN: msgid("On target"),
    Light.YELLOW: msgid("Just off the target"),
    Light.RED: msgid("Target missed"),
    Light.NONE: msgid("Cannot be rated yet"),
}


def place_in_time(day: date) -> float:
    """The end of a day as a number of years: 31 December 2024 is 2025.0."""
    return day.year + day.timetuple().tm_yday / (366 if isleap(day.year) else 365)


def target_path(baseline: tuple[int, float] | None, targets: Iterable[tuple[int, float]]) -> tuple[Point, ...]:
    """The corners of the path: the starting value and each target, all at ends of years; empty without a target.

    Args:
        baseline: year and value from which the county started, or None.
        targets: year and value of each.
    """
    goals = sorted(targets)
    start = [baseline] if baseline and goals and baseline[0] < goals[0][0] else []
    return tuple((year + 1.0, value) for year, value in [*start, *goals])


def expected(path: Sequence[Point], at: float) -> float | None:
    """The value on the path at a time; None before it begins, the last target after its end."""
    if not path or at < path[0][0]:
        return None
    for (before, low), (after, high) in pairwise(path):
        if at <= after:
            return low + (high - low) * (at - before) / (after - before)
    return path[-1][1]


def light(direction: Direction, value: float, wanted: float | None, tolerance: int) -> Light:
    """Green on the path or beyond, yellow if at most `tolerance` percent of the path's value are lacking, else red."""
    if wanted is None:
        return Light.NONE
    lacking = wanted - value if direction is Direction.UP else value - wanted
    if lacking <= 0:
        return Light.GREEN
    return Light.YELLOW if lacking <= abs(wanted) * tolerance / 100 else Light.RED


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
