"""The citizens' answers, weighted by municipality, age and gender at once: exact inside, protected outside."""

from __future__ import annotations

import random
from typing import Any

import pytest

from participation.core.database import Database
from participation.regions.models import PopulationGroup
from participation.statistics.counts import Distribution
from participation.surveys.aggregation.counted import counted_tables
from participation.surveys.aggregation.crossed import crossed_tables
from participation.surveys.aggregation.folding import fold_pending
from participation.surveys.drafted_facts import AskedAudience
from participation.surveys.models import PopulationMargin, Submission, Survey
from participation.surveys.weighing import weighed_audience
from tests.browser import Browser
from tests.surveys.answer_sheets import (
    a_counted_survey,
    correct,
    hand_in,
    people,
    release,
    running,
    with_gender,
    withdraw,
)
from tests.surveys.builders import an_open_survey
from tests.surveys.test_further_results import CALM, PAGE, URGENT, an_audience, cells

Figures = dict[str, Any]


def a_crowd(number: int, seed: int) -> list[dict[str, Any]]:
    dice = random.Random(seed)  # noqa: S311 - people made up
    return [
        {
            "importance": {"mobility": dice.randint(1, 5), "health": dice.choice((1, 5, 97))},
            "relation": dice.choice((["live"], ["live", "work"], ["no_answer"])),
            "age_group": dice.choice(("18-24", "25-34", "no_answer")),
            "gender": dice.choice(("female", "male")),
            "municipality": dice.choice(("15000001", "15000002", "outside")),
        }
        for _ in range(number)
    ]


def test_what_is_weighted_is_exactly_what_the_counters_hold(database: Database) -> None:
    survey = a_counted_survey(database, with_gender())
    stored = hand_in(database, survey, *a_crowd(40, 1))
    fold_pending(database)
    with database.writing() as session:
        withdraw(session, stored[0])
        correct(session, stored[1], a_crowd(1, 2)[0])
    hand_in(database, survey, *a_crowd(5, 3))  # not folded yet, so in no released table either
    with database.reading() as session:
        whole = counted_tables(session, survey.id, survey.latest.questionnaire)
        crossed = {one.question: one for one in crossed_tables(session, survey.id, survey.latest.questionnaire, None)}
    assert crossed[""].dimensions == ("municipality", "age", "gender")
    for table in whole:
        if table.question in crossed:
            parts = crossed[table.question].rows.values()
            assert sum(parts, Distribution({})) == table.rows[()]


def weighable(browser: Browser, *audiences: str) -> Survey:
    """A survey in a region of 6,000 younger and 4,000 older people."""
    survey = an_open_survey(browser)
    with browser.site.database.writing() as session:
        for place, slug in enumerate(audiences):
            an_audience(session, survey, slug, position=place)
        for age, number in (("18-24", 6000), ("25-34", 4000)):
            session.add(PopulationGroup(region_id=survey.region_id, age_group=age, gender="female", people=number))
    browser.site.refresh()
    return survey


def crowd(young: int, old: int) -> list[dict[str, Any]]:
    return [*people(young, **URGENT, age_group="18-24"), *people(old, **CALM, age_group="25-34")]


def weights_of(browser: Browser, survey: Survey, *breakdowns: str) -> Figures:
    frozen = release(browser.site.database, running(browser.site.database, survey), *breakdowns)
    browser.site.refresh()
    return dict(frozen.facts["figures"]["weights"])


def test_of_several_audiences_the_open_citizens_are_weighted_beside_their_own_figures(browser: Browser) -> None:
    survey = weighable(browser, "citizens", "companies")
    database = browser.site.database
    hand_in(database, running(database, survey), *crowd(60, 140), audience="citizens")
    hand_in(database, running(database, survey), *crowd(0, 90), audience="companies")
    found = weights_of(browser, survey, "audience")
    assert found[""]["audience"] == "citizens"
    assert abs(found[""]["n"] - 200) <= 5
    assert abs(found["importance.mobility"]["mean"] - 4.2) < 0.08
    page = browser.get(f"{PAGE}/gewichtet").text
    assert "Gewichtet sind nur die Antworten einer Gruppe: Citizens." in page
    (mobility, *_) = [row for row in cells(page) if row[0] == "Mobilität"]
    assert abs(float(mobility[1].replace(",", ".")) - 3.6) < 0.08
    assert abs(float(mobility[2].replace(",", ".")) - 4.2) < 0.08
    told = browser.api("GET", "/surveys/umfrage/results").json()["weights"]
    assert (told["audience"], told["questions"][0]["mean"]) == ("citizens", found["importance.mobility"]["mean"])


def test_without_groups_apart_several_audiences_have_no_weights(browser: Browser) -> None:
    survey = weighable(browser, "citizens", "companies")
    database = browser.site.database
    hand_in(database, running(database, survey), *crowd(60, 140), audience="citizens")
    assert weights_of(browser, survey) == {"": {"refused": "not_apart"}}
    assert "nicht getrennt zeigt" in browser.get(f"{PAGE}/gewichtet").text


def test_fewer_than_a_hundred_people_are_not_weighted(browser: Browser) -> None:
    survey = weighable(browser)
    hand_in(browser.site.database, running(browser.site.database, survey), *crowd(49, 50))
    first = weights_of(browser, survey)
    assert first[""]["refused"] == "few"
    assert "mindestens 100 Antworten" in browser.get(f"{PAGE}/gewichtet").text
    # One more would be enough; that it came shall not show.
    hand_in(browser.site.database, running(browser.site.database, survey), *crowd(1, 0))
    assert weights_of(browser, survey)[""]["refused"] == "few"
    hand_in(browser.site.database, running(browser.site.database, survey), *crowd(9, 0))
    assert "refused" not in weights_of(browser, survey)[""]


def test_a_refusal_ends_with_another_population(browser: Browser) -> None:
    survey = weighable(browser)
    database = browser.site.database
    hand_in(database, running(database, survey), *people(140, **CALM, age_group="25-34"))
    assert weights_of(browser, survey)[""]["refused"] == "thin"
    with database.writing() as session:
        session.add(PopulationMargin(survey_id=survey.id, dimension="age", category="25-34", people=6000))
    hand_in(database, running(database, survey), *people(1, **CALM, age_group="25-34"))
    # A margin of one group says nothing, yet it is one that the county chose.
    assert "refused" not in weights_of(browser, survey)[""]


def test_weighted_figures_stay_until_ten_answers_are_new(browser: Browser) -> None:
    survey = weighable(browser)
    database = browser.site.database
    hand_in(database, running(database, survey), *crowd(60, 140))
    first = weights_of(browser, survey)
    hand_in(database, running(database, survey), *crowd(9, 0))
    with database.writing() as session:
        session.add(PopulationMargin(survey_id=survey.id, dimension="age", category="18-24", people=3000))
        session.add(PopulationMargin(survey_id=survey.id, dimension="age", category="25-34", people=7000))
    second = weights_of(browser, survey)
    assert second == {**first, "": {**first[""], "is_kept": True}}
    assert "Weniger als 10 Antworten sind neu" in browser.get(f"{PAGE}/gewichtet").text
    hand_in(database, running(database, survey), *crowd(1, 0))
    third = weights_of(browser, survey)
    assert third["importance.mobility"]["mean"] < first["importance.mobility"]["mean"]
    assert "is_kept" not in third[""]


def test_without_new_answers_another_population_may_be_used(browser: Browser) -> None:
    survey = weighable(browser)
    database = browser.site.database
    hand_in(database, running(database, survey), *crowd(60, 140))
    first = weights_of(browser, survey)
    assert weights_of(browser, survey) == first
    with database.writing() as session:
        session.add(PopulationMargin(survey_id=survey.id, dimension="age", category="18-24", people=4000))
        session.add(PopulationMargin(survey_id=survey.id, dimension="age", category="25-34", people=6000))
    assert weights_of(browser, survey)["importance.mobility"]["mean"] < first["importance.mobility"]["mean"]


def test_a_corrected_answer_changes_no_weighted_figure(browser: Browser) -> None:
    survey = weighable(browser)
    database = browser.site.database
    stored = hand_in(database, running(database, survey), *crowd(60, 140))
    first = weights_of(browser, survey)
    with database.writing() as session:
        assert session.get_one(Submission, stored[0]).withdrawn_at is None
        correct(session, stored[0], {**CALM, "age_group": "18-24"})
    assert weights_of(browser, survey)["importance.mobility"] == first["importance.mobility"]


def asked(slug: str, *, is_open: bool = True, is_sample: bool = False, is_internal: bool = False) -> AskedAudience:
    return AskedAudience(slug, {}, is_sample, is_internal, is_open, None, 0)


@pytest.mark.parametrize(
    ("audiences", "weighed"),
    [
        ([], ""),
        ([asked("citizens")], ""),
        ([asked("drawn", is_open=False, is_sample=True)], ""),
        ([asked("council", is_open=False)], None),
        ([asked("staff", is_internal=True)], None),
        ([asked("drawn", is_sample=True), asked("citizens"), asked("companies")], "citizens"),
        ([asked("council", is_open=False), asked("staff", is_internal=True)], None),
        ([asked("drawn", is_open=False, is_sample=True), asked("council", is_open=False)], None),
    ],
)
def test_open_citizens_or_a_sample_asked_alone_stand_for_the_population(
    audiences: list[AskedAudience], weighed: str | None
) -> None:
    assert weighed_audience(audiences) == weighed
