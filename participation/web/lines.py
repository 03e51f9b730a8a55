"""Geometry of a course over time: measured values as a line with dots, and the way they should take beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class LineChart:
    """Polylines on a sheet; `marks` are the middles of dots, `first` and `last` the times at its left and right."""

    width: float
    height: float
    margin: float
    line: str
    path: str
    marks: tuple[Point, ...]
    targets: tuple[Point, ...]
    first: float
    last: float


def line_chart(
    values: Sequence[Point], path: Sequence[Point] = (), *, width: float = 400, height: float = 200, margin: float = 16
) -> LineChart | None:
    """Lay out a course; None if there is nothing to draw.

    Args:
        values: (time, value), the earliest first.
        path: corners of the way that they should take, likewise.
        width: of the sheet, in units.
        height: of the sheet, in units.
        margin: that is left free on all sides, in units.
    """
    points = [*values, *path]
    if not points:
        return None
    first, last = min(at for at, _ in points), max(at for at, _ in points)
    low, high = min(value for _, value in points), max(value for _, value in points)

    def place(point: Point) -> Point:
        return (
            round(margin + _share(point[0], first, last) * (width - 2 * margin), 1),
            round(height - margin - _share(point[1], low, high) * (height - 2 * margin), 1),
        )

    marks, corners = tuple(map(place, values)), tuple(map(place, path))
    return LineChart(width, height, margin, _line(marks), _line(corners), marks, corners, first, last)


def _share(value: float, low: float, high: float) -> float:
    return (value - low) / (high - low) if high > low else 0.5


def _line(points: Sequence[Point]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)
