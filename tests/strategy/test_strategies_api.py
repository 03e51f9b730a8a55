"""Strategies over the API: the list, nested elements with texts by language, frozen versions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from participation.strategy.models import Strategy
from tests.browser import Browser
from tests.cast import a_region
from tests.strategy.builders import a_strategy, next_version, reworded


@pytest.fixture
def client(browser: Browser, tmp_path: Path) -> Browser:
    """A program that reads."""
    with browser.site.database.writing() as session:
        a_strategy(session, a_region(session), tmp_path)
    browser.site.refresh()
    return browser


def _id(client: Browser) -> str:
    return str(client.api("GET", "/strategies").json()["items"][0]["id"])


def _by_key(elements: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for element in elements:
        found |= {element["key"]: element} | _by_key(element["children"])
    return found


def test_the_list_has_what_programs_rely_on(client: Browser) -> None:
    item = client.api("GET", "/strategies").json()["items"][0]
    assert item | {"id": ""} == {
        "id": "",
        "slug": "zukunft",
        "region": "lindenau",
        "title": "Zukunft Landkreis Lindenau 2035",
        "horizon": 2035,
    }


def test_elements_are_nested_each_once_with_texts_by_language(client: Browser) -> None:
    document = client.api("GET", f"/strategies/{_id(client)}").json()
    assert [element["key"] for element in document["elements"]] == ["unterwegs", "anfang"]
    found = _by_key(document["elements"])
    field = found["mobilitaet"]
    assert (field["kind"], field["number"], field["title"]) == ("action_field", "1.1", "Mobilität")
    assert field["text"] == "Bis 2030 fahren mehr Busse.\n\nRufbusse ergänzen das Netz."
    assert field["texts"]["de-simple"]["title"] == "Bus und Bahn"
    assert field["texts"]["de-simple"]["state"] == "draft"
    assert field["links"] == [{"relation": "contributes_to", "target": found["ziel-bus"]["id"]}]
    assert set(found) == {"unterwegs", "ziel-bus", "mobilitaet", "radwege", "anfang"}


def test_a_version_stays_readable_when_the_next_is_published(client: Browser) -> None:
    with client.site.database.writing() as session:
        strategy = session.exec(select(Strategy)).one()
        reworded(session, strategy, "radwege", "p1", "Viele neue Radwege entstehen.")
        next_version(session, strategy, "Mehr Wege.")
    now = client.api("GET", f"/strategies/{_id(client)}").json()
    before = client.api("GET", f"/strategies/{_id(client)}/versions/1").json()
    assert (now["version"], now["note"], before["version"]) == (2, "Mehr Wege.", 1)
    assert _by_key(now["elements"])["radwege"]["text"] == "Viele neue Radwege entstehen."
    assert _by_key(before["elements"])["radwege"]["text"] == "Neue Radwege entstehen."
    assert _by_key(now["elements"])["radwege"]["id"] == _by_key(before["elements"])["radwege"]["id"]


def test_what_does_not_exist_is_a_problem_document(client: Browser) -> None:
    for path in (f"/strategies/{_id(client)}/versions/9", "/strategies/01a1fe20-f5aa-7daa-99f2-bc7a0a1b72a6"):
        answer = client.api("GET", path)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
