"""An invited body writes a statement behind its link, hands it in once, and can follow it up."""

from __future__ import annotations

import re
from datetime import timedelta
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from participation.core.clock import now, standing_at
from participation.core.files import file_store
from participation.core.identifiers import receipt_code
from participation.statements import files, uploads
from participation.statements.files import AREA
from participation.statements.links import fresh_code, fresh_link, keep_link
from participation.statements.models import Addressee, Attachment, StatementSection
from participation.statements.standing import Mark, Standing, marks_of, standing_of
from tests.browser import Browser
from tests.comments.builders import code_on
from tests.statements.builders import (
    PDF,
    Asked,
    a_docx,
    a_round,
    an_addressee,
    base_of,
    handed_in,
    in_days,
    the_addressee,
    the_statements,
    written,
)


@pytest.fixture
def asked(browser: Browser) -> Asked:
    """A round with one invited body."""
    with browser.site.database.writing() as session:
        found = a_round(session)
    browser.site.refresh()
    return found


def _sections(session: Session) -> list[StatementSection]:
    return list(session.exec(select(StatementSection)))


def test_the_link_leads_to_the_desk_and_opening_it_is_noted(browser: Browser, asked: Asked) -> None:
    page = browser.get(asked.desk)
    assert page.status_code == 200
    assert "Gemeinde Musterdorf" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert standing_of(the_addressee(browser, asked)) is Standing.OPENED


def test_a_code_from_a_letter_leads_to_the_same_desk(browser: Browser, asked: Asked) -> None:
    code = fresh_code()
    with browser.site.database.writing() as session:
        keep_link(session, asked.addressee_id, code)
    typed = code.lower().replace("-", " ")
    page = browser.post("/de/stellungnahme/", {"code": typed}, follow=True)
    assert "Gemeinde Musterdorf" in page.text
    assert browser.post("/de/stellungnahme/", {"code": fresh_code()}).status_code == 422


def test_nobody_gets_in_without_a_link_that_holds(browser: Browser, asked: Asked) -> None:
    with browser.site.database.writing() as session:
        stranger = an_addressee(session, asked.phase_id, "Verband Fremd")
        keep_link(session, stranger.id, "known-to-somebody-else")
    for path in ("", "/schreiben", "/text", "/fehlanzeige", "/bestaetigung", "/pruefen"):
        assert browser.get(f"/de/stellungnahme/{fresh_link()}{path}").status_code == 404
    written(browser, asked, "Nur für uns.")
    assert "Nur für uns." not in browser.get("/de/stellungnahme/known-to-somebody-else/schreiben").text


def test_a_draft_is_kept_and_handed_in_with_its_places(browser: Browser, asked: Asked) -> None:
    thread = str(asked.setting.block_thread)
    form = {"place": ["", thread], "text": ["Im Ganzen gut.", "Bitte auch sonntags."], "then": "save", "base": "0"}
    assert browser.post(f"{asked.desk}/schreiben", form).status_code == 303
    assert "Bitte auch sonntags." in browser.get(f"{asked.desk}/schreiben").text
    assert standing_of(the_addressee(browser, asked)) is Standing.DRAFT
    assert "Der Bus fährt jede Stunde." in browser.get(f"{asked.desk}/pruefen").text
    secret = uuid4()
    answer = handed_in(browser, asked, secret)
    assert receipt_code(secret) in answer.text
    with browser.site.database.reading() as session:
        sections = _sections(session)
    assert [section.text for section in sections] == ["Im Ganzen gut.", "Bitte auch sonntags."]
    assert [section.element_id for section in sections] == [None, asked.setting.element_id]
    traced = browser.post("/de/nachverfolgen", {"code": receipt_code(secret)}).text
    assert "Bitte auch sonntags." in traced


def test_a_statement_is_handed_in_exactly_once(browser: Browser, asked: Asked) -> None:
    written(browser, asked)
    secret = uuid4()
    first = handed_in(browser, asked, secret)
    again = handed_in(browser, asked, secret)
    assert (first.status_code, again.status_code) == (200, 200)
    assert code_on(first.text) == code_on(again.text) == receipt_code(secret)
    other = handed_in(browser, asked)
    assert other.headers["location"].endswith(asked.token)
    assert len(the_statements(browser, asked)) == 1
    assert written(browser, asked, "Noch etwas").headers["location"].endswith(asked.token)


def test_two_people_with_one_link_do_not_overwrite_each_other(browser: Browser, asked: Asked) -> None:
    base = base_of(browser, asked)
    written(browser, asked, "Vom Bauamt")
    answer = browser.post(
        f"{asked.desk}/schreiben", {"place": "", "text": "Vom Hauptamt", "then": "save", "base": base}
    )
    assert answer.status_code == 409
    assert "Vom Bauamt" in answer.text
    assert "Vom Hauptamt" in answer.text
    assert "Vom Bauamt" in browser.get(f"{asked.desk}/schreiben").text


def test_a_nil_return_takes_one_click_and_its_confirmation(browser: Browser, asked: Asked) -> None:
    page = browser.get(f"{asked.desk}/fehlanzeige").text
    found = re.search(r'name="id" value="([^"]+)"', page)
    assert found
    answer = browser.post(f"{asked.desk}/fehlanzeige", {"id": found.group(1), "author": "Demo Bauamt"})
    assert answer.status_code == 200
    assert standing_of(the_addressee(browser, asked)) is Standing.NIL_RETURN
    with browser.site.database.reading() as session:
        assert _sections(session) == []


def test_an_empty_statement_is_not_handed_in(browser: Browser, asked: Asked) -> None:
    written(browser, asked, "  ")
    assert browser.get(f"{asked.desk}/pruefen").status_code == 422
    assert handed_in(browser, asked).status_code == 422
    assert the_statements(browser, asked) == []


def test_subject_to_the_council_it_is_confirmed_or_replaced(browser: Browser, asked: Asked) -> None:
    written(browser, asked, "Vorläufig", is_subject_to_council="yes", expected_on=in_days(20))
    handed_in(browser, asked)
    assert standing_of(the_addressee(browser, asked)) is Standing.SUBJECT_TO_COUNCIL
    written(browser, asked, "Wie der Rat beschloss")
    handed_in(browser, asked)
    first, second = the_statements(browser, asked)
    assert first.superseded_on is not None
    assert second.number == 2
    assert standing_of(the_addressee(browser, asked)) is Standing.RECEIVED
    page = browser.get(asked.desk).text
    assert "Vorläufig" in page  # the history stays readable for whoever wrote it


def test_handing_in_from_a_second_tab_replaces_nothing(browser: Browser, asked: Asked) -> None:
    written(browser, asked, "Vorläufig", is_subject_to_council="yes", expected_on=in_days(20))
    secret = uuid4()
    handed_in(browser, asked, secret)
    assert handed_in(browser, asked).headers["location"].endswith(asked.token)
    assert code_on(handed_in(browser, asked, secret).text) == receipt_code(secret)
    (only,) = the_statements(browser, asked)
    assert (only.is_nil_return, only.superseded_on) == (False, None)


def test_the_council_agrees_on_a_day_that_has_come(browser: Browser, asked: Asked) -> None:
    written(browser, asked, is_subject_to_council="yes")
    handed_in(browser, asked)
    assert browser.post(f"{asked.desk}/beschluss", {"decided_on": in_days(2)}).status_code == 422
    assert browser.post(f"{asked.desk}/beschluss", {"decided_on": in_days(0)}).status_code == 303
    assert standing_of(the_addressee(browser, asked)) is Standing.RECEIVED
    assert the_statements(browser, asked)[0].council_decided_on is not None


@pytest.mark.parametrize("accepts_late", [True, False])
def test_late_ones_are_marked_or_refused_as_staff_decided(browser: Browser, *, accepts_late: bool) -> None:
    with browser.site.database.writing() as session:
        asked = a_round(session, accepts_late=accepts_late)
    browser.site.refresh()
    with standing_at(now() + timedelta(days=40)):
        written(browser, asked)
        answer = handed_in(browser, asked)
        late = [one.is_late for one in the_statements(browser, asked)]
        marks = marks_of(the_addressee(browser, asked), now().date() - timedelta(days=9), now().date())
    assert (answer.status_code, late) == ((200, [True]) if accepts_late else (403, []))
    assert marks == ([Mark.LATE] if accepts_late else [Mark.OVERDUE])


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("stellungnahme.pdf", PDF, True),
        ("stellungnahme.docx", a_docx(), True),
        ("stellungnahme.pdf", a_docx(), False),
        ("stellungnahme.docx", PDF, False),
        ("bild.pdf", b"<html><script>alert(1)</script>", False),
        ("makro.docx", a_docx("word/vbaProject.bin"), False),
        ("tabelle.xlsx", a_docx(), False),
        ("logo.svg", b"<svg/>", False),
    ],
)
def test_attachments_are_what_they_say(
    browser: Browser, asked: Asked, name: str, content: bytes, *, kept: bool
) -> None:
    form = {"place": "", "text": "Siehe Anlage.", "then": "upload", "base": "0"}
    answer = browser.post(f"{asked.desk}/schreiben", form, files={"file": (name, content)})
    assert answer.status_code == (303 if kept else 422)
    assert "Siehe Anlage." in (browser.get(f"{asked.desk}/schreiben").text if kept else answer.text)
    with browser.site.database.reading() as session:
        assert [file.name for file in session.exec(select(Attachment))] == ([name] if kept else [])


def test_a_large_attachment_is_taken_from_the_invited_only(browser: Browser, asked: Asked) -> None:
    large = PDF[:9] + b"x" * 3_000_000 + PDF[9:]
    form = {"place": "", "text": "", "then": "upload", "base": "0"}
    files = {"file": ("plan.pdf", large)}
    assert browser.post(f"{asked.desk}/schreiben", form, files=files).status_code == 303
    stranger = f"/de/stellungnahme/{fresh_link()}/schreiben"
    assert browser.post(stranger, form, files=files).status_code in {404, 413}
    assert "in der angehängten Datei" in handed_in(browser, asked).text


def _upload(browser: Browser, asked: Asked, then: str = "upload") -> Any:
    form = {"place": "", "text": "", "then": then, "base": base_of(browser, asked)}
    files = {"file": ("plan.pdf", PDF)} if then == "upload" else None
    return browser.post(f"{asked.desk}/schreiben", form, files=files)


def _drop(browser: Browser, asked: Asked) -> Any:
    found = re.search(r'value="(drop-[^"]+)"', browser.get(f"{asked.desk}/schreiben").text)
    return _upload(browser, asked, found.group(1) if found else "")


def test_whoever_sends_and_drops_files_all_day_does_not_fill_the_disk(
    browser: Browser, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_A_DAY", 3)
    for _ in range(3):
        assert _upload(browser, asked).status_code == 303
        assert _drop(browser, asked).status_code == 303
    refused = _upload(browser, asked)
    assert refused.status_code == 422
    assert "heute" in refused.text
    folder = file_store(browser.site.database, browser.site.settings.files_folder, AREA).folder
    assert list(folder.iterdir()) == []  # dropped files are gone at once, the refused one was never written
    with standing_at(now() + timedelta(days=1)):
        assert _upload(browser, asked).status_code == 303


def test_nobody_waits_for_a_file_that_is_being_looked_at(
    browser: Browser, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = []

    def look(_content: bytes) -> bool:
        other = Thread(target=lambda: _touch(browser, asked), daemon=True)
        other.start()
        other.join(5)
        waited.append(other.is_alive())
        return True

    monkeypatch.setattr(files, "_is_pdf", look)
    assert _upload(browser, asked).status_code == 303
    assert waited == [False]


def _touch(browser: Browser, asked: Asked) -> None:
    with browser.site.database.writing() as session:
        session.get_one(Addressee, asked.addressee_id, with_for_update=True)


def test_the_code_stands_in_no_address(browser: Browser, asked: Asked) -> None:
    written(browser, asked)
    secret = uuid4()
    page = handed_in(browser, asked, secret).text
    assert f'name="code" value="{receipt_code(secret)}"' in page
    assert not re.search(rf'(?:href|action)="[^"]*{receipt_code(secret)}', page)
    assert receipt_code(secret) not in browser.get(f"{asked.desk}/bestaetigung").text


def test_the_whole_text_can_be_read_and_each_place_written_about(browser: Browser, asked: Asked) -> None:
    assert "Mobilität" in browser.get(f"{asked.desk}/text").text
    part = browser.get(f"{asked.desk}/text/mobilitaet").text
    assert f"stelle={asked.setting.block_thread}" in part
    form = browser.get(f"{asked.desk}/schreiben?stelle={asked.setting.block_thread}").text
    assert f'name="place" value="{asked.setting.block_thread}"' in form


def test_links_of_one_region_do_not_work_in_another(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        here = a_round(session, "lindenau", prefix="/lindenau")
        a_round(session, "marbach", prefix="/marbach")
    browser.site.refresh()
    assert browser.get(here.desk).status_code == 200
    assert browser.get(here.desk.replace("/lindenau/", "/marbach/")).status_code == 404
    with browser.site.database.reading() as session:
        assert session.get_one(Addressee, here.addressee_id).opened_at is not None
