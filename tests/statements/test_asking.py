"""Staff ask bodies: address book, invitations, extensions, reminders, the status list, what they take home."""

from __future__ import annotations

import io
import re
import socket
from collections.abc import Iterator
from email import message_from_bytes
from typing import Any
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from openpyxl import load_workbook
from sqlmodel import select

from participation.accounts.models import Role
from participation.app import build_application
from participation.core.identifiers import receipt_code
from participation.core.jobs import run_due
from participation.core.journal import JournalEntry
from participation.core.mail import mail_job
from participation.core.settings import Settings
from participation.statements.models import Addressee, Contact, DeadlineExtension
from tests.browser import Browser
from tests.cast import signed_in
from tests.statements.builders import (
    PDF,
    Asked,
    a_round,
    an_addressee,
    handed_in,
    in_days,
    the_addressee,
    the_statements,
    written,
)

BOOK = "/de/verwaltung/stellungnahmen/adressen"
TABLE = (
    "Organisation;Art;E-Mail;Anschrift\r\n"
    "Gemeinde Neudorf;Gemeinde;post@neudorf.example;Am Markt 1\r\n"
    "Wasserverband Demo;Verband;kein-postfach;\r\n"
    ";Gemeinde;ohne@name.example;\r\n"
    "Amt Demo;Raumschiff;amt@demo.example;\r\n"
    "Gemeinde Neudorf;Gemeinde;zwei@neudorf.example;\r\n"
)


class Mailbox:
    """What a real SMTP server received."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, str]] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        text = message_from_bytes(envelope.content).get_payload(decode=True)
        self.mails.append((envelope.rcpt_tos[0], bytes(text).decode()))
        return "250 OK"


@pytest.fixture
def mailbox(database_url: str) -> Iterator[tuple[Mailbox, Settings]]:
    """A running SMTP server, and settings that lead to it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    found = Mailbox()
    controller = Controller(found, hostname="127.0.0.1", port=port)
    controller.start()
    yield found, Settings(database_url=database_url, threads=4, mail_url=f"smtp://127.0.0.1:{port}")
    controller.stop()


@pytest.fixture
def office(mailbox: tuple[Mailbox, Settings]) -> Iterator[tuple[Browser, Mailbox, Asked]]:
    """An editor at work with a mail server, and a round with one body that was invited before."""
    found, settings = mailbox
    application = build_application(settings, with_worker=False)
    with Browser(application) as browser:
        with browser.site.database.writing() as session:
            asked = a_round(session)
        browser.site.refresh()
        signed_in(browser, Role.EDITOR)
        yield browser, found, asked
    application.site.database.close()


def _send(browser: Browser) -> None:
    while run_due(browser.site.database, [mail_job(browser.site.settings)]):
        pass


def test_each_body_is_invited_once_by_a_link_that_works(office: tuple[Browser, Mailbox, Asked]) -> None:
    browser, mailbox, asked = office
    with browser.site.database.writing() as session:
        an_addressee(session, asked.phase_id, "Gemeinde Neudorf", email="post@neudorf.example")
        an_addressee(session, asked.phase_id, "Ohne Postfach", email="")
    assert browser.post(f"{asked.staff}/einladen").status_code == 303
    assert browser.post(f"{asked.staff}/einladen").status_code == 422  # nobody is left
    _send(browser)
    assert [to for to, _text in mailbox.mails] == ["post@neudorf.example"]
    link = re.search(r"http://testserver(/de/stellungnahme/\S+)", mailbox.mails[0][1])
    assert link
    assert "Gemeinde Neudorf" in browser.get(link.group(1)).text


def test_reminders_go_only_to_those_that_are_open(office: tuple[Browser, Mailbox, Asked]) -> None:
    browser, mailbox, asked = office
    with browser.site.database.writing() as session:
        invited = session.get_one(Addressee, asked.addressee_id)
        an_addressee(session, asked.phase_id, "Gemeinde Wartet", email="w@demo.example", invited_at=invited.invited_at)
        an_addressee(session, asked.phase_id, "Nie eingeladen", email="n@demo.example")
    written(browser, asked)
    handed_in(browser, asked)
    assert browser.post(f"{asked.staff}/erinnern").status_code == 303
    _send(browser)
    reminders = [to for to, text in mailbox.mails if "stellungnahme/" in text]
    assert reminders == ["w@demo.example"]
    confirmations = [to for to, text in mailbox.mails if "nachverfolgen" in text]
    assert confirmations == [the_addressee(browser, asked).email]


def test_an_extension_is_granted_confirmed_and_kept(office: tuple[Browser, Mailbox, Asked]) -> None:
    browser, mailbox, asked = office
    assert browser.post(f"{asked.body}/verlaengern", {"until": in_days(-1)}).status_code == 422
    assert browser.post(f"{asked.body}/verlaengern", {"until": in_days(5)}).status_code == 422  # not longer
    form = {"until": in_days(60), "reason": "Ratssitzung im nächsten Monat"}
    assert browser.post(f"{asked.body}/verlaengern", form).status_code == 303
    _send(browser)
    assert "Ratssitzung im nächsten Monat" in mailbox.mails[0][1]
    assert (found := the_addressee(browser, asked).deadline) is not None
    assert found.isoformat() == in_days(60)
    later = {"until": in_days(70), "reason": ""}
    assert browser.post(f"{asked.staff}/verlaengern", later).status_code == 303
    with browser.site.database.reading() as session:
        assert len(session.exec(select(DeadlineExtension)).all()) == 2
    assert "Gemeinde Musterdorf" in browser.get(f"{asked.staff}?stand=extended").text
    assert "Gemeinde Musterdorf" not in browser.get(f"{asked.staff}?stand=nil_return").text


def test_a_table_of_addresses_is_shown_first_with_its_bad_rows(office: tuple[Browser, Mailbox, Asked]) -> None:
    browser, _mailbox, asked = office
    shown = browser.post(f"{BOOK}/einlesen", {}, files={"file": ("adressen.csv", TABLE.encode("cp1252"))})
    assert shown.status_code == 200
    assert shown.text.count("kern-badge--danger") == 4
    with browser.site.database.reading() as session:
        assert session.exec(select(Contact)).all() == []
    assert browser.post(f"{BOOK}/einlesen", {"table": TABLE}).status_code == 303
    with browser.site.database.reading() as session:
        contacts = session.exec(select(Contact)).all()
    assert [(one.name, one.email) for one in contacts] == [("Gemeinde Neudorf", "post@neudorf.example")]
    browser.post(f"{asked.staff}/aufnehmen", {"contact": str(contacts[0].id)})
    browser.post(f"{asked.staff}/aufnehmen", {"contact": str(contacts[0].id)})
    with browser.site.database.reading() as session:
        assert len(session.exec(select(Addressee)).all()) == 2


def test_files_are_handed_out_to_staff_only_and_noted(office: tuple[Browser, Mailbox, Asked]) -> None:
    browser, _mailbox, asked = office
    form = {"place": "", "text": "Siehe Anlage.", "then": "upload", "base": "0"}
    browser.post(f"{asked.desk}/schreiben", form, files={"file": ("Übersicht.pdf", PDF)})
    handed_in(browser, asked)
    page = browser.get(asked.body).text
    address = re.search(r'action="([^"]+/datei/[^"]+)"', page)
    assert address
    file = browser.post(address.group(1))
    assert file.content == PDF
    assert file.headers["content-disposition"].startswith("attachment")
    assert file.headers["x-content-type-options"] == "nosniff"
    with browser.site.database.reading() as session:
        entries = session.exec(select(JournalEntry).where(JournalEntry.subject == "attachment")).all()
    assert [entry.action for entry in entries] == ["downloaded"]
    browser.cookies.clear()
    assert browser.post(address.group(1)).status_code == 303  # to the sign-in page


def test_a_statement_is_public_only_after_its_release(office: tuple[Browser, Mailbox, Asked]) -> None:
    browser, _mailbox, asked = office
    form = {"place": "", "text": "Wir stimmen zu.", "then": "upload", "base": "0"}
    browser.post(f"{asked.desk}/schreiben", form, files={"file": ("plan.pdf", PDF)})
    handed_in(browser, asked)
    statement = the_statements(browser, asked)[0]
    public = f"/de/stellungnahmen/{statement.id}"
    assert browser.get(public).status_code == 404
    assert "Musterdorf" not in browser.get("/de/stellungnahmen/").text
    assert browser.post(f"{asked.body}/freigeben", {"statement": str(statement.id)}).status_code == 303
    page = browser.get(public).text
    assert "Wir stimmen zu." in page
    assert "Musterdorf" in browser.get("/de/stellungnahmen/").text
    file = re.search(r'href="([^"]+/anlage/[^"]+)"', page)
    assert file
    assert browser.get(file.group(1)).headers["content-disposition"].startswith("attachment")


def test_the_status_list_goes_home_as_csv_and_workbook(office: tuple[Browser, Mailbox, Asked]) -> None:
    browser, _mailbox, asked = office
    with browser.site.database.writing() as session:
        an_addressee(session, asked.phase_id, "=SUMME(A1)", email="")
    table = browser.post(f"{asked.staff}/tabelle", {"format": "csv"}).content.decode("utf-8-sig")
    assert "Gemeinde Musterdorf;" in table
    assert "'=SUMME(A1);" in table
    filtered = browser.post(f"{asked.staff}/tabelle", {"format": "csv", "stand": "invited"}).text
    assert "SUMME" not in filtered
    book = browser.post(f"{asked.staff}/tabelle", {"format": "xlsx"})
    sheet = load_workbook(io.BytesIO(book.content)).active
    assert sheet is not None
    assert sheet["A2"].value == "=SUMME(A1)"
    assert sheet["A2"].data_type == "s"


def test_staff_record_what_was_spoken_in_a_committee(office: tuple[Browser, Mailbox, Asked]) -> None:
    browser, _mailbox, asked = office
    form = {
        "received_on": in_days(0),
        "way": "event",
        "committee": "Kreisausschuss",
        "minutes": "Sitzung 4, Punkt 2",
        "place": "",
        "text": "Der Verband trägt seine Bedenken vor.",
        "then": "store",
    }
    assert browser.post(f"{asked.body}/erfassen", form | {"committee": ""}).status_code == 422
    assert browser.post(f"{asked.body}/erfassen", form | {"received_on": in_days(1)}).status_code == 422
    answer = browser.post(f"{asked.body}/erfassen", form)
    assert 'id="receipt-code"' in answer.text
    row = the_statements(browser, asked)[0]
    assert (row.committee, row.minutes, row.way) == ("Kreisausschuss", "Sitzung 4, Punkt 2", "event")
    assert row.recorded_by is not None


def test_only_the_statement_that_counts_now_is_served(office: tuple[Browser, Mailbox, Asked]) -> None:
    browser, _mailbox, asked = office
    form = {"place": "", "text": "Vorläufig.", "then": "upload", "base": "0", "is_subject_to_council": "yes"}
    browser.post(f"{asked.desk}/schreiben", form, files={"file": ("plan.pdf", PDF)})
    secret = uuid4()
    handed_in(browser, asked, secret)
    first = the_statements(browser, asked)[0]
    browser.post(f"{asked.body}/freigeben", {"statement": str(first.id)})
    public = f"/de/stellungnahmen/{first.id}"
    file = re.search(r'href="([^"]+/anlage/[^"]+)"', browser.get(public).text)
    assert file
    written(browser, asked, "Wie der Rat beschloss.")
    handed_in(browser, asked)
    browser.site.refresh()
    for address in (public, file.group(1)):
        answer = browser.get(address)
        assert answer.status_code == 404
        assert "Vorläufig" not in answer.text
    assert "eine spätere Stellungnahme" in browser.get(public).text
    traced = browser.post("/de/nachverfolgen", {"code": receipt_code(secret)}).text
    assert public not in traced
    assert "Durch eine spätere Stellungnahme ersetzt" in traced


def test_editors_of_another_region_see_nothing(office: tuple[Browser, Mailbox, Asked]) -> None:
    browser, _mailbox, asked = office
    with browser.site.database.writing() as session:
        other = a_round(session, "marbach").setting.region
    browser.site.refresh()
    browser.cookies.clear()
    signed_in(browser, Role.EDITOR, other)
    here = asked.body.replace("/de/", "/de/lindenau/")
    assert browser.get(here).status_code == 404
    there = asked.body.replace("/de/", "/de/marbach/")
    assert browser.get(there).status_code == 404
