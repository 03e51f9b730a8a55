"""Tablets hear of a backup only when it holds everything that their stop has sent."""

from __future__ import annotations

import pytest
from sqlmodel import select

from participation.core.clock import now
from participation.roadshow.backups import closed_stops, mark_backed_up
from participation.roadshow.models import RoadshowStop, StopState
from tests.browser import Browser
from tests.roadshow.builders import Scene, a_scene


@pytest.fixture
def scene(browser: Browser) -> Scene:
    return a_scene(browser)


def _backed_up(scene: Scene, *arriving: object) -> bool:
    """Whether the stop counts as backed up after a backup during which something arrives."""
    tablet = scene.tablet()
    with scene.browser.site.database.reading() as session:
        before = closed_stops(session)
    if arriving:
        tablet.sends(tablet.answered())
    with scene.browser.site.database.writing() as session:
        mark_backed_up(session, before)
    with scene.browser.site.database.reading() as session:
        return session.exec(select(RoadshowStop)).one().backed_up_at is not None


def test_a_stop_that_goes_on_is_never_backed_up(scene: Scene) -> None:
    assert not _backed_up(scene)


def test_a_closed_stop_is_backed_up_unless_something_came_meanwhile(scene: Scene) -> None:
    scene.changes(RoadshowStop, state=StopState.CLOSED, closed_at=now())
    assert not _backed_up(scene, "something")
    assert _backed_up(scene)
