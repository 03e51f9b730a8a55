"""Whoever has the receipt code changes a contribution for a while, and takes along what is stored about it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import select

from participation.comments.models import Comment
from participation.core.clock import now, standing_at
from participation.core.identifiers import receipt_code
from participation.ideas.models import Idea
from participation.procedures.models import ModerationMode, RoundSettings
from participation.threads.editing import MOST_CHANGES
from participation.threads.models import ContributionState, EarlierText
from tests.browser import Browser
from tests.comments.builders import PUBLIC, Setting, a_comment, a_setting, an_idea
from tests.trace.test_withdrawing import PATH, pressed, withdrawn

CHANGE = f"{PATH}/aendern"


@pytest.fixture
def setting(browser: Browser) -> Setting:
    with browser.site.database.writing() as session:
        made = a_setting(session)
    browser.site.refresh()
    return made


def _form(browser: Browser, code: str) -> str:
    shown = browser.post(PATH, {"code": code})
    return str(pressed(browser, shown.text, "Meinen Beitrag ändern").text)


def test_a_changed_comment_waits_for_a_moderator_again_and_keeps_what_stood_there(
    browser: Browser, setting: Setting
) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        comment = a_comment(session, setting, client_id=client, **PUBLIC)
    browser.site.refresh()
    code = receipt_code(client)
    assert "Abends fehlt ein Bus." in _form(browser, code)
    answer = browser.post(CHANGE, {"code": code, "text": "Abends fehlen zwei Busse.", "author_name": ""})
    assert "Ihr Beitrag ist geändert." in answer.text
    assert "Abends fehlt ein Bus." not in browser.get("/de/kommentare/").text
    with browser.site.database.reading() as session:
        kept = session.get_one(Comment, comment.id)
        assert (kept.text, kept.state) == ("Abends fehlen zwei Busse.", ContributionState.PENDING)
        assert kept.held_for == "edited"
        (earlier,) = session.exec(select(EarlierText).where(EarlierText.case_id == kept.case_id)).all()
        assert earlier.text == "Abends fehlt ein Bus."
    withdrawn(browser, code)
    with browser.site.database.reading() as session:
        assert session.exec(select(EarlierText)).all() == []


def test_where_moderators_look_afterwards_a_changed_comment_stays_public(browser: Browser, setting: Setting) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        comment = a_comment(session, setting, client_id=client, **PUBLIC)
        session.add(RoundSettings(phase_id=comment.phase_id, moderation=ModerationMode.AFTER))
    browser.post(CHANGE, {"code": receipt_code(client), "text": "Abends fehlen zwei Busse."})
    assert "Abends fehlen zwei Busse." in browser.get("/de/kommentare/").text


def test_an_idea_is_changed_with_its_title_and_mistakes_keep_what_was_typed(browser: Browser, setting: Setting) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        an_idea(session, setting, client_id=client)
    code = receipt_code(client)
    wrong = browser.post(CHANGE, {"code": code, "title": "", "text": "Am Abend.", "author_name": "Kim"})
    assert wrong.status_code == 422
    assert "Am Abend." in wrong.text
    assert "Kim" in wrong.text
    browser.post(CHANGE, {"code": code, "title": "Rufbus am Abend", "text": "Am Abend."})
    with browser.site.database.reading() as session:
        (idea,) = session.exec(select(Idea)).all()
        assert (idea.title, idea.text) == ("Rufbus am Abend", "Am Abend.")


def test_after_the_time_nothing_can_be_changed(browser: Browser, setting: Setting) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        a_comment(session, setting, client_id=client)
    code = receipt_code(client)
    with standing_at(now() + timedelta(days=2)):
        assert "Meinen Beitrag ändern" not in browser.post(PATH, {"code": code}).text
        late = browser.post(CHANGE, {"code": code, "text": "Zu spät."})
        assert late.status_code == 403
        assert "lässt sich nicht mehr ändern" in late.text
    with browser.site.database.reading() as session:
        assert session.exec(select(Comment)).one().text == "Abends fehlt ein Bus."


def test_what_is_answered_no_longer_changes(browser: Browser, setting: Setting) -> None:
    client = uuid4()
    reply = {"official_reply": "Wir prüfen das.", "replied_at": now()}
    with browser.site.database.writing() as session:
        a_comment(session, setting, client_id=client, **PUBLIC | reply)
    assert browser.post(CHANGE, {"code": receipt_code(client), "text": "Anders."}).status_code == 403


def test_everything_stored_can_be_taken_along(browser: Browser, setting: Setting) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        a_comment(session, setting, client_id=client, author_name="Kim")
    code = receipt_code(client)
    browser.post(CHANGE, {"code": code, "text": "Anders.", "author_name": "Kim"})
    file = browser.post(f"{PATH}/meine-daten", {"code": code})
    assert file.headers["content-disposition"].startswith("attachment")
    stored = file.json()
    assert (stored["text"], stored["author_name"]) == ("Anders.", "Kim")
    assert stored["earlier_texts"][0]["text"] == "Abends fehlt ein Bus."
    assert not {"key", "receipt_key", "payload_hash"} & set(stored)
    assert browser.post(f"{PATH}/meine-daten", {"code": receipt_code(uuid4())}).status_code == 422


def test_there_is_an_end_to_changing(browser: Browser, setting: Setting) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        a_comment(session, setting, client_id=client)
    form = {"code": receipt_code(client), "author_name": ""}
    answers = [browser.post(CHANGE, form | {"text": f"Fassung {number}"}) for number in range(MOST_CHANGES + 1)]
    assert [answer.status_code for answer in answers] == [200] * MOST_CHANGES + [403]
