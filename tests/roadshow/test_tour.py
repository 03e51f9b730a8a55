"""The public tour: where the county goes, for calendars too, and where the dots were put."""

from __future__ import annotations

import pytest

from participation.core.clock import now
from participation.roadshow.models import DeviceKind, RoadshowStop, StopState
from tests.browser import Browser
from tests.roadshow.builders import Scene, a_scene


@pytest.fixture
def scene(browser: Browser) -> Scene:
    return a_scene(browser)


def test_everybody_sees_what_is_announced_and_nothing_of_drafts_and_closed_circles(scene: Scene) -> None:
    assert "Unterwegs in Marbach" in scene.browser.get("/de/unterwegs/").text
    assert "Um 16 Uhr." in scene.browser.get("/leicht/unterwegs/marbach").text
    for hidden in ({"state": StopState.DRAFT}, {"state": StopState.ANNOUNCED, "is_public": False}):
        scene.changes(RoadshowStop, **hidden)
        assert "Marbach" not in scene.browser.get("/de/unterwegs/").text
        assert scene.browser.get("/de/unterwegs/marbach").status_code == 404
        assert scene.browser.get("/de/unterwegs/marbach/termin.ics").status_code == 404


def test_dates_go_into_calendars(scene: Scene) -> None:
    scene.changes(RoadshowStop, place="Markthalle, Marbach; " + "ein langer Weg " * 5)
    for path in ("termine.ics", "marbach/termin.ics"):
        answer = scene.browser.get(f"/de/unterwegs/{path}")
        assert answer.headers["content-type"].startswith("text/calendar")
        assert "SUMMARY:Unterwegs in Marbach\r\n" in answer.text
        assert "LOCATION:Markthalle\\, Marbach\\; " in answer.text
        assert max(len(line.encode()) for line in answer.text.split("\r\n")) <= 75


def test_dots_are_shown_once_the_stop_is_over(scene: Scene) -> None:
    team = scene.tablet(DeviceKind.TEAM)
    team.sends(team.sealed(kind="sticky_dots", question=scene.dots_question(), dots={"rad": 1234}))
    assert "1.234" not in scene.browser.get("/de/unterwegs/marbach").text
    scene.changes(RoadshowStop, state=StopState.CLOSED, closed_at=now())
    page = scene.browser.get("/de/unterwegs/marbach").text
    assert "Mehr rad" in page
    assert "1234" in page.replace(".", "")


def test_the_tour_stands_in_the_api_the_sitemap_and_the_open_data(scene: Scene) -> None:
    path, file = "/de/unterwegs/marbach<", "/opendata/lindenau/stops.csv"
    listed = scene.browser.api("GET", "/stops").json()["items"]
    assert [(stop["slug"], stop["title"], stop["state"]) for stop in listed] == [
        ("marbach", "Unterwegs in Marbach", "announced")
    ]
    assert path in scene.browser.get("/sitemap.xml").text
    assert "Markthalle Marbach" in scene.browser.get(file).text
    scene.changes(RoadshowStop, is_public=False)
    assert scene.browser.api("GET", "/stops").json()["items"] == []
    assert path not in scene.browser.get("/sitemap.xml").text
    assert "Markthalle" not in scene.browser.get(file).text
