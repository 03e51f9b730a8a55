"""Borders with fewer corners: each stretch between two municipalities is simplified once, so that no gaps open."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeAlias

Corner: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees."""

Ring: TypeAlias = list[Corner]
"""Corners one after the other; the first is not repeated at the end."""

METRES_PER_DEGREE = 111_320.0
"""Of latitude; of longitude times the cosine of the latitude."""


def simplified(rings: Sequence[Ring], metres: float) -> list[Ring]:
    """The rings without corners that lie nearer than `metres` to the line without them (Douglas and Peucker, 1973).

    A corner where the neighbours of rings differ (three municipalities meet, a common border ends) always stays. A
    ring of which nothing is left is empty.
    """
    fixed = _junctions(rings)
    narrowing = math.cos(math.radians(sum(lat for ring in rings for _, lat in ring) / sum(map(len, rings))))
    line = _Line(metres / METRES_PER_DEGREE, narrowing)
    return [_without_slivers(_ring(ring, fixed, line)) for ring in rings]


def _junctions(rings: Iterable[Ring]) -> set[Corner]:
    beside: dict[Corner, set[Corner]] = defaultdict(set)
    uses: dict[Corner, set[int]] = defaultdict(set)
    for number, ring in enumerate(rings):
        for before, here, after in zip([ring[-1], *ring[:-1]], ring, [*ring[1:], ring[0]], strict=True):
            beside[here] |= {before, after}
            uses[here].add(number)
    ends = {corner for corner, others in beside.items() if len(others) > 2}  # noqa: PLR2004 - before and after
    changing = {
        here
        for here, others in beside.items()
        if any(uses[other] != uses[here] for other in others) and here not in ends
    }
    return ends | {here for here in changing if len(uses[here]) > 1}


def _ring(ring: Ring, fixed: set[Corner], line: _Line) -> Ring:
    stops = [at for at, corner in enumerate(ring) if corner in fixed] or _far_apart(ring)
    if len(stops) == 1:
        stops = sorted({stops[0], _farthest(ring, stops[0])})
    found: Ring = []
    for start, end in zip(stops, [*stops[1:], stops[0] + len(ring)], strict=True):
        stretch = [ring[at % len(ring)] for at in range(start, end + 1)]
        found += line.thinned(stretch)[:-1]
    return found


def _far_apart(ring: Ring) -> list[int]:
    """Two corners of a ring that touches no other: the same ones wherever it begins."""
    first = ring.index(min(ring))
    return sorted({first, _farthest(ring, first)})


def _farthest(ring: Ring, at: int) -> int:
    return max(range(len(ring)), key=lambda other: (math.dist(ring[other], ring[at]), ring[other]))


def _without_slivers(ring: Ring) -> Ring:
    return ring if len(set(ring)) > 2 else []  # noqa: PLR2004 - two corners enclose nothing


class _Line:
    def __init__(self, degrees: float, narrowing: float) -> None:
        self._degrees, self._narrowing = degrees, narrowing

    def thinned(self, stretch: Sequence[Corner]) -> Ring:
        """The same corners in whichever direction the stretch is walked."""
        if stretch[-1] < stretch[0]:
            return self._thinned(list(stretch)[::-1])[::-1]
        return self._thinned(list(stretch))

    def _thinned(self, stretch: Ring) -> Ring:
        kept = {0, len(stretch) - 1}
        open_parts = [(0, len(stretch) - 1)]
        while open_parts:
            first, last = open_parts.pop()
            between = range(first + 1, last)
            if not between:
                continue
            worst = max(between, key=lambda at: self._away(stretch[at], stretch[first], stretch[last]))
            if self._away(stretch[worst], stretch[first], stretch[last]) > self._degrees:
                kept.add(worst)
                open_parts += [(first, worst), (worst, last)]
        return [stretch[at] for at in sorted(kept)]

    def _away(self, corner: Corner, first: Corner, last: Corner) -> float:
        """From a corner to the stretch between two others, in degrees of latitude."""
        (x, y), (x1, y1), (x2, y2) = (((lon * self._narrowing), lat) for lon, lat in (corner, first, last))
        length = (x2 - x1) ** 2 + (y2 - y1) ** 2
        along = max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length)) if length else 0.0
        return math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1))
