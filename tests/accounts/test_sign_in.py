"""Staff sign in by a link that works once; sessions end when they should."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from participation.accounts.actions import grant_role
from participation.accounts.models import Role, SignInLink, SignInSession
from participation.accounts.sessions import issue_link
from participation.core.clock import now, standing_at
from participation.core.jobs import run_due
from participation.core.mail import mail_job
from participation.core.settings import Settings
from tests.browser import Browser
from tests.cast import a_region, an_account, signed_in
from tests.mailbox import Mailbox

SIGN_IN = "/de/verwaltung/anmelden"
EDITOR = "redaktion@demo.example"


@pytest.fixture
def office(browser: Browser) -> Browser:
    """A county with an editor."""
    with browser.site.database.writing() as session:
        region = a_region(session)
        grant_role(session, EDITOR, Role.EDITOR, region.id, name="Demo Redaktion")
    browser.site.refresh()
    return browser


def _link(office: Browser) -> str:
    with office.site.database.writing() as session:
        token = issue_link(session, an_account(session, Role.EDITOR))
    return f"{SIGN_IN}/link/{token}"


def test_a_link_comes_by_mail_and_opens_the_desk(office: Browser, mail_server: tuple[Mailbox, str]) -> None:
    mailbox, address = mail_server
    assert office.post(SIGN_IN, {"email": EDITOR.upper()}).status_code == 200
    assert run_due(office.site.database, [mail_job(Settings(mail_url=address))])
    ((recipients, text),) = mailbox.mails
    assert recipients == [EDITOR]
    link = re.search(rf"{SIGN_IN}/link/\S+", text)
    assert link
    assert "Anmelden" in office.get(link[0]).text
    desk = office.post(link[0], follow=True)
    assert "Demo Redaktion" in desk.text


def test_unknown_addresses_get_the_same_answer_and_no_mail(office: Browser) -> None:
    known = office.post(SIGN_IN, {"email": EDITOR})
    unknown = office.post(SIGN_IN, {"email": "niemand@demo.example"})
    assert known.text == unknown.text
    with office.site.database.reading() as session:
        assert len(session.exec(select(SignInLink)).all()) == 1


def test_an_address_that_is_none_is_told_so_and_kept(office: Browser) -> None:
    page = office.post(SIGN_IN, {"email": "a@b, c@d.example"})
    assert page.status_code == 422
    assert 'value="a@b, c@d.example"' in page.text


def test_looking_at_a_link_does_not_use_it_up_and_it_works_once(office: Browser) -> None:
    link = _link(office)
    assert office.get(link).status_code == office.get(link).status_code == 200
    assert office.post(link).status_code == 303
    office.cookies.clear()
    assert office.post(link).status_code == 404


def test_a_link_is_too_old_after_ten_minutes(office: Browser) -> None:
    link = _link(office)
    with standing_at(now() + timedelta(minutes=11)):
        assert office.post(link).status_code == 404


@pytest.mark.parametrize(("away", "status"), [(timedelta(minutes=29), 200), (timedelta(minutes=31), 303)])
def test_a_session_ends_when_nobody_used_it_for_half_an_hour(office: Browser, away: timedelta, status: int) -> None:
    signed_in(office, Role.EDITOR)
    with standing_at(now() + away):
        assert office.get("/de/verwaltung/").status_code == status


def test_signing_out_makes_the_cookie_worthless(office: Browser) -> None:
    signed_in(office, Role.EDITOR)
    token = office.cookies["s"]
    office.post("/de/verwaltung/abmelden")
    office.cookies.clear()
    office.cookies.set("s", token)
    assert office.get("/de/verwaltung/").status_code == 303


def test_only_hashes_of_tokens_are_stored(office: Browser) -> None:
    signed_in(office, Role.EDITOR)
    token = office.cookies["s"]
    with office.site.database.reading() as session:
        stored = session.exec(select(SignInSession)).one()
    assert token.encode() not in bytes(stored.token_hash)
    assert len(bytes(stored.token_hash)) == 32


def test_strangers_are_led_to_the_sign_in_page_and_back(office: Browser) -> None:
    page = office.get("/verwaltung/", follow=True)
    assert page.status_code == 200
    assert 'name="email"' in page.text
    assert 'value="/de/verwaltung/"' in page.text


def test_the_demo_buttons_work_in_the_demo_only(office: Browser) -> None:
    assert office.post(f"{SIGN_IN}/demo", {"email": EDITOR}).status_code == 404


def test_signing_in_leads_nowhere_outside(office: Browser) -> None:
    answer = office.post(_link(office), {"weiter": "//evil.example/"})
    assert answer.headers["location"] == "/"


def test_a_role_that_may_not_use_a_page_does_not_learn_that_it_exists(office: Browser) -> None:
    signed_in(office, Role.ANALYST)
    assert office.get("/de/verwaltung/personen/").status_code == 404


def test_an_administrator_adds_a_person_and_closes_the_account(office: Browser) -> None:
    signed_in(office, Role.ADMIN)
    page = office.post("/de/verwaltung/personen/", {"email": "neu@demo.example", "role": "moderator"})
    link = re.search(rf"{SIGN_IN}/link/[\w-]+", page.text)
    assert link
    closing = re.search(r"/de/verwaltung/personen/[\w-]+/sperren", page.text)
    assert closing
    assert office.post(closing[0]).status_code == 303
    office.cookies.clear()
    assert office.post(link[0]).status_code == 404


def test_where_nobody_works_yet_the_page_says_so(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        a_region(session)
    browser.site.refresh()
    signed_in(browser, Role.ADMIN)
    page = browser.get("/de/verwaltung/personen/").text
    assert "Noch hat hier niemand eine Rolle." in page
    assert "<table" not in page
