"""Simulated answer sheets: repeatable, plausible, recognisable, and stored as if they had been sent."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from sqlmodel import select

from participation.core.database import Database
from participation.surveys import releasing
from participation.surveys.answers import check_answers
from participation.surveys.models import Pending, Release, Submission
from participation.surveys.recount import differences
from participation.surveys.release_audit import problems
from participation.surveys.running import RunningSurvey
from participation.surveys.simulation.demo import add_demo_answers
from participation.surveys.simulation.storing import store_simulated, write_bodies
from tests.browser import Browser
from tests.surveys.answer_sheets import a_counted_survey, running
from tests.surveys.builders import an_open_survey


def _bodies(database: Database, survey: RunningSurvey, number: int, seed: int) -> list[dict[str, Any]]:
    stream = StringIO()
    with database.reading() as session:
        write_bodies(session, survey, number, seed, stream)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_seed_always_gives_the_same_people(database: Database) -> None:
    survey = a_counted_survey(database)
    assert _bodies(database, survey, 5, 1) == _bodies(database, survey, 5, 1)
    assert _bodies(database, survey, 5, 1) != _bodies(database, survey, 5, 2)
    assert _bodies(database, survey, 9, 1)[:5] == _bodies(database, survey, 5, 1)


def test_every_simulated_sheet_would_be_accepted_as_it_is(database: Database) -> None:
    survey = a_counted_survey(database)
    for body in _bodies(database, survey, 200, 3):
        answers, wrong = check_answers(survey.latest.questionnaire, body["answers"])
        assert not wrong
        assert answers == body["answers"]


def test_the_api_takes_the_bodies_unchanged(browser: Browser) -> None:
    survey = running(browser.site.database, an_open_survey(browser))
    for body in _bodies(browser.site.database, survey, 5, 4):
        assert browser.api("POST", "/surveys/umfrage/submissions", json=body).status_code == 201


def test_what_is_stored_is_what_the_bodies_say_and_waits_to_be_counted(database: Database) -> None:
    survey = a_counted_survey(database)
    assert store_simulated(database, survey, 30, 5) == 30
    with database.reading() as session:
        sheets = session.exec(select(Submission)).all()
        assert len(session.exec(select(Pending)).all()) == 30
        assert not differences(session, survey.id)
    bodies = _bodies(database, survey, 30, 5)
    assert sorted(sheet.answers for sheet in sheets) == sorted(
        json.dumps(body["answers"], ensure_ascii=False, sort_keys=True, separators=(",", ":")) for body in bodies
    )


def test_storing_a_seed_again_adds_nothing(database: Database) -> None:
    survey = a_counted_survey(database)
    store_simulated(database, survey, 10, 6)
    assert store_simulated(database, survey, 10, 6) == 0
    assert store_simulated(database, survey, 10, 7) == 10


def test_wishes_say_that_nobody_wished_them(database: Database) -> None:
    bodies = _bodies(database, a_counted_survey(database), 60, 8)
    wishes = [body["answers"]["wish"] for body in bodies if "wish" in body["answers"]]
    assert wishes
    assert all(wish.startswith("(Simulierter Wunsch)") for wish in wishes)


def test_a_demo_gets_answers_and_one_release(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releasing, "audited", problems)
    survey = a_counted_survey(database)
    assert add_demo_answers(database, survey, 60, 9) == 60
    assert add_demo_answers(database, survey, 60, 9) == 0
    with database.reading() as session:
        (release,) = session.exec(select(Release)).all()
    assert release.submissions == 60
