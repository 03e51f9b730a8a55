"""The outline of a region from somebody's GeoJSON: its municipalities alone, with few corners, and the licence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from participation.cli.simplifying import Corner, Ring, simplified
from participation.core.errors import Invalid

KEYS = ("ags", "AGS", "AGS_0", "ags_0", "gemeindeschluessel", "gem_schluessel", "kreis_code", "RS", "ARS", "ars", "rs")
"""Properties in which open data have the key of a municipality, of 8 digits (AGS) or 12 (ARS)."""
_AGS, _ARS = 8, 12
_SMALLEST_SHARE = 0.02
"""A part of a municipality that is smaller than this share of its largest part is left out."""
_WEST, _SOUTH, _EAST, _NORTH = 5.0, 47.0, 16.0, 56.0


def outline_of(
    source: Mapping[str, Any], municipalities: Mapping[str, str], licence: str, metres: float
) -> dict[str, Any]:
    """The outline as `content/{region}/outline.geojson` has it.

    Args:
        source: a GeoJSON FeatureCollection of municipalities in degrees (WGS 84, EPSG:4326).
        municipalities: AGS -> name of those of the region; all others are left out.
        licence: source and licence, as the map has to name them.
        metres: how far a border may be moved; corners nearer to the line are left out.

    Raises:
        Invalid: it is no such collection, not in degrees, or lacks municipalities; the sentence names them.
    """
    found = _polygons(source, municipalities)
    if missing := [f"{name} ({ags})" for ags, name in municipalities.items() if ags not in found]:
        raise Invalid("The file has no shape for: %(names)s.", names=", ".join(missing))
    rings = [ring for polygons in found.values() for polygon in polygons for ring in polygon]
    thin = iter(simplified(rings, metres))
    thinned = {ags: [[next(thin) for _ in polygon] for polygon in polygons] for ags, polygons in found.items()}
    features = [_feature(ags, municipalities[ags], thinned[ags]) for ags in municipalities]
    return {"type": "FeatureCollection", "note": licence, "features": features}


def _polygons(source: Mapping[str, Any], wanted: Mapping[str, str]) -> dict[str, list[list[Ring]]]:
    found: dict[str, list[list[Ring]]] = {}
    try:
        for feature in source["features"]:
            ags = _ags(feature.get("properties") or {})
            if ags in wanted:
                found.setdefault(ags, []).extend(_of_geometry(feature["geometry"]))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as problem:
        raise Invalid("This file is no GeoJSON collection of polygons.") from problem
    return found


def _ags(properties: Mapping[str, Any]) -> str:
    for key in KEYS:
        text = str(properties.get(key) or "").replace(" ", "")
        if text.isdecimal() and len(text) in {_AGS - 1, _ARS - 1}:
            text = f"0{text}"  # a spreadsheet took the zero of the first nine states
        if text.isdecimal() and len(text) == _AGS:
            return text
        if text.isdecimal() and len(text) == _ARS:
            return text[:5] + text[9:]
    return ""


def _of_geometry(geometry: Mapping[str, Any]) -> Iterator[list[Ring]]:
    several = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in several:
        rings = [_ring(ring) for ring in polygon]
        yield [ring for ring in rings if len(ring) > 2]  # noqa: PLR2004 - fewer corners enclose nothing


def _ring(corners: Any) -> Ring:
    ring = [(round(float(corner[0]), 5), round(float(corner[1]), 5)) for corner in corners]
    if not all(_WEST <= lon <= _EAST and _SOUTH <= lat <= _NORTH for lon, lat in ring):
        raise Invalid(
            "The coordinates are no degrees in Germany. Please convert the file to EPSG:4326, with ogr2ogr for example."
        )
    once = [corner for corner, before in zip(ring, [None, *ring], strict=False) if corner != before]
    return once[:-1] if len(once) > 1 and once[0] == once[-1] else once


def _feature(ags: str, name: str, polygons: list[list[Ring]]) -> dict[str, Any]:
    whole = sorted((polygon for polygon in polygons if polygon and polygon[0]), key=lambda one: -abs(_area(one[0])))
    if not whole:
        raise Invalid("Nothing is left of %(name)s. Please give a smaller tolerance.", name=f"{name} ({ags})")
    least = abs(_area(whole[0][0])) * _SMALLEST_SHARE
    kept = [[ring for ring in polygon if ring] for polygon in whole if abs(_area(polygon[0])) >= least]
    coordinates = [[[*map(_short, ring), _short(ring[0])] for ring in polygon] for polygon in kept]
    properties = {"ags": ags, "name": name, "point": _short(_middle(whole[0][0]))}
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "MultiPolygon", "coordinates": coordinates},
    }


def _short(corner: Corner) -> list[float]:
    return [round(corner[0], 3), round(corner[1], 3)]


def _area(ring: Ring) -> float:
    following = [*ring[1:], ring[0]]
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, following, strict=True)) / 2


def _middle(ring: Ring) -> Corner:
    """The centre of gravity, or where it lies outside, the middle of the widest part at its height."""
    area, following = _area(ring), [*ring[1:], ring[0]]
    crossed = [(one, two, one[0] * two[1] - two[0] * one[1]) for one, two in zip(ring, following, strict=True)]
    x = sum((one[0] + two[0]) * cross for one, two, cross in crossed) / (6 * area)
    y = sum((one[1] + two[1]) * cross for one, two, cross in crossed) / (6 * area)
    sides = sorted(
        one[0] + (y - one[1]) / (two[1] - one[1]) * (two[0] - one[0])
        for one, two, _ in crossed
        if (one[1] > y) != (two[1] > y)
    )
    spans = list(zip(sides[::2], sides[1::2], strict=False))
    if not spans or any(left <= x <= right for left, right in spans):
        return x, y
    left, right = max(spans, key=lambda span: span[1] - span[0])
    return (left + right) / 2, y
