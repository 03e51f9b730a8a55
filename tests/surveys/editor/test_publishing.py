"""Publishing: the first version, better words, another structure."""

from __future__ import annotations

import json
from typing import Any

from sqlmodel import col, select

from participation.accounts.models import Role
from participation.core.journal import JournalEntry
from participation.procedures.models import StoredState
from participation.surveys.models import Survey
from participation.surveys.questionnaire import Questionnaire
from tests.browser import Browser
from tests.cast import signed_in
from tests.surveys.answer_sheets import hand_in, people, release, running
from tests.surveys.builders import Answering
from tests.surveys.editor.builders import DRAFT, Editing

WAYS: dict[str, Any] = {
    "option__1__de": "Bus",
    "option__1__code": "bus",
    "option__2__de": "Auto",
    "option__2__code": "car",
}
WHOLE = {"introduction_de": "Es dauert zwei Minuten.", "thanks_de": "Danke."}


def _published(browser: Browser) -> Editing:
    editing = Editing(browser)
    phase = _phase(editing)
    editing.begin(phase=f"{editing.procedure.id}:{phase}")
    editing.fill_in("/texte", **WHOLE)
    editing.add("single", "Womit fahren Sie?", code="way", **WAYS)
    editing.add("text", "Warum?", code="why")
    with browser.site.database.writing() as session:
        procedure = session.merge(editing.procedure)
        procedure.state = StoredState.ACTIVE
    assert editing.publish().status_code == 303
    return editing


def _phase(editing: Editing) -> str:
    page: str = editing.browser.get("/de/verwaltung/frageboegen/neu").text
    start = page.index(f"{editing.procedure.id}:") + len(f"{editing.procedure.id}:")
    return page[start : start + 36]


def test_the_first_version_makes_the_survey_public(browser: Browser) -> None:
    editing = _published(browser)
    assert [version.number for version in editing.versions()] == [1]
    assert "Es dauert zwei Minuten." in browser.get("/de/umfragen/umfrage").text
    answering = Answering(browser)
    assert "Womit fahren Sie?" in answering.onward().text
    with browser.site.database.reading() as session:
        done = session.exec(select(JournalEntry.action).where(col(JournalEntry.subject) == "questionnaire")).all()
    assert [*done[:2], *done[-2:]] == ["began", "changed", "froze", "published"]


def test_a_draft_with_something_wrong_is_not_published(browser: Browser) -> None:
    editing = Editing(browser)
    editing.begin()
    refused = browser.post(f"{DRAFT}/veroeffentlichen", editing.open(""))
    assert refused.status_code == 422
    assert "hat keine Fragen" in refused.text
    assert editing.versions() == []


def test_better_words_are_logged_and_answers_stay_together(browser: Browser) -> None:
    editing = _published(browser)
    editing.fill_in("/seiten/1/fragen/1", text_de="Womit sind Sie unterwegs?")
    assert "Womit fahren Sie?" in browser.get("/de/umfragen/umfrage").text or editing.versions()[-1].number == 1
    review = browser.get(f"{DRAFT}/veroeffentlichen").text
    assert "Womit fahren Sie?" in review
    assert "getrennt gezählt</h2>" not in review
    editing.publish()
    latest = editing.versions()[-1]
    assert latest.changes == [
        {
            "question": "way",
            "kind": "wording",
            "part": "text",
            "language": "de",
            "before": "Womit fahren Sie?",
            "after": "Womit sind Sie unterwegs?",
        }
    ]
    assert Questionnaire.from_document(latest.document).questions["way"].revision == 1


def test_another_structure_is_announced_and_counted_apart(browser: Browser) -> None:
    editing = _published(browser)
    old = Answering(browser)
    old.onward()
    editing.fill_in("/seiten/1/fragen/1", option__3__de="Rad", option__3__code="bike")
    review = browser.get(f"{DRAFT}/veroeffentlichen").text
    assert "werden Antworten auf diese Fragen getrennt gezählt" in review
    assert "Antworten hinzugefügt, entfernt oder mit anderem Code" in review
    editing.publish()
    latest = editing.versions()[-1]
    questions = Questionnaire.from_document(latest.document).questions
    assert (questions["way"].revision, questions["why"].revision) == (2, 1)
    assert latest.changes[0] | {"before": 0, "after": 0} == {
        "question": "way",
        "kind": "structure",
        "part": "options",
        "revision": 2,
        "before": 0,
        "after": 0,
    }
    assert old.onward(way="car").headers["location"].startswith("/de/umfragen/umfrage/danke")


def test_new_words_can_be_said_to_mean_something_else(browser: Browser) -> None:
    editing = _published(browser)
    editing.fill_in("/seiten/1/fragen/1", text_de="Womit möchten Sie fahren?")
    editing.publish(apart="way")
    latest = editing.versions()[-1]
    assert Questionnaire.from_document(latest.document).questions["way"].revision == 2
    assert latest.changes[-1] == {"question": "way", "kind": "structure", "part": "apart", "revision": 2}


def test_nothing_new_is_not_published_again(browser: Browser) -> None:
    editing = _published(browser)
    assert "nichts geändert" in browser.get(f"{DRAFT}/veroeffentlichen").text
    answer = browser.post(f"{DRAFT}/veroeffentlichen", {"_revision": str(_revision(browser))})
    assert answer.status_code == 409
    assert len(editing.versions()) == 1


def _revision(browser: Browser) -> str:
    page: str = browser.get(DRAFT).text
    start = page.index('name="_revision" value="') + len('name="_revision" value="')
    return page[start : page.index('"', start)]


def test_the_journal_holds_no_words(browser: Browser) -> None:
    _published(browser)
    with browser.site.database.reading() as session:
        details = session.exec(select(JournalEntry.details).where(col(JournalEntry.subject) == "questionnaire")).all()
    assert "Womit" not in json.dumps(list(details))


def test_results_say_that_a_question_was_changed(browser: Browser) -> None:
    editing = _published(browser)
    editing.fill_in("/seiten/1/fragen/1", option__3__de="Rad", option__3__code="bike")
    editing.publish()
    database = browser.site.database
    with database.reading() as session:
        survey = running(database, session.exec(select(Survey)).one())
    hand_in(database, survey, *people(40, way="bus", why="Darum"), version=1)
    hand_in(database, survey, *people(30, way="bike"), *people(25, way="bus"), *people(20, way="car", why="Darum"))
    release(database, survey)
    browser.site.refresh()
    results = browser.get("/de/umfragen/umfrage/ergebnisse").text
    assert results.count("Frühere Antworten sind darin nicht enthalten.") == 1
    assert "115" in results
    by_language = browser.get("/de/umfragen/umfrage/ergebnisse?nach=language").text
    assert by_language.count("Frühere Antworten sind darin nicht enthalten.") == 1
    signed_in(browser, Role.ANALYST, editing.region)
    live = browser.get("/de/verwaltung/umfragen/umfrage/auswertung?nach=language").text
    assert live.count("Frühere Antworten sind darin nicht enthalten.") == 1
