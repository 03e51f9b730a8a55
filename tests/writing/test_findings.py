"""The checker speaks beside a text while it is written; what an editor lets stand stays until the sentence changes."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from sqlmodel import select

from participation.accounts.models import Role
from participation.core.journal import JournalEntry
from participation.glossary.models import GlossaryTerm, GlossaryText
from participation.regions.models import Region
from tests.browser import Browser
from tests.cast import signed_in
from tests.goals.builders import set_up
from tests.writing.builders import rewritten, state_of

TWIN = "/de/verwaltung/zwillinge/zukunft/z-bus/title"
REPORT = "/de/verwaltung/pruefbericht/zukunft"
PARTIAL = {"hx-request": "true", "hx-request-type": "partial"}
HARD = "Die Bürgerbeteiligung wird gewährleistet."


@pytest.fixture
def editor(browser: Browser) -> Browser:
    """The browser of an editor, with a strategy of a field and a goal."""
    set_up(browser)
    signed_in(browser, Role.EDITOR)
    return browser


def _checked(browser: Browser, text: str, **more: str) -> Any:
    return browser.post(f"{TWIN}/pruefen", {"text": text} | more)


def _dismissed(browser: Browser, text: str, rule: str, reason: str = "So heißt das Verfahren.") -> Any:
    part = next(
        entry for entry in _checked(browser, text).text.split('<li class="finding')[1:] if f">{rule}</span>" in entry
    )
    key, name = re.search(r'name="dismiss" value="(\w+)"', part), re.search(r'name="(reason-\w+)"', part)
    assert key
    assert name
    return browser.post(f"{TWIN}/hinweise", {"text": text, "dismiss": key[1], name[1]: reason})


def _rules(page: str) -> list[str]:
    """The rules of the open findings."""
    still_open = page.split("findings__dismissed", maxsplit=1)[0]
    return re.findall(r'<span class="finding__rule">(\w+)</span>', still_open)


def test_a_text_is_checked_as_it_stands_in_the_form_and_nothing_is_stored(editor: Browser) -> None:
    page = _checked(editor, HARD).text
    assert {"W05", "S07"} <= set(_rules(page))
    assert "Trennen Sie es: Bürger-Beteiligung" in page
    assert '<mark class="finding__mark">Bürgerbeteiligung</mark>' in page
    assert HARD in page
    assert state_of(editor, "z-bus", "title")[0] == "Der Bus kommt oft."


def test_while_typing_only_the_findings_come(editor: Browser) -> None:
    part = editor.post(f"{TWIN}/pruefen", {"text": HARD}, headers=PARTIAL).text
    assert part.lstrip().startswith('<section class="findings"')
    assert "<html" not in part


def test_a_text_without_findings_is_not_called_leichte_sprache(editor: Browser) -> None:
    page = _checked(editor, "Der Bus kommt oft.").text
    assert "kann nur eine Prüfgruppe sagen" in page


def test_letting_a_finding_stand_takes_a_reason(editor: Browser) -> None:
    answer = _dismissed(editor, HARD, "W05", reason="")
    assert answer.status_code == 422
    assert "Bitte sagen Sie in wenigen Worten" in answer.text
    assert HARD in answer.text
    assert "W05" in _rules(answer.text)


def test_what_stands_with_a_reason_stays_until_its_sentence_changes(editor: Browser) -> None:
    assert "W05" not in _rules(_dismissed(editor, HARD, "W05").text)
    assert "W05" not in _rules(_checked(editor, f"Das ist neu.\n{HARD}").text)
    assert "W05" in _rules(_checked(editor, HARD.replace("wird", "wird nun")).text)
    with editor.site.database.reading() as session:
        assert session.exec(select(JournalEntry).where(JournalEntry.action == "dismissed")).one()


def test_a_finding_can_be_shown_again(editor: Browser) -> None:
    page = _dismissed(editor, HARD, "W05").text
    key = re.search(r'name="back" value="(\w+)"', page)
    assert key
    assert "W05" in _rules(editor.post(f"{TWIN}/hinweise", {"text": HARD, "back": key[1]}).text)


def test_the_report_counts_findings_by_rule_and_names_what_stands(editor: Browser) -> None:
    rewritten(editor, "z-bus", "title", HARD, "de-simple")
    _dismissed(editor, HARD, "W05")
    page = editor.get(REPORT).text
    assert "So heißt das Verfahren." in page
    assert "Der Satz sagt nicht, wer etwas tut (Passiv)." in page
    rows = list(
        csv.reader(io.StringIO(editor.get(f"{REPORT}/hinweise.csv").text.removeprefix("\ufeff")), delimiter=";")
    )
    assert {row[3]: row[9] for row in rows[1:] if row[2] == "title"}["W05"] == "So heißt das Verfahren."


def test_the_report_says_how_many_texts_have_which_twin(editor: Browser) -> None:
    page = editor.get(REPORT).text
    assert 'data-label="von einer Prüfgruppe geprüft">3<' in page


def test_standard_texts_are_checked_by_the_rules_of_plain_language(editor: Browser) -> None:
    page = editor.get(REPORT + "?sprache=de").text
    assert "Einfache Sprache nach DIN 8581-1" in page
    assert "Welche Texte welchen Zwilling haben" not in page


def test_the_glossary_tells_which_words_are_explained_and_which_give_way(editor: Browser) -> None:
    assert "W08" in _rules(_checked(editor, "Das Quorum ist klein.").text)
    with editor.site.database.writing() as session:
        region = session.exec(select(Region)).one()
        term = GlossaryTerm(region_id=region.id, key="quorum")
        session.add(term)
        session.flush()
        also = ["Mindest-Zahl", "Quorums"]
        session.add(
            GlossaryText(term_id=term.id, language="de-simple", term="Quorum", also=also, explanation="So viele.")
        )
    assert "W08" not in _rules(_checked(editor, "Das Quorum ist klein.").text)
    assert "Im ganzen Text heißt das „Quorum“." in _checked(editor, "Die Mindest-Zahl ist klein.").text
    assert "W11" not in _rules(_checked(editor, "Die Größe des Quorums ist klein.").text)


def test_a_paragraph_is_checked_while_typing_without_reading_the_whole_strategy(editor: Browser) -> None:
    _checked(editor, HARD)
    part = editor.post(f"{TWIN}/pruefen?feld=text-title-leicht", {"text-title-leicht": HARD}, headers=PARTIAL).text
    assert "Trennen Sie es: Bürger-Beteiligung" in part
