"""Texts go to a translation bureau and come back as a difference that an editor takes over, or not."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from sqlmodel import select

from participation.accounts.models import Role
from participation.strategy.models import Strategy, TwinState
from participation.writing.bureau.rows import rows_to_send
from participation.writing.bureau.word import read, write
from participation.writing.twins.standing import twins_of
from tests.browser import Browser
from tests.cast import signed_in
from tests.goals.builders import set_up
from tests.writing.builders import rewritten, state_of, text_of

BUREAU = "/de/verwaltung/uebersetzung/zukunft/"
PARAGRAPH, TITLE = "z-bus/p1", "z-bus/title"
Edit = Callable[[Any], None]


@pytest.fixture
def editor(browser: Browser) -> Browser:
    """The browser of an editor, with a strategy of a field and a goal."""
    set_up(browser)
    signed_in(browser, Role.EDITOR)
    return browser


def _document(browser: Browser) -> bytes:
    """The document with all texts, made without the process that makes it for the server."""
    with browser.site.database.reading() as session:
        twins = twins_of(session, session.exec(select(Strategy)).one(), "de-simple")
    rows = [(row.id, row.marks, row.standard, row.twin) for row in rows_to_send(twins)]
    return write({"title": "Zukunft 2035", "advice": [], "heads": ["Kennung", "alt", "neu", "Bild"], "rows": rows})


def _sent(browser: Browser, **more: str) -> bytes:
    answer = browser.post(f"{BUREAU}senden", {"language": "leicht", "extent": "all"} | more)
    assert answer.status_code == 200
    return bytes(answer.content)


def _edited(content: bytes, **texts: str) -> bytes:
    """The document with other texts in the third column, by row ("z_bus__p1" is z-bus/p1)."""
    wanted = {key.replace("__", "/").replace("_", "-"): text for key, text in texts.items()}
    document = Document(BytesIO(content))
    for row in document.tables[0].rows:
        key = row.cells[0].text.split("\n")[0]
        if key in wanted:
            row.cells[2].text = wanted[key]
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _received(browser: Browser, content: bytes, name: str = "zurueck.docx") -> Any:
    return browser.post(BUREAU, {"language": "leicht"}, files={"document": (name, content)})


def _return(browser: Browser, **texts: str) -> str:
    """The address of a document that came back with these texts."""
    answer = _received(browser, _edited(_document(browser), **texts))
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_the_document_has_a_row_per_text_with_its_id_and_both_texts(editor: Browser) -> None:
    rows = [[cell.text for cell in row.cells] for row in Document(BytesIO(_sent(editor))).tables[0].rows]
    assert len(rows) == 4
    assert rows[2][0].startswith("z-bus/title\n[")
    assert rows[2][1:] == ["Der Bus fährt jede Stunde.", "Der Bus kommt oft.", ""]


def test_only_what_is_missing_or_stale_goes_out_if_wanted(editor: Browser) -> None:
    rewritten(editor, "z-bus", "p1", "Das gilt nicht an Werktagen.")
    rows = Document(BytesIO(_sent(editor, extent="open"))).tables[0].rows
    assert [row.cells[0].text.split("\n")[0] for row in rows[1:]] == [PARAGRAPH]


def test_texts_can_be_marked_as_being_translated(editor: Browser) -> None:
    with editor.site.database.writing() as session:
        session.delete(text_of(session, "z-bus", "p1"))
    _sent(editor, mark="1")
    assert state_of(editor, "z-bus", "p1") == ("", TwinState.IN_TRANSLATION)
    assert state_of(editor, "z-bus", "title")[1] is TwinState.REVIEWED  # what was reviewed stays so


def test_what_came_back_is_shown_and_written_only_when_it_is_taken_over(editor: Browser) -> None:
    address = _return(editor, z_bus__p1="Das gilt von Montag bis Samstag.")
    page = editor.get(address).text
    assert "Samstag" in page
    assert state_of(editor, "z-bus", "p1")[0] == "Das gilt von Montag bis Freitag."
    editor.post(address, {"row": PARAGRAPH})
    assert state_of(editor, "z-bus", "p1") == ("Das gilt von Montag bis Samstag.", TwinState.DRAFT)
    assert "Dieses Dokument ändert nichts." in editor.get(address).text


def test_all_at_once_leaves_out_what_changed_here_meanwhile(editor: Browser) -> None:
    address = _return(editor, z_bus__p1="Das gilt immer.", z_bus__title="Jede Stunde kommt ein Bus.")
    rewritten(editor, "z-bus", "p1", "Hier schrieb jemand weiter.", "de-simple")
    page = editor.get(address).text
    assert "Der Zwilling wurde inzwischen hier geschrieben" in page
    editor.post(address, {"all": "1"})
    assert state_of(editor, "z-bus", "title")[0] == "Jede Stunde kommt ein Bus."
    assert state_of(editor, "z-bus", "p1")[0] == "Hier schrieb jemand weiter."


def test_a_twin_of_an_earlier_standard_text_is_stale_when_it_is_taken_over(editor: Browser) -> None:
    address = _return(editor, z_bus__title="Jede Stunde kommt ein Bus.")
    rewritten(editor, "z-bus", "title", "Der Bus fährt alle 2 Stunden.")
    assert "Der Standardtext hat sich inzwischen geändert" in editor.get(address).text
    editor.post(address, {"row": TITLE})
    page = editor.get("/de/verwaltung/zwillinge/zukunft/z-bus/title").text
    assert "veraltet" in page
    assert "alle 2 Stunden" in page
    assert state_of(editor, "z-bus", "title")[0] == "Jede Stunde kommt ein Bus."


def test_rows_with_unknown_ids_or_without_text_change_nothing(editor: Browser) -> None:
    content = _edited(_document(editor), z_bus__p1="")
    document = Document(BytesIO(content))
    cell = document.tables[0].rows[2].cells[0]
    cell.text = cell.text.replace("z-bus", "z-bahn")
    written = BytesIO()
    document.save(written)
    address = str(_received(editor, written.getvalue()).headers["location"])
    page = editor.get(address).text
    assert "Diesen Text hat die Strategie nicht" in page
    editor.post(address, {"row": [PARAGRAPH, "z-bahn/title"]})
    assert state_of(editor, "z-bus", "p1")[0] == "Das gilt von Montag bis Freitag."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "%(file)s is no Word file (.docx)."),
        (b"PK\x03\x04 broken", "%(file)s is no Word file (.docx)."),
        (b"\xd0\xcf\x11\xe0 old", "%(file)s is an old or a protected Word file."),
        (b"%PDF-1.7", "%(file)s is no Word file (.docx)."),
    ],
)
def test_bad_files_get_one_clear_sentence(content: bytes, sentence: str) -> None:
    assert read("zurueck.docx", content)["problem"]["sentence"].startswith(sentence)


def test_the_sentence_about_a_bad_file_is_shown(editor: Browser) -> None:
    answer = _received(editor, b"%PDF-1.7")
    assert answer.status_code == 422
    assert "ist keine Word-Datei" in answer.text
    assert "ist leer" in _received(editor, b"").text


def test_a_document_of_something_else_is_told_so() -> None:
    document, written = Document(), BytesIO()
    document.add_paragraph("Ein Brief.")
    document.save(written)
    problem = read("brief.docx", written.getvalue())["problem"]
    assert problem["sentence"].startswith("%(file)s has no table with the ids")


def test_no_file_and_nothing_to_send_are_told(editor: Browser) -> None:
    assert editor.post(BUREAU, {"language": "leicht"}).status_code == 422
    assert editor.post(f"{BUREAU}senden", {"language": "leicht", "extent": "open"}).status_code == 422
