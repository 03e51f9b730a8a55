"""Outlines from open geodata: the region's municipalities alone, without gaps, with their licence."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from participation.cli import group
from participation.cli.outlines import outline_of
from participation.core.errors import Invalid
from participation.web.maps import RegionMap

TWO = {"15000001": "Lindenau", "15000002": "Marbach"}
TOML = "municipalities = [" + ", ".join(f'{{ ags = "{ags}", name = "{name}" }}' for ags, name in TWO.items()) + "]"
LICENCE = "© Beispielamt 2026, dl-de/by-2-0"


def _wave(west: float, east: float) -> list[list[float]]:
    """A border from south to north with many corners some metres beside the line."""
    steps = range(101)
    return [[west + (east - west) * n / 100 + 0.0004 * math.sin(n), 52 + 0.2 * n / 100] for n in steps]


def _feature(ring: list[list[float]], **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
    }


def _source() -> dict[str, Any]:
    """Lindenau, Marbach to the east of it with a wavy border between them, and somebody else's municipality."""
    border = _wave(11.5, 11.5)
    west = [[11.2, 52.0], *border, [11.2, 52.2]]
    east = [*border[::-1], [11.8, 52.0], [11.8, 52.2]]
    other = [[11.8, 52.0], [12.0, 52.0], [12.0, 52.2], [11.8, 52.2]]
    return {
        "type": "FeatureCollection",
        "features": [
            _feature(west, AGS="15000001"),
            _feature(east, ARS="150000000002"),
            _feature(other, AGS="15000003"),
        ],
    }


def _edges(feature: dict[str, Any]) -> set[frozenset[tuple[float, ...]]]:
    (polygon,) = feature["geometry"]["coordinates"]
    (ring,) = polygon
    return {frozenset((tuple(one), tuple(two))) for one, two in pairwise(ring)}


def test_borders_are_simplified_once_for_both_sides() -> None:
    outline = outline_of(_source(), TWO, LICENCE, 200)
    one, two = outline["features"]
    common = _edges(one) & _edges(two)
    assert 1 <= len(common) <= 4
    assert sum(abs(a[1] - b[1]) for a, b in map(tuple, common)) == pytest.approx(0.2)
    assert [feature["properties"]["ags"] for feature in outline["features"]] == [*TWO]
    assert outline["note"] == LICENCE


def test_a_small_tolerance_keeps_the_corners() -> None:
    fine, coarse = (len(json.dumps(outline_of(_source(), TWO, LICENCE, metres))) for metres in (1, 300))
    assert fine > 3 * coarse


def test_the_map_can_be_drawn_and_names_stand_inside() -> None:
    drawn = RegionMap.of(outline_of(_source(), TWO, LICENCE, 200))
    assert [shape.holds(shape.x, shape.y) for shape in drawn.shapes] == [True, True]
    assert drawn.nearest(52.1, 11.3).name == "Lindenau"
    assert drawn.note == LICENCE


def _run(folder: Path, *more: str) -> Result:
    (folder / "region.toml").write_text(TOML, "utf-8")
    file = folder / "source.geojson"
    if not file.exists():
        file.write_text(json.dumps(_source()), "utf-8")
    return CliRunner().invoke(group, ["outline", str(file), "--region", str(folder), "--licence", LICENCE, *more])


def test_the_command_writes_the_file_of_the_region(tmp_path: Path) -> None:
    result = _run(tmp_path)
    assert result.exit_code == 0, result.output
    RegionMap.of(json.loads((tmp_path / "outline.geojson").read_text("utf-8")))
    assert "2 municipalities" in result.stderr


def test_a_missing_municipality_and_other_coordinates_are_named(tmp_path: Path) -> None:
    source = _source()
    del source["features"][1]
    with pytest.raises(Invalid, match="no shape"):
        outline_of(source, TWO, LICENCE, 200)
    source["features"][0]["geometry"]["coordinates"] = [
        [[691_000, 5_769_000], [692_000, 5_769_000], [692_000, 5_770_000]]
    ]
    with pytest.raises(Invalid, match="no degrees"):
        outline_of(source, TWO, LICENCE, 200)
    (tmp_path / "source.geojson").write_text("{}", "utf-8")
    refused = _run(tmp_path).exception
    assert isinstance(refused, Invalid)
    assert "no GeoJSON collection" in refused.message
