"""Registered people: in by a link, their contributions on one list, fields followed, everything gone on one click."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from participation.areas import all_jobs
from participation.comments.models import Comment
from participation.core.clock import now, standing_at
from participation.core.identifiers import receipt_code
from participation.core.jobs import run_due
from participation.members.models import FollowedField, KeptReceipt, Member, MemberSession
from participation.members.sessions import MOST_LINKS_A_DAY, MOST_OPEN_LINKS
from participation.procedures.days import day_begins, local_day
from participation.procedures.models import PhaseKind, RoundSettings
from participation.threads.models import ContributionState
from tests.browser import Browser
from tests.comments.builders import PUBLIC, Setting, a_comment, a_setting
from tests.mailbox import Mailbox

EMAIL = "kim@beispiel.example"
OWN = "/de/mein-bereich/"
JOIN = f"{OWN}anmelden"
FOLLOW = f"{OWN}folgen/zukunft/mobilitaet"


@pytest.fixture
def setting(browser: Browser, mail_server: tuple[Mailbox, str]) -> Setting:
    url = mail_server[1]
    browser.site.settings = replace(browser.site.settings, mail_url=url, public_origins=("https://mitreden.example",))
    with browser.site.database.writing() as session:
        made = a_setting(session)
    browser.site.refresh()
    return made


@pytest.fixture
def mailbox(mail_server: tuple[Mailbox, str]) -> Mailbox:
    return mail_server[0]


def sent(browser: Browser) -> None:
    """Everything that the worker does for mails now."""
    jobs = all_jobs(browser.site.settings)
    (digests,) = [job for job in jobs if job.kind == "members.digests"]
    digests.run(browser.site.database, {})
    while run_due(browser.site.database, [job for job in jobs if job.every is None]):
        pass


def joined(browser: Browser, mailbox: Mailbox) -> None:
    """Come in by the link of a mail."""
    browser.post(JOIN, {"email": EMAIL})
    sent(browser)
    path = link_in(mailbox, "anmelden")
    assert browser.get(path).status_code == 200
    answer = browser.post(path, {})
    assert answer.headers["location"].endswith(OWN)
    assert browser.post(path, {}).status_code == 404


def link_in(mailbox: Mailbox, word: str) -> str:
    (path,) = re.findall(rf"https://mitreden.example(/\S+/{word}/\S+)", mailbox.mails[-1][1])
    return str(path)


def kept(browser: Browser, client: UUID) -> UUID:
    browser.post(OWN, {"code": receipt_code(client)})
    with browser.site.database.reading() as session:
        return session.exec(select(KeptReceipt)).one().id


@pytest.mark.usefixtures("setting")
def test_strangers_are_asked_for_their_address_and_come_in_by_a_link_that_works_once(
    browser: Browser, mailbox: Mailbox
) -> None:
    assert browser.get(OWN).headers["location"].startswith(JOIN)
    joined(browser, mailbox)
    page = browser.get(OWN)
    assert EMAIL in page.text
    browser.post(f"{OWN}abmelden", {})
    assert browser.get(OWN).status_code == 303


@pytest.mark.usefixtures("setting")
def test_the_answer_does_not_tell_who_is_registered_and_nobody_is_flooded(browser: Browser, mailbox: Mailbox) -> None:
    joined(browser, mailbox)
    answers = {browser.post(JOIN, {"email": address}).status_code for address in (EMAIL, "neu@beispiel.example")}
    assert answers == {200}
    for _again in range(MOST_OPEN_LINKS + 2):
        browser.post(JOIN, {"email": "neu@beispiel.example"})
    sent(browser)
    assert sum(to == ["neu@beispiel.example"] for to, _text in mailbox.mails) == MOST_OPEN_LINKS
    wrong = browser.post(JOIN, {"email": "kim@"})
    assert wrong.status_code == 422
    assert 'value="kim@"' in wrong.text


@pytest.mark.usefixtures("setting")
def test_nobody_is_flooded_slowly_either(browser: Browser, mailbox: Mailbox) -> None:
    begins = day_begins(local_day(now()))
    for turn in range(MOST_LINKS_A_DAY + 5):
        with standing_at(begins + timedelta(minutes=11 * turn)):
            assert browser.post(JOIN, {"email": EMAIL, "weiter": "/" + "x" * 5_000}).status_code == 200
    with standing_at(begins + timedelta(days=1)):
        sent(browser)
    assert len(mailbox.mails) == MOST_LINKS_A_DAY
    assert all(len(text) < 1_000 for _to, text in mailbox.mails)


def test_contributions_stand_on_one_list_and_the_contribution_knows_nothing_of_it(
    browser: Browser, setting: Setting, mailbox: Mailbox
) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        a_comment(
            session, setting, client_id=client, **PUBLIC | {"official_reply": "Wir prüfen das.", "replied_at": now()}
        )
    joined(browser, mailbox)
    entry = kept(browser, client)
    page = browser.get(OWN).text
    assert "Mobilität" in page
    assert "Die Verwaltung hat geantwortet." in page
    assert "Wir prüfen das." in browser.get(f"{OWN}beitraege/{entry}").text
    assert browser.post(OWN, {"code": receipt_code(uuid4())}).status_code == 422
    browser.post(f"{OWN}beitraege/{entry}", {"act": "drop"})
    assert browser.get(f"{OWN}beitraege/{entry}").status_code == 404
    with browser.site.database.reading() as session:
        assert session.exec(select(Comment)).one().text


def test_nobody_sees_the_list_of_somebody_else(browser: Browser, setting: Setting, mailbox: Mailbox) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        a_comment(session, setting, client_id=client, **PUBLIC)
    joined(browser, mailbox)
    entry = kept(browser, client)
    with browser.site.database.writing() as session:
        session.exec(select(Member)).one().email = "andere@beispiel.example"
    browser.post(f"{OWN}abmelden", {})
    joined(browser, mailbox)
    assert browser.get(f"{OWN}beitraege/{entry}").status_code == 404
    assert browser.post(f"{OWN}beitraege/{entry}", {"act": "withdraw"}).status_code == 404


def test_a_followed_field_sends_one_mail_a_day_about_what_is_new(
    browser: Browser, setting: Setting, mailbox: Mailbox
) -> None:
    joined(browser, mailbox)
    assert "Diesem Feld folgen" in browser.get(FOLLOW).text
    browser.post(FOLLOW, {"act": "begin"})
    sent(browser)
    before = len(mailbox.mails)
    tomorrow = now() + timedelta(days=1)
    with browser.site.database.writing() as session:
        a_comment(session, setting, state=ContributionState.PUBLISHED, published_at=now() + timedelta(minutes=1))
    with standing_at(tomorrow):
        sent(browser)
        sent(browser)
    assert len(mailbox.mails) == before + 1
    text = mailbox.mails[-1][1]
    assert "Mobilität" in text
    assert "1 neuer Kommentar" in text
    assert "Abends fehlt" not in text
    stop = link_in(mailbox, "abbestellen")
    browser.get(stop)
    browser.post(stop, {"List-Unsubscribe": "One-Click"})
    with browser.site.database.reading() as session:
        assert not session.exec(select(Member)).one().wants_mail


def test_mails_tell_nothing_of_a_closed_round(browser: Browser, setting: Setting, mailbox: Mailbox) -> None:
    joined(browser, mailbox)
    browser.post(FOLLOW, {"act": "begin"})
    sent(browser)
    before = len(mailbox.mails)
    with browser.site.database.writing() as session:
        session.add(RoundSettings(phase_id=setting.phases[PhaseKind.COMMENTS], is_closed=True))
        a_comment(session, setting, state=ContributionState.PUBLISHED, published_at=now() + timedelta(minutes=1))
    with standing_at(now() + timedelta(days=1)):
        sent(browser)
    assert len(mailbox.mails) == before


@pytest.mark.parametrize("withdraws", [True, False])
def test_leaving_deletes_everything_and_the_contributions_if_wanted(
    browser: Browser, setting: Setting, mailbox: Mailbox, *, withdraws: bool
) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        a_comment(session, setting, client_id=client, **PUBLIC)
    joined(browser, mailbox)
    kept(browser, client)
    browser.post(FOLLOW, {"act": "begin"})
    assert EMAIL in browser.get(f"{OWN}loeschen").text
    answer = browser.post(f"{OWN}loeschen", {"contributions": "withdraw"} if withdraws else {})
    assert "Wir wissen nichts mehr über Sie." in answer.text
    with browser.site.database.reading() as session:
        for table in (Member, KeptReceipt, FollowedField, MemberSession):
            assert session.exec(select(table)).all() == []
        assert bool(session.exec(select(Comment)).one().text) is not withdraws
    assert browser.get(OWN).status_code == 303
