"""How a round lets contributions begin: before, afterwards, by rules; on the form and over the API."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import select

from participation.accounts.models import Role
from participation.comments.models import Comment
from participation.crowd.grams import Weights
from participation.crowd.index import add
from participation.crowd.sources import Words
from participation.ideas.models import Idea
from participation.procedures.models import ModerationMode, PhaseKind, RoundSettings
from participation.regions.models import Region
from participation.threads.models import ContributionState
from participation.threads.watched_words import store_words
from tests.admin.desk import QUEUE, decide, made_setting, moderator, set_round
from tests.browser import Browser
from tests.cast import signed_in
from tests.comments.builders import Setting, filled_in

STATE = ContributionState
CALM = "Am Abend brauchen wir einen Bus mehr."


@pytest.fixture
def setting(browser: Browser) -> Setting:
    return made_setting(browser)


def _sent(browser: Browser, setting: Setting, text: str, **more: Any) -> Comment:
    body = {"id": str(uuid4()), "thread_id": str(setting.block_thread), "kind": "suggestion", "text": text} | more
    assert browser.api("POST", "/comments", json=body).status_code == 201
    with browser.site.database.reading() as session:
        return session.exec(select(Comment).where(Comment.text == text)).one()


def _version(browser: Browser) -> int:
    with browser.site.database.reading() as session:
        return session.exec(select(Region.published_version)).one()


def test_without_settings_everything_waits(browser: Browser, setting: Setting) -> None:
    assert _sent(browser, setting, CALM).state is STATE.PENDING


def test_afterwards_is_public_in_the_same_commit_and_to_be_looked_at(browser: Browser, setting: Setting) -> None:
    set_round(browser, setting, moderation=ModerationMode.AFTER)
    browser.get("/de/kommentare/")
    before = _version(browser)
    found = _sent(browser, setting, CALM)
    assert (found.state, found.held_for) == (STATE.PUBLISHED, "unseen")
    assert _version(browser) == before + 1
    browser.site.refresh()
    assert CALM in browser.get("/de/kommentare/").text
    moderator(browser, setting)
    assert CALM in browser.get(f"{QUEUE}?stand=nachsehen").text
    decide(browser, found, act="seen")
    assert CALM not in browser.get(f"{QUEUE}?stand=nachsehen").text


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (CALM, ""),
        ("Mehr dazu steht auf www.beispiel.example und im Amtsblatt.", "links"),
        ("Was die Vollidioten da bauen, nützt niemandem.", "words"),
        ("Na ja.", "length"),
        ("DAS IST EINE FRECHHEIT UND NICHT HINNEHMBAR!", "capitals"),
        ("Fragen Sie Frau Beispiel aus der Lindenstraße 12.", "personal"),
    ],
)
def test_rules_hold_what_they_name(browser: Browser, setting: Setting, text: str, held: str) -> None:
    with browser.site.database.writing() as session:
        store_words(session, setting.region.id, ["Idiot"])
    set_round(browser, setting, moderation=ModerationMode.RULES, rules="links words length capitals personal")
    found = _sent(browser, setting, text)
    assert found.held_for == (held or "unseen")
    assert found.state is (STATE.PENDING if held else STATE.PUBLISHED)


def test_the_form_and_ideas_follow_the_rules_too(browser: Browser, setting: Setting) -> None:
    set_round(browser, setting, moderation=ModerationMode.RULES)
    with browser.site.database.writing() as session:
        session.add(RoundSettings(phase_id=setting.phases[PhaseKind.IDEAS], moderation=ModerationMode.AFTER))
    browser.site.refresh()
    form = filled_in(browser, f"/de/kommentare/neu?thread={setting.block_thread}", kind="remark", text=CALM)
    assert browser.post("/de/kommentare/neu", form).status_code == 303
    idea = filled_in(browser, "/de/ideen/neu", title="Rufbus", text=CALM, place="zukunft/")
    assert browser.post("/de/ideen/neu", idea).status_code == 303
    with browser.site.database.reading() as session:
        assert session.exec(select(Comment.state)).one() is STATE.PUBLISHED
        assert session.exec(select(Idea.state)).one() is STATE.PUBLISHED


def test_editors_choose_the_rules_of_a_round(browser: Browser, setting: Setting) -> None:
    signed_in(browser, Role.EDITOR, setting.region)
    path, phase = "/de/verwaltung/verfahren/beteiligung/runden", setting.phases[PhaseKind.COMMENTS]
    assert browser.get(path).status_code == 200
    sheet = {"mode": "rules", "rules": ["links", "words"], "four_eyes": "yes", "edit_minutes": "30"}
    assert browser.post(f"{path}/{phase}", sheet | {"edit_minutes": "viele"}).status_code == 422
    assert browser.post(f"{path}/{phase}", sheet | {"rules": []}).status_code == 422
    assert browser.post(f"{path}/{uuid4()}", sheet).status_code == 404
    assert browser.post(f"{path}/{phase}", sheet).status_code == 303
    with browser.site.database.reading() as session:
        stored = session.get_one(RoundSettings, phase)
    assert (stored.moderation, stored.rules, stored.needs_four_eyes, stored.edit_minutes) == (
        ModerationMode.RULES,
        "links words",
        True,
        30,
    )


def test_a_word_list_is_imported_exported_and_tried(browser: Browser, setting: Setting) -> None:
    moderator(browser, setting)
    words = f"{QUEUE}woerter"
    browser.post(words, {"words": "# Kommentar\nIdiot\nIdiot\n-Sauerkraut\n"})
    assert browser.get(f"{words}.txt").text == "Idiot\n-Sauerkraut\n"
    browser.post(words, {"words": ""}, files={"file": ("liste.txt", "Säue\ndumme Kuh\n".encode(), "text/plain")})
    assert browser.get(f"{words}.txt").text == "dumme Kuh\nSäue\n"
    assert "dummen Kühe" in browser.get(f"{words}?probe=Diese+dummen+Kühe").text


def test_nearly_the_same_again_is_held_on_the_form(browser: Browser, setting: Setting) -> None:
    first = _sent(browser, setting, CALM)
    with browser.site.database.writing() as session:
        add(session, setting.region.id, Words("comment", first.id, first.receipt_key, CALM, None), Weights())
    set_round(browser, setting, moderation=ModerationMode.RULES, rules="similar")
    again = CALM.replace("Bus", "Buss")
    form = filled_in(browser, f"/de/kommentare/neu?thread={setting.block_thread}", kind="remark", text=again)
    browser.post("/de/kommentare/neu", form)
    with browser.site.database.reading() as session:
        found = session.exec(select(Comment).where(Comment.text == again)).one()
    assert (found.state, found.held_for) == (STATE.PENDING, "similar")


def test_over_the_api_where_nobody_can_compare_the_rule_about_similar_ones_holds(
    browser: Browser, setting: Setting
) -> None:
    set_round(browser, setting, moderation=ModerationMode.RULES, rules="similar")
    found = _sent(browser, setting, CALM)
    assert (found.state, found.held_for) == (STATE.PENDING, "similar")
