"""Every kind of question: under which names and codes its answers are counted, and who stands in its base."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from participation.core.database import Database
from participation.statistics.counts import Distribution
from participation.statistics.published import AnswerKind
from participation.surveys.actions import freeze_questionnaire
from participation.surveys.aggregation.codes import UNRANKED, Counted, counted_questions, preferences
from participation.surveys.aggregation.counted import counted_tables, joint_tables
from participation.surveys.aggregation.folding import fold_pending
from participation.surveys.aggregation.meanings import Between, Rank
from participation.surveys.models import Audience, Survey
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.recount import differences
from participation.surveys.running import RunningSurvey, surveys_in
from participation.surveys.toml_format import questionnaire_from_toml
from tests.surveys.answer_sheets import a_counted_survey, counted, hand_in
from tests.surveys.many_kinds import MANY_KINDS


def _distribution(
    database: Database, survey: RunningSurvey, name: str, breakdown: str = "", *segment: str
) -> Distribution:
    fold_pending(database)
    with database.reading() as session:
        tables = counted_tables(session, survey.id, survey.latest.questionnaire, breakdown)
        tables += joint_tables(session, survey.id, survey.latest.questionnaire)
    return next(table for table in tables if table.question == name).rows[segment]


def _numbers(answers: Distribution) -> tuple[dict[Any, int], dict[Any, int], int]:
    cells, missing = ({code: cell.n for code, cell in part.items()} for part in (answers.cells, answers.missing))
    return {code: n for code, n in cells.items() if n}, {code: n for code, n in missing.items() if n}, answers.base.n


def _questions() -> dict[str, Counted]:
    questionnaire = questionnaire_from_toml(MANY_KINDS)
    return {one.name: one for one in [*counted_questions(questionnaire), *preferences(questionnaire)]}


@pytest.mark.parametrize(
    ("answers", "name", "expected"),
    [
        ({"car": "yes"}, "car", ({"yes": 1}, {}, 1)),
        ({"car": 99}, "car", ({}, {99: 1}, 0)),
        ({"voted": {"one": "agree", "two": 99}}, "voted.one", ({"agree": 1}, {}, 1)),
        ({"voted": {"one": "agree", "two": 99}}, "voted.two", ({}, {99: 1}, 0)),
        ({"wanted": {"roads": 4}}, "wanted.trains", ({}, {"skipped": 1}, 0)),
        ({"children": 97}, "children", ({}, {}, 1)),
        ({"since": "2019-12-31"}, "since", ({"2000-01-01": 1}, {}, 1)),
        ({"since": "2020-01-01"}, "since", ({"2020-01-01": 1}, {}, 1)),
        ({"car": "yes", "kilometres": 4.9}, "kilometres", ({"below": 1}, {}, 1)),
        ({"car": "yes", "kilometres": 5}, "kilometres", ({"5": 1}, {}, 1)),
        ({"car": "yes", "kilometres": 97.5}, "kilometres", ({"10": 1}, {}, 1)),
        ({"wish": "Mehr Busse"}, "wish", ({}, {}, 1)),
        ({"where": {"lat": 52.13, "lon": 11.62}}, "where", ({"581,2606": 1}, {}, 1)),
        ({"where": {"text": "am Markt"}}, "where", ({}, {}, 1)),
        ({"ranked": ["b", "a"]}, "ranked.a", ({2: 1}, {}, 1)),
        ({"ranked": ["b", "a"]}, "ranked.c", ({UNRANKED: 1}, {}, 1)),
        ({"ranked": ["b", "a"]}, "ranked>b", ({"a": 1, "c": 1}, {}, 1)),
        ({"ranked": ["b", "a"]}, "ranked>a", ({"c": 1}, {}, 1)),
        ({"ranked": ["b", "a"]}, "ranked>c", ({}, {}, 1)),
        ({"ranked": [99]}, "ranked.a", ({}, {99: 1}, 0)),
        ({"wanted": {"roads": 4}, "given": {"roads": 2}}, "wanted*given.roads", ({"4,2": 1}, {}, 1)),
        ({"wanted": {"roads": 97}, "given": {"roads": 2}}, "wanted*given.roads", ({}, {"skipped": 1}, 0)),
        ({"reason": "else", "reason_other": "weil"}, "reason_other", ({}, {}, 1)),
        ({"reason": "else"}, "reason_other", ({}, {"skipped": 1}, 0)),
        ({"reason": "work"}, "reason_other", ({}, {}, 0)),
        ({"means": ["bus", "other"]}, "means_other", ({}, {"skipped": 1}, 0)),
    ],
)
def test_an_answer_is_counted_as_its_kind_wants(
    database: Database, answers: dict[str, Any], name: str, expected: tuple[Any, Any, int]
) -> None:
    survey = a_counted_survey(database, MANY_KINDS)
    hand_in(database, survey, answers)
    assert _numbers(_distribution(database, survey, name)) == expected


def test_whom_a_question_was_not_shown_is_neither_in_its_base_nor_missing(database: Database) -> None:
    survey = a_counted_survey(database, MANY_KINDS)
    hand_in(database, survey, {"car": "yes", "drives": "daily"}, {"car": "yes"}, {"car": "no"}, {"car": 99}, {})
    assert _numbers(_distribution(database, survey, "drives")) == ({"daily": 1}, {"skipped": 1}, 1)
    assert _distribution(database, survey, "drives").answered == 2
    assert _distribution(database, survey, "car").answered == 5
    assert _distribution(database, survey, "drives", "age", "no_answer").answered == 2


def test_rows_on_a_page_that_is_hidden_are_not_asked_and_those_of_the_next_page_are(database: Database) -> None:
    survey = a_counted_survey(database, MANY_KINDS)
    hand_in(database, survey, {"car": "yes", "parking": {"town": 5, "village": 1}}, {"car": "no"})
    assert _numbers(_distribution(database, survey, "parking.town")) == ({5: 1}, {}, 1)
    assert _numbers(_distribution(database, survey, "parking.village")) == ({1: 1}, {"skipped": 1}, 1)


def test_a_question_that_changed_is_counted_apart_and_older_sheets_were_not_asked_it(database: Database) -> None:
    survey = a_counted_survey(database, MANY_KINDS)
    hand_in(database, survey, *[{"car": "yes", "ranked": ["a"], "age_group": "18-24"}] * 3)
    changed = _with_revision(survey.latest.questionnaire, "car", "ranked")
    with database.writing() as session:
        freeze_questionnaire(session, session.get_one(Survey, survey.id), changed)
        survey = surveys_in(session).by_id[survey.id]
    hand_in(database, survey, {"car": "no", "ranked": ["b"]}, {"age_group": "18-24"})
    assert _numbers(_distribution(database, survey, "car~2")) == ({"no": 1}, {"skipped": 1}, 1)
    assert _numbers(_distribution(database, survey, "ranked~2>b")) == ({"a": 1, "c": 1}, {"skipped": 1}, 1)
    assert _numbers(_distribution(database, survey, "car~2", "age", "18-24")) == ({}, {"skipped": 1}, 0)
    assert _distribution(database, survey, "age_group").answered == 5
    # The older answers stay under their own name, also those on which a condition of the new version looks.
    assert counted(database, survey)["car", "", "yes"] == 3
    with database.reading() as session:
        assert not differences(session, survey.id)


def _with_revision(questionnaire: Questionnaire, *codes: str) -> Questionnaire:
    pages = (
        replace(page, questions=tuple(replace(one, revision=2) if one.code in codes else one for one in page.questions))
        for page in questionnaire.pages
    )
    return replace(questionnaire, pages=tuple(pages))


def test_preferences_and_pairs_are_counted_by_audience_but_in_no_other_segment(database: Database) -> None:
    survey = a_counted_survey(database, MANY_KINDS)
    answers = {"ranked": ["a"], "wanted": {"roads": 1}, "given": {"roads": 2}, "age_group": "18-24"}
    hand_in(database, survey, answers, audience="council")
    fold_pending(database)
    expected = {("ranked>a", "council", "b"), ("ranked>a", "council", "c"), ("wanted*given.roads", "council", "1,2")}
    assert {key for key in counted(database, survey, "audience") if {">", "*"} & set(key[0])} == expected
    for dimensions in ("age", "channel", "audience,age"):
        assert not [key for key in counted(database, survey, dimensions) if {">", "*"} & set(key[0])]


def test_a_sheet_is_counted_by_audience_if_it_has_one(database: Database) -> None:
    survey = a_counted_survey(database, MANY_KINDS)
    hand_in(database, survey, {"car": "yes", "age_group": "18-24"}, audience="council")
    hand_in(database, survey, {"car": "no"})
    fold_pending(database)
    by_audience = {key for key in counted(database, survey, "audience") if key[0] == "car"}
    assert by_audience == {("car", "council", "yes")}
    by_both = {key for key in counted(database, survey, "audience,age") if key[0] == "car"}
    assert by_both == {("car", "council,18-24", "yes")}
    assert counted(database, survey)["", "", ""] == 2


def test_internal_audiences_are_not_asked_about_themselves(database: Database) -> None:
    survey = a_counted_survey(database, MANY_KINDS)
    with database.writing() as session:
        session.add(Audience(survey_id=survey.id, slug="staff", names={"de": "Verwaltung"}, is_internal=True))
    hand_in(database, survey, {"car": "yes"}, {"car": "no"}, audience="staff")
    hand_in(database, survey, {"age_group": "18-24"}, {"car": "no"}, audience="council")
    assert _numbers(_distribution(database, survey, "age_group")) == ({"18-24": 1}, {"skipped": 1}, 1)
    assert _distribution(database, survey, "car").answered == 4


def test_kinds_of_answers_are_told_apart() -> None:
    kinds = {name: one.kind for name, one in _questions().items()}
    assert {name for name, kind in kinds.items() if kind is AnswerKind.SCALE} == {
        "wanted.roads",
        "wanted.trains",
        "given.roads",
        "given.trains",
        "parking.town",
        "parking.village",
    }
    several = {"means", "means_other", "reason_other", "children", "where", "wish", "ranked>a", "ranked>b", "ranked>c"}
    assert {name for name, kind in kinds.items() if kind is AnswerKind.SEVERAL} == several


def test_codes_that_are_no_options_say_what_they_mean() -> None:
    questions = _questions()
    assert questions["ranked.a"].valid == (1, 2, UNRANKED)
    assert questions["ranked.a"].meaning(2) == Rank(2)
    assert questions["ranked.a"].meaning(UNRANKED) == Rank(None)
    assert questions["ranked>a"].valid == ("b", "c")
    assert questions["kilometres"].valid == ("below", "5", "10")
    assert [questions["kilometres"].meaning(code) for code in ("below", "5", "10")] == [
        Between(None, 5),
        Between(5, 10),
        Between(10, None),
    ]
    assert questions["since"].valid == ("2000-01-01", "2020-01-01")
    option = questions["ranked.a"].meaning(99)
    assert getattr(option, "missing", "") == "no_answer"
