"""Rounds of comments: on one frozen version, on some fields, for an invited circle, and what a new version does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, select

from participation.accounts.models import Role
from participation.comments.models import Comment
from participation.core.clock import now, standing_at
from participation.procedures.models import PhaseKind, Procedure, RoundField, RoundSettings
from participation.strategy.models import Strategy
from participation.strategy.versions import publish_version
from tests.browser import Browser
from tests.cast import signed_in
from tests.comments.builders import (
    PUBLIC,
    Setting,
    a_comment,
    a_new_version,
    a_setting,
    another_element,
    filled_in,
    without_the_element,
)

ELEMENT = "/de/strategien/zukunft/mobilitaet"


@pytest.fixture
def setting(browser: Browser) -> Setting:
    with browser.site.database.writing() as session:
        made = a_setting(session)
    browser.site.refresh()
    return made


def _settle(session: Session, setting: Setting, **facts: Any) -> None:
    session.add(RoundSettings(phase_id=setting.phases[PhaseKind.COMMENTS], **facts))


def _only_about(session: Session, setting: Setting, element_id: UUID) -> None:
    session.add(RoundField(phase_id=setting.phases[PhaseKind.COMMENTS], element_id=element_id))


def test_comments_of_a_round_are_on_the_version_that_it_opened_with(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        a_new_version(session, setting)
    browser.site.refresh()
    page = browser.get(f"/de/kommentare/neu?thread={setting.block_thread}")
    assert "Der Bus fährt jede Stunde." in page.text
    assert "Diese Runde bezieht sich auf Fassung 1." in page.text
    form = filled_in(browser, f"/de/kommentare/neu?thread={setting.block_thread}", kind="remark", text="Gut.")
    assert browser.post("/de/kommentare/neu", form).status_code == 303
    body = {"id": str(uuid4()), "thread_id": str(setting.block_thread), "text": "Auch gut."}
    assert browser.api("POST", "/comments", json=body).status_code == 201
    with browser.site.database.reading() as session:
        assert {row.version_id for row in session.exec(select(Comment))} == {setting.version_id}


def test_staff_may_put_a_round_on_a_later_version(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        a_new_version(session, setting)
        version = publish_version(session, session.get_one(Strategy, setting.strategy_id), "", None)
        session.flush()
        _settle(session, setting, version_id=version.id)
    browser.site.refresh()
    page = browser.get(f"/de/kommentare/neu?thread={setting.block_thread}").text
    assert "Der Bus fährt alle zwanzig Minuten." in page
    assert "Diese Runde bezieht sich auf" not in page


def test_comments_on_unchanged_words_are_current_in_a_new_version(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        a_comment(session, setting, "Zum Takt.", **PUBLIC)
        a_new_version(session, setting, "Der Bus fährt jede  Stunde.")
    browser.site.refresh()
    page = browser.get("/de/kommentare/").text
    assert "Zum Takt." in page
    assert "Zu einer früheren Fassung" not in page
    assert browser.api("GET", "/comments").json()["items"][0]["standing"] == "current"


def test_comments_on_changed_words_are_marked_with_what_has_changed(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        comment = a_comment(session, setting, "Zum Takt.", **PUBLIC)
        whole = a_comment(session, setting, "Zum Ganzen.", **PUBLIC | {"thread_id": setting.element_thread})
        a_new_version(session, setting)
    browser.site.refresh()
    for path in ("/de/kommentare/", ELEMENT, f"/de/kommentare/{comment.id}", f"/de/kommentare/{whole.id}"):
        page = browser.get(path).text
        assert "Zu einer früheren Fassung" in page, path
        assert "jede Stunde" in page, path
        assert "alle zwanzig Minuten" in page, path
    assert {item["standing"] for item in browser.api("GET", "/comments").json()["items"]} == {"changed"}
    assert "Zu einem alten Text" in browser.get("/leicht/kommentare/").text


def test_comments_on_removed_words_are_kept_with_the_old_words(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        comment = a_comment(session, setting, "Zum Takt.", **PUBLIC)
        a_new_version(session, setting, None)
    browser.site.refresh()
    earlier = "/de/kommentare/?feld=mobilitaet&stelle=frueher"
    thread = f"/de/kommentare/zu/{setting.block_thread}"
    for path in (ELEMENT, "/de/kommentare/", earlier, f"/de/kommentare/{comment.id}", thread):
        page = browser.get(path).text
        assert "Zum Takt." in page, path
        assert "Der Bus fährt jede Stunde." in page, path
    assert "Kommentare zu früheren Fassungen" in browser.get(ELEMENT).text
    assert "Kommentare zu früheren Fassungen" in browser.get("/de/strategien/zukunft/").text
    assert browser.api("GET", "/comments").json()["items"][0]["standing"] == "removed"


def test_comments_on_a_removed_element_are_found_from_the_strategy(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        another_element(session, setting)
        comment = a_comment(session, setting, "Zum Takt.", **PUBLIC)
        a_comment(session, setting, "Zum Ganzen.", **PUBLIC | {"thread_id": setting.element_thread})
        without_the_element(session, setting)
    browser.site.refresh()
    assert browser.get(ELEMENT).status_code == 410
    assert "stelle=frueher" in browser.get("/de/strategien/zukunft/").text
    page = browser.get("/de/kommentare/?strategie=zukunft&stelle=frueher").text
    assert ("Zum Takt." in page, "Zum Ganzen." in page) == (True, True)
    one = browser.get(f"/de/kommentare/{comment.id}").text
    assert "/de/strategien/zukunft/fassungen/1#mobilitaet" in one


def test_a_round_about_some_fields_takes_no_others(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        other = another_element(session, setting)
        version = publish_version(session, session.get_one(Strategy, setting.strategy_id), "", None)
        _settle(session, setting, version_id=version.id)
        session.flush()
        _only_about(session, setting, other.id)
    browser.site.refresh()
    here, there = setting.block_thread, other.thread_id
    assert browser.get(f"/de/kommentare/neu?thread={here}").status_code == 403
    assert browser.get(f"/de/kommentare/neu?thread={there}").status_code == 200
    assert f"thread={here}" not in browser.get(ELEMENT).text
    bodies = [{"id": str(uuid4()), "thread_id": str(thread), "text": "Gut."} for thread in (here, there)]
    assert [browser.api("POST", "/comments", json=body).status_code for body in bodies] == [403, 201]


def test_editors_say_what_a_round_is_about(browser: Browser, setting: Setting) -> None:
    signed_in(browser, Role.EDITOR, setting.region)
    with browser.site.database.writing() as session:
        other = another_element(session, setting)
        version = publish_version(session, session.get_one(Strategy, setting.strategy_id), "", None)
    browser.site.refresh()
    phase = setting.phases[PhaseKind.COMMENTS]
    path = "/de/verwaltung/verfahren/beteiligung/runden"
    assert "Nur diese Felder" in browser.get(path).text
    chosen = {"version": str(version.id), "fields": [str(other.id), str(uuid4())]}
    assert browser.post(f"{path}/{phase}/umfang", chosen).status_code == 303
    browser.site.refresh()
    assert browser.get(f"/de/kommentare/neu?thread={setting.block_thread}").status_code == 403
    assert browser.get(f"/de/kommentare/neu?thread={other.thread_id}").status_code == 200
    assert browser.post(f"{path}/{phase}/umfang", {"version": "x"}).status_code == 303
    browser.site.refresh()
    assert browser.get(f"/de/kommentare/neu?thread={setting.block_thread}").status_code == 200
    assert browser.get(f"/de/kommentare/neu?thread={other.thread_id}").status_code == 403
    assert browser.post(f"{path}/{setting.phases[PhaseKind.IDEAS]}/umfang", chosen).status_code == 404


def test_a_field_says_when_it_can_be_commented_on(browser: Browser, setting: Setting) -> None:
    assert "Kommentieren können Sie bis zum" in browser.get(ELEMENT).text
    assert "Kommentieren können Sie bis zum" in browser.get(f"/de/kommentare/neu?thread={setting.block_thread}").text
    browser.site.refresh()
    with standing_at(now() - timedelta(days=20)):
        assert "Kommentieren können Sie vom" in browser.get(ELEMENT).text
    browser.site.refresh()
    with standing_at(now() + timedelta(days=60)):
        assert "Die Zeit für Kommentare endete am" in browser.get(ELEMENT).text


def test_what_belongs_to_an_invited_circle_is_public_nowhere(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        comment = a_comment(session, setting, "Nur für den Kreis.", **PUBLIC)
        a_comment(session, setting, "Antwort im Kreis.", **PUBLIC | {"parent_id": comment.id})
        _settle(session, setting, is_closed=True)
    browser.site.refresh()
    for path in (
        "/de/kommentare/",
        "/de/kommentare/?sortierung=unterstuetzt",
        "/de/kommentare/feed",
        f"/de/kommentare/zu/{setting.block_thread}",
        ELEMENT,
    ):
        page = browser.get(path).text
        assert "Kreis." not in page, path
        assert "1 Kommentar<" not in page, path
    for query in ("", "?sort=new", f"?thread={setting.block_thread}"):
        assert browser.api("GET", f"/comments{query}").json()["items"] == []
    assert browser.get(f"/de/kommentare/{comment.id}").status_code == 404
    assert browser.get(f"/de/kommentare/neu?thread={setting.block_thread}").status_code == 403
    support = browser.api("POST", f"/comments/{comment.id}/supports", json={"id": str(uuid4())})
    assert support.status_code in {403, 409}
    body = {"id": str(uuid4()), "thread_id": str(setting.block_thread), "text": "Gut."}
    assert browser.api("POST", "/comments", json=body).status_code == 403


def test_editors_are_told_that_a_closed_round_takes_nothing(browser: Browser, setting: Setting) -> None:
    signed_in(browser, Role.EDITOR, setting.region)
    with browser.site.database.reading() as session:
        slug = session.exec(select(Procedure.slug)).one()
    page = f"/de/verwaltung/verfahren/{slug}/runden"
    assert "Diese Runde ist geschlossen" not in browser.get(page).text
    with browser.site.database.writing() as session:
        _settle(session, setting, is_closed=True)
    assert browser.get(page).text.count("Diese Runde ist geschlossen") == 1
