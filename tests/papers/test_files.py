"""The files of papers: what stands in them, who gets them, and which forms are refused."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx import Document

from participation.accounts.models import Role
from participation.comments.models import Comment
from participation.considerations.models import Consideration, ConsiderationState, Outcome
from participation.core.clock import now
from participation.core.files import file_store
from participation.papers.documents import MEDIA_TYPES
from participation.papers.files import AREA, SHIPPED, shipped_form
from participation.papers.jobs import make_document, renew
from participation.papers.models import Form, Paper
from participation.papers.press import document_html, example, filled
from tests.browser import Browser
from tests.cast import signed_in
from tests.goals.builders import a_comment, set_up
from tests.papers.builders import a_public_paper


def words_of(content: bytes) -> str:
    """All text of a Word file, tables included."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("name", SHIPPED)
def test_what_stands_in_a_paper_stays_text_in_the_shipped_forms(name: str) -> None:
    hostile = "{{ 7 * 7 }} <w:p> & „Ziel“"
    told = words_of(filled(shipped_form(name).read_bytes(), example() | {"subject": hostile}))
    assert hostile in told
    assert "{%" not in told


def test_the_document_for_print_escapes_what_stands_in_a_paper(browser: Browser) -> None:
    html = document_html(browser.site.rendering, example() | {"subject": "<script>alert(1)</script>"})
    assert "<script>" not in html


def test_everybody_gets_the_file_of_a_public_paper_without_closed_bodies(browser: Browser) -> None:
    _scene, paper = set_up(browser, a_public_paper)
    address = f"/de/beschluesse/{paper.id}/vorlage.docx"
    assert browser.get(address).status_code == 404
    store = file_store(browser.site.database, browser.site.settings.files_folder, AREA)
    make_document(browser.site.database, store, paper.id, Form.DOCX)
    browser.site.refresh()
    got = browser.get(address)
    assert got.headers["content-type"] == MEDIA_TYPES[Form.DOCX]
    told = words_of(got.content)
    assert "Der Bus fährt jede Stunde." in told
    assert "Nicht öffentliche Sitzung" in told
    assert "Kreisausschuss" not in told
    assert address in browser.get(f"/de/beschluesse/{paper.id}").text
    with browser.site.database.writing() as session:
        changed = session.get_one(Paper, paper.id)
        changed.office = "Referat B"
        session.add(changed)
    browser.site.refresh()
    assert browser.get(address).status_code == 404


def test_blackened_words_leave_the_file_of_a_public_paper(browser: Browser) -> None:
    scene, paper = set_up(browser, a_public_paper)
    with browser.site.database.writing() as session:
        comment = a_comment(session, scene, text="Rufen Sie Frau Demo an.")
        weighed = Consideration(
            strategy_id=scene.strategy_id,
            comment_id=comment.id,
            element_id=comment.element_id,
            state=ConsiderationState.RELEASED,
            outcome=Outcome.NOTED,
            rationale="Ja.",
            created_at=now(),
            changed_at=now(),
            released_at=now(),
        )
        session.add(weighed)
    browser.site.refresh()
    database, store = browser.site.database, file_store(browser.site.database, browser.site.settings.files_folder, AREA)
    address = f"/de/beschluesse/{paper.id}/vorlage.docx"
    renew(database, {})
    make_document(database, store, paper.id, Form.DOCX)
    assert "Frau Demo" in words_of(browser.get(address).content)
    with database.writing() as session:
        found = session.get_one(Comment, comment.id)
        found.text = "Rufen Sie █████ an."
        session.add(found)
    assert browser.get(address).status_code == 404
    assert renew(database, {}) == 1
    make_document(database, store, paper.id, Form.DOCX)
    told = words_of(browser.get(address).content)
    assert "█████" in told
    assert "Frau Demo" not in told


def changed_form(**parts: bytes) -> bytes:
    """The plain form with some of its parts replaced or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(shipped_form("plain")) as source, zipfile.ZipFile(target, "w") as packed:
        for one in source.infolist():
            packed.writestr(one, parts.pop(one.filename, b"") or source.read(one))
        for name, content in parts.items():
            packed.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"no file of Word",
        changed_form(**{"word/vbaProject.bin": b"code"}),
        changed_form(
            **{
                "word/document.xml": zipfile.ZipFile(shipped_form("plain"))
                .read("word/document.xml")
                .replace(b"{{ subject }}", b"{{ subject.__class__ }}")
            }
        ),
        changed_form(
            **{
                "word/document.xml": zipfile.ZipFile(shipped_form("plain"))
                .read("word/document.xml")
                .replace(b"{{ subject }}", b"{{ nobody }}")
            }
        ),
    ],
    ids=["no word", "macros", "reaches inside", "unknown field"],
)
def test_a_form_that_is_damaged_or_alive_is_refused(browser: Browser, content: bytes) -> None:
    scene = set_up(browser)
    signed_in(browser, Role.ADMIN, scene.region)
    sent: dict[str, Any] = {"files": {"template": ("form.docx", content)}}
    answer = browser.post("/de/verwaltung/vorlagen/formular/word", **sent)
    assert answer.status_code == 422


def test_the_county_uses_its_own_form(browser: Browser) -> None:
    scene = set_up(browser)
    signed_in(browser, Role.EDITOR, scene.region)
    sent: dict[str, Any] = {"files": {"template": ("form.docx", shipped_form("county").read_bytes())}}
    assert browser.post("/de/verwaltung/vorlagen/formular/word", **sent).status_code in (403, 404)
    signed_in(browser, Role.ADMIN, scene.region)
    assert browser.post("/de/verwaltung/vorlagen/formular/word", **sent).status_code == 303
    assert 'value="own" checked' in browser.get("/de/verwaltung/vorlagen/formular/").text.replace("\n", " ")
