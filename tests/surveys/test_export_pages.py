"""Files on the web: released tables for everybody, answer sheets for people with a role and a purpose."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pyreadstat
import pytest
from click.testing import CliRunner
from sqlmodel import select

from participation.accounts.models import Role
from participation.cli.exporting import export
from participation.core.journal import JournalEntry
from participation.migrations import HEAD
from participation.surveys import releasing
from participation.surveys.exports import workbook
from participation.surveys.models import Survey
from participation.surveys.release_audit import problems
from tests.browser import Browser
from tests.cast import signed_in
from tests.surveys.answer_sheets import hand_in, people, release, running
from tests.surveys.builders import an_open_survey
from tests.surveys.every_kind import EVERY_KIND, FULL

RESULTS = "/de/umfragen/umfrage/ergebnisse"
EXPORT = "/de/verwaltung/umfragen/umfrage/export"
PURPOSE = {"purpose": "Gewichtung für den Bericht an den Kreisausschuss"}


@pytest.fixture(autouse=True)
def _audit_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releasing, "audited", problems)


@pytest.fixture
def survey(browser: Browser) -> Survey:
    """An open survey with two sheets."""
    survey = an_open_survey(browser, EVERY_KIND)
    hand_in(browser.site.database, running(browser.site.database, survey), FULL, FULL)
    return survey


@pytest.fixture
def released(browser: Browser) -> Survey:
    """A survey with 60 answers of two municipalities, released by municipality."""
    survey = an_open_survey(browser)
    database = browser.site.database
    there = people(30, importance={"mobility": 5, "health": 3}, municipality="15000001")
    here = people(30, importance={"mobility": 4, "health": 97}, municipality="15000002")
    hand_in(database, running(database, survey), *there, *here)
    release(database, running(database, survey), "municipality")
    browser.site.refresh()
    return survey


def test_page_api_and_all_files_hold_the_same_numbers(browser: Browser, released: Survey) -> None:
    page = browser.get(RESULTS).text
    for form in ("csv", "xlsx", "json"):
        assert f"{RESULTS}.{form}" in page
    lines = list(csv.DictReader(StringIO(browser.get(f"{RESULTS}.csv").text)))
    book = openpyxl.load_workbook(BytesIO(browser.get(f"{RESULTS}.xlsx").content))
    sheet = book["Tabellen"]
    names = [cell.value for cell in sheet[1]]
    rows = [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert [{name: _text(value) for name, value in row.items()} for row in rows] == [
        {name: _text(value) for name, value in line.items()} for line in lines
    ]
    assert [_text(line["share"]) for line in browser.get(f"{RESULTS}.json").json()] == [
        _text(line["share"]) for line in lines
    ]
    for by in ("", "municipality"):
        for table in browser.api("GET", f"/surveys/umfrage/results?by={by}").json()["tables"]:
            for row in table["rows"]:
                told = [
                    one
                    for one in rows
                    if one["question"] == table["name"]
                    and (one["dimensions"] or "", one["segment"] or "") == (by, ",".join(row["segment"]))
                ]
                shown = [(str(cell["code"]), cell["n"], cell["share"]) for cell in row["answers"]]
                assert [(str(one["code"]), one["n"], one["share"]) for one in told if one["is_missing"] == 0] == (
                    shown or [("None", None, None)]
                )
    assert released.slug == "umfrage"


def _text(value: Any) -> str:
    """As a number, whichever way it is written."""
    if value is None:
        return ""
    try:
        return f"{float(value):.10g}"
    except ValueError:
        return str(value)


def test_a_workbook_first_says_what_it_is(browser: Browser, released: Survey) -> None:
    answer = browser.get(f"{RESULTS}.xlsx")
    assert "umfrage.xlsx" in answer.headers["content-disposition"]
    book = openpyxl.load_workbook(BytesIO(answer.content))
    about = {row[0].value: row[1].value for row in book["Über diese Datei"].iter_rows()}
    assert about["Umfrage"] == "Was ist wichtig?"
    assert about["Veröffentlichung Nr."] == "1"
    assert len(about["Prüfsumme (SHA-256)"]) == 64
    assert book["Tabellen"].freeze_panes == "A2"
    assert book["Tabellen"].column_dimensions["E"].width > 30
    assert browser.get(f"{RESULTS}.xlsx").content == answer.content
    assert released.slug == "umfrage"


def test_before_the_first_release_there_is_no_workbook(browser: Browser, survey: Survey) -> None:
    assert browser.get(f"{RESULTS}.xlsx").status_code == 404
    assert survey.slug == "umfrage"


@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.MODERATOR])
def test_strangers_and_other_roles_get_no_answer_sheets(browser: Browser, survey: Survey, role: Role | None) -> None:
    if role:
        signed_in(browser, role)
    answer = browser.post(EXPORT, {"format": "csv", **PURPOSE})
    assert answer.status_code in {303, 404}
    assert "Verein" not in answer.text
    assert survey.slug == "umfrage"


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMIN])
@pytest.mark.parametrize("form", ["csv", "json", "sav", "xlsx"])
def test_raw_files_are_sent_and_the_journal_says_who_took_how_much_and_what_for(
    browser: Browser, survey: Survey, form: str, role: Role, tmp_path: Path
) -> None:
    account = signed_in(browser, role)
    answer = browser.post(EXPORT, {"format": form, **PURPOSE})
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="umfrage-antworten.{form}"'
    assert _sheets_in(form, answer.content, tmp_path) == 2
    with browser.site.database.reading() as session:
        (entry,) = session.exec(select(JournalEntry).where(JournalEntry.action == "exported")).all()
    assert (entry.actor_id, entry.subject_id) == (account.id, survey.id)
    assert entry.details == {"format": form, "sheets": 2, **PURPOSE}


def _sheets_in(form: str, content: bytes, folder: Path) -> int:
    if form == "csv":
        return len(list(csv.DictReader(StringIO(content.decode(), newline=""))))
    if form == "json":
        return len(json.loads(content))
    if form == "xlsx":
        return int(openpyxl.load_workbook(BytesIO(content))["Antwortbögen"].max_row) - 1
    (folder / "read.sav").write_bytes(content)
    return pyreadstat.read_sav(folder / "read.sav")[1].number_rows or 0


def test_without_a_purpose_or_a_known_format_nothing_is_sent_or_noted(browser: Browser, survey: Survey) -> None:
    signed_in(browser, Role.ANALYST)
    for form in ({"format": "csv", "purpose": "test"}, {"format": "exe", **PURPOSE}, {}):
        answer = browser.post(EXPORT, form)
        assert answer.status_code == 422
        assert "Verein" not in answer.text
    assert "wofür Sie die Antwortbögen brauchen" in browser.post(EXPORT, {"format": "csv", "purpose": "x"}).text
    with browser.site.database.reading() as session:
        assert not session.exec(select(JournalEntry).where(JournalEntry.action == "exported")).all()
    assert survey.slug == "umfrage"


def test_what_excel_cannot_hold_is_refused_before_the_journal(
    browser: Browser, survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    signed_in(browser, Role.ANALYST)
    answer = browser.post(EXPORT, {"format": "xlsx", **PURPOSE})
    assert answer.status_code == 422
    assert "Bitte nehmen Sie CSV oder SPSS" in answer.text
    assert survey.slug == "umfrage"


def test_the_export_page_offers_files_and_the_codebook(browser: Browser, released: Survey) -> None:
    signed_in(browser, Role.ANALYST)
    page = browser.get(EXPORT).text
    assert "60 Antwortbögen" in page
    assert f"{RESULTS}.xlsx" in page
    assert EXPORT in browser.get("/de/verwaltung/umfragen/umfrage").text
    table = browser.get("/de/verwaltung/umfragen/umfrage/codebuch.csv")
    assert "importance.mobility" in table.text
    assert "# Codebuch: Was ist wichtig?" in browser.get("/de/verwaltung/umfragen/umfrage/codebuch.md").text
    assert browser.post(EXPORT, {}).status_code == 422
    assert released.slug == "umfrage"


def test_the_command_writes_what_the_web_sends(
    browser: Browser, survey: Survey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(browser, Role.ANALYST)
    sent = browser.post(EXPORT, {"format": "csv", **PURPOSE}).content
    monkeypatch.setenv("PARTICIPATION_DATABASE_URL", browser.site.database.url)
    monkeypatch.setattr("participation.cli.opening.present_revision", lambda _database: HEAD)
    out, codebook = tmp_path / "sheets.csv", tmp_path / "codebook.md"
    arguments = [survey.slug, "--format", "csv", "--out", str(out), "--raw", "--codebook", str(codebook)]
    done = CliRunner().invoke(export, arguments)
    assert done.exit_code == 0, done.output
    assert out.read_bytes() == sent
    assert "## `importance`" in codebook.read_text(encoding="utf-8")
    assert not list(tmp_path.glob("*.part"))
    refused = CliRunner().invoke(export, [survey.slug, "--format", "sav", "--out", str(out)])
    assert (refused.exit_code, "add --raw" in refused.output) == (2, True)
