"""A cross on the printed map is typed as its field."""

from __future__ import annotations

import json

import pytest

from participation.accounts.models import Role
from participation.regions.models import RegionOutline
from participation.surveys.paper.grid import Grid
from participation.web.maps import RegionMap
from tests.browser import Browser
from tests.cast import signed_in
from tests.surveys.builders import an_open_survey
from tests.surveys.entry.desk import Desk, submissions
from tests.surveys.paper.every_kind import EVERY_KIND

_RING = [[11.0, 52.0], [12.0, 52.0], [12.0, 52.5], [11.0, 52.5], [11.0, 52.0]]
OUTLINE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"ags": "15000001", "name": "Lindenau", "point": [11.5, 52.25]},
            "geometry": {"type": "MultiPolygon", "coordinates": [[_RING]]},
        }
    ],
}


@pytest.fixture
def desk(browser: Browser) -> Desk:
    survey = an_open_survey(browser, EVERY_KIND)
    with browser.site.database.writing() as session:
        session.add(RegionOutline(region_id=survey.region_id, document=OUTLINE))
    browser.site.refresh()
    signed_in(browser, Role.EDITOR)
    return Desk(browser)


def test_every_field_of_the_grid_lies_where_it_is_printed() -> None:
    drawn = RegionMap.of(OUTLINE)
    grid = Grid(drawn)
    for letter, left in grid.columns:
        middle = grid.middle(f"{letter.lower()} 3")
        assert middle is not None
        assert drawn.at(*middle) == pytest.approx((left + 10, 50), abs=0.2)
    assert [grid.middle(wrong) for wrong in ("Z1", "A0", "A99", "12", "", "A 3 x")] == [None] * 6


def test_a_cross_on_the_printed_map_is_typed_as_its_field(desk: Desk) -> None:
    printed = desk.browser.get("/de/verwaltung/umfragen/umfrage/druck/vorschau?sprache=de").text
    assert '<svg class="paper-map__sheet"' in printed
    assert ">Lindenau</text>" in printed
    assert 'name="where.grid"' in desk.browser.get(f"{desk.path}/bogen/1").text
    wrong = desk.type(1, {"where.grid": "Z9"})
    assert "Ein Feld Z9 gibt es auf der Karte nicht." in wrong.text
    desk.type(1, {"where.grid": "c4", "where.text": "am Bahnhof"})
    desk.store()
    with desk.browser.site.database.reading() as session:
        where = json.loads(submissions(session)[0].answers)["where"]
    middle = Grid(RegionMap.of(OUTLINE)).middle("C4")
    assert middle is not None
    assert (where["lat"], where["lon"], where["text"]) == (round(middle[0], 3), round(middle[1], 3), "am Bahnhof")


def test_without_a_map_there_is_no_field_for_it(browser: Browser) -> None:
    an_open_survey(browser, EVERY_KIND)
    signed_in(browser, Role.EDITOR)
    assert "where.grid" not in browser.get(f"{Desk(browser).path}/bogen/1").text
