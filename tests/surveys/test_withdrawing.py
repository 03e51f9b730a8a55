"""Answers taken back by receipt code: every counter loses them, a recount agrees, the answers are gone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, select

from participation.core.clock import now
from participation.core.database import Database
from participation.procedures.models import Phase
from participation.surveys.aggregation.folding import fold_pending
from participation.surveys.models import Counter, Pending, Submission, Survey
from participation.surveys.recount import differences
from tests.browser import Browser
from tests.surveys.builders import a_body, an_open_survey

WITHDRAW = "/de/nachverfolgen/zurueckziehen"


@pytest.fixture
def survey(browser: Browser) -> Survey:
    return an_open_survey(browser)


def _answered(browser: Browser, **answers: Any) -> str:
    given = {"importance": {"mobility": 5, "health": 97}, "age_group": "25-34", "wish": "Mehr Busse"} | answers
    sent = browser.api("POST", "/surveys/umfrage/submissions", json=a_body(id=str(uuid4()), answers=given))
    return str(sent.json()["receipt_code"])


def _counters(database: Database) -> dict[tuple[str, ...], tuple[int, int]]:
    with database.reading() as session:
        rows = session.exec(select(Counter)).all()
    return {
        (row.dimensions, row.question, row.segment, row.option): (row.n, row.key_sum)
        for row in rows
        if (row.n, row.key_sum) != (0, 0)
    }


def _is_right(session: Session, survey_id: UUID) -> bool:
    return differences(session, survey_id) == {}


@pytest.mark.parametrize("folded_before", [True, False])
def test_counters_are_as_if_the_sheet_had_never_come(browser: Browser, survey: Survey, *, folded_before: bool) -> None:
    database = browser.site.database
    _answered(browser, age_group="18-24")
    fold_pending(database)
    without = _counters(database)
    code = _answered(browser, relation=["live", "work"])
    if folded_before:
        fold_pending(database)
        assert _counters(database) != without
    assert browser.post(WITHDRAW, {"code": code}).status_code == 200
    with database.reading() as session:
        assert _is_right(session, survey.id)
    fold_pending(database)
    assert _counters(database) == without
    with database.reading() as session:
        assert _is_right(session, survey.id)
        assert session.exec(select(Pending)).all() == []


def test_the_answers_are_deleted(browser: Browser, survey: Survey) -> None:
    code = _answered(browser)
    before = _sheet(browser, survey)
    assert (
        "Ihre Antworten werden gelöscht" in browser.post("/de/nachverfolgen", {"code": code, "step": "withdraw"}).text
    )
    page = browser.post(WITHDRAW, {"code": code}).text
    assert "Ihr Beitrag ist zurückgezogen." in page
    assert "Sie zählen in den Ergebnissen mit." not in page
    fold_pending(browser.site.database)
    after = _sheet(browser, survey)
    assert after.answers == "{}"
    assert after.payload_hash != before.payload_hash
    assert after.withdrawn_at is not None


def test_withdrawing_twice_takes_the_sheet_out_once(browser: Browser, survey: Survey) -> None:
    database = browser.site.database
    code = _answered(browser)
    _answered(browser)
    fold_pending(database)
    for _ in range(2):
        assert browser.post(WITHDRAW, {"code": code}).status_code == 200
    with database.reading() as session:
        assert [row.sign for row in session.exec(select(Pending))] == [-1]
    fold_pending(database)
    assert browser.post(WITHDRAW, {"code": code}).status_code == 200
    with database.reading() as session:
        assert _is_right(session, survey.id)
        assert session.exec(select(Pending)).all() == []


def test_sending_the_sheet_again_does_not_bring_it_back(browser: Browser, survey: Survey) -> None:
    body = a_body()
    sent = browser.api("POST", "/surveys/umfrage/submissions", json=body)
    browser.post(WITHDRAW, {"code": sent.json()["receipt_code"]})
    assert browser.api("POST", "/surveys/umfrage/submissions", json=body).status_code == 409
    fold_pending(browser.site.database)
    assert _counters(browser.site.database) == {}
    assert _sheet(browser, survey).answers == "{}"


def test_answers_stay_when_the_survey_is_closed(browser: Browser, survey: Survey) -> None:
    code = _answered(browser)
    fold_pending(browser.site.database)
    _close(browser, survey)
    shown = browser.post("/de/nachverfolgen", {"code": code}).text
    assert "Antworten lassen sich hier nicht mehr zurückziehen." in shown
    assert "Meinen Beitrag zurückziehen" not in shown
    refused = browser.post(WITHDRAW, {"code": code})
    assert refused.status_code == 403
    assert "Antworten lassen sich hier nicht mehr zurückziehen." in refused.text
    assert _sheet(browser, survey).withdrawn_at is None
    with browser.site.database.reading() as session:
        assert session.exec(select(Pending)).all() == []


def _sheet(browser: Browser, survey: Survey) -> Submission:
    with browser.site.database.reading() as session:
        return session.exec(select(Submission).where(Submission.survey_id == survey.id)).one()


def _close(browser: Browser, survey: Survey) -> None:
    with browser.site.database.writing() as session:
        phase = session.get_one(Phase, survey.phase_id)
        phase.closes_at = now() - timedelta(minutes=1)
        session.add(phase)
    browser.site.refresh()
