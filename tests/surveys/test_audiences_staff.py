"""Staff make the list of groups, codes on paper and by e-mail, withdraw them, and draw one list for a reminder."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from pypdf import PdfReader
from sqlmodel import select

from participation.accounts.models import Role
from participation.core.clock import now, standing_at
from participation.core.jobs import JobRow
from participation.core.journal import JournalEntry
from participation.surveys.aggregation.folding import fold_pending
from participation.surveys.audiences.codes import code_hash
from participation.surveys.audiences.upkeep import forget
from participation.surveys.models import Admission, Audience, CodeBatch, InvitationCode
from tests.browser import Browser
from tests.cast import signed_in
from tests.surveys.answer_sheets import hand_in, people, release, running
from tests.surveys.builders import a_body, an_open_survey
from tests.surveys.editor.builders import form_fields
from tests.surveys.invited import a_survey_by_codes, an_audience, some_codes, uses_of
from tests.surveys.test_further_results import cells

LIST = "/de/verwaltung/umfragen/umfrage/zielgruppen"
CODES = f"{LIST}/kreistag/codes"
BEFORE = timedelta(days=-3)
GROUP = {"name_de": "Vereine & Verbände", "name_leicht": "Vereine", "name_en": "Associations", "admission": "codes"}


def rows(browser: Browser, table: Any) -> list[Any]:
    with browser.site.database.reading() as session:
        return list(session.exec(select(table)).all())


def a_council(browser: Browser) -> None:
    """An open survey of the county council, an editor at the desk."""
    survey = an_open_survey(browser)
    with browser.site.database.writing() as session:
        an_audience(session, survey, "kreistag", Admission.CODES)
    browser.site.refresh()
    signed_in(browser, Role.EDITOR)


def table_of(answer: Any) -> list[list[str]]:
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def send(browser: Browser, code: str) -> int:
    headers = {"sec-fetch-site": "same-origin"}
    body = a_body(invitation=code)
    return int(browser.api("POST", "/surveys/umfrage/submissions", json=body, headers=headers).status_code)


def make(browser: Browser, **form: Any) -> Any:
    return browser.post(CODES, {"kind": "person", "number": "3", "shape": "csv"} | form)


def test_a_group_is_added_changed_and_removed_before_the_survey_begins(browser: Browser) -> None:
    an_open_survey(browser)
    with standing_at(now() + BEFORE):
        signed_in(browser, Role.EDITOR)
        assert browser.post(f"{LIST}/neu", GROUP).status_code == 303
        (group,) = rows(browser, Audience)
        assert (group.slug, group.names["de-simple"]) == ("vereine-verbaende", "Vereine")
        assert browser.get(f"{LIST}/{group.slug}").status_code == 200
        changed = GROUP | {"name_de": "Vereine", "is_internal": "yes", "population": "1.200", "position": "4"}
        assert browser.post(f"{LIST}/{group.slug}", changed).status_code == 303
        (group,) = rows(browser, Audience)
        assert (group.names["de"], group.is_internal, group.population, group.position) == ("Vereine", True, 1200, 4)
        assert "1.200" in browser.get(LIST).text
        assert browser.post(f"{LIST}/{group.slug}/entfernen").status_code == 303
    assert rows(browser, Audience) == []
    assert [entry.action for entry in rows(browser, JournalEntry)] == ["added", "changed", "removed"]


def test_once_the_survey_has_begun_groups_are_only_added(browser: Browser) -> None:
    a_council(browser)
    assert browser.post(f"{LIST}/kreistag", GROUP).status_code == 403
    assert browser.post(f"{LIST}/kreistag/entfernen").status_code == 403
    assert "Die Umfrage hat begonnen" in browser.get(f"{LIST}/kreistag").text
    asked = browser.post(f"{LIST}/neu", GROUP | {"admission": "open"})
    assert "ab sofort für alle offen" in asked.text
    assert [group.slug for group in rows(browser, Audience)] == ["kreistag"]
    assert browser.post(f"{LIST}/neu", form_fields(asked.text, "/neu")).status_code == 303
    assert [group.slug for group in rows(browser, Audience)] == ["kreistag", "vereine-verbaende"]
    browser.site.refresh()
    assert "als=vereine-verbaende" in browser.get(LIST).text


def test_codes_in_a_running_survey_keep_it_open_unless_the_editor_says_otherwise(browser: Browser) -> None:
    an_open_survey(browser)
    signed_in(browser, Role.EDITOR)
    asked = browser.post(f"{LIST}/neu", GROUP)
    assert "kann ab sofort niemand mehr ohne Code antworten" in asked.text
    assert rows(browser, Audience) == []
    assert browser.post(f"{LIST}/neu", form_fields(asked.text, "/neu")).status_code == 303
    assert {(group.slug, group.admission.value) for group in rows(browser, Audience)} == {
        ("alle-anderen", "open"),
        ("vereine-verbaende", "codes"),
    }
    browser.site.refresh()
    headers = {"sec-fetch-site": "same-origin"}
    assert browser.api("POST", "/surveys/umfrage/submissions", json=a_body(), headers=headers).status_code == 201


def test_an_editor_can_shut_everybody_else_out_knowingly(browser: Browser) -> None:
    an_open_survey(browser)
    signed_in(browser, Role.EDITOR)
    asked = browser.post(f"{LIST}/neu", GROUP)
    sent = form_fields(asked.text, "/neu")
    nameless = browser.post(f"{LIST}/neu", sent | {"open_de": ""})
    assert nameless.status_code == 422
    assert browser.post(f"{LIST}/neu", sent | {"others": "shut"}).status_code == 303
    assert [group.slug for group in rows(browser, Audience)] == ["vereine-verbaende"]


def test_before_the_survey_runs_nobody_has_to_be_asked(browser: Browser) -> None:
    an_open_survey(browser)
    with standing_at(now() + BEFORE):
        signed_in(browser, Role.EDITOR)
        assert browser.post(f"{LIST}/neu", GROUP).status_code == 303


def test_what_cannot_be_used_is_told_and_kept(browser: Browser) -> None:
    an_open_survey(browser)
    signed_in(browser, Role.EDITOR)
    page = browser.post(f"{LIST}/neu", GROUP | {"name_de": "", "population": "viele"})
    assert page.status_code == 422
    assert "Bitte geben Sie einen deutschen Namen ein." in page.text
    assert 'value="Associations"' in page.text
    assert rows(browser, Audience) == []


def test_codes_come_as_a_table_once_and_only_their_digests_stay(browser: Browser) -> None:
    a_council(browser)
    heading, *lines = table_of(make(browser))
    assert heading == ["Nummer", "Code", "Adresse"]
    assert [line[0] for line in lines] == ["1", "2", "3"]
    stored = {row.number: bytes(row.code_hash) for row in rows(browser, InvitationCode)}
    assert stored == {int(number): code_hash(code) for number, code, _ in lines}
    assert all(address.endswith(f"/de/umfragen/umfrage?code={code}") for _, code, address in lines)
    assert [line[0] for line in table_of(make(browser, number="2"))[1:]] == ["4", "5"]
    page = browser.get(LIST).text
    assert not any(code in page for _, code, _ in lines)
    assert send(browser, lines[0][1]) == 201
    entries = [entry for entry in rows(browser, JournalEntry) if entry.action == "issued"]
    assert [entry.details["codes"] for entry in entries] == [3, 2]
    assert not any(code in repr(entries) for _, code, _ in lines)


@pytest.mark.parametrize("form", [{"number": "0"}, {"number": "20001"}, {"number": "x"}, {"kind": "school_class"}])
def test_codes_that_nobody_can_mean_are_not_made(browser: Browser, form: dict[str, str]) -> None:
    a_council(browser)
    assert make(browser, **form).status_code == 422
    assert rows(browser, InvitationCode) == []


def test_a_class_has_one_code_for_all(browser: Browser) -> None:
    a_council(browser)
    _, line = table_of(make(browser, kind="school_class", number="1", pupils="28", label="Sekundarschule Lindenau"))
    (code,) = rows(browser, InvitationCode)
    assert (code.most_uses, line[0]) == (28, "1")


@pytest.mark.parametrize(("shape", "pages"), [("letters", 3), ("cards", 1)])
def test_letters_and_cards_are_tagged_pdf_with_number_code_and_address(
    browser: Browser, shape: str, pages: int
) -> None:
    a_council(browser)
    answer = make(browser, shape=shape, label="Lindenau")
    assert answer.headers["content-type"] == "application/pdf"
    document = PdfReader(BytesIO(answer.content))
    words = " ".join(page.extract_text() for page in document.pages)
    codes = {code for word in words.split() if (code := code_hash(word)) is not None}
    assert len(document.pages) == pages
    assert codes == {bytes(row.code_hash) for row in rows(browser, InvitationCode)}
    root: Any = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "de"
    assert "Was ist wichtig?" in " ".join(words.split())
    assert "/de/umfragen/umfrage" in "".join(words.split())


def test_unused_numbers_are_drawn_once(browser: Browser) -> None:
    a_council(browser)
    _, *lines = table_of(make(browser))
    assert send(browser, lines[1][1]) == 201
    (batch,) = rows(browser, CodeBatch)
    address = f"/de/verwaltung/umfragen/umfrage/codes/{batch.id}/ungenutzt"
    assert table_of(browser.post(address)) == [["Nummer"], ["1"], ["3"]]
    again = browser.post(address)
    assert again.status_code == 409
    assert "wurde schon abgerufen" in again.text
    assert "listed unused codes of" in [entry.action for entry in rows(browser, JournalEntry)]


def test_a_number_or_a_whole_batch_is_withdrawn(browser: Browser) -> None:
    a_council(browser)
    _, *lines = table_of(make(browser))
    (batch,) = rows(browser, CodeBatch)
    address = f"/de/verwaltung/umfragen/umfrage/codes/{batch.id}/sperren"
    assert browser.post(address, {"number": "2"}).status_code == 303
    assert browser.post(address, {"number": "77"}).status_code == 404
    assert [send(browser, code) for _, code, _ in lines[:2]] == [201, 409]
    assert browser.post(address, {"number": ""}).status_code == 303
    assert send(browser, lines[2][1]) == 409
    assert "gesperrt" in browser.get(LIST).text


def test_each_address_gets_a_mail_with_its_own_code_and_none_is_kept(browser: Browser) -> None:
    a_council(browser)
    object.__setattr__(browser.site.settings, "mail_url", "smtp://mail.example:25")
    typed = "anna@lindenau.example\nBERT@lindenau.example; anna@lindenau.example"
    assert browser.post(f"{CODES}/mail", {"addresses": typed}).status_code == 303
    mails = [job.payload for job in rows(browser, JobRow) if job.kind == "mail"]
    assert sorted(mail["to"] for mail in mails) == ["anna@lindenau.example", "bert@lindenau.example"]
    assert len({mail["text"] for mail in mails}) == 2
    assert len(uses_of(browser)) == 2
    kept = repr([*rows(browser, InvitationCode), *rows(browser, CodeBatch), *rows(browser, JournalEntry)])
    assert "lindenau.example" not in kept
    with browser.site.database.writing() as session:
        for job in session.exec(select(JobRow)):
            job.failed_at = now() - timedelta(days=3)
    forget(browser.site.database, {})
    assert rows(browser, JobRow) == []


@pytest.mark.parametrize("typed", ["", "anna", "anna@", "a@b.example nonsense", "@x.example"])
def test_addresses_that_are_none_are_named(browser: Browser, typed: str) -> None:
    a_council(browser)
    object.__setattr__(browser.site.settings, "mail_url", "smtp://mail.example:25")
    assert browser.post(f"{CODES}/mail", {"addresses": typed}).status_code == 422
    assert rows(browser, JobRow) == []
    assert rows(browser, InvitationCode) == []


def test_the_list_shows_how_many_answered(browser: Browser) -> None:
    codes = a_survey_by_codes(browser, 4)
    signed_in(browser, Role.EDITOR)
    assert send(browser, codes[0]) == 201
    fold_pending(browser.site.database)
    page = browser.get(LIST).text
    assert "25 %" in page.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("role", [Role.ANALYST, Role.MODERATOR])
def test_only_editors_and_administrators_see_groups_and_make_codes(browser: Browser, role: Role) -> None:
    a_survey_by_codes(browser)
    signed_in(browser, role)
    assert browser.get(LIST).status_code == 404
    assert make(browser).status_code == 404
    signed_in(browser, Role.ADMIN)
    assert browser.get(LIST).status_code == 200


def test_the_code_of_a_class_does_not_say_how_many_pupils_there_are(browser: Browser) -> None:
    survey = an_open_survey(browser)
    database = browser.site.database
    with database.writing() as session:
        some_codes(session, an_audience(session, survey, "schule", Admission.CODES), 4, 30)
    hand_in(database, running(database, survey), *people(60, importance={"mobility": 5}), audience="schule")
    release(database, running(database, survey), "audience")
    browser.site.refresh()
    signed_in(browser, Role.EDITOR)
    page = browser.get(LIST).text
    assert "Rücklaufquote" not in page
    assert "Eingeladen" not in page
    assert "Ein Klassencode sagt nicht" in page
    row = asked_in(browser, "schule")
    assert (row[2], row[3], row[4]) == ("–", "–", "–")
    stored = browser.post(f"{LIST}/schule", {"population": "80"}, follow=True)
    assert stored.status_code == 200
    assert "Anteil mit Antwort" in stored.text
    assert "75 %" in stored.text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert browser.post(f"{LIST}/schule", {"population": "many"}).status_code == 422
    release(database, running(database, survey), "audience")
    browser.site.refresh()
    assert asked_in(browser, "schule")[2:] == ["–", "75\N{NO-BREAK SPACE}%", "80"]


def asked_in(browser: Browser, group: str) -> list[str]:
    """The line of a group in the public table of who was asked."""
    page = browser.get("/de/umfragen/umfrage/ergebnisse").text
    (row,) = [row for row in cells(page) if row[0] == group and len(row) == 5]
    return row
