"""Geometry of the importance and satisfaction matrix: numbered points that do not cover one another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

SHEET = 400.0
MARGIN = 48.0  # units left of and below the field, for the numbers of the axes
RADIUS = 12.0
_ROUNDS = 60


@dataclass(frozen=True)
class Tick:
    """A number on an axis and its place."""

    value: float
    at: float


@dataclass(frozen=True)
class ScatterPoint:
    """A numbered mark; it stands at (x, y), its true place is (true_x, true_y). Group 1, 2 or 3 by the cut-offs."""

    number: int
    name: str
    satisfaction: float
    importance: float
    x: float
    y: float
    true_x: float
    true_y: float
    group: int

    @property
    def is_moved(self) -> bool:
        """Whether the mark had to give way, so that a line leads to its true place."""
        return math.hypot(self.x - self.true_x, self.y - self.true_y) > 1.0


@dataclass(frozen=True)
class ScatterChart:
    """Satisfaction to the right, importance upwards, on a square sheet; cut-offs as places on it."""

    points: tuple[ScatterPoint, ...]
    cut_x: float
    cut_y: float
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    size: float = SHEET
    margin: float = MARGIN
    radius: float = RADIUS


def scatter_chart(
    points: Sequence[tuple[str, float, float]], importance_cut: float = 4.0, satisfaction_cut: float = 3.0
) -> ScatterChart:
    """Lay out fields by mean importance and mean satisfaction (1 to 5).

    Args:
        points: name, importance, satisfaction.
        importance_cut: from here on a field counts as important (group 1 needs both conditions, group 2 one).
        satisfaction_cut: below it a field counts as unsatisfying.
    """
    rising = _axis([importance for _, importance, _ in points], importance_cut)
    running = _axis([satisfaction for _, _, satisfaction in points], satisfaction_cut)
    true = [(_across(satisfaction, running), _up(importance, rising)) for _, importance, satisfaction in points]
    shown = _apart(true)
    placed = tuple(
        ScatterPoint(
            number,
            name,
            satisfaction,
            importance,
            round(shown[number - 1][0], 1),
            round(shown[number - 1][1], 1),
            round(true[number - 1][0], 1),
            round(true[number - 1][1], 1),
            3 - (importance >= importance_cut) - (satisfaction < satisfaction_cut),
        )
        for number, (name, importance, satisfaction) in enumerate(points, start=1)
    )
    return ScatterChart(
        placed,
        round(_across(satisfaction_cut, running), 1),
        round(_up(importance_cut, rising), 1),
        tuple(Tick(value, round(_across(value, running), 1)) for value in _steps(running)),
        tuple(Tick(value, round(_up(value, rising), 1)) for value in _steps(rising)),
    )


def _axis(values: Sequence[float], cut: float) -> tuple[float, float]:
    """The part of the scale that is shown: half steps around all values and the cut-off, with air, within 1 to 5."""
    low = math.floor((min([*values, cut]) - 0.15) * 2) / 2
    high = math.ceil((max([*values, cut]) + 0.15) * 2) / 2
    return max(low, 1.0), min(high, 5.0)


def _steps(axis: tuple[float, float]) -> list[float]:
    low, high = axis
    return [low + 0.5 * step for step in range(round((high - low) * 2) + 1)]


def _across(value: float, axis: tuple[float, float]) -> float:
    low, high = axis
    return MARGIN + (value - low) / (high - low) * (SHEET - 2 * RADIUS - MARGIN) + RADIUS


def _up(value: float, axis: tuple[float, float]) -> float:
    low, high = axis
    return SHEET - MARGIN - RADIUS - (value - low) / (high - low) * (SHEET - 2 * RADIUS - MARGIN)


def _apart(places: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Push marks that overlap away from one another, always the same way, never off the sheet."""
    shown = list(places)
    for _ in range(_ROUNDS):
        for one in range(len(shown)):
            for other in range(one + 1, len(shown)):
                _part(shown, one, other)
    return shown


def _part(shown: list[tuple[float, float]], one: int, other: int) -> None:
    (ax, ay), (bx, by) = shown[one], shown[other]
    distance = math.hypot(bx - ax, by - ay)
    lack = 2 * RADIUS + 1 - distance
    if lack <= 0:
        return
    # Marks on the very same spot part in a direction that depends on their numbers, so a page is always the same.
    angle = math.atan2(by - ay, bx - ax) if distance else (one * 2.4 + other)
    dx, dy = math.cos(angle) * lack / 2, math.sin(angle) * lack / 2
    shown[one], shown[other] = _inside(ax - dx, ay - dy), _inside(bx + dx, by + dy)


def _inside(x: float, y: float) -> tuple[float, float]:
    return min(max(x, MARGIN + RADIUS), SHEET - RADIUS), min(max(y, RADIUS), SHEET - MARGIN - RADIUS)
