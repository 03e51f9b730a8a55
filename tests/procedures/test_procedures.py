"""Procedures as readers see them: what is going on, where one can take part, what comes when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlmodel import Session

from participation.core.clock import now, standing_at
from participation.procedures.days import day_begins, last_day, local_day
from participation.procedures.models import Phase, PhaseKind, Procedure, ProcedureText, StoredState
from participation.procedures.states import ProcedureState, state_of
from tests.browser import Browser
from tests.cast import a_procedure, a_region

START = datetime(2026, 9, 1, tzinfo=UTC)


def phase(kind: PhaseKind, first: int, last: int) -> Phase:
    day = timedelta(days=1)
    return Phase(procedure_id=uuid4(), kind=kind, opens_at=START + first * day, closes_at=START + last * day)


PHASES = [
    phase(PhaseKind.SURVEY, 0, 40),
    phase(PhaseKind.COMMENTS, 50, 60),
    phase(PhaseKind.EVALUATION, 61, 80),
    phase(PhaseKind.DECISION, 85, 90),
    phase(PhaseKind.REPORT, 91, 120),
]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (-1, ProcedureState.SCHEDULED),
        (0, ProcedureState.OPEN),
        (45, ProcedureState.OPEN),
        (60, ProcedureState.EVALUATING),
        (82, ProcedureState.EVALUATING),
        (85, ProcedureState.DECIDING),
        (90, ProcedureState.COMPLETED),
        (200, ProcedureState.COMPLETED),
    ],
)
def test_the_state_follows_from_the_dates(day: int, state: ProcedureState) -> None:
    procedure = Procedure(region_id=uuid4(), slug="p", state=StoredState.ACTIVE)
    assert state_of(procedure, PHASES, START + timedelta(days=day)) is state


def test_a_stored_state_beats_the_dates() -> None:
    procedure = Procedure(region_id=uuid4(), slug="p", state=StoredState.CANCELLED)
    assert state_of(procedure, PHASES, START) is ProcedureState.CANCELLED


def test_a_phase_lasts_until_the_end_of_its_last_day_in_local_time() -> None:
    summer, winter = datetime(2026, 7, 5).date(), datetime(2026, 12, 5).date()  # noqa: DTZ001 - days have no zone
    for day, hour in ((summer, 22), (winter, 23)):
        closes_at = day_begins(day + timedelta(days=1))
        assert closes_at.astimezone(UTC).hour == hour
        assert last_day(closes_at) == day
        assert local_day(closes_at) == day + timedelta(days=1)


def published(browser: Browser, *kinds: PhaseKind, state: StoredState = StoredState.ACTIVE) -> None:
    with browser.site.database.writing() as session:
        procedure = a_procedure(session, a_region(session), *kinds)
        procedure.state = state
        session.add(procedure)
        _in_leichte_sprache(session, procedure)
    browser.site.refresh()


def _in_leichte_sprache(session: Session, procedure: Procedure) -> None:
    text = ProcedureText(procedure_id=procedure.id, language="de-simple", title="Mit-Machen", summary="Eins.\nZwei.")
    session.add(text)


@pytest.mark.parametrize(
    ("language", "title"), [("de", "Beteiligung"), ("leicht", "Mit-Machen"), ("en", "Beteiligung")]
)
def test_a_procedure_shows_its_phases_and_what_can_be_done(browser: Browser, language: str, title: str) -> None:
    published(browser)
    page = browser.get(f"/{language}/beteiligung/beteiligung")
    assert f"{title}</h1>" in page.text
    assert f'href="/{language}/umfragen/?verfahren=beteiligung"' in page.text
    assert "<svg" in page.text
    assert page.headers["cache-control"] == "public, no-cache"


def test_a_text_in_another_language_says_so(browser: Browser) -> None:
    published(browser)
    assert '<h1 lang="de">' in browser.get("/en/beteiligung/beteiligung").text


def test_the_page_changes_when_a_phase_closes(browser: Browser) -> None:
    published(browser, PhaseKind.SURVEY)
    assert "?verfahren=" in browser.get("/de/beteiligung/beteiligung").text
    with standing_at(now() + timedelta(days=31)):
        page = browser.get("/de/beteiligung/beteiligung").text
    assert "?verfahren=" not in page
    assert "abgeschlossen" in page


def test_drafts_are_for_staff(browser: Browser) -> None:
    published(browser, state=StoredState.DRAFT)
    assert browser.get("/de/beteiligung/beteiligung").status_code == 404
    assert 'href="/de/beteiligung/beteiligung"' not in browser.get("/de/beteiligung/").text


def test_the_list_leads_to_each_procedure(browser: Browser) -> None:
    published(browser)
    page = browser.get("/de/beteiligung/")
    assert 'href="/de/beteiligung/beteiligung"' in page.text
    assert browser.get("/de/beteiligung/nicht-da").status_code == 404
