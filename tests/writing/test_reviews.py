"""Only what two or more people of a test group have read, word for word, is called Leichte Sprache."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlmodel import col, select

from participation.accounts.models import Role
from participation.core.journal import JournalEntry
from participation.strategy.models import BlockText, TwinState
from tests.browser import Browser
from tests.cast import signed_in
from tests.goals.builders import set_up
from tests.writing.builders import published_anew, state_of

REVIEWS = "/de/verwaltung/pruefgruppen/zukunft/"
GOAL = "/leicht/strategien/zukunft/z-bus"
LABEL = "Entwurf in Leichter Sprache – noch nicht von einer Prüfgruppe geprüft"
RECORD = {"testers": "3", "reviewed_on": "2026-03-03", "names": "Jana und Uwe", "may_be_named": "1"}


@pytest.fixture
def editor(browser: Browser) -> Browser:
    """The browser of an editor, with a published strategy whose twins nobody has read."""
    set_up(browser)
    with browser.site.database.writing() as session:
        for row in session.exec(select(BlockText).where(col(BlockText.language) == "de-simple")):
            row.state = TwinState.DRAFT
            session.add(row)
    published_anew(browser)
    signed_in(browser, Role.EDITOR)
    return browser


def _begun(browser: Browser, **more: str) -> str:
    """The address of a review that was begun."""
    answer = browser.post(REVIEWS, {"test_group": "Werkstatt Lindenau", "part": "z-bus"} | more)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def _concluded(browser: Browser, address: str, **more: str) -> Any:
    return browser.post(f"{address}/abschluss", RECORD | more)


def test_texts_that_a_group_reads_are_in_checking(editor: Browser) -> None:
    _begun(editor)
    assert state_of(editor, "z-bus", "p1")[1] is TwinState.IN_CHECKING
    assert LABEL in editor.get(GOAL).text


def test_a_recorded_review_takes_the_label_off_and_says_who_read_the_text(editor: Browser) -> None:
    assert _concluded(editor, _begun(editor)).status_code == 303
    assert state_of(editor, "z-bus", "p1")[1] is TwinState.REVIEWED
    editor.site.refresh()
    page = editor.get(GOAL).text
    assert LABEL not in page
    assert "Diese Prüf-Gruppe hat den Text gelesen: Werkstatt Lindenau. Das waren 3 Personen." in page
    assert "Jana und Uwe" in page
    assert "kern-icon--easy-language" in page.split("<main")[1]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"testers": "1"}, "Eine Prüfung braucht zwei"),
        ({"testers": ""}, "Eine Prüfung braucht zwei"),
        ({"reviewed_on": ""}, "Bitte geben Sie den Tag an"),
        ({"reviewed_on": "2999-01-01"}, "Bitte geben Sie den Tag an"),
        ({"may_be_named": ""}, "Namen werden nur festgehalten"),
    ],
)
def test_without_two_testers_a_day_and_consent_there_is_no_record(
    editor: Browser, wrong: dict[str, str], sentence: str
) -> None:
    answer = _concluded(editor, _begun(editor), **wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert state_of(editor, "z-bus", "p1")[1] is TwinState.IN_CHECKING


def test_what_was_said_about_a_sentence_is_settled_before_the_end(editor: Browser) -> None:
    address = _begun(editor)
    said = {"sentence": "z-bus/p1/1", "not_understood": "Was ist Montag bis Freitag?", "testers": "2"}
    assert editor.post(address, said).status_code == 303
    page = editor.get(address).text
    assert "Was ist Montag bis Freitag?" in page
    assert "2 Personen" in page
    assert "noch nicht erledigt" in _concluded(editor, address).text
    entry = re.search(r'name="entry" value="([^"]+)"', page)
    assert entry
    editor.post(f"{address}/erledigt", {"entry": entry[1]})
    assert _concluded(editor, address).status_code == 303


@pytest.mark.parametrize("missing", ["not_understood", "testers", "sentence"])
def test_a_note_names_sentence_problem_and_how_many_said_it(editor: Browser, missing: str) -> None:
    said = {"sentence": "z-bus/p1/1", "not_understood": "Montag?", "testers": "2"} | {missing: ""}
    assert editor.post(_begun(editor), said).status_code == 422


def test_an_edited_text_is_a_draft_again_for_readers_too(editor: Browser) -> None:
    _concluded(editor, _begun(editor))
    with editor.site.database.writing() as session:
        row = session.exec(select(BlockText).where(BlockText.text == "Das gilt von Montag bis Freitag.")).one()
        row.text, row.state = "Das gilt immer.", TwinState.DRAFT
        session.add(row)
    published_anew(editor)
    page = editor.get(GOAL).text
    assert LABEL in page
    assert "Werkstatt Lindenau" not in page


def test_names_without_consent_are_not_kept(editor: Browser) -> None:
    _concluded(editor, _begun(editor), names="", may_be_named="")
    editor.site.refresh()
    assert "Das sind ihre Namen" not in editor.get(GOAL).text


def test_a_review_is_journaled_and_concluded_once(editor: Browser) -> None:
    address = _begun(editor)
    _concluded(editor, address)
    assert _concluded(editor, address).status_code == 409
    with editor.site.database.reading() as session:
        acts = session.exec(select(JournalEntry.action).where(JournalEntry.subject == "review")).all()
    assert list(acts) == ["began", "concluded"]


def test_a_group_needs_a_name(editor: Browser) -> None:
    answer = editor.post(REVIEWS, {"test_group": "", "part": "z-bus"})
    assert answer.status_code == 422
    assert "Bitte nennen Sie die Prüfgruppe." in answer.text
