"""Staff settle limits, protection and population before a survey opens, and look at live numbers by groups."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta

import pytest
from sqlmodel import select

from participation.accounts.models import Role
from participation.core.clock import now
from participation.procedures.models import Phase
from participation.surveys.aggregation.folding import fold_pending
from participation.surveys.models import PopulationMargin, Survey
from participation.surveys.results.staff_margins import read_margins
from tests.browser import Browser
from tests.cast import signed_in
from tests.surveys.answer_sheets import hand_in, people, release, running
from tests.surveys.builders import SOURCE, an_open_survey

STAFF = "/de/verwaltung/umfragen/umfrage"
METHOD = f"{STAFF}/methode"
LIMITS = {"importance_cut": "3,5", "satisfaction_cut": "2.5", "previous_wave": "", "wave": "2026"}
IMPORTANT = {"importance": {"mobility": 5}, "satisfaction": {"mobility": 2}}


def a_coming_survey(browser: Browser) -> Survey:
    survey = an_open_survey(browser)
    with browser.site.database.writing() as session:
        phase = session.get_one(Phase, survey.phase_id)
        phase.opens_at, phase.closes_at = now() + timedelta(days=1), now() + timedelta(days=9)
        session.add(phase)
    browser.site.refresh()
    signed_in(browser, Role.ANALYST)
    return survey


def stored(browser: Browser, survey: Survey) -> Survey:
    with browser.site.database.reading() as session:
        return session.get_one(Survey, survey.id)


def test_limits_are_set_before_the_survey_and_locked_with_it(browser: Browser) -> None:
    survey = a_coming_survey(browser)
    assert "Wichtig ab einem Mittelwert von" in browser.get(METHOD).text
    assert browser.post(METHOD, LIMITS).status_code == 303
    assert (stored(browser, survey).importance_cut, stored(browser, survey).satisfaction_cut) == (3.5, 2.5)
    with browser.site.database.writing() as session:
        session.get_one(Phase, survey.phase_id).opens_at = now() - timedelta(days=1)
    browser.site.refresh()
    page = browser.get(METHOD).text
    assert "Die Grenzen sind gesperrt" in page
    assert 'name="importance_cut"' not in page
    assert browser.post(METHOD, {**LIMITS, "importance_cut": "2,0"}).status_code == 303
    assert stored(browser, survey).importance_cut == 3.5


def test_an_answer_locks_the_limits_whatever_the_dates_say(browser: Browser) -> None:
    survey = a_coming_survey(browser)
    hand_in(browser.site.database, running(browser.site.database, survey), *people(1, **IMPORTANT))
    fold_pending(browser.site.database)
    assert "Die Grenzen sind gesperrt" in browser.get(METHOD).text


@pytest.mark.parametrize("wrong", ["7", "drei", "", "nan"])
def test_a_limit_outside_the_scale_is_refused_and_nothing_changes(browser: Browser, wrong: str) -> None:
    survey = a_coming_survey(browser)
    page = browser.post(METHOD, {**LIMITS, "importance_cut": wrong})
    assert page.status_code == 422
    assert "eine Zahl zwischen 1 und 5" in page.text
    assert (stored(browser, survey).importance_cut, stored(browser, survey).wave) == (4.0, "")


def test_protection_can_be_raised_but_not_loosened_once_the_survey_has_begun(browser: Browser) -> None:
    survey = an_open_survey(browser)
    signed_in(browser, Role.ANALYST)
    browser.post(METHOD, {**LIMITS, "sensitive": "yes"})
    assert stored(browser, survey).is_sensitive
    assert browser.post(METHOD, LIMITS).status_code == 409
    assert stored(browser, survey).is_sensitive


def test_every_bad_line_of_the_population_is_named_and_nothing_stored(browser: Browser) -> None:
    survey = an_open_survey(browser)
    signed_in(browser, Role.ANALYST)
    lines = [
        "dimension;category;people",
        "age;18-24;100",
        "age;99;5",
        "age;25-34;many",
        "shoes;40;1",
        "age;18-24;7",
        "x",
    ]
    page = browser.post(f"{STAFF}/bevoelkerung", {"population": "\n".join(lines), "_go": "store"})
    assert page.status_code == 422
    for sentence in (
        "Zeile 3:",
        "„99“",
        "Zeile 4:",
        "„many“",
        "Zeile 5:",
        "„shoes“",
        "Zeile 6:",
        "zweimal",
        "Zeile 7:",
    ):
        assert sentence in page.text
    with browser.site.database.reading() as session:
        assert session.exec(select(PopulationMargin)).first() is None
    assert survey.slug == "umfrage"


def test_a_population_is_checked_first_and_then_used_by_the_next_release(browser: Browser) -> None:
    survey = an_open_survey(browser)
    database = browser.site.database
    signed_in(browser, Role.ANALYST)
    table = "municipality,15000001,1.000\nmunicipality,Marbach,500"
    checked = browser.post(f"{STAFF}/bevoelkerung", {"population": table, "_go": "check"})
    assert "Gespeichert ist noch nichts" in checked.text
    with database.reading() as session:
        assert session.exec(select(PopulationMargin)).first() is None
    assert browser.post(f"{STAFF}/bevoelkerung", {"population": table, "_go": "store"}).status_code == 303
    assert "aus Ihrer Datei" in browser.get(METHOD).text
    hand_in(
        database,
        running(database, survey),
        *people(50, **IMPORTANT, municipality="15000001"),
        *people(50, **IMPORTANT, municipality="15000002"),
    )
    frozen = release(database, running(database, survey), "municipality")
    assert frozen.facts["margins"]["municipality"] == {"15000001": 1000, "15000002": 500}
    weights = frozen.facts["figures"]["weights"]["importance.mobility"]
    assert weights["n"] > weights["effective_n"] > 80
    browser.site.refresh()
    assert "Design-Effekt" in browser.get(METHOD).text


def test_young_people_have_no_place_among_the_weights(browser: Browser) -> None:
    source = deepcopy(SOURCE)
    options = source["pages"][2]["questions"][0]["options"]
    options[0] = {**options[0], "code": "14-17"}
    questionnaire = running(browser.site.database, an_open_survey(browser, source)).latest.questionnaire
    found = read_margins("age,14-17,10\nage,25-34,20", questionnaire)
    assert [line.number for line in found.bad] == [1]
    assert "18 years" in found.bad[0].message


def test_staff_see_live_numbers_by_groups(browser: Browser) -> None:
    survey = an_open_survey(browser)
    database = browser.site.database
    signed_in(browser, Role.ANALYST)
    assert "Noch ist nichts gezählt" in browser.get(f"{STAFF}/auswertung").text
    hand_in(database, running(database, survey), *people(33, **IMPORTANT, municipality="15000001"))
    hand_in(database, running(database, survey), *people(4, **IMPORTANT, municipality="15000002"), language="en")
    fold_pending(database)
    page = browser.get(f"{STAFF}/auswertung?nach=municipality&frage=importance.mobility").text
    assert "Nur für den internen Gebrauch" in page or "intern" in page
    assert ">33<" in page
    assert ">4<" in page
    assert browser.get(f"{STAFF}/auswertung?nach=language").status_code == 200


def test_staff_see_how_many_answered_by_what_the_survey_asks_only(browser: Browser) -> None:
    survey = an_open_survey(browser)
    database = browser.site.database
    signed_in(browser, Role.ANALYST)
    hand_in(database, running(database, survey), *people(3, **IMPORTANT, age_group="18-24"))
    fold_pending(database)
    page = browser.get(STAFF).text
    assert "Nach Alter" in page
    assert "Nach Gemeinde" in page
    assert "Nach Geschlecht" not in page


@pytest.mark.parametrize("path", ["methode", "auswertung"])
def test_others_than_analysts_see_neither(browser: Browser, path: str) -> None:
    an_open_survey(browser)
    signed_in(browser, Role.EDITOR)
    assert browser.get(f"{STAFF}/{path}").status_code == 404
    assert browser.post(f"{STAFF}/bevoelkerung", {}).status_code == 404
