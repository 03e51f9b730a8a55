"""Simulated people answer every kind of question, only what they are asked, and as the group they belong to."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from participation.core.database import Database
from participation.core.errors import NotAllowed
from participation.regions.models import Region, RegionOutline
from participation.regions.queries import region_map
from participation.surveys.answers import check_answers
from participation.surveys.models import Admission, Audience, Submission
from participation.surveys.questionnaire import QuestionKind
from participation.surveys.recount import differences
from participation.surveys.running import RunningSurvey, surveys_in
from participation.surveys.simulation.storing import store_simulated, write_bodies
from tests.browser import Browser
from tests.surveys.answer_sheets import a_counted_survey, running
from tests.surveys.builders import an_open_survey
from tests.surveys.every_kind import EVERY_KIND

ALL_KINDS = tomllib.loads((Path(__file__).parent / "data" / "every_kind.toml").read_text(encoding="utf-8"))
SQUARES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"ags": f"1500000{number}", "name": "Ort", "point": [11.05 + number, 52.05]},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[[[west, 52.0], [west + 0.1, 52.0], [west + 0.1, 52.1], [west, 52.1], [west, 52.0]]]],
            },
        }
        for number, west in ((1, 12.0), (2, 13.0))
    ],
}


def _bodies(database: Database, survey: RunningSurvey, number: int, seed: int = 1) -> list[dict[str, Any]]:
    stream = StringIO()
    with database.reading() as session:
        write_bodies(session, survey, number, seed, stream)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def _with_audiences(database: Database, survey: RunningSurvey, **admissions: Admission) -> RunningSurvey:
    with database.writing() as session:
        for place, (slug, admission) in enumerate(admissions.items()):
            is_internal = slug == "verwaltung"
            session.add(
                Audience(
                    survey_id=survey.id,
                    slug=slug,
                    position=place,
                    names={"de": slug},
                    admission=admission,
                    is_internal=is_internal,
                )
            )
    with database.reading() as session:
        return surveys_in(session).by_id[survey.id]


@pytest.mark.parametrize("source", [EVERY_KIND, ALL_KINDS])
def test_every_kind_is_answered_and_every_sheet_is_accepted_as_it_is(
    database: Database, source: dict[str, Any]
) -> None:
    survey = a_counted_survey(database, source)
    bodies = _bodies(database, survey, 200)
    questionnaire = survey.latest.questionnaire
    for body in bodies:
        answers, problems = check_answers(questionnaire, body["answers"])
        assert not problems
        assert answers == body["answers"]
    answered = Counter(code for body in bodies for code in body["answers"])
    assert set(answered) == set(questionnaire.questions)
    for code, question in questionnaire.questions.items():
        if question.kind not in {QuestionKind.TEXT, QuestionKind.MUNICIPALITY, QuestionKind.PLACE}:
            several = {json.dumps(body["answers"].get(code)) for body in bodies}
            assert len(several) > 1, code


def test_who_is_not_asked_does_not_answer(database: Database) -> None:
    bodies = _bodies(database, a_counted_survey(database, EVERY_KIND), 200)
    for answers in (body["answers"] for body in bodies):
        assert ("later" not in answers) or answers["member"] == "yes"
        assert ("relation_other" not in answers) or "other" in answers["relation"]
    assert any("later" in body["answers"] for body in bodies)
    assert any("relation_other" in body["answers"] for body in bodies)


def test_places_lie_in_the_municipality_that_somebody_lives_in(database: Database) -> None:
    survey = a_counted_survey(database, EVERY_KIND)
    with database.writing() as session:
        region = session.exec(select(Region)).one()
        session.add(RegionOutline(region_id=region.id, document=SQUARES))
    with database.reading() as session:
        drawn = region_map(session, survey.region_id)
    assert drawn
    marked = [body["answers"] for body in _bodies(database, survey, 200) if "lat" in body["answers"].get("where", {})]
    assert len(marked) > 100
    for answers in marked:
        there = drawn.nearest(answers["where"]["lat"], answers["where"]["lon"])
        assert 51.999 <= answers["where"]["lat"] <= 52.101
        assert 0 <= answers["where"]["lon"] % 1 <= 0.101
        assert answers.get("municipality") in {there.ags, "outside", 99, None}


def test_the_api_takes_bodies_of_every_kind_unchanged(browser: Browser) -> None:
    survey = running(browser.site.database, an_open_survey(browser, EVERY_KIND))
    for body in _bodies(browser.site.database, survey, 10):
        answer = browser.api("POST", "/surveys/umfrage/submissions", json=body)
        assert answer.status_code == 201, answer.text


def test_people_belong_to_the_open_groups_and_internal_ones_say_nothing_about_themselves(browser: Browser) -> None:
    database = browser.site.database
    survey = running(database, an_open_survey(browser, EVERY_KIND))
    asked = _with_audiences(
        database, survey, bevoelkerung=Admission.OPEN, verwaltung=Admission.OPEN, vereine=Admission.CODES
    )
    browser.site.refresh()
    bodies = _bodies(database, asked, 60)
    groups = Counter(body["audience"] for body in bodies)
    assert set(groups) == {"bevoelkerung", "verwaltung"}
    for body in bodies:
        if body["audience"] == "verwaltung":
            assert {"age_group", "gender", "municipality"}.isdisjoint(body["answers"])
    for body in bodies[:10]:
        assert browser.api("POST", "/surveys/umfrage/submissions", json=body).status_code == 201


def test_where_everybody_needs_an_invitation_there_are_no_bodies_but_simulated_answers(database: Database) -> None:
    survey = _with_audiences(database, a_counted_survey(database), vereine=Admission.CODES)
    with pytest.raises(NotAllowed):
        _bodies(database, survey, 1)
    assert store_simulated(database, survey, 10, 1) == 10
    with database.reading() as session:
        assert {sheet.audience for sheet in session.exec(select(Submission)).all()} == {"vereine"}


def test_what_is_stored_is_counted_right(database: Database) -> None:
    survey = a_counted_survey(database, EVERY_KIND)
    store_simulated(database, survey, 50, 3)
    with database.reading() as session:
        assert not differences(session, survey.id)
        orders = [sheet.orders for sheet in session.exec(select(Submission)).all() if "relation" in sheet.answers]
    assert all(orders)


def test_nobody_leaves_out_what_must_be_answered(database: Database) -> None:
    pages = [
        {
            "questions": [
                {**question, "required": True, "why": {"de": "Darum."}, "show_if": {"question": "gender", "is": 99}}
                if question["code"] == "later"
                else {**question, "required": True, "why": {"de": "Darum."}}
                for question in page["questions"]
            ]
        }
        for page in EVERY_KIND["pages"]
    ]
    survey = a_counted_survey(database, {**EVERY_KIND, "pages": pages})
    for body in _bodies(database, survey, 60):
        assert check_answers(survey.latest.questionnaire, body["answers"])[1] == []
