"""Replies to comments: one level deep, moderated like comments, shown below what they answer."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import select

from participation.comments.models import Comment
from participation.core.clock import now, standing_at
from participation.threads.models import ContributionState
from tests.browser import Browser
from tests.comments.builders import PUBLIC, Setting, a_comment, a_setting, code_on, filled_in


@pytest.fixture
def setting(browser: Browser) -> Setting:
    with browser.site.database.writing() as session:
        made = a_setting(session)
    browser.site.refresh()
    return made


@pytest.fixture
def parent(browser: Browser, setting: Setting) -> Comment:
    with browser.site.database.writing() as session:
        comment = a_comment(session, setting, "Abends fehlt ein Bus.", **PUBLIC)
    browser.site.refresh()
    return comment


def _reply(browser: Browser, parent: Comment, text: str = "Das sehe ich anders.") -> Any:
    form = filled_in(browser, f"/de/kommentare/{parent.id}", text=text)
    return browser.post(f"/de/kommentare/{parent.id}/antworten", form)


def _stored(browser: Browser) -> list[Comment]:
    with browser.site.database.reading() as session:
        return list(session.exec(select(Comment).where(Comment.parent_id != None)))  # noqa: E711


def test_a_reply_waits_for_a_moderator_and_gets_a_code(browser: Browser, parent: Comment) -> None:
    answer = _reply(browser, parent)
    assert answer.status_code == 303
    thanks = browser.get(answer.headers["location"])
    assert len(code_on(thanks.text)) == 19
    assert f'data-draft-done="reply-{parent.id}"' in thanks.text
    (reply,) = _stored(browser)
    assert (reply.state, reply.parent_id, reply.thread_id) == (ContributionState.PENDING, parent.id, parent.thread_id)
    assert "Das sehe ich anders." not in browser.get(f"/de/kommentare/{parent.id}").text


def test_a_public_reply_stands_below_its_comment_everywhere(
    browser: Browser, setting: Setting, parent: Comment
) -> None:
    with browser.site.database.writing() as session:
        later = PUBLIC | {"published_at": now() + timedelta(seconds=1)}
        facts = later | {"parent_id": parent.id, "official_reply": "Wir prüfen das.", "replied_at": now()}
        reply = a_comment(session, setting, "Bei uns auch.", **facts)
    browser.site.refresh()
    for path in (
        "/de/kommentare/",
        f"/de/kommentare/{parent.id}",
        f"/de/kommentare/zu/{setting.block_thread}",
        "/de/strategien/zukunft/mobilitaet",
        "/leicht/kommentare/",
    ):
        page = browser.get(path).text
        above, below = page.index("Abends fehlt ein Bus."), page.index("Bei uns auch.")
        assert above < below < page.index("Wir prüfen das."), path
    assert "1 Kommentar<" in browser.get("/de/kommentare/").text
    assert "Bei uns auch." in browser.get(f"/de/kommentare/{reply.id}").text
    assert "Bei uns auch." in browser.get("/de/kommentare/feed").text
    items = browser.api("GET", "/comments").json()["items"]
    assert [item["parent_id"] for item in items] == [None, str(parent.id)]


def test_a_reply_has_no_replies_and_what_waits_has_none_either(
    browser: Browser, setting: Setting, parent: Comment
) -> None:
    with browser.site.database.writing() as session:
        reply = a_comment(session, setting, "Bei uns auch.", **PUBLIC | {"parent_id": parent.id})
        pending = a_comment(session, setting, "Noch geheim.")
    browser.site.refresh()
    form = {"id": str(uuid4()), "text": "Und noch eine."}
    assert 'id="reply"' not in browser.get(f"/de/kommentare/{reply.id}").text
    refused = browser.post(f"/de/kommentare/{reply.id}/antworten", form)
    assert refused.status_code == 403
    assert "Und noch eine." in refused.text
    assert browser.post(f"/de/kommentare/{pending.id}/antworten", form).status_code == 404
    assert len(_stored(browser)) == 1


@pytest.mark.parametrize("text", ["", "x" * 5001])
def test_a_reply_that_cannot_be_used_is_kept_in_the_form(browser: Browser, parent: Comment, text: str) -> None:
    answer = _reply(browser, parent, text)
    assert answer.status_code == 422
    assert text in answer.text
    assert _stored(browser) == []


def test_after_the_round_nobody_answers_and_what_was_typed_stays(browser: Browser, parent: Comment) -> None:
    form = filled_in(browser, f"/de/kommentare/{parent.id}", text="Zu spät gekommen.")
    with standing_at(now() + timedelta(days=60)):
        answer = browser.post(f"/de/kommentare/{parent.id}/antworten", form)
        assert answer.status_code == 403
        assert "Zu spät gekommen." in answer.text
        assert 'id="reply"' not in browser.get(f"/de/kommentare/{parent.id}").text


def test_the_words_of_a_withdrawn_comment_go_and_the_replies_to_it_stay(
    browser: Browser, setting: Setting, parent: Comment
) -> None:
    with browser.site.database.writing() as session:
        a_comment(session, setting, "Bei uns auch.", **PUBLIC | {"parent_id": parent.id})
        stored = session.get_one(Comment, parent.id)
        stored.state = ContributionState.HIDDEN
        session.add(stored)
    browser.site.refresh()
    for path in ("/de/kommentare/", f"/de/kommentare/{parent.id}", "/de/strategien/zukunft/mobilitaet"):
        page = browser.get(path)
        assert page.status_code == 200
        assert "Bei uns auch." in page.text
        assert "wird nicht mehr gezeigt" in page.text
        assert "Abends fehlt ein Bus." not in page.text
    assert "Abends fehlt" not in browser.api("GET", "/comments?sort=new").text


def test_replies_over_the_api_name_a_public_comment_on_the_same_thread(
    browser: Browser, setting: Setting, parent: Comment
) -> None:
    def body(**more: Any) -> dict[str, Any]:
        place = {"id": str(uuid4()), "thread_id": str(setting.block_thread), "parent_id": str(parent.id)}
        return place | {"text": "Ja, so ist es."} | more

    first = body()
    assert browser.api("POST", "/comments", json=first).status_code == 201
    assert browser.api("POST", "/comments", json=first).status_code == 200
    (reply,) = _stored(browser)
    assert browser.api("POST", "/comments", json=body(parent_id=str(uuid4()))).status_code == 409
    assert browser.api("POST", "/comments", json=body(parent_id=str(reply.id))).status_code == 409
    assert browser.api("POST", "/comments", json=body(thread_id=str(setting.element_thread))).status_code == 409
    assert len(_stored(browser)) == 1


def test_many_replies_are_counted_and_all_on_the_page_of_the_comment(
    browser: Browser, setting: Setting, parent: Comment
) -> None:
    with browser.site.database.writing() as session:
        for number in range(5):
            moment = now() - timedelta(minutes=10 - number)
            facts = PUBLIC | {"parent_id": parent.id, "published_at": moment}
            a_comment(session, setting, f"Antwort Nummer {number}.", **facts)
    browser.site.refresh()
    page = browser.get("/de/kommentare/").text
    assert re.findall(r"Antwort Nummer \d", page) == ["Antwort Nummer 0", "Antwort Nummer 1", "Antwort Nummer 2"]
    assert "Alle 5 Antworten lesen" in page
    assert len(re.findall(r"Antwort Nummer \d", browser.get(f"/de/kommentare/{parent.id}").text)) == 5
