"""Formal statements are compared with what citizens wrote; those of a closed circle never are."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import select

from participation.accounts.models import Role
from participation.core.clock import now, standing_at
from participation.crowd.jobs import take_in
from participation.crowd.models import CrowdEntry, DuplicatePair
from participation.joints import CROWD
from participation.statements.models import StatementSection
from tests.browser import Browser
from tests.cast import signed_in
from tests.comments.builders import PUBLIC, a_comment
from tests.statements.builders import Asked, a_round, handed_in, the_statements, written

SAID = "Wir bitten darum, dass der Abendbus auch am Wochenende nach Musterdorf fährt."


def _asked(browser: Browser, *, is_closed: bool) -> Asked:
    with browser.site.database.writing() as session:
        asked = a_round(session, is_closed=is_closed)
        a_comment(session, asked.setting, SAID.replace("Wir bitten", "Ich bitte"), **PUBLIC)
    browser.site.refresh()
    written(browser, asked, SAID)
    handed_in(browser, asked)
    with standing_at(now() + timedelta(minutes=1)):
        take_in(browser.site.database, CROWD, recent=False)
    signed_in(browser, Role.EDITOR, asked.setting.region)
    return asked


def test_staff_see_what_is_like_a_statement_and_what_may_be_the_same(browser: Browser) -> None:
    asked = _asked(browser, is_closed=False)
    with browser.site.database.reading() as session:
        section = session.exec(select(StatementSection)).one()
        assert len(session.exec(select(DuplicatePair)).all()) == 1
    assert "Ich bitte darum" in browser.get(f"/de/verwaltung/ordnen/aehnliche/statement/{section.id}").text
    pairs = browser.get("/de/verwaltung/ordnen/dubletten").text
    there = f"/de/verwaltung/stellungnahmen/zu/{the_statements(browser, asked)[0].id}"
    assert f'href="{there}"' in pairs
    assert str(asked.addressee_id) in browser.get(there).headers["location"]
    similar = browser.post("/de/beitraege/aehnliche/comment", {"text": SAID}).text
    assert "Ich bitte darum" in similar
    assert similar.count("Wir bitten darum") == 1  # what was typed; the statement is not released


def test_what_a_closed_circle_says_is_never_compared(browser: Browser) -> None:
    _asked(browser, is_closed=True)
    with browser.site.database.reading() as session:
        assert [entry.source for entry in session.exec(select(CrowdEntry))] == ["comment"]
    for page in ("dubletten", "zuordnen", "themen"):
        assert "Wir bitten darum" not in browser.get(f"/de/verwaltung/ordnen/{page}").text
