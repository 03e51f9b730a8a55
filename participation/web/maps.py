"""A region's outline as a picture: from degrees to units of an SVG sheet and back."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

WIDTH = 400.0
_MARGIN = 8.0
_TALLEST = 1.6
"""Height of the sheet by its width, at most."""

CELLS_PER_DEGREE: Final = 50
"""Places are kept or counted in cells of a fiftieth of a degree: about 2.2 km to the north, 1.4 km to the east."""

_LETTER, _LINE = 7.5, 16.0
"""Room for a letter and for a line of a name, in units."""


@dataclass(frozen=True)
class Shape:
    """A municipality on the sheet: the `d` of its path, where its name may stand, its area in square degrees."""

    ags: str
    name: str
    path: str
    x: float
    y: float
    area: float

    @property
    def label(self) -> str:
        """The name without what only tells it from others of that name."""
        return self.name.partition(" (")[0]

    @cached_property
    def corners(self) -> tuple[tuple[tuple[float, float], ...], ...]:
        """The corners of its rings in units."""
        rings = (ring.rstrip("z").split() for ring in self.path.split("M") if ring)
        return tuple(tuple((float(x), float(y)) for x, y in (one.split(",") for one in ring)) for ring in rings)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point of the sheet lies in it: a ray to the right crosses its rings an odd number of times."""
        crossed = False
        for ring in self.corners:
            for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
                if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                    crossed = not crossed
        return crossed

    def distance(self, x: float, y: float) -> float:
        """From a point of the sheet to its nearest corner, in units."""
        return min(math.hypot(x - at, y - other) for ring in self.corners for at, other in ring)


@dataclass(frozen=True)
class RegionMap:
    """A region on a sheet of `width` by `height` units.

    A degree of longitude is `per_lon` units, one of latitude `per_lat` (the equirectangular projection with the middle
    latitude as its standard parallel: right within a promille on the size of a county); `west` and `north` are the
    degrees at the sheet's upper left corner.
    """

    shapes: tuple[Shape, ...]
    width: float
    height: float
    west: float
    north: float
    per_lon: float
    per_lat: float
    note: str = ""

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> RegionMap:
        """The map of a GeoJSON FeatureCollection of MultiPolygons.

        Raises:
            KeyError, TypeError, ValueError, IndexError: it is none.
        """
        features = document["features"]
        corners = [corner for feature in features for ring in _rings(feature) for corner in ring]
        west, east = min(lon for lon, _ in corners), max(lon for lon, _ in corners)
        south, north = min(lat for _, lat in corners), max(lat for _, lat in corners)
        narrowing = math.cos(math.radians((south + north) / 2))
        inner = WIDTH - 2 * _MARGIN
        per_lat = min(inner / ((east - west) * narrowing), inner * _TALLEST / (north - south))
        per_lon = per_lat * narrowing
        width = (east - west) * per_lon + 2 * _MARGIN
        height = (north - south) * per_lat + 2 * _MARGIN
        west, north = west - _MARGIN / per_lon, north + _MARGIN / per_lat
        empty = cls((), round(width, 1), round(height, 1), west, north, per_lon, per_lat, document.get("note", ""))
        shapes = tuple(empty._shape(feature) for feature in features)
        return cls(shapes, empty.width, empty.height, west, north, per_lon, per_lat, empty.note)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a place (degrees) stands on the sheet, in units from the upper left corner."""
        return round((lon - self.west) * self.per_lon, 1), round((self.north - lat) * self.per_lat, 1)

    def nearest(self, lat: float, lon: float) -> Shape:
        """The municipality that a place (degrees) lies in, else the nearest one; there must be one."""
        x, y = self.at(lat, lon)
        inside = next((shape for shape in self.shapes if shape.holds(x, y)), None)
        return inside or min(self.shapes, key=lambda shape: shape.distance(x, y))

    @cached_property
    def labels(self) -> tuple[Shape, ...]:
        """The names that can be written without covering one another or the edge, large municipalities first."""
        chosen: list[Shape] = []
        for shape in sorted(self.shapes, key=lambda one: one.area, reverse=True):
            half = _LETTER * len(shape.label) / 2
            fits = half < shape.x < self.width - half
            if fits and all(_are_apart(shape, other) for other in chosen):
                chosen.append(shape)
        return tuple(chosen)

    def _shape(self, feature: Mapping[str, Any]) -> Shape:
        lines = (" ".join("{},{}".format(*self.at(lat, lon)) for lon, lat in ring) for ring in _rings(feature))
        lon, lat = feature["properties"]["point"]
        named = feature["properties"]
        x, y = self.at(lat, lon)
        path = "".join(f"M{line}z" for line in lines)
        return Shape(named["ags"], named["name"], path, x, y, sum(map(_area, _rings(feature))))


def cell_of(lat: float, lon: float) -> str:
    """The cell of the map "x,y" that a point lies in; its south-western corner is (y, x) / CELLS_PER_DEGREE."""
    return f"{int(lon * CELLS_PER_DEGREE // 1)},{int(lat * CELLS_PER_DEGREE // 1)}"


def middle_of(cell: str) -> tuple[float, float]:
    """Latitude and longitude of the middle of a cell, in degrees."""
    x, y = map(int, cell.split(","))
    return (y + 0.5) / CELLS_PER_DEGREE, (x + 0.5) / CELLS_PER_DEGREE


def _are_apart(one: Shape, other: Shape) -> bool:
    is_beside = abs(one.x - other.x) > _LETTER * (len(one.label) + len(other.label)) / 2
    return is_beside or abs(one.y - other.y) > _LINE


def _area(ring: Sequence[tuple[float, float]]) -> float:
    """The shoelace formula."""
    following = [*ring[1:], ring[0]]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, following, strict=True))) / 2


def _rings(feature: Mapping[str, Any]) -> list[Sequence[tuple[float, float]]]:
    return [ring for polygon in feature["geometry"]["coordinates"] for ring in polygon]
