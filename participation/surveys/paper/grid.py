"""The map on paper has a grid, so that a cross on it can be typed: a letter and a number for each field."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from string import ascii_uppercase

from participation.web.maps import RegionMap

CELL = 20.0
"""Width and height of a field in units of the map's sheet: some three kilometres in a county."""

_FIELD = re.compile(r"([A-Za-z])\s*(\d{1,2})")


@dataclass(frozen=True)
class Grid:
    """The grid over a region's map."""

    map: RegionMap

    @property
    def columns(self) -> list[tuple[str, float]]:
        """Letter and left edge of each column, in units."""
        return [(ascii_uppercase[place], place * CELL) for place in range(math.ceil(self.map.width / CELL))]

    @property
    def rows(self) -> list[tuple[str, float]]:
        """Number and upper edge of each row, in units."""
        return [(str(place + 1), place * CELL) for place in range(math.ceil(self.map.height / CELL))]

    def middle(self, field: str) -> tuple[float, float] | None:
        """Latitude and longitude (degrees) of the middle of a field like F12; None if there is no such."""
        found = _FIELD.fullmatch(field.strip())
        letters = dict(self.columns)
        numbers = dict(self.rows)
        if found is None or found[1].upper() not in letters or found[2].lstrip("0") not in numbers:
            return None
        x, y = letters[found[1].upper()] + CELL / 2, numbers[found[2].lstrip("0")] + CELL / 2
        return self.map.north - y / self.map.per_lat, self.map.west + x / self.map.per_lon
