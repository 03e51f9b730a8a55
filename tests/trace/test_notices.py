"""Authors hear what is new by mail: only at an address they confirmed, once a day at most, until one click ends it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import select

from participation.areas import all_jobs
from participation.comments.models import Comment
from participation.core.clock import now, standing_at
from participation.core.identifiers import receipt_code, receipt_key_of
from participation.core.jobs import run_due
from participation.core.settings import Settings
from participation.threads.models import ContributionState
from participation.trace.notices.actions import MOST_A_DAY
from participation.trace.notices.models import NoticeAddress
from tests.browser import Browser
from tests.comments.builders import PUBLIC, a_comment, a_setting
from tests.mailbox import Mailbox
from tests.trace.test_withdrawing import PATH, withdrawn

EMAIL = "kim@beispiel.example"
NOTICES = f"{PATH}/benachrichtigung"


@pytest.fixture
def post(browser: Browser, mail_server: tuple[Mailbox, str]) -> Mailbox:
    """A county with a mail server, a public comment, and the mailbox of whoever wrote it."""
    mailbox, url = mail_server
    settings = replace(browser.site.settings, mail_url=url, public_origins=("https://mitreden.example",))
    browser.site.settings = settings
    with browser.site.database.writing() as session:
        setting = a_setting(session)
        a_comment(session, setting, client_id=CLIENT, **PUBLIC)
    browser.site.refresh()
    return mailbox


CLIENT = uuid4()
CODE = receipt_code(CLIENT)


def sent(browser: Browser, settings: Settings | None = None) -> None:
    """Everything that the worker does for mails now."""
    jobs = all_jobs(settings or browser.site.settings)
    (digests,) = [job for job in jobs if job.kind == "trace.notices"]
    digests.run(browser.site.database, {})
    while run_due(browser.site.database, [job for job in jobs if job.every is None]):
        pass


def link_in(text: str) -> str:
    (path,) = re.findall(r"https://mitreden.example(/\S+/benachrichtigung/\S+)", text)
    return str(path)


def confirmed(browser: Browser, post: Mailbox) -> str:
    """The way to a confirmed address; returns the path of its page."""
    assert "Postfach" in browser.post(NOTICES, {"code": CODE, "email": EMAIL}).text
    sent(browser)
    path = link_in(post.mails[-1][1])
    assert "Ja, hierhin schreiben" in browser.get(path).text
    assert "wenn es etwas Neues gibt" in browser.post(path, {"act": "confirm"}).text
    return path


def changed(browser: Browser, **columns: object) -> None:
    with browser.site.database.writing() as session:
        comment = session.exec(select(Comment)).one()
        for name, value in columns.items():
            setattr(comment, name, value)
        session.add(comment)


def test_who_confirmed_hears_what_is_new_once_a_day(browser: Browser, post: Mailbox) -> None:
    path = confirmed(browser, post)
    changed(browser, official_reply="Wir prüfen das.", replied_at=now())
    sent(browser)
    assert len(post.mails) == 1
    with standing_at(now() + timedelta(days=1)):
        sent(browser)
        sent(browser)
    assert len(post.mails) == 2
    (to, text), headers = post.mails[1], post.headers[1]
    assert to == [EMAIL]
    assert "Die Verwaltung hat geantwortet." in text
    assert "Wir prüfen das." not in text
    assert "Abends fehlt" not in text
    assert link_in(text) == path
    assert headers["List-Unsubscribe"] == f"<https://mitreden.example{path}>"
    with standing_at(now() + timedelta(days=2)):
        sent(browser)
    assert len(post.mails) == 2


def test_an_unconfirmed_address_gets_nothing_and_is_forgotten(browser: Browser, post: Mailbox) -> None:
    browser.post(NOTICES, {"code": CODE, "email": EMAIL})
    sent(browser)
    changed(browser, state=ContributionState.HIDDEN)
    with standing_at(now() + timedelta(days=8)):
        sent(browser)
        assert browser.get(link_in(post.mails[0][1])).status_code == 404
    assert len(post.mails) == 1
    with browser.site.database.reading() as session:
        assert session.exec(select(NoticeAddress)).all() == []


@pytest.mark.parametrize("form", [{"act": "end"}, {"List-Unsubscribe": "One-Click"}])
def test_one_click_ends_it_and_a_second_changes_nothing(browser: Browser, post: Mailbox, form: dict[str, str]) -> None:
    path = confirmed(browser, post)
    for _again in range(2):
        assert "gelöscht" in browser.post(path, form).text
    with browser.site.database.reading() as session:
        assert session.exec(select(NoticeAddress)).all() == []


def test_looking_at_the_link_alone_changes_nothing(browser: Browser, post: Mailbox) -> None:
    browser.post(NOTICES, {"code": CODE, "email": EMAIL})
    sent(browser)
    browser.get(link_in(post.mails[0][1]))
    with browser.site.database.reading() as session:
        assert session.exec(select(NoticeAddress)).one().confirmed_on is None


def test_the_address_goes_with_the_contribution(browser: Browser, post: Mailbox) -> None:
    confirmed(browser, post)
    withdrawn(browser, CODE)
    with browser.site.database.reading() as session:
        assert session.exec(select(NoticeAddress)).all() == []


def test_nobody_fills_the_mailbox_of_somebody_else(browser: Browser, post: Mailbox) -> None:
    with browser.site.database.writing() as session:
        comment = session.exec(select(Comment)).one()
        codes = [uuid4() for _ in range(MOST_A_DAY + 2)]
        for client in codes:
            copy = Comment(**{k: v for k, v in comment.model_dump().items() if k not in {"id", "key", "receipt_key"}})
            copy.key, copy.receipt_key = client.bytes * 2, receipt_key_of(client)
            session.add(copy)
    for client in codes:
        browser.post(NOTICES, {"code": receipt_code(client), "email": EMAIL})
    sent(browser)
    assert len(post.mails) == MOST_A_DAY


def test_one_code_alone_fills_nobodys_mailbox_either(browser: Browser, post: Mailbox) -> None:
    for _time in range(MOST_A_DAY + 2):
        assert browser.post(NOTICES, {"code": CODE, "email": EMAIL}).status_code == 200
        browser.post(NOTICES, {"code": CODE, "email": "other@beispiel.example"})
    sent(browser)
    assert [to for to, _text in post.mails].count([EMAIL]) == MOST_A_DAY
    with standing_at(now() + timedelta(days=1)):
        browser.post(NOTICES, {"code": CODE, "email": EMAIL})
        sent(browser)
    assert [to for to, _text in post.mails].count([EMAIL]) == MOST_A_DAY + 1


def test_a_wrong_address_is_said_and_kept(browser: Browser, post: Mailbox) -> None:
    answer = browser.post(NOTICES, {"code": CODE, "email": "kim@"})
    assert answer.status_code == 422
    assert 'value="kim@"' in answer.text
    assert post.mails == []


def test_without_a_mail_server_nobody_is_asked_for_an_address(browser: Browser, post: Mailbox) -> None:
    browser.site.settings = replace(browser.site.settings, mail_url="")
    assert "Neuigkeiten per E-Mail" not in browser.post(PATH, {"code": CODE}).text
    assert browser.post(NOTICES, {"code": CODE, "email": EMAIL}).status_code == 422
    assert post.mails == []
