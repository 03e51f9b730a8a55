"""Reports of a release: the same numbers on the page, in the PDF, in the DOCX and over the API."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from participation.surveys import releasing
from participation.surveys.release_audit import problems
from participation.surveys.reports import views
from tests.browser import Browser
from tests.surveys.answer_sheets import hand_in, people, release, running
from tests.surveys.builders import an_open_survey

REPORT = "/de/umfragen/umfrage/ergebnisse/bericht"
IMPORTANT = {"importance": {"mobility": 5, "health": 3}, "satisfaction": {"mobility": 2, "health": 4}}
LESS = {"importance": {"mobility": 4}, "satisfaction": {"mobility": 1}, "relation": ["live", "work"]}


@pytest.fixture(autouse=True)
def _audit_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releasing, "audited", problems)


@pytest.fixture
def released(browser: Browser) -> Any:
    survey = an_open_survey(browser)
    hand_in(
        browser.site.database, running(browser.site.database, survey), *people(71, **IMPORTANT), *people(40, **LESS)
    )
    found = release(browser.site.database, running(browser.site.database, survey))
    browser.site.refresh()
    return found


def _page_tables(html: str) -> list[list[list[str]]]:
    tables = re.findall(r"<table.*?</table>", html, re.DOTALL)
    rows = [re.findall(r"<tr.*?</tr>", table, re.DOTALL) for table in tables]
    return [[[_plain(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in of] for of in rows]


def _plain(html: str) -> str:
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]*>", "", html)).strip()


def _document(browser: Browser, path: str = REPORT) -> Any:
    answer = browser.get(f"{path}.docx")
    assert answer.headers["content-disposition"] == 'attachment; filename="umfrage-de-1.docx"'
    return Document(BytesIO(answer.content))


def test_the_docx_has_the_tables_of_the_page_number_by_number(browser: Browser, released: Any) -> None:
    on_page = _page_tables(browser.get(REPORT).text)
    in_file = [[[cell.text for cell in row.cells] for row in table.rows] for table in _document(browser).tables]
    assert in_file == on_page
    assert len(on_page) > 5
    results = browser.api("GET", "/surveys/umfrage/results").json()
    row = next(one for one in results["tables"] if one["name"] == "importance.mobility")["rows"][0]
    cells = next(cells for table in on_page for cells in table if cells[0] == "Mobilität")
    shares = [f"{cell['share'] * 100:.1f}".replace(".", ",") + "\xa0%" for cell in row["answers"]]
    assert cells[1:7] == [str(row["base"]), *shares]
    assert results["release"]["sha256"] == released.sha256


def test_the_report_names_release_checksum_and_method(browser: Browser, released: Any) -> None:
    page = browser.get(REPORT).text
    assert released.sha256 in page
    assert "nicht repräsentativ" in page
    text = "\n".join(paragraph.text for paragraph in _document(browser).paragraphs)
    assert released.sha256 in text


@pytest.mark.usefixtures("released")
def test_the_docx_says_its_language_title_headings_and_head_rows(browser: Browser) -> None:
    document = _document(browser)
    assert (document.core_properties.title, document.core_properties.language) == ("Was ist wichtig?", "de-DE")
    levels = [one.style.name for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert levels[0] == "Heading 1"
    assert set(levels[1:]) <= {"Heading 2", "Heading 3", "Heading 4"}
    content = zipfile.ZipFile(BytesIO(browser.get(f"{REPORT}.docx").content)).read("word/document.xml").decode()
    assert content.count("w:tblHeader") == len(document.tables)


def test_the_pdf_is_tagged_has_alternatives_and_the_same_numbers(browser: Browser, released: Any) -> None:
    answer = browser.get(f"{REPORT}.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    reader = PdfReader(BytesIO(answer.content))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "de"
    assert reader.metadata is not None
    assert reader.metadata.title == "Was ist wichtig?"
    text = " ".join(page.extract_text() for page in reader.pages).replace("\xa0", " ")
    assert "64,0 %" in text
    assert released.sha256[:30] in re.sub(r"\s", "", text)
    assert b"bundled.invalid" not in answer.content


def test_leichte_sprache_has_a_short_version(browser: Browser, released: Any) -> None:
    long, short = browser.get(REPORT).text, browser.get(REPORT.replace("/de/", "/leicht/")).text
    assert len(_plain(short)) < len(_plain(long))
    assert "Entwurf in Leichter Sprache" in short
    assert released.sha256 in short


def test_before_a_release_there_is_no_report(browser: Browser) -> None:
    an_open_survey(browser)
    for form in ("", ".pdf", ".docx"):
        assert browser.get(REPORT + form).status_code == 404


@pytest.mark.usefixtures("released")
def test_while_a_document_is_made_others_are_asked_to_come_back(browser: Browser) -> None:
    with views.PRESS.turn:
        busy = browser.get(f"{REPORT}.docx")
    assert busy.status_code == 503
    assert int(busy.headers["retry-after"]) > 0
    assert browser.get(f"{REPORT}.docx").status_code == 200


@pytest.mark.usefixtures("released")
def test_a_document_is_made_once_for_each_release(browser: Browser) -> None:
    first = browser.get(f"{REPORT}.docx").content
    with views.PRESS.turn:
        assert browser.get(f"{REPORT}.docx").content == first
