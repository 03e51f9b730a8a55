"""A code for whoever has an e-mail address: one for each, sent to nobody else, and nobody knows afterwards whose."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import SQLModel, col, select

from participation.accounts.models import Role
from participation.core.clock import now, standing_at
from participation.core.jobs import JobRow, run_due
from participation.core.mail import mail_job
from participation.surveys.audiences import code_views
from participation.surveys.audiences.code_requests import MOST_FOR_AN_ADDRESS, mailbox
from participation.surveys.audiences.own_codes import HOLDERS_KEPT_FOR, STOCK
from participation.surveys.audiences.upkeep import forget
from participation.surveys.models import Admission, CodeBatch, InvitationCode, Submission, Survey, SurveySecret
from tests.browser import Browser
from tests.cast import signed_in
from tests.mailbox import Mailbox
from tests.surveys.builders import Answering, an_open_survey
from tests.surveys.invited import an_audience, sheets

START = "/de/umfragen/umfrage"
ASK = f"{START}/code"
KIM = "kim@beispiel.example"
FILE_ONLY = pytest.mark.parametrize("database_url", ["file"], indirect=True)


@pytest.fixture
def town(browser: Browser, mail_server: tuple[Mailbox, str]) -> Browser:
    """A survey for whoever has an address, and a mail server."""
    browser.site.settings = replace(browser.site.settings, mail_url=mail_server[1])
    survey = an_open_survey(browser)
    with browser.site.database.writing() as session:
        an_audience(session, survey, "buerger", Admission.EMAIL)
    browser.site.refresh()
    return browser


def fields_of(page: str) -> dict[str, str]:
    """What the form for an address holds, with the sum that a person adds."""
    challenge = re.search(r'name="_challenge" value="([^"]+)"', page)
    question = re.search(r"Wie viel ist (\w+) plus (\w+)\?", page)
    assert challenge
    assert question
    words = ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
    return {"_challenge": challenge[1], "_sum": str(sum(words.index(word) for word in question.groups()))}


def ask(browser: Browser, email: str = KIM, **more: str) -> int:
    form = fields_of(browser.get(ASK).text) | {"email": email} | more
    return int(browser.post(ASK, form).status_code)


def codes_sent(browser: Browser) -> list[tuple[str, str]]:
    """To whom, and which code; from the outbox."""
    with browser.site.database.reading() as session:
        rows = session.exec(select(JobRow).order_by(col(JobRow.id))).all()
    return [(row.payload["to"], row.payload["text"].partition("Ihr Code: ")[2][:17]) for row in rows]


def held(browser: Browser) -> list[InvitationCode]:
    with browser.site.database.reading() as session:
        return list(session.exec(select(InvitationCode).where(col(InvitationCode.holder).is_not(None))).all())


def come_in(browser: Browser, code: str) -> int:
    return int(Answering(browser).press("next", {"_code": code}).status_code)


def answer(browser: Browser, code: str) -> int:
    person = Answering(browser)
    person.press("next", {"_code": code})
    for _ in range(3):
        person.onward()
    return int(person.page.status_code)


@FILE_ONLY
def test_somebody_asks_for_a_code_finds_it_in_the_mail_and_answers_once(
    town: Browser, mail_server: tuple[Mailbox, str]
) -> None:
    assert "Noch kein Code? Per E-Mail anfordern" in town.get(START).text
    assert ask(town) == 303
    assert "Sehen Sie in Ihr Postfach" in town.get(f"{ASK}?gesendet=ja").text
    assert run_due(town.site.database, [mail_job(town.site.settings)])
    ((recipients, text),) = mail_server[0].mails
    assert recipients == [KIM]
    link = re.search(r"http://testserver(/de/umfragen/umfrage\?code=(\S+))", text)
    assert link
    assert f'value="{link[2]}"' in town.get(link[1]).text
    assert answer(town, link[2]) == 303
    assert come_in(town, link[2]) == 409
    assert [sheet.audience for sheet in sheets(town)] == ["buerger"]


@FILE_ONLY
def test_the_address_stands_nowhere_once_the_mail_is_gone(town: Browser, mail_server: tuple[Mailbox, str]) -> None:
    ask(town)
    run_due(town.site.database, [mail_job(town.site.settings)])
    assert mail_server[0].mails
    with town.site.database.reading() as session:
        for table in SQLModel.metadata.sorted_tables:
            for row in session.connection().execute(table.select()):
                assert "beispiel.example" not in str(row), table.name


def test_asking_again_sends_another_code_and_the_first_is_worth_nothing(town: Browser) -> None:
    ask(town)
    ask(town, "KIM+nochmal@Beispiel.example")
    (_, first), (_, second) = codes_sent(town)
    assert come_in(town, first) == 422
    assert answer(town, second) == 303
    assert len(held(town)) == 1


@FILE_ONLY
def test_who_has_answered_gets_no_second_code_and_is_told_nothing_else(town: Browser) -> None:
    ask(town)
    answer(town, codes_sent(town)[0][1])
    form = fields_of(town.get(ASK).text)
    again = town.post(ASK, form | {"email": KIM})
    form = fields_of(town.get(ASK).text)
    stranger = town.post(ASK, form | {"email": "andere@beispiel.example"})
    assert (again.status_code, again.headers["location"]) == (stranger.status_code, stranger.headers["location"])
    assert [to for to, _code in codes_sent(town)] == [KIM, "andere@beispiel.example"]


def test_thirty_requests_at_once_leave_one_code_that_works(town: Browser) -> None:
    forms = [fields_of(town.get(ASK).text) | {"email": KIM} for _ in range(30)]
    town.checks_pages = False
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda form: town.post(ASK, form).status_code, forms))
    town.checks_pages = True
    assert set(statuses) == {303}
    codes = [code for _to, code in codes_sent(town)]
    assert len(codes) == MOST_FOR_AN_ADDRESS
    assert sorted(come_in(town, code) for code in codes) == [200, 422, 422]
    assert len(held(town)) == 1


def test_two_browsers_with_one_code_store_one_sheet(town: Browser) -> None:
    ask(town)
    code = codes_sent(town)[0][1]
    people = [Answering(town), Answering(town)]
    for person in people:
        person.press("next", {"_code": code})
        person.onward()
        person.onward()
    assert sorted(person.onward().status_code for person in people) == [303, 409]
    assert len(sheets(town)) == 1


NO_ADDRESSES = (
    "kim@beispiel.example\r\nBcc: alle@beispiel.example",
    "kim@beispiel.example, andere@beispiel.example",
    "kim@beispiel.example\nSubject: x",
    "Kim <kim@beispiel.example>",
    "kim@localhost",
    "kim",
    "",
    "k" * 250 + "@beispiel.example",
)


@FILE_ONLY
def test_what_is_not_one_address_gets_no_mail(town: Browser) -> None:
    assert [ask(town, email) for email in NO_ADDRESSES] == [422] * len(NO_ADDRESSES)
    assert codes_sent(town) == []


def test_a_calculation_counts_once_and_machines_fall_into_the_trap(town: Browser) -> None:
    form = fields_of(town.get(ASK).text) | {"email": KIM}
    assert town.post(ASK, form).status_code == 303
    assert town.post(ASK, form).status_code == 422
    assert ask(town, _sum="99") == 422
    assert ask(town, homepage="https://werbung.example") == 422
    assert len(codes_sent(town)) == 1


@FILE_ONLY
def test_one_network_cannot_send_mails_to_the_whole_county(town: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code_views, "MOST_FROM_A_NETWORK", 2)
    assert [ask(town, f"kim{number}@beispiel.example") for number in range(3)] == [303, 303, 503]
    assert len(codes_sent(town)) == 2


@FILE_ONLY
def test_codes_lie_in_stock_before_anybody_asks_so_that_rows_tell_no_order(town: Browser) -> None:
    for number in range(4):
        ask(town, f"kim{number}@beispiel.example")
    with town.site.database.reading() as session:
        batches = session.exec(select(CodeBatch)).all()
        assert sum(batch.size for batch in batches) == STOCK
        everything = session.exec(select(InvitationCode).order_by(col(InvitationCode.number))).all()
    assert len(everything) == STOCK
    assert [row.number for row in everything if row.holder] != [1, 2, 3, 4]


@FILE_ONLY
def test_one_survey_cannot_be_compared_with_another(town: Browser) -> None:
    ask(town)
    (first,) = held(town)
    with town.site.database.writing() as session:
        secret = session.exec(select(SurveySecret)).one()
        secret.secret = b"1" * 32
        session.add(secret)
    ask(town)
    assert {bytes(row.holder or b"") for row in held(town)} > {bytes(first.holder or b"")}


def test_after_the_survey_nobody_knows_whose_code_was_whose(town: Browser) -> None:
    ask(town)
    answer(town, codes_sent(town)[0][1])
    forget(town.site.database, {})
    assert len(held(town)) == 1
    with standing_at(now() + timedelta(days=30) + HOLDERS_KEPT_FOR + timedelta(hours=1)):
        forget(town.site.database, {})
    assert held(town) == []
    with town.site.database.reading() as session:
        assert session.exec(select(SurveySecret)).all() == []
        assert len(session.exec(select(Submission)).all()) == 1


def test_spellings_of_one_mailbox_are_one_address() -> None:
    assert mailbox("Kim.Berg+Umfrage@Müller.example") == mailbox("kim.berg@xn--mller-kva.example")
    assert mailbox("kim.berg@beispiel.example") != mailbox("kimberg@beispiel.example")


@FILE_ONLY
def test_who_has_two_groups_to_choose_from_has_one_code_for_the_last_one(town: Browser) -> None:
    with town.site.database.writing() as session:
        an_audience(session, session.exec(select(Survey)).one(), "firmen", Admission.EMAIL)
    town.site.refresh()
    assert ask(town) == 422
    assert ask(town, _audience="buerger") == 303
    assert ask(town, _audience="firmen") == 303
    (_, first), (_, second) = codes_sent(town)
    assert come_in(town, first) == 422
    assert answer(town, second) == 303
    assert [sheet.audience for sheet in sheets(town)] == ["firmen"]
    assert ask(town, _audience="buerger") == 303
    assert len(codes_sent(town)) == 2


@FILE_ONLY
def test_the_pages_are_there_in_leichte_sprache_and_english(town: Browser) -> None:
    assert "Ein Code per E-Mail" in town.get("/leicht/umfragen/umfrage/code").text
    assert "A code by e-mail" in town.get("/en/umfragen/umfrage/code").text
    assert "Sehen Sie in Ihre E-Mails" in town.get("/leicht/umfragen/umfrage/code?gesendet=ja").text


@FILE_ONLY
def test_without_a_mail_server_or_without_such_a_group_nobody_asks_in_vain(town: Browser) -> None:
    town.site.settings = replace(town.site.settings, mail_url="")
    page = town.get(ASK)
    assert page.status_code == 503
    assert "Zurzeit können keine Codes per E-Mail verschickt werden" in page.text
    assert town.get("/de/umfragen/andere/code").status_code == 404


@FILE_ONLY
def test_staff_see_how_many_asked_and_cannot_list_who(town: Browser) -> None:
    ask(town)
    signed_in(town, Role.EDITOR)
    page = town.get("/de/verwaltung/umfragen/umfrage/zielgruppen").text
    assert "mit einer E-Mail-Adresse" in page
    assert "Angeforderte Codes" in page
    assert "Codes 1 bis" not in page
    with town.site.database.reading() as session:
        batch = session.exec(select(CodeBatch)).one()
    drawing = f"/de/verwaltung/umfragen/umfrage/codes/{batch.id}/ungenutzt"
    assert town.post(drawing).status_code == 404
