"""The pack of a tablet: what it needs at its stop, for nobody else, and only once as long as nothing changes."""

from __future__ import annotations

from typing import Any

from participation.core.clock import now
from participation.roadshow.models import Device
from tests.browser import Browser
from tests.roadshow.builders import Tablet, a_scene


def _pack(tablet: Tablet, **headers: str) -> Any:
    known = {"authorization": f"Bearer {tablet.secret}"} | headers
    return tablet.browser.api("GET", "/devices/pack", headers=known)


def test_a_tablet_takes_along_everything_that_is_asked_at_its_stop(browser: Browser) -> None:
    answer = _pack(a_scene(browser).tablet())
    pack = answer.json()
    assert answer.status_code == 200
    assert [survey["slug"] for survey in pack["surveys"]] == ["umfrage"]
    assert pack["surveys"][0]["handover"]["url"].endswith("/umfragen/umfrage?vor-ort=marbach")
    assert [option["texts"]["de"] for option in pack["dots"][0]["options"]] == ["Mehr bus", "Mehr rad"]
    assert pack["fields"]
    assert pack["stop"]["pin"] is None
    assert "private" not in answer.text


def test_an_unchanged_pack_is_not_sent_again(browser: Browser) -> None:
    tablet = a_scene(browser).tablet()
    etag = _pack(tablet).headers["etag"]
    again = _pack(tablet, **{"if-none-match": etag})
    assert (again.status_code, again.text) == (304, "")


def test_a_revoked_tablet_and_a_stranger_get_no_pack(browser: Browser) -> None:
    scene = a_scene(browser)
    tablet = scene.tablet()
    scene.changes(Device, revoked_at=now())
    stranger = Tablet(browser, tablet.stop, tablet.public)
    assert [_pack(tablet).status_code, _pack(stranger).status_code] == [403, 401]
