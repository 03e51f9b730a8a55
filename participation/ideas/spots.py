"""Where ideas would be: what somebody marked or wrote, what is kept of it, and clusters of it on the map."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from participation.core.text import msgid
from participation.ideas.models import LONGEST_SPOT, IdeaSpot
from participation.regions.queries import region_map
from participation.threads.wording import Problem, one_line
from participation.web.maps import RegionMap, Shape, cell_of, middle_of
from participation.web.visit import Form, Visit

FIELD = "spot"
ROOM = 32.0
"""Marks of the map are at least so many units apart, so that a finger meets one of them."""

_LETTER, _HALF_LINE = 7.5, 8.0
"""Room for a letter and for half a line of a name, in units."""

_NO_PLACE = msgid("This is no place on the map. Please put the mark again, or describe the place in words.")
_TOO_LONG = msgid("A place has at most %(n)s characters.")


@dataclass(frozen=True)
class SpotSheet:
    """A place as it was sent: degrees as they were typed or marked, and words; everything may be empty."""

    lat: str = ""
    lon: str = ""
    words: str = ""

    @classmethod
    def from_form(cls, form: Form) -> SpotSheet:
        """What was sent."""
        lat, lon, words = (form.text(f"{FIELD}.{part}") for part in ("lat", "lon", "text"))
        return cls(lat, lon, one_line(words))

    @property
    def cell(self) -> str:
        """The cell of the map that the mark lies in; empty without a mark. Nothing more exact is ever kept."""
        degrees = self._degrees
        return cell_of(*degrees) if degrees else ""

    @property
    def problems(self) -> list[Problem]:
        """(field, msgid, values) of everything that has to be put right."""
        found: list[Problem] = []
        if (self.lat or self.lon) and self._degrees is None:
            found.append((FIELD, _NO_PLACE, {}))
        if len(self.words) > LONGEST_SPOT:
            found.append((f"{FIELD}.text", _TOO_LONG, {"n": LONGEST_SPOT}))
        return found

    @property
    def _degrees(self) -> tuple[float, float] | None:
        try:
            lat, lon = float(self.lat), float(self.lon)
        except ValueError:
            return None
        return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None  # noqa: PLR2004 - degrees of a globe


@dataclass(frozen=True)
class Mark:
    """A place on the sheet with the municipality around it or next to it."""

    x: float
    y: float
    shape: Shape


def mark_of(cell: str, region: RegionMap | None) -> Mark | None:
    """Where a cell stands on the region's sheet; None if it is outside, or there is no map."""
    if not cell or region is None or not region.shapes:
        return None
    x, y = region.at(*middle_of(cell))
    inside = 0 <= x <= region.width and 0 <= y <= region.height
    return Mark(x, y, region.nearest(*middle_of(cell))) if inside else None


def told(spot: IdeaSpot | None, region: RegionMap | None) -> tuple[str, Mark | None]:
    """The words of a place (the municipality's name where nobody wrote any), and its mark; both may be missing."""
    if spot is None:
        return "", None
    mark = mark_of(spot.cell, region)
    return spot.words or (mark.shape.label if mark else ""), mark


def map_of(visit: Visit) -> RegionMap | None:
    """The region's map, if the county has given an outline."""
    place = visit.place.id
    drawn: RegionMap | None = visit.site.remembered(("map", place), lambda session: region_map(session, place))
    return drawn


def spot_on_map(visit: Visit, spot: IdeaSpot | None) -> dict[str, Any]:
    """The place of one idea for its page: words, the mark and the map to draw it on."""
    drawn = map_of(visit)
    words, mark = told(spot, drawn)
    return {"spot": words, "mark": mark, "map": drawn}


@dataclass
class Cluster:
    """Things whose marks would cover one another, at the place of the first; numbered from 1."""

    number: int
    mark: Mark
    things: list[object]


def clustered(marked: Iterable[tuple[Mark, object]]) -> Sequence[Cluster]:
    """Clusters whose marks do not touch: each thing joins the nearest one within reach, else it begins a new one."""
    found: list[Cluster] = []
    for mark, thing in marked:
        near = min(found, key=lambda one: _distance(one.mark, mark), default=None)
        if near is not None and _distance(near.mark, mark) < ROOM:
            near.things.append(thing)
        else:
            found.append(Cluster(len(found) + 1, mark, [thing]))
    return found


def free_labels(region: RegionMap, clusters: Sequence[Cluster]) -> list[Shape]:
    """The names that can be written on the map without a circle covering them."""
    return [shape for shape in region.labels if all(_is_free(shape, one.mark) for one in clusters)]


def _is_free(shape: Shape, mark: Mark) -> bool:
    half = _LETTER * len(shape.label) / 2
    return abs(shape.x - mark.x) > half + ROOM / 2 or abs(shape.y - mark.y) > ROOM / 2 + _HALF_LINE


def _distance(one: Mark, other: Mark) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)
