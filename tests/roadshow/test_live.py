"""The screen in the hall shows dots, cards and heads as they come in, and no survey answer."""

from __future__ import annotations

import asyncio

import pytest

from participation.core.errors import Busy
from participation.roadshow.live import MOST_STREAMS, Streams, changes
from participation.roadshow.models import DeviceKind, RoadshowStop
from tests.browser import Browser
from tests.roadshow.builders import Scene, a_scene

_LIVE = "/de/unterwegs/marbach/live"


@pytest.fixture
def scene(browser: Browser) -> Scene:
    return a_scene(browser)


def test_the_screen_shows_what_came_and_no_answer(scene: Scene) -> None:
    assert "noch niemand gezählt" in scene.browser.get(_LIVE).text
    team = scene.tablet(DeviceKind.TEAM)
    question = scene.dots_question()
    team.sends(
        team.sealed(kind="headcount", visitors=23),
        team.sealed(kind="sticky_dots", question=question, dots={"rad": 19}),
        team.answered(),
    )
    page = scene.browser.get(_LIVE).text
    assert ("23 Personen" in page, "Mehr rad" in page, "Mehr Busse" in page) == (True, True, False)
    assert "<h1" not in scene.browser.htmx(_LIVE).text
    scene.changes(RoadshowStop, is_public=False)
    assert [scene.browser.get(f"{_LIVE}{path}").status_code for path in ("", "/neues")] == [404, 404]


def test_a_process_gives_only_so_many_streams(scene: Scene) -> None:
    scene.browser.site.lasting(Streams, Streams).open = MOST_STREAMS
    assert scene.browser.get(f"{_LIVE}/neues").status_code == Busy.status


def test_a_stream_tells_of_changes_alone_and_is_given_back() -> None:
    marks, streams = iter(["a", "a", "b"]), Streams()

    async def told() -> list[str]:
        return [event async for event in changes(lambda: next(marks), streams, every=0, times=3)]

    assert asyncio.run(told()) == ["data: a\n\n", ": nothing new\n\n", "data: b\n\n"]
    assert streams.open == 0
