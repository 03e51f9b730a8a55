"""Twins fall out of step with what they say, the weightiest first, and only a person finds them right again."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlmodel import select

from participation.accounts.models import Role
from participation.core.journal import JournalEntry
from participation.strategy.models import Block, TwinSource, TwinState
from tests.browser import Browser
from tests.cast import signed_in
from tests.goals.builders import fields_of, set_up
from tests.writing.builders import published_anew, rewritten, state_of, text_of

WORKLIST = "/de/verwaltung/zwillinge/zukunft/"
TITLE = WORKLIST + "z-bus/title"
PARAGRAPH = WORKLIST + "z-bus/p1"


@pytest.fixture
def editor(browser: Browser) -> Browser:
    """The browser of an editor, with a strategy of a field and a goal."""
    set_up(browser)
    signed_in(browser, Role.EDITOR)
    return browser


def _judged(browser: Browser, address: str = TITLE, **more: Any) -> Any:
    return browser.post(address, fields_of(browser.get(address).text) | more)


def _listed(page: str) -> list[str]:
    return re.findall(r'<h2 class="worklist__title"><a href="([^"]+)"', page)


def test_nothing_is_to_be_done_where_every_twin_is_in_step(editor: Browser) -> None:
    assert "Nichts fehlt und nichts ist veraltet." in editor.get(WORKLIST).text


def test_a_weighty_change_comes_before_other_words_and_before_what_is_missing(editor: Browser) -> None:
    rewritten(editor, "z-bus", "title", "Der Bus fährt jede halbe Stunde gern.")
    rewritten(editor, "mobilitaet", "title", "Mobilität im Landkreis")
    rewritten(editor, "z-bus", "p1", "Das gilt nicht an Werktagen.")
    page = editor.get(WORKLIST).text
    assert _listed(page)[:1] == ["/de/verwaltung/zwillinge/zukunft/z-bus/p1"]
    assert "ein „nicht“ kam oder fiel weg" in page


def test_what_people_are_asked_about_is_said(editor: Browser) -> None:
    rewritten(editor, "z-bus", "p1", "Das gilt nicht an Werktagen.")
    assert "Dazu wird gerade gefragt" in editor.get(WORKLIST).text


def test_the_change_since_the_twin_was_found_right_is_shown(editor: Browser) -> None:
    rewritten(editor, "z-bus", "title", "Der Bus fährt alle 2 Stunden.")
    page = editor.get(TITLE).text
    assert re.search(r"<del>.*?jede Stunde", page)
    assert re.search(r"<ins>.*?alle 2 Stunden", page)


def test_a_twin_that_is_still_right_keeps_its_review_and_who_found_it_right(editor: Browser) -> None:
    rewritten(editor, "z-bus", "title", "Der Bus fährt alle 60 Minuten.")
    assert _judged(editor).status_code == 303
    assert state_of(editor, "z-bus", "title") == ("Der Bus kommt oft.", TwinState.REVIEWED)
    page = editor.get(TITLE).text
    assert "veraltet" not in page
    assert "von Demo editor" in page
    with editor.site.database.reading() as session:
        assert session.exec(select(JournalEntry).where(JournalEntry.action == "found twin right")).one()


def test_an_edited_twin_is_in_step_and_loses_its_review(editor: Browser) -> None:
    rewritten(editor, "z-bus", "title", "Der Bus fährt alle 60 Minuten.")
    _judged(editor, text="Der Bus kommt jede Stunde.")
    assert state_of(editor, "z-bus", "title") == ("Der Bus kommt jede Stunde.", TwinState.DRAFT)


def test_a_change_that_nobody_looked_at_is_not_found_right_with_it(editor: Browser) -> None:
    rewritten(editor, "z-bus", "title", "Der Bus fährt alle 60 Minuten.")
    form = fields_of(editor.get(TITLE).text)
    rewritten(editor, "z-bus", "title", "Der Bus fährt nie.")
    answer = editor.post(TITLE, form)
    assert answer.status_code == 409
    assert "veraltet" in editor.get(TITLE).text


def test_a_twin_of_two_paragraphs_goes_stale_with_either(editor: Browser) -> None:
    with editor.site.database.reading() as session:
        goal = text_of(session, "mobilitaet", "title", "de")
        assert goal is not None
    _judged(editor, source=str(goal.block_id))
    assert "veraltet" not in editor.get(TITLE).text
    rewritten(editor, "mobilitaet", "title", "Mobilität ohne Auto")
    page = editor.get(TITLE).text
    assert "veraltet" in page
    published_anew(editor)
    assert "Dieser Text hier ist noch vom" in editor.get("/leicht/strategien/zukunft/z-bus").text


def test_a_paragraph_that_another_twin_says_is_not_missing(editor: Browser) -> None:
    with editor.site.database.writing() as session:
        row = text_of(session, "z-bus", "p1")
        assert row is not None
        block = session.get(Block, row.block_id)
        assert block is not None
        session.delete(row)
    assert "Ergänzen" in editor.get(WORKLIST).text or "Schreiben" in editor.get(WORKLIST).text
    _judged(editor, source=str(block.id))
    assert "Nichts fehlt und nichts ist veraltet." in editor.get(WORKLIST).text


def test_a_twin_can_be_on_its_way_before_it_has_words_and_readers_see_none(editor: Browser) -> None:
    with editor.site.database.writing() as session:
        row = text_of(session, "z-bus", "p1")
        session.delete(row)
    editor.post(f"{PARAGRAPH}/stand", {"state": "in_translation"})
    assert state_of(editor, "z-bus", "p1") == ("", TwinState.IN_TRANSLATION)
    published_anew(editor)
    assert "gibt es noch nicht in Leichter Sprache" in editor.get("/leicht/strategien/zukunft/z-bus").text


def test_no_editor_calls_a_twin_reviewed(editor: Browser) -> None:
    _judged(editor, text="Der Bus kommt jede Stunde.")
    assert editor.post(f"{TITLE}/stand", {"state": "reviewed"}).status_code == 409
    assert state_of(editor, "z-bus", "title") == ("Der Bus kommt jede Stunde.", TwinState.DRAFT)


def test_what_a_twin_says_is_kept_with_its_wording(editor: Browser) -> None:
    _judged(editor, text="Der Bus kommt jede Stunde.")
    with editor.site.database.reading() as session:
        source = session.exec(select(TwinSource)).one()
        assert source.text == "Der Bus fährt jede Stunde."


def test_only_editors_see_the_worklist(browser: Browser) -> None:
    set_up(browser)
    signed_in(browser, Role.MODERATOR)
    assert browser.get(WORKLIST).status_code in {403, 404}


def test_who_publishes_is_told_which_twins_say_something_wrong(editor: Browser) -> None:
    rewritten(editor, "z-bus", "p1", "Das gilt nicht an Werktagen.")
    page = editor.get("/de/verwaltung/strategien/zukunft/veroeffentlichen").text
    assert "1 Text in Leichter Sprache sagt jetzt wahrscheinlich etwas Falsches" in page


def test_other_words_do_not_hold_up_publishing(editor: Browser) -> None:
    rewritten(editor, "z-bus", "p1", "Das ist so an Werktagen.")
    page = editor.get("/de/verwaltung/strategien/zukunft/veroeffentlichen").text
    assert "wahrscheinlich etwas Falsches" not in page
