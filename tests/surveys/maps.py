"""A map of two municipalities, each a tenth of a degree wide, beside each other."""

from __future__ import annotations

from typing import Any


def _town(ags: str, name: str, west: float) -> dict[str, Any]:
    east = west + 0.1
    ring = [[west, 52.0], [east, 52.0], [east, 52.1], [west, 52.1], [west, 52.0]]
    return {
        "type": "Feature",
        "properties": {"ags": ags, "name": name, "point": [west + 0.05, 52.05]},
        "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]},
    }


TWO_TOWNS: dict[str, Any] = {
    "type": "FeatureCollection",
    "features": [_town("15000001", "Altdorf", 11.0), _town("15000002", "Neudorf", 11.1)],
}
"""AGS as in the builders' region; the border is 11.1 degrees east."""
