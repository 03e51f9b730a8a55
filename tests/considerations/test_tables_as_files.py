"""The table is taken as a file without a word on who citizens are, changed in Excel and read back: all or nothing."""

from __future__ import annotations

import io
import re
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook
from sqlmodel import Session, select

from participation.accounts.models import Role
from participation.considerations.models import Consideration, ConsiderationState, Outcome
from tests.browser import Browser
from tests.cast import signed_in
from tests.considerations.test_considering import GOAL, TABLE, _consider, _row
from tests.goals.builders import Scene, a_comment, set_up

READ_IN = f"{TABLE}einlesen"
OUTCOME, RATIONALE, DECIDED_ON, PAPER = 6, 7, 12, 13


@pytest.fixture
def comments(browser: Browser) -> list[UUID]:
    """A comment with a released outcome, and one that somebody began like a formula."""

    def two(session: Session, scene: Scene) -> list[UUID]:
        return [a_comment(session, scene, text).id for text in ("Mehr Busse.", "=1+1 Busse.")]

    _scene, found = set_up(browser, two)
    signed_in(browser, Role.EDITOR)
    _consider(browser, _row("comment", found[0]))
    ids: list[UUID] = found
    return ids


def _workbook(browser: Browser) -> Any:
    answer = browser.get(f"{TABLE}tabelle.xlsx?stand=all")
    return load_workbook(io.BytesIO(answer.content))


def _line(book: Any, contribution: UUID) -> Any:
    return next(row for row in book["Abwägung"].iter_rows() if str(contribution) in str(row[15].value))


def _hand_in(browser: Browser, book: Any) -> Any:
    content = io.BytesIO()
    book.save(content)
    return browser.post(READ_IN, {}, files={"file": ("tabelle.xlsx", content.getvalue())})


def _stored(browser: Browser) -> list[Consideration]:
    with browser.site.database.reading() as session:
        return list(session.exec(select(Consideration).order_by(Consideration.id)))  # type: ignore[arg-type]


def test_a_file_names_no_citizen_and_holds_no_formula(browser: Browser, comments: list[UUID]) -> None:
    book = _workbook(browser)
    everything = " ".join(str(cell.value) for row in book["Abwägung"].iter_rows() for cell in row)
    assert "Erika" not in everything
    assert "Bürgerinnen und Bürger" in everything
    text = _line(book, comments[1])[4]
    assert (text.data_type, text.value) == ("s", "'=1+1 Busse.")


def test_an_unchanged_file_changes_nothing(browser: Browser, comments: list[UUID]) -> None:
    answer = _hand_in(browser, _workbook(browser))
    assert answer.status_code == 422
    assert "nichts geändert" in answer.text
    assert comments


def test_what_was_changed_is_shown_first_and_then_taken_over(browser: Browser, comments: list[UUID]) -> None:
    book = _workbook(browser)
    line = _line(book, comments[1])
    line[OUTCOME].value, line[RATIONALE].value = "Zur Kenntnis genommen", "Danke für den Hinweis."
    line = _line(book, comments[0])
    line[DECIDED_ON].value, line[PAPER].value = "2026-03-12", "69/2017"
    answer = _hand_in(browser, book)
    assert answer.status_code == 303
    shown = browser.get(answer.headers["location"]).text
    assert "2 Zeilen ändern sich" in shown
    assert "Danke für den Hinweis." in shown
    assert len(_stored(browser)) == 1
    browser.post(answer.headers["location"], {"then": "take"})
    browser.site.refresh()
    decided, proposed = _stored(browser)
    assert (decided.state, decided.decision_paper) == (ConsiderationState.DECIDED, "69/2017")
    assert (proposed.state, proposed.outcome) == (ConsiderationState.PROPOSED, Outcome.NOTED)
    assert "Drucksache 69/2017" in browser.get(GOAL).text


def test_what_changed_meanwhile_is_a_conflict(browser: Browser, comments: list[UUID]) -> None:
    book = _workbook(browser)
    _line(book, comments[0])[RATIONALE].value = "Aus der Datei."
    _consider(browser, _row("comment", comments[0]), rationale="Von der Kollegin.")
    shown = browser.get(_hand_in(browser, book).headers["location"]).text
    assert "inzwischen geändert" in shown
    assert "Alles übernehmen" not in shown


def test_nothing_is_taken_over_if_one_row_changed_after_reading(browser: Browser, comments: list[UUID]) -> None:
    book = _workbook(browser)
    for comment in comments:
        line = _line(book, comment)
        line[OUTCOME].value, line[RATIONALE].value = "Zur Kenntnis genommen", "Aus der Datei."
    address = _hand_in(browser, book).headers["location"]
    _consider(browser, _row("comment", comments[0]), rationale="Von der Kollegin.")
    assert browser.post(address, {"then": "take"}).status_code == 409
    assert [one.rationale for one in _stored(browser)] == ["Von der Kollegin."]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        (OUTCOME, "Vielleicht", "Das Ergebnis ist keines von denen"),
        (RATIONALE, "", "braucht eine Begründung"),
        (RATIONALE, "=1+1", "Formel"),
        (DECIDED_ON, "bald", "kein Datum"),
    ],
)
def test_what_cannot_be_used_is_named(
    browser: Browser, comments: list[UUID], column: int, value: str, said: str
) -> None:
    book = _workbook(browser)
    _line(book, comments[0])[column].value = value or None
    assert said in browser.get(_hand_in(browser, book).headers["location"]).text


def test_another_file_is_refused_in_a_sentence(browser: Browser, comments: list[UUID]) -> None:
    answer = browser.post(READ_IN, {}, files={"file": ("x.xlsx", b"PK nonsense")})
    assert answer.status_code == 422
    assert "kann nicht gelesen werden" in answer.text
    assert comments


def test_word_and_pdf_hold_the_same_rows(browser: Browser, comments: list[UUID]) -> None:
    from docx import Document  # noqa: PLC0415 - slow to load

    word = browser.get(f"{TABLE}tabelle.docx?stand=all").content
    table = Document(io.BytesIO(word)).tables[0]
    assert [cell.text for cell in table.rows[2].cells][2:5] == [
        "Mehr Busse.",
        "Vorschlag der Verwaltung: Berücksichtigt",
        "Das stimmt so.",
    ]
    pdf = browser.get(f"{TABLE}tabelle.pdf?stand=all").content
    assert re.match(rb"%PDF-1\.\d", pdf)
    assert comments
