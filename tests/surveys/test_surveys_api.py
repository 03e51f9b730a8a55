"""Surveys over the JSON API, as interfaces.md promises."""

from __future__ import annotations

import json
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col, select, update

from participation.core.clock import now, standing_at
from participation.core.identifiers import receipt_code
from participation.procedures.models import Procedure, StoredState
from participation.surveys.actions import freeze_questionnaire
from participation.surveys.models import Pending, Submission, Survey
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.running import running_surveys
from tests.browser import Browser
from tests.surveys.builders import a_body, an_open_survey

URL = "/surveys/umfrage/submissions"
SOME_ID = b"6f8a2c1e-5b7d-4e2a-9c3f-1d2e3f4a5b6c"


def send(browser: Browser, body: Any) -> Any:
    return browser.api("POST", URL, json=body)


def rows(browser: Browser) -> list[Submission]:
    with browser.site.database.reading() as session:
        return list(session.exec(select(Submission)).all())


def test_a_submission_is_stored_with_its_pending_row(browser: Browser) -> None:
    an_open_survey(browser)
    body = a_body(language="de-simple")
    answer = send(browser, body)
    assert answer.status_code == 201
    (submission,) = rows(browser)
    assert answer.json() == {"id": str(submission.id), "receipt_code": receipt_code(UUID(body["id"]))}
    assert json.loads(submission.answers) == body["answers"]
    with browser.site.database.reading() as session:
        (pending,) = session.exec(select(Pending)).all()
    assert (pending.sign, pending.answers, pending.record_key) == (1, submission.answers, submission.record_key)
    assert json.loads(pending.segments) == {
        "age": "25-34",
        "gender": "no_answer",
        "municipality": "no_answer",
        "language": "de-simple",
        "channel": "online",
    }


def test_the_same_again_is_answered_the_same(browser: Browser) -> None:
    an_open_survey(browser)
    body = a_body()
    first, second = send(browser, body), send(browser, body)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert len(rows(browser)) == 1


def test_the_same_id_with_another_body_is_a_conflict(browser: Browser) -> None:
    an_open_survey(browser)
    body = a_body()
    send(browser, body)
    for other in ({"answers": {"age_group": "18-24"}}, {"language": "en"}):
        assert send(browser, body | other).status_code == 409
    assert len(rows(browser)) == 1


def test_survey_by_id_and_by_slug_are_one(browser: Browser) -> None:
    survey = an_open_survey(browser)
    body = a_body()
    assert browser.api("POST", f"/surveys/{survey.id}/submissions", json=body).status_code == 201
    assert send(browser, body).status_code == 200
    assert browser.api("GET", f"/surveys/{survey.id}").json() == browser.api("GET", "/surveys/umfrage").json()
    assert browser.api("GET", "/surveys/nicht-da").status_code == 404
    assert browser.api("POST", "/surveys/nicht-da/submissions", json=body).status_code == 404


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ({"importance": {"mobility": 6}}, "importance.mobility"),
        ({"importance": {"mobility": True}}, "importance.mobility"),
        ({"importance": {"nothing": 5}}, "importance.nothing"),
        ({"importance": 5}, "importance"),
        ({"age_group": "26"}, "age_group"),
        ({"age_group": ["25-34"]}, "age_group"),
        ({"relation": ["live", "no_answer"]}, "relation"),
        ({"relation": "live"}, "relation"),
        ({"relation": ["live"] * 500}, "relation"),
        ({"wish": "x" * 51}, "wish"),
        ({"wish": 7}, "wish"),
        ({"children": 21}, "children"),
        ({"children": "9" * 400}, "children"),
        ({"municipality": "99999999"}, "municipality"),
        ({"unknown": 1}, "unknown"),
    ],
)
def test_bad_answers_are_named_and_nothing_is_stored(browser: Browser, answers: dict[str, Any], named: str) -> None:
    an_open_survey(browser)
    response = send(browser, a_body(answers=answers))
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert list(response.json()["errors"]) == [named]
    assert rows(browser) == []


def test_problems_are_told_in_the_language_of_the_answers(browser: Browser) -> None:
    an_open_survey(browser)
    answer = send(browser, a_body(answers={"age_group": "26"}))
    sentence = "Wie alt sind Sie? – Bitte wählen Sie eine der angebotenen Antworten."
    assert answer.json()["errors"] == {"age_group": sentence}


def test_missing_values_are_kept_apart(browser: Browser) -> None:
    an_open_survey(browser)
    answers = {
        "importance": {"mobility": "dont_know", "health": None},
        "satisfaction": {"mobility": 97},
        "age_group": "no_answer",
        "municipality": "outside",
        "relation": [99],
        "wish": "  ",
    }
    assert send(browser, a_body(answers=answers)).status_code == 201
    assert json.loads(rows(browser)[0].answers) == {
        "importance": {"mobility": 97},
        "satisfaction": {"mobility": 97},
        "age_group": 99,
        "municipality": "outside",
        "relation": [99],
    }


def test_only_an_open_survey_takes_answers(browser: Browser) -> None:
    an_open_survey(browser)
    for days, status in ((-2, "scheduled"), (31, "closed")):
        with standing_at(now() + timedelta(days=days)):
            assert send(browser, a_body()).status_code == 403
            assert send(browser, a_body(answers={"unknown": 1})).status_code == 403
            assert browser.api("GET", "/surveys/umfrage").json()["status"] == status
    assert browser.api("GET", "/surveys/umfrage").json()["status"] == "open"


def test_a_retry_after_the_closing_is_still_the_first_answer(browser: Browser) -> None:
    an_open_survey(browser)
    body = a_body()
    send(browser, body)
    with standing_at(now() + timedelta(days=31)):
        assert send(browser, body).status_code == 200
        assert send(browser, body | {"answers": {}}).status_code == 403


def test_a_cancelled_procedure_closes_its_survey_and_a_draft_hides_it(browser: Browser) -> None:
    survey = an_open_survey(browser)
    for state, status in ((StoredState.CANCELLED, 403), (StoredState.DRAFT, 404)):
        with browser.site.database.writing() as session:
            change = update(Procedure).where(col(Procedure.id) == survey.procedure_id)
            session.exec(change.values(state=state))
        browser.site.refresh()
        assert send(browser, a_body()).status_code == status


def test_the_questionnaire_can_be_read_with_codes_and_texts(browser: Browser) -> None:
    survey = an_open_survey(browser)
    document = browser.api("GET", "/surveys/umfrage").json()
    assert document["id"] == str(survey.id)
    assert document["questionnaire_version"] == 1
    assert document["languages"] == ["de", "de-simple", "en"]
    (first, *_), *_ = [page["questions"] for page in document["questionnaire"]["pages"]]
    assert first["code"] == "importance"
    assert [option["code"] for option in first["options"]] == [5, 4, 3, 2, 1, 97]
    assert first["options"][0]["text"]["de"] == "sehr wichtig"
    assert first["items"][0] == {
        "code": "mobility",
        "element": "hf-mobility",
        "text": {"de": "Mobilität", "de-simple": "Mobilität", "en": "Mobilität"},
    }


def test_the_list_is_paged_and_filtered_by_region(browser: Browser) -> None:
    an_open_survey(browser)
    listed = browser.api("GET", "/surveys?limit=1").json()
    assert [item["slug"] for item in listed["items"]] == ["umfrage"]
    assert listed["next"] is None
    assert browser.api("GET", "/surveys?region=anderswo").json()["items"] == []


def test_answers_to_an_earlier_version_stay_right(browser: Browser) -> None:
    survey = an_open_survey(browser)
    with browser.site.database.writing() as session:
        stored = session.get_one(Survey, survey.id)
        old = running_surveys(browser.site).by_id[survey.id].latest.questionnaire
        freeze_questionnaire(session, stored, Questionnaire(old.title, old.introduction, old.thanks, old.pages[2:]))
    browser.site.refresh()
    assert send(browser, a_body(questionnaire_version=2)).json()["errors"].keys() == {"importance", "wish"}
    assert send(browser, a_body(questionnaire_version=1)).status_code == 201
    unknown = send(browser, a_body(questionnaire_version=3))
    assert unknown.status_code == 422
    assert list(unknown.json()["errors"]) == ["questionnaire_version"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b'{"id": "x", "answers": {}}',
        b'{"id": "%s", "answers": []}' % SOME_ID,
        b'{"id": "%s", "answers": {}, "language": "tlh"}' % SOME_ID,
        b'{"id": "%s", "answers": {"wish": "\\ud800"}}' % SOME_ID,
        b"[" * 100_000,
    ],
)
def test_hostile_bodies_are_refused_as_problems(browser: Browser, raw: bytes) -> None:
    an_open_survey(browser)
    response = browser.api("POST", URL, content=raw)
    assert response.status_code == 422
    assert response.json()["status"] == 422


def test_a_huge_body_is_refused(browser: Browser) -> None:
    an_open_survey(browser)
    assert browser.api("POST", URL, content=b"x" * 10_000_000).status_code == 413


def test_control_characters_are_taken_out_of_texts(browser: Browser) -> None:
    an_open_survey(browser)
    send(browser, a_body(answers={"wish": "a\x00b\x1bc\u202ed\r\ne"}))
    assert json.loads(rows(browser)[0].answers) == {"wish": "abcd\ne"}


def test_a_thousand_unknown_questions_are_not_a_thousand_sentences(browser: Browser) -> None:
    an_open_survey(browser)
    answers = {f"unknown{number}": "x" for number in range(1000)}
    assert len(send(browser, a_body(answers=answers)).json()["errors"]) == 100


def test_a_client_says_in_which_order_it_has_shown_options(browser: Browser) -> None:
    source = tomllib.loads((Path(__file__).parent / "data" / "every_kind.toml").read_text())
    survey = an_open_survey(browser, source)
    path = f"/surveys/{survey.id}/submissions"
    answers = {"way": "bus", "municipality": "15000001"}
    whole = a_body(answers=answers, orders={"way": ["car", "bus", "bike", "other", 99]})
    assert browser.api("POST", path, json=whole).status_code == 201
    with browser.site.database.reading() as session:
        assert json.loads(session.exec(select(Submission.orders)).one()) == whole["orders"]
    for order in (["car", "bus"], ["car", "car", "bus", "bike", "other", 99]):
        refused = browser.api("POST", path, json=a_body(answers=answers, orders={"way": order}))
        assert refused.status_code == 422
        assert "way" in refused.json()["errors"]
