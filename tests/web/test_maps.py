"""The map of a region: proportions, places, names that can be read."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest

from participation.web.maps import RegionMap

CONTENT = Path(__file__).resolve().parent.parent.parent / "content"
OUTLINES = sorted(CONTENT.glob("*/outline.geojson"))


@pytest.fixture(params=OUTLINES, ids=lambda path: path.parent.name)
def region_map(request: pytest.FixtureRequest) -> RegionMap:
    return RegionMap.of(json.loads(request.param.read_text()))


def test_every_region_has_an_outline() -> None:
    assert {path.parent.name for path in OUTLINES} == {path.parent.name for path in CONTENT.glob("*/region.toml")}


def test_every_municipality_stands_on_the_sheet(region_map: RegionMap) -> None:
    for shape in region_map.shapes:
        assert 0 < shape.x < region_map.width
        assert 0 < shape.y < region_map.height
        assert shape.path.startswith("M")


def test_a_degree_is_as_long_as_it_is_there(region_map: RegionMap) -> None:
    # At 52 degrees north a degree of longitude is 0.62 of a degree of latitude.
    assert region_map.per_lon / region_map.per_lat == pytest.approx(0.62, abs=0.02)


def test_a_place_is_found_again(region_map: RegionMap) -> None:
    x, y = region_map.at(region_map.north - 0.1, region_map.west + 0.2)
    assert x == pytest.approx(0.2 * region_map.per_lon, abs=0.1)
    assert y == pytest.approx(0.1 * region_map.per_lat, abs=0.1)


def test_names_do_not_cover_one_another(region_map: RegionMap) -> None:
    assert len(region_map.labels) >= min(5, len(region_map.shapes))
    for one, other in combinations(region_map.labels, 2):
        assert abs(one.y - other.y) > 15 or abs(one.x - other.x) > 3.5 * (len(one.label) + len(other.label))
