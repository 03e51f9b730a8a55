"""Comments over the JSON API."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from participation.core.clock import now, standing_at
from tests.browser import Browser
from tests.comments.builders import PUBLIC, Setting, a_comment, a_setting


@pytest.fixture
def setting(browser: Browser) -> Setting:
    with browser.site.database.writing() as session:
        made = a_setting(session)
    browser.site.refresh()
    return made


def _body(setting: Setting, **more: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "thread_id": str(setting.block_thread), "text": "Bitte auch abends."} | more


def test_a_comment_is_taken_once(browser: Browser, setting: Setting) -> None:
    body = _body(setting, kind="question", language="de-simple")
    first, again = browser.api("POST", "/comments", json=body), browser.api("POST", "/comments", json=body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["id"] == body["id"]
    assert browser.api("POST", "/comments", json=body | {"text": "Anderes."}).status_code == 409


def test_form_and_api_make_the_same_receipt(browser: Browser, setting: Setting) -> None:
    body = _body(setting)
    code = browser.api("POST", "/comments", json=body).json()["receipt_code"]
    form = {"id": body["id"], "thread": body["thread_id"], "kind": "remark", "text": body["text"]}
    assert code in browser.post("/de/kommentare/neu", form).headers["location"]


def test_an_element_can_be_named_instead_of_its_thread(browser: Browser, setting: Setting) -> None:
    body = _body(setting, element_id=str(setting.element_id))
    assert browser.api("POST", "/comments", json=body).status_code == 422
    del body["thread_id"]
    assert browser.api("POST", "/comments", json=body).status_code == 201


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"text": "x" * 5001}, "text"),
        ({"text": ""}, "text"),
        ({"text": 7}, "text"),
        ({"author_name": "n" * 81}, "author_name"),
        ({"kind": "rant"}, "kind"),
        ({"id": "1"}, "id"),
        ({"id": "00000000-0000-1000-8000-000000000000"}, "id"),
        ({"thread_id": "00000000-0000-4000-8000-000000000000"}, "thread_id"),
        ({"language": "fr"}, "language"),
        ({"state": "published"}, "state"),
    ],
)
def test_bad_bodies_name_the_field(browser: Browser, setting: Setting, more: dict[str, Any], field: str) -> None:
    answer = browser.api("POST", "/comments", json=_body(setting, **more))
    assert answer.status_code == 422
    assert field in answer.json()["errors"]


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b'{"text": "\\ud800"}', b"\xff\xfe"])
def test_what_is_no_body_is_refused(browser: Browser, setting: Setting, raw: bytes) -> None:
    assert setting
    assert browser.api("POST", "/comments", content=raw).status_code == 422


def test_after_the_phase_nothing_is_taken(browser: Browser, setting: Setting) -> None:
    with standing_at(now() + timedelta(days=60)):
        assert browser.api("POST", "/comments", json=_body(setting)).status_code == 403


def test_the_list_is_paged_by_cursor_and_stable_under_inserts(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        for number in range(5):
            moment = now() - timedelta(hours=10 - number)
            a_comment(session, setting, f"Nummer {number}", **PUBLIC | {"published_at": moment})
    first = browser.api("GET", "/comments?limit=2").json()
    with browser.site.database.writing() as session:
        a_comment(session, setting, "Dazwischen", **PUBLIC | {"published_at": now()})
    texts, following = [item["text"] for item in first["items"]], first["next"]
    while following:
        page = browser.api("GET", f"/comments?limit=2&cursor={following}").json()
        texts += [item["text"] for item in page["items"]]
        following = page["next"]
    assert texts == ["Nummer 0", "Nummer 1", "Nummer 2", "Nummer 3", "Nummer 4", "Dazwischen"]


def test_filters_come_from_an_allow_list(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        a_comment(session, setting, **PUBLIC)
    query = f"strategy={setting.strategy_id}&element={setting.element_id}&kind=suggestion"
    assert len(browser.api("GET", f"/comments?{query}").json()["items"]) == 1
    assert browser.api("GET", f"/comments?strategy={uuid4()}").json()["items"] == []
    for wrong in ("kind=rant", "strategy=1", "cursor=1", f"cursor={uuid4()}", "limit=x"):
        assert browser.api("GET", f"/comments?{wrong}").status_code == 422
