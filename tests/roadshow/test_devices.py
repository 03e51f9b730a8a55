"""A tablet becomes the county's by a code that works once, and stops being it at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from participation.accounts.models import Role
from participation.core.clock import now, standing_at
from participation.core.errors import NotAllowed, NotKnown
from participation.roadshow.devices import begin_enrolment, device_of, revoke
from participation.roadshow.models import Device, DeviceKind, RoadshowStop
from tests.browser import Browser
from tests.cast import an_account
from tests.roadshow.builders import Scene, a_scene


@pytest.fixture
def scene(browser: Browser) -> Scene:
    return a_scene(browser)


def _code(scene: Scene, kind: DeviceKind = DeviceKind.KIOSK) -> str:
    with scene.browser.site.database.writing() as session:
        stop = session.get_one(RoadshowStop, scene.stop_id)
        return begin_enrolment(session, stop, kind, "Tablet 3", an_account(session, Role.ROADSHOW).id)


def test_a_code_makes_one_device_ours_and_is_gone_afterwards(scene: Scene) -> None:
    code = _code(scene, DeviceKind.TEAM)
    first = scene.browser.api("POST", "/devices", json={"token": code, "app_version": "1"})
    assert (first.status_code, first.headers["cache-control"]) == (201, "no-store")
    told = first.json()
    assert (told["name"], told["kind"], told["stop"]) == ("Tablet 3", "team", "marbach")
    with scene.browser.site.database.reading() as session:
        assert device_of(session, told["device_token"]).name == "Tablet 3"
    second = scene.browser.api("POST", "/devices", json={"token": code})
    assert (second.status_code, "older than ten minutes" in second.json()["title"]) == (410, True)


def test_a_code_is_good_for_ten_minutes(scene: Scene) -> None:
    code = _code(scene)
    with standing_at(now() + timedelta(minutes=10, seconds=1)):
        assert scene.browser.api("POST", "/devices", json={"token": code}).status_code == 410
    with scene.browser.site.database.reading() as session:
        assert session.exec(select(Device)).first() is None


def test_nobody_guesses_a_code(scene: Scene) -> None:
    assert scene.browser.api("POST", "/devices", json={"token": "guessed"}).status_code == 410


def test_a_device_that_was_locked_out_may_do_nothing_more(scene: Scene) -> None:
    tablet = scene.tablet()
    with scene.browser.site.database.writing() as session:
        device = device_of(session, tablet.secret)
        revoke(session, device, scene.setting.region.id, an_account(session, Role.ROADSHOW).id)
    with scene.browser.site.database.reading() as session:
        with pytest.raises(NotAllowed):
            device_of(session, tablet.secret)
        with pytest.raises(NotKnown):
            device_of(session, "another")
