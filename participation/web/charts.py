"""Geometry of the charts: pure numbers in, places on paper out; templates/components/charts.html draws them.

Charts whose rows read from left to right have x in percent of the width and y in rem from the upper edge of their row,
so that text keeps its size on every screen; a row's label is text of the page and wraps where the screen ends. The
pyramid is drawn on a sheet 400 units wide that scales as a whole, as is the matrix of scatter.py.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

BAR = 2.0  # rem, height of a bar
SHEET = 400.0


@dataclass(frozen=True)
class Segment:
    """A stretch of a stacked bar in percent; `category` counts from 1, `share` is the fraction of answers."""

    category: int
    x: float
    width: float
    share: float


@dataclass(frozen=True)
class LikertRow:
    """One stacked bar with its label."""

    label: str
    segments: tuple[Segment, ...]
    n: int


@dataclass(frozen=True)
class LikertChart:
    """Stacked bars that diverge from the middle category; `zero` is the common middle in percent."""

    rows: tuple[LikertRow, ...]
    zero: float
    bar: float = BAR


@dataclass(frozen=True)
class Bar:
    """One bar; `width`, `low` and `high` in percent, `value` as given, `low` and `high` none without interval."""

    label: str
    width: float
    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class BarChart:
    """Horizontal bars from a common zero; the last sixth of the width is left to the numbers."""

    bars: tuple[Bar, ...]
    bar: float = BAR


@dataclass(frozen=True)
class Period:
    """A phase as a bar between two days, `x` and `width` in percent."""

    label: str
    x: float
    width: float
    start: date
    end: date
    state: Literal["past", "current", "future"]


@dataclass(frozen=True)
class TimelineChart:
    """Phases one below the other on a common axis of days; `today` in percent, none outside the axis."""

    periods: tuple[Period, ...]
    today: float | None
    first: date
    last: date
    bar: float = 1.0


@dataclass(frozen=True)
class PyramidLevel:
    """A level as a trapezium: SVG points, the lines of its name and the height of the middle of the text."""

    points: str
    lines: tuple[str, ...]
    middle: float
    count: int | None
    rank: int


@dataclass(frozen=True)
class PyramidChart:
    """Levels from the narrow top to the broad ground."""

    levels: tuple[PyramidLevel, ...]
    height: float
    width: float = SHEET


@dataclass(frozen=True)
class Dot:
    """A field as a numbered dot, its middle in rem from the upper left of its cluster."""

    number: int
    name: str
    x: float
    y: float


@dataclass(frozen=True)
class ClusterRow:
    """A cluster and the dots of its fields; `height` of all their lines in rem."""

    label: str
    dots: tuple[Dot, ...]
    rank: int
    height: float


@dataclass(frozen=True)
class ClusterChart:
    """Clusters one below the other; fields are numbered through."""

    rows: tuple[ClusterRow, ...]
    radius: float = 1.1


def likert_chart(rows: Sequence[tuple[str, Sequence[float], int]]) -> LikertChart:
    """Lay out diverging stacked bars (Robbins and Heiberger 2011: half of the middle category to each side).

    Args:
        rows: label, shares from the least to the most favourable category (fractions of the valid answers), n.
    """
    left = max((_unfavourable(shares) for _, shares, _ in rows), default=0.0)
    right = max((sum(shares) - _unfavourable(shares) for _, shares, _ in rows), default=0.0)
    scale = 100 / (left + right) if left + right > 0 else 0.0
    placed = []
    for label, shares, n in rows:
        x = (left - _unfavourable(shares)) * scale
        segments = []
        for category, share in enumerate(shares, start=1):
            segments.append(Segment(category, round(x, 3), round(share * scale, 3), share))
            x += share * scale
        placed.append(LikertRow(label, tuple(segments), n))
    return LikertChart(tuple(placed), round(left * scale, 3))


def _unfavourable(shares: Sequence[float]) -> float:
    """The part of a bar left of the middle: all categories below it and half of an odd one."""
    half = len(shares) // 2
    return sum(shares[:half]) + (shares[half] / 2 if len(shares) % 2 else 0.0)


def bar_chart(rows: Sequence[tuple[str, float, float | None, float | None]], maximum: float = 1.0) -> BarChart:
    """Lay out bars with an optional interval.

    Args:
        rows: label, value, lower and upper end of the interval or none.
        maximum: the value of a full bar; bars start at zero, always.
    """
    room = 84.0
    placed = []
    for label, value, low, high in rows:
        ends = [None if end is None else _share(end, maximum) * room for end in (low, high)]
        placed.append(Bar(label, round(_share(value, maximum) * room, 3), value, ends[0], ends[1]))
    return BarChart(tuple(placed))


def _share(value: float, maximum: float) -> float:
    return min(max(value / maximum, 0.0), 1.0) if maximum > 0 else 0.0


def timeline_chart(phases: Sequence[tuple[str, date, date]], today: date | None = None) -> TimelineChart:
    """Lay out phases (label, first and last day, both included) on an axis from the first to the last of all days.

    Raises:
        ValueError: there is no phase, or one ends before it starts.
    """
    if not phases or any(end < start for _, start, end in phases):
        raise ValueError("A timeline needs phases that end after they start.")
    first, last = min(start for _, start, _ in phases), max(end for _, _, end in phases)
    days = (last - first).days + 1
    placed = []
    for label, start, end in phases:
        width = max(((end - start).days + 1) / days * 100, 1.5)  # a single day stays visible
        x = min((start - first).days / days * 100, 100 - width)
        placed.append(Period(label, round(x, 3), round(width, 3), start, end, _state(start, end, today)))
    inside = today is not None and first <= today <= last
    at = round(((today - first).days + 0.5) / days * 100, 3) if today is not None and inside else None
    return TimelineChart(tuple(placed), at, first, last)


def _state(start: date, end: date, today: date | None) -> Literal["past", "current", "future"]:
    if today is None or start > today:
        return "future"
    return "past" if end < today else "current"


def pyramid_chart(levels: Sequence[tuple[str, int | None]]) -> PyramidChart:
    """Lay out the levels of a strategy, the highest first, each with the number of its elements or none."""
    rise, gap, narrow = 68.0, 6.0, 0.36
    placed = []
    for rank, (name, count) in enumerate(levels):
        upper, lower = (_breadth(rank + edge, len(levels), narrow) for edge in (0, 1))
        y = rank * (rise + gap)
        corners = [(-upper, y), (upper, y), (lower, y + rise), (-lower, y + rise)]
        points = " ".join(f"{SHEET / 2 + x:.1f},{at:.1f}" for x, at in corners)
        letters = max(int(upper * 2 / 9.5), 10)
        lines = tuple(textwrap.wrap(name, letters, break_long_words=False)[:2])
        placed.append(PyramidLevel(points, lines, y + rise / 2, count, rank + 1))
    return PyramidChart(tuple(placed), max(len(levels) * (rise + gap) - gap, 0.0))


def _breadth(edge: int, levels: int, narrow: float) -> float:
    """Half of the pyramid's breadth at the lower edge of so many levels."""
    return SHEET / 2 * (narrow + (1 - narrow) * edge / levels)


def cluster_chart(clusters: Sequence[tuple[str, Sequence[str]]]) -> ClusterChart:
    """Lay out clusters with a dot per field, seven dots a line (what 360 px hold), numbered through."""
    a_line, step = 7, 2.5
    placed, number = [], 0
    for rank, (label, fields) in enumerate(clusters, start=1):
        dots = []
        for position, name in enumerate(fields):
            number += 1
            x = (position % a_line + 0.5) * step
            dots.append(Dot(number, name, x, (position // a_line + 0.5) * step))
        placed.append(ClusterRow(label, tuple(dots), rank, math.ceil(len(fields) / a_line) * step))
    return ClusterChart(tuple(placed))
