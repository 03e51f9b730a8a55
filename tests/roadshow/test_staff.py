"""Staff plan the tour, take devices along, and decide what waits in quarantine."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from participation.accounts.models import Role
from participation.core.clock import now
from participation.core.journal import JournalEntry
from participation.procedures.models import Procedure
from participation.roadshow.models import (
    Device,
    DeviceItem,
    DotsOption,
    ItemState,
    RoadshowStop,
    StopState,
    StopSurvey,
)
from participation.surveys.models import Submission, Survey
from tests.browser import Browser
from tests.cast import signed_in
from tests.roadshow.builders import ANSWERS, Scene, a_scene

_HOME = "/de/verwaltung/unterwegs/"


@pytest.fixture
def scene(browser: Browser) -> Scene:
    scene = a_scene(browser)
    signed_in(browser, Role.ROADSHOW)
    return scene


def _one(scene: Scene, model: Any) -> Any:
    with scene.browser.site.database.reading() as session:
        return session.exec(select(model)).one()


def _filled(scene: Scene, **changes: str) -> dict[str, str]:
    usual = {
        "kind": "roadshow",
        "procedure": str(_one(scene, Procedure).id),
        "is_public": "yes",
        "is_announced": "yes",
        "place": "Dorfgemeinschaftshaus Süd",
        "day": "2035-06-30",
        "from": "14:00",
        "until": "18:30",
        "pin": "4711",
        "title_de": "Unterwegs im Süden",
        "question_de": "Wohin mit Ihren Punkten?",
        "surveys": str(_one(scene, Survey).id),
    }
    return usual | changes


def _stops(scene: Scene) -> list[RoadshowStop]:
    with scene.browser.site.database.reading() as session:
        found = session.exec(select(RoadshowStop)).all()
    return sorted(found, key=lambda stop: stop.slug)


def test_a_stop_is_planned_with_a_key_and_the_fields_to_put_dots_on(scene: Scene) -> None:
    assert scene.browser.get(f"{_HOME}neu").status_code == 200
    assert scene.browser.post(f"{_HOME}neu", _filled(scene)).status_code == 303
    stop = _stops(scene)[0]
    assert (stop.slug, stop.state) == ("dorfgemeinschaftshaus-sued-2035-06-30", StopState.ANNOUNCED)
    assert (stop.starts_at.hour, len(stop.key_public), len(stop.pin_hash)) == (12, 65, 32)
    with scene.browser.site.database.reading() as session:
        codes = session.exec(select(DotsOption.code, DotsOption.element_id)).all()
        assert ("mobilitaet", scene.setting.element_id) in codes
        assert len(session.exec(select(StopSurvey)).all()) == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"pin": "12"}, "4 bis 8 Ziffern"),
        ({"until": "13:00"}, "Das Ende liegt nach dem Beginn"),
        ({"day": "morgen"}, "Uhrzeit von und bis"),
        ({"place": ""}, "geben Sie einen Ort ein"),
        ({"procedure": "anderes"}, "Verfahren"),
        ({"latitude": "200", "longitude": "11"}, "in Grad"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(scene: Scene, wrong: dict[str, str], sentence: str) -> None:
    answer = scene.browser.post(f"{_HOME}neu", _filled(scene, **wrong))
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert len(_stops(scene)) == 1


def test_a_copy_has_a_key_of_its_own_and_a_closed_stop_stays_as_it_is(scene: Scene) -> None:
    scene.browser.post(f"{_HOME}termine/marbach/kopieren")
    stop, copy = _stops(scene)
    assert (copy.state, copy.key_public != stop.key_public) == (StopState.DRAFT, True)
    assert scene.browser.post(f"{_HOME}termine/marbach/schliessen").status_code == 303
    assert _stops(scene)[0].state is StopState.CLOSED
    assert scene.browser.post(f"{_HOME}termine/marbach", _filled(scene)).status_code == 422
    assert "abgeschlossen" in scene.browser.get(f"{_HOME}termine/marbach").text


def test_a_question_that_was_answered_keeps_its_options(scene: Scene) -> None:
    tablet = scene.tablet()
    tablet.sends(tablet.sealed(kind="dots", question=scene.dots_question(), dots={"bus": 1}))
    answer = scene.browser.post(f"{_HOME}termine/marbach", _filled(scene, options_de="Rad\nZug"))
    assert (answer.status_code, "schon geantwortet" in answer.text) == (422, True)


def test_what_a_draft_sends_waits_and_says_why_in_german(scene: Scene) -> None:
    scene.changes(RoadshowStop, state=StopState.DRAFT)
    tablet = scene.tablet()
    assert tablet.statuses(tablet.answered()) == [422]
    assert scene.counts() == (0, 0, 1)
    assert "Der Termin ist ein Entwurf." in scene.browser.get(f"{_HOME}quarantaene/").text


def test_a_code_on_the_screen_makes_the_device_that_reads_it_ours(scene: Scene) -> None:
    page = scene.browser.post(f"{_HOME}geraete/", {"name": "Tablet 3", "stop": "marbach", "kind": "kiosk"})
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    found = re.search(r"/kiosk/#([\w-]+)<", page.text)
    assert found
    headers = {"sec-fetch-site": "same-origin"}
    assert scene.browser.api("POST", "/devices", json={"token": found[1]}, headers=headers).status_code == 201
    assert "Tablet 3" in scene.browser.get(f"{_HOME}geraete/").text
    device = _one(scene, Device)
    scene.browser.post(f"{_HOME}geraete/{device.id}/sperren")
    assert _one(scene, Device).revoked_at is not None
    assert "Gesperrt" in scene.browser.get(f"{_HOME}geraete/").text


def _content(page: str) -> dict[str, Any]:
    found = re.search(r"<textarea[^>]*name=\"content\"[^>]*>\s*(.*?)</textarea>", page, re.DOTALL)
    assert found
    content: dict[str, Any] = json.loads(unescape(found[1]))
    return content


def _waiting(scene: Scene) -> str:
    with scene.browser.site.database.reading() as session:
        item = session.exec(select(DeviceItem.id).where(DeviceItem.state == ItemState.QUARANTINED)).one()
    return f"{_HOME}quarantaene/{item}"


def test_a_wrong_version_is_put_right_and_counts_once(scene: Scene) -> None:
    tablet = scene.tablet()
    item = tablet.answered(questionnaire_version=7)
    tablet.sends(item)
    path = _waiting(scene)
    assert path.removeprefix("/de") in scene.browser.get(f"{_HOME}quarantaene/").text
    content = _content(scene.browser.get(path).text)
    assert content["answers"] == ANSWERS
    still_wrong = scene.browser.post(path, {"content": json.dumps(content), "decision": "accept"})
    assert still_wrong.status_code == 422
    put_right = json.dumps(content | {"questionnaire_version": 1})
    assert scene.browser.post(path, {"content": put_right, "decision": "accept"}).status_code == 303
    stored = _one(scene, DeviceItem)
    assert (stored.state, stored.sealed, stored.client_id) == (ItemState.REPAIRED, "", None)
    assert tablet.statuses(item) == [200]
    assert scene.counts()[0] == 1
    assert scene.browser.post(path, {"content": put_right, "decision": "accept"}).status_code == 404
    with scene.browser.site.database.reading() as session:
        assert session.exec(select(JournalEntry.action).where(JournalEntry.subject == "device item")).all() == [
            "accepted"
        ]


def test_what_a_locked_out_tablet_sent_is_accepted_as_it_came(scene: Scene) -> None:
    tablet = scene.tablet(revoked_at=now())
    tablet.sends(tablet.answered())
    path = _waiting(scene)
    content = json.dumps(_content(scene.browser.get(path).text))
    scene.browser.post(path, {"content": content, "decision": "accept"})
    assert (scene.counts()[:2], _one(scene, DeviceItem).state) == ((1, 1), ItemState.ACCEPTED)


def test_other_content_under_a_known_id_can_be_taken_in_beside_it(scene: Scene) -> None:
    tablet = scene.tablet()
    own, inner = UUID("0f8fad5b-d9cb-469f-a165-70867728950e"), "7c9e6679-7425-40de-944b-e07fc1f90ae7"
    tablet.sends(tablet.answered(item_id=own, id=inner))
    tablet.sends(tablet.answered(item_id=own, id=inner, answers={"wish": "Anders"}))
    path = _waiting(scene)
    content = json.dumps(_content(scene.browser.get(path).text))
    assert scene.browser.post(path, {"content": content, "decision": "accept"}).status_code == 303
    with scene.browser.site.database.reading() as session:
        assert len(session.exec(select(Submission)).all()) == 2


def test_discarding_needs_a_reason_and_leaves_nothing_sealed(scene: Scene) -> None:
    tablet = scene.tablet()
    item = tablet.sealed(kind="nonsense")
    tablet.sends(item)
    path = _waiting(scene)
    assert scene.browser.post(path, {"decision": "discard"}).status_code == 422
    assert scene.browser.post(path, {"decision": "discard", "reason": "Probelauf"}).status_code == 303
    stored = _one(scene, DeviceItem)
    assert (stored.state, stored.sealed, stored.reason) == (ItemState.DISCARDED, "", "Probelauf")
    assert tablet.statuses(item) == [410]


def test_an_exported_queue_is_taken_in_like_a_sync_and_only_once(scene: Scene) -> None:
    tablet = scene.tablet()
    items = [tablet.answered() for _ in range(60)]
    tablet.sends(*items[:10])
    queue = json.dumps({"format": "participation-queue-1", "device": "Tablet 3", "items": items})
    for _ in range(2):
        answer = scene.browser.post(f"{_HOME}quarantaene/", files={"file": ("queue.json", queue)})
        assert answer.status_code == 303, answer.text
    assert scene.counts() == (60, 60, 0)
    page = scene.browser.get(answer.headers["location"])
    assert "schon bekannt: 60" in page.text
    odd = scene.browser.post(f"{_HOME}quarantaene/", files={"file": ("queue.json", "{}")})
    assert odd.status_code == 422


def test_editors_see_nothing_of_the_tour_of_others(scene: Scene) -> None:
    signed_in(scene.browser, Role.EDITOR)
    paths = ("", "neu", "termine/marbach", "geraete/", "quarantaene/")
    assert [scene.browser.get(f"{_HOME}{path}").status_code for path in paths] == [404] * len(paths)
