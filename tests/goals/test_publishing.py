"""Editors publish the next version: they see all that changes, and just that is published."""

from __future__ import annotations

from sqlmodel import select

from participation.accounts.models import Role
from participation.core.journal import JournalEntry
from participation.goals.models import GoalChange
from participation.strategy.models import Strategy, Version
from tests.browser import Browser
from tests.cast import signed_in
from tests.goals.builders import fields_of, set_up

WORKSPACE = "/de/verwaltung/ziele/zukunft/z-bus"
PUBLISH = "/de/verwaltung/strategien/zukunft/veroeffentlichen"
GOAL = "/de/ziele/zukunft/z-bus"


def _reword(browser: Browser, text: str) -> None:
    form = fields_of(browser.get(WORKSPACE).text) | {"text-title-de": text, "reason": "So ist es besser."}
    assert browser.post(WORKSPACE, form).status_code == 303


def test_a_draft_is_not_public_until_it_is_published(browser: Browser) -> None:
    set_up(browser)
    signed_in(browser, Role.EDITOR)
    _reword(browser, "Der Bus fährt alle 30 Minuten.")
    assert "alle 30 Minuten" not in browser.get(GOAL).text
    page = browser.get(PUBLISH).text
    assert "alle 30 Minuten" in page
    assert "So ist es besser." in page
    browser.post(PUBLISH, fields_of(page) | {"note": "Der Takt wird dichter."})
    assert "alle 30 Minuten" in browser.get(GOAL).text
    assert "Der Takt wird dichter." in browser.get("/de/was-daraus-wurde/").text


def test_publishing_ties_the_changes_to_the_version_and_is_journaled(browser: Browser) -> None:
    set_up(browser)
    signed_in(browser, Role.EDITOR)
    _reword(browser, "Der Bus fährt alle 30 Minuten.")
    browser.post(PUBLISH, fields_of(browser.get(PUBLISH).text) | {"note": "Dichter."})
    with browser.site.database.reading() as session:
        version = session.exec(select(Version).where(Version.number == 2)).one()
        assert session.exec(select(GoalChange.version_id)).one() == version.id
        acts = session.exec(select(JournalEntry).where(JournalEntry.action == "published")).all()
        assert version.id in {act.subject_id for act in acts}


def test_a_version_needs_a_note(browser: Browser) -> None:
    set_up(browser)
    signed_in(browser, Role.EDITOR)
    _reword(browser, "Der Bus fährt alle 30 Minuten.")
    assert browser.post(PUBLISH, fields_of(browser.get(PUBLISH).text)).status_code == 422
    with browser.site.database.reading() as session:
        assert session.exec(select(Strategy.latest_version)).one() == 1


def test_only_what_the_editor_saw_is_published(browser: Browser) -> None:
    set_up(browser)
    signed_in(browser, Role.EDITOR)
    _reword(browser, "Der Bus fährt alle 30 Minuten.")
    form = fields_of(browser.get(PUBLISH).text) | {"note": "Dichter."}
    _reword(browser, "Der Bus fährt alle 15 Minuten.")
    answer = browser.post(PUBLISH, form)
    assert answer.status_code == 409
    assert "alle 15 Minuten" in answer.text
    assert fields_of(answer.text)["note"] == "Dichter."
    assert browser.post(PUBLISH, fields_of(answer.text)).status_code == 303


def test_without_changes_there_is_nothing_to_publish(browser: Browser) -> None:
    set_up(browser)
    signed_in(browser, Role.EDITOR)
    assert "Seit der letzten Fassung hat sich nichts geändert." in browser.get(PUBLISH).text
    assert browser.post(PUBLISH, {"note": "Nichts.", "seen": ""}).status_code == 409
