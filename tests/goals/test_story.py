"""The whole way of one comment: from its sender to the words of the strategy, and back by receipt code."""

from __future__ import annotations

from uuid import uuid4

from participation.accounts.models import Role
from tests.browser import Browser
from tests.cast import signed_in
from tests.goals.builders import fields_of, set_up

WORKSPACE = "/de/verwaltung/ziele/zukunft/z-bus"
PUBLISH = "/de/verwaltung/strategien/zukunft/veroeffentlichen"


def test_a_comment_is_followed_from_its_sending_to_the_words_it_changed(browser: Browser) -> None:
    scene = set_up(browser)
    sent = browser.api(
        "POST",
        "/comments",
        json={"id": str(uuid4()), "element_id": str(scene.goal_id), "text": "Am Sonntag kommt gar kein Bus."},
    ).json()
    comment = _published(browser)
    _considered(browser, comment)
    _reworded(browser, comment)
    form = fields_of(browser.get(PUBLISH).text) | {"note": "Der Bus fährt nun auch sonntags."}
    assert browser.post(PUBLISH, form).headers["location"] == "/de/strategien/zukunft/fassungen/2"

    browser.cookies.clear()
    goal = browser.get("/de/ziele/zukunft/z-bus").text
    assert "auch am Sonntag" in goal
    assert "Am Sonntag kommt gar kein Bus." in goal
    assert "Vorschlag der Verwaltung: berücksichtigen" in goal
    followed = browser.post("/de/nachverfolgen", {"code": sent["receipt_code"]}).text
    assert "Vorschlag der Verwaltung: berücksichtigen" in followed
    assert "Die Kritik ist berechtigt." in followed
    assert "Fassung 2" in followed
    assert "/de/ziele/zukunft/z-bus#version-2" in followed
    easily = browser.post("/leicht/nachverfolgen", {"code": sent["receipt_code"]}).text
    assert "Sie haben recht." in easily
    assert "Die Kritik ist berechtigt." not in easily
    told = {"receipt_code": sent["receipt_code"], "language": "de-simple"}
    effects = browser.api("POST", "/contributions/lookup", json=told).json()["effects"]
    assert [effect["language"] for effect in effects] == ["de-simple", "de-simple"]


def test_what_followed_from_a_comment_stays_when_its_author_withdraws_it(browser: Browser) -> None:
    scene = set_up(browser)
    body = {"id": str(uuid4()), "element_id": str(scene.goal_id), "text": "Am Sonntag kommt gar kein Bus."}
    code = browser.api("POST", "/comments", json=body).json()["receipt_code"]
    comment = _published(browser)
    _considered(browser, comment)
    _reworded(browser, comment)
    browser.post(PUBLISH, fields_of(browser.get(PUBLISH).text) | {"note": "Der Bus fährt nun auch sonntags."})

    assert browser.post("/de/nachverfolgen/zurueckziehen", {"code": code}).status_code == 200
    table = browser.get("/de/verwaltung/abwaegung/zukunft/?stand=all").text
    assert browser.get(f"/de/verwaltung/abwaegung/zukunft/comment/{comment}").status_code == 200
    assert browser.get(WORKSPACE).status_code == 200
    browser.cookies.clear()
    goal = browser.get("/de/ziele/zukunft/z-bus").text
    for page in (goal, table):
        assert "Die Kritik ist berechtigt." in page
        assert "Am Sonntag kommt gar kein Bus." not in page
    assert "Dieser Beitrag wurde zurückgezogen." in goal


def _published(browser: Browser) -> str:
    signed_in(browser, Role.MODERATOR)
    page: str = browser.get("/de/verwaltung/moderation/").text
    entry = page.split("/de/verwaltung/moderation/comment/")[1].split('"', maxsplit=1)[0].split("?", maxsplit=1)[0]
    answer = browser.post(f"/de/verwaltung/moderation/comment/{entry}", {"act": "publish"})
    assert answer.status_code == 303, answer.text
    return entry


def _considered(browser: Browser, comment: str) -> None:
    signed_in(browser, Role.EDITOR)
    address = f"/de/verwaltung/abwaegung/zukunft/comment/{comment}"
    form = fields_of(browser.get(f"{address}?bearbeiten=1").text)
    form |= {"outcome": "accepted", "rationale": "Die Kritik ist berechtigt.", "then": "release"}
    form |= {"easy_rationale": "Sie haben recht."}
    assert browser.post(address, form).status_code == 303


def _reworded(browser: Browser, comment: str) -> None:
    form = fields_of(browser.get(WORKSPACE).text)
    form |= {"text-title-de": "Der Bus fährt jede Stunde, auch am Sonntag.", "evidence": f"comment:{comment}"}
    assert browser.post(WORKSPACE, form).status_code == 303
