"""Whoever has the receipt code takes the contribution back: in two steps, without JavaScript, once."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import col, select

from participation.comments.models import Comment
from participation.core.clock import now, standing_at
from participation.core.identifiers import receipt_code
from participation.core.journal import JournalEntry
from participation.ideas.models import Endorsement, Idea
from participation.threads.models import ContributionState
from tests.browser import Browser
from tests.comments.builders import PUBLIC, Setting, a_comment, a_setting, an_idea
from tests.surveys.builders import a_body, an_open_survey

PATH = "/de/nachverfolgen"
WITHDRAW = "/contributions/withdraw"


@pytest.fixture
def setting(browser: Browser) -> Setting:
    with browser.site.database.writing() as session:
        made = a_setting(session)
    browser.site.refresh()
    return made


def pressed(browser: Browser, page: str, button: str) -> Any:
    """Send the form of a page that has this button, as a browser without JavaScript would."""
    for action, fields in re.findall(r'<form method="post" action="([^"]+)">(.*?)</form>', page, re.DOTALL):
        if button in fields:
            named = re.findall(r'name="(\w+)"\s+value="([^"]*)"', fields)
            return browser.post(action, {name: unescape(value) for name, value in named})
    raise AssertionError(f"No form has the button {button}.")


def withdrawn(browser: Browser, code: str) -> Any:
    """The whole way: the code, the question, the answer."""
    shown = browser.post(PATH, {"code": code})
    asked = pressed(browser, shown.text, "Meinen Beitrag zurückziehen")
    assert "Das lässt sich nicht rückgängig machen." in asked.text
    answer = pressed(browser, asked.text, "Ja, zurückziehen")
    for page in (shown, asked, answer):
        assert page.status_code == 200
        assert page.headers["cache-control"] == "no-store"
    return answer


def test_a_withdrawn_comment_is_gone_from_every_page(browser: Browser, setting: Setting) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        comment = a_comment(session, setting, client_id=client, author_name="Erika Muster", **PUBLIC)
    browser.site.refresh()
    assert "Abends fehlt ein Bus." in browser.get("/de/kommentare/").text
    answer = withdrawn(browser, receipt_code(client))
    assert "Ihr Beitrag ist zurückgezogen." in answer.text
    assert "Abends fehlt ein Bus." not in answer.text
    assert "Abends fehlt ein Bus." not in browser.get("/de/kommentare/").text
    gone = browser.get(f"/de/kommentare/{comment.id}")
    assert gone.status_code == 404
    assert "Dieser Beitrag wurde zurückgezogen." in gone.text
    with browser.site.database.reading() as session:
        kept = session.get_one(Comment, comment.id)
        assert (kept.state, kept.text, kept.author_name) == (ContributionState.WITHDRAWN, "", "")
        assert kept.payload_hash != comment.payload_hash
        (entry,) = session.exec(select(JournalEntry).where(JournalEntry.action == "withdrawn")).all()
        assert (entry.subject_id, entry.actor_id, entry.details) == (comment.id, None, {"from": "published"})


def test_a_withdrawn_idea_has_no_words_left(browser: Browser, setting: Setting) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        idea = an_idea(session, setting, client_id=client, **PUBLIC)
    browser.site.refresh()
    withdrawn(browser, receipt_code(client))
    assert "Rufbus am Abend" not in browser.get("/de/ideen/").text
    assert "Dieser Beitrag wurde zurückgezogen." in browser.get(f"/de/ideen/{idea.id}").text
    with browser.site.database.reading() as session:
        kept = session.get_one(Idea, idea.id)
    assert (kept.title, kept.text) == ("", "")


def test_withdrawing_twice_changes_nothing(browser: Browser, setting: Setting) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        a_comment(session, setting, client_id=client, **PUBLIC)
    withdrawn(browser, receipt_code(client))
    again = browser.post(f"{PATH}/zurueckziehen", {"code": receipt_code(client)})
    assert again.status_code == 200
    assert "Ihr Beitrag ist zurückgezogen." in again.text
    assert "Meinen Beitrag zurückziehen" not in browser.post(PATH, {"code": receipt_code(client)}).text
    with browser.site.database.reading() as session:
        entries = session.exec(select(JournalEntry).where(JournalEntry.action == "withdrawn")).all()
    assert len(entries) == 1


@pytest.mark.parametrize("state", [ContributionState.PENDING, ContributionState.REJECTED, ContributionState.HIDDEN])
def test_what_was_not_public_leaves_no_public_trace(
    browser: Browser, setting: Setting, state: ContributionState
) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        comment = a_comment(session, setting, client_id=client, **PUBLIC | {"state": state})
    withdrawn(browser, receipt_code(client))
    gone = browser.get(f"/de/kommentare/{comment.id}")
    assert gone.status_code == 404
    assert "zurückgezogen" not in gone.text


def test_a_withdrawn_endorsement_counts_no_more_and_can_be_given_again(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        idea = an_idea(session, setting, **PUBLIC)
    browser.site.refresh()
    body = {"id": str(uuid4()), "idea_id": str(idea.id)}
    code = browser.api("POST", "/endorsements", json=body).json()["receipt_code"]
    assert "Ihr Beitrag ist zurückgezogen." in withdrawn(browser, code).text
    assert _endorsements(browser) == 0
    assert browser.post(PATH, {"code": code}).status_code == 422
    assert browser.api("POST", "/endorsements", json=body).status_code < 300
    assert _endorsements(browser) == 1


def _endorsements(browser: Browser) -> int:
    with browser.site.database.reading() as session:
        return len(session.exec(select(col(Endorsement.id))).all())


def test_nothing_is_withdrawn_without_the_second_step(browser: Browser, setting: Setting) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        a_comment(session, setting, client_id=client)
    shown = browser.post(PATH, {"code": receipt_code(client)})
    asked = pressed(browser, shown.text, "Meinen Beitrag zurückziehen")
    kept = pressed(browser, asked.text, "Nein, behalten")
    assert "Abends fehlt ein Bus." in kept.text
    assert browser.get(f"{PATH}/zurueckziehen").headers["location"] == PATH


@pytest.mark.parametrize("code", ["", "x", "0000-0000-0000-0000", "<script>alert(1)</script>"])
def test_an_unknown_code_withdraws_nothing(browser: Browser, setting: Setting, code: str) -> None:
    assert setting
    for step in ({}, {"step": "withdraw"}):
        assert browser.post(PATH, {"code": code} | step).status_code == 422
    answer = browser.post(f"{PATH}/zurueckziehen", {"code": code})
    assert answer.status_code == 422
    assert "Zu diesem Code finden wir keinen Beitrag." in answer.text
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("language", ["leicht", "en"])
def test_both_steps_stand_in_every_language(browser: Browser, setting: Setting, language: str) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        a_comment(session, setting, client_id=client)
    asked = browser.post(f"/{language}/nachverfolgen", {"code": receipt_code(client), "step": "withdraw"})
    button = {"leicht": "Ja, bitte löschen", "en": "Yes, withdraw it"}[language]
    assert pressed(browser, asked.text, button).status_code == 200


def test_over_the_api_it_is_withdrawn_too_and_again_answers_the_same(browser: Browser, setting: Setting) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        comment = a_comment(session, setting, client_id=client, **PUBLIC)
    browser.site.refresh()
    assert "Abends fehlt ein Bus." in browser.get("/de/kommentare/").text
    typed = receipt_code(client).lower().replace("-", " ")
    for _ in range(2):
        answer = browser.api("POST", WITHDRAW, json={"receipt_code": typed})
        assert (answer.status_code, answer.json()) == (200, {"state": "withdrawn"})
    assert "Abends fehlt ein Bus." not in browser.get("/de/kommentare/").text
    found = browser.api("POST", "/contributions/lookup", json={"receipt_code": typed}).json()
    assert (found["state"], found["text"]) == ("withdrawn", "")
    with browser.site.database.reading() as session:
        entries = session.exec(select(JournalEntry).where(JournalEntry.action == "withdrawn")).all()
    assert [entry.subject_id for entry in entries] == [comment.id]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"receipt_code": "0000-0000-0000-0000"}, 404),
        ({"receipt_code": "kein Code"}, 404),
        ({}, 422),
        ({"receipt_code": "0000-0000-0000-0000", "reason": "x"}, 422),
    ],
)
def test_the_api_withdraws_nothing_without_a_code_that_exists(
    browser: Browser, setting: Setting, body: dict[str, str], status: int
) -> None:
    with browser.site.database.writing() as session:
        comment = a_comment(session, setting, **PUBLIC)
    answer = browser.api("POST", WITHDRAW, json=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    with browser.site.database.reading() as session:
        assert session.get_one(Comment, comment.id).text == comment.text


def test_the_api_withdraws_an_endorsement_only_while_there_is_one(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        idea = an_idea(session, setting, **PUBLIC)
    body = {"id": str(uuid4()), "idea_id": str(idea.id)}
    code = browser.api("POST", "/endorsements", json=body).json()["receipt_code"]
    assert browser.api("POST", WITHDRAW, json={"receipt_code": code}).status_code == 200
    assert _endorsements(browser) == 0
    assert browser.api("POST", WITHDRAW, json={"receipt_code": code}).status_code == 404


def test_the_api_says_so_when_a_survey_is_closed(browser: Browser) -> None:
    an_open_survey(browser)
    code = browser.api("POST", "/surveys/umfrage/submissions", json=a_body()).json()["receipt_code"]
    with standing_at(now() + timedelta(days=31)):
        assert browser.api("POST", WITHDRAW, json={"receipt_code": code}).status_code == 403
        assert browser.api("POST", "/contributions/lookup", json={"receipt_code": code}).json()["state"] == "published"
    assert browser.api("POST", WITHDRAW, json={"receipt_code": code}).status_code == 200
