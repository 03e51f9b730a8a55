"""Coming in to a survey by group or by code, page by page without JavaScript."""

from __future__ import annotations

import re

from sqlmodel import col, update

from participation.core.codes import new_code
from participation.surveys.models import Admission, InvitationCode, Survey
from tests.browser import Browser
from tests.surveys.builders import Answering, an_open_survey
from tests.surveys.invited import a_survey_by_codes, a_survey_of_groups, an_audience, sheets, some_codes, uses_of

START = "/de/umfragen/umfrage"


def come_in(person: Answering, **typed: str) -> int:
    """Press "begin" with what is typed; the status."""
    return int(person.press("next", typed).status_code)


def answer_all(person: Answering) -> None:
    person.onward(importance__mobility="5")
    person.onward(wish="Mehr Busse")
    person.onward()


def test_a_code_from_a_letter_leads_to_one_stored_sheet(browser: Browser) -> None:
    (code,) = a_survey_by_codes(browser)
    person = Answering(browser)
    assert come_in(person, _code=code.lower()) == 200
    answer_all(person)
    assert person.page.status_code == 303
    assert [sheet.audience for sheet in sheets(browser)] == ["kreistag"]
    assert uses_of(browser) == [1]


def test_the_picture_fills_the_code_in_and_that_page_is_nobody_elses(browser: Browser) -> None:
    (code,) = a_survey_by_codes(browser)
    page = browser.get(f"{START}?code={code}")
    assert f'value="{code}"' in page.text
    assert page.headers["cache-control"] == "no-store"
    assert browser.get(START).headers["cache-control"] == "public, no-cache"
    assert code not in browser.get(START).text


def test_a_wrong_code_is_told_and_stays_in_its_field(browser: Browser) -> None:
    a_survey_by_codes(browser)
    person = Answering(browser)
    assert come_in(person, _code="ABCDE-12345") == 422
    assert "Diesen Code kennen wir nicht" in person.page.text
    assert 'value="ABCDE-12345"' in person.page.text
    assert come_in(person, _code="") == 422
    assert "Dafür brauchen Sie einen Code" in person.page.text
    assert come_in(person, _code=new_code()) == 422


def test_a_used_code_is_told_before_anybody_answers(browser: Browser) -> None:
    (code,) = a_survey_by_codes(browser)
    first = Answering(browser)
    come_in(first, _code=code)
    answer_all(first)
    second = Answering(browser)
    assert come_in(second, _code=code) == 409
    assert "Dieser Code ist schon benutzt" in second.page.text
    assert len(sheets(browser)) == 1


def test_sending_twice_with_a_code_shows_the_same_receipt(browser: Browser) -> None:
    (code,) = a_survey_by_codes(browser)
    person = Answering(browser)
    come_in(person, _code=code)
    for _ in range(2):
        person.onward()
    last = person.page
    first = person.onward(age_group="25-34")
    person.page = last
    second = person.onward(age_group="25-34")
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["location"] == second.headers["location"]
    person.page = last
    assert "Ihre ersten Antworten sind gespeichert" in person.onward(age_group="18-24").text


def test_a_code_that_somebody_uses_meanwhile_is_refused_at_the_end(browser: Browser) -> None:
    (code,) = a_survey_by_codes(browser)
    slow = Answering(browser)
    come_in(slow, _code=code)
    for _ in range(2):
        slow.onward()
    quick = Answering(browser)
    come_in(quick, _code=code)
    answer_all(quick)
    slow.onward(age_group="25-34")
    assert slow.page.status_code == 409
    assert len(sheets(browser)) == 1


def test_answers_survive_when_a_code_is_withdrawn_and_typed_wrong_in_between(browser: Browser) -> None:
    (code,) = a_survey_by_codes(browser)
    person = Answering(browser)
    come_in(person, _code=code)
    person.onward(importance__mobility="5")
    with browser.site.database.writing() as session:
        session.exec(update(InvitationCode).values(code_hash=b"0" * 32).where(col(InvitationCode.uses) == 0))
    person.onward(wish="Mehr Busse")
    assert person.page.status_code == 422
    assert person.hidden["importance.mobility"] == ["5"]
    assert person.hidden["wish"] == ["Mehr Busse"]


def test_one_says_for_which_of_several_groups_one_answers(browser: Browser) -> None:
    a_survey_of_groups(browser, "buerger", "firmen")
    person = Answering(browser)
    assert "Für welche Gruppe antworten Sie?" in person.page.text
    assert come_in(person) == 422
    assert "Bitte geben Sie an, für welche Gruppe Sie antworten." in person.page.text
    assert come_in(person, _audience="firmen") == 200
    answer_all(person)
    assert [sheet.audience for sheet in sheets(browser)] == ["firmen"]


def test_a_group_has_an_address_of_its_own(browser: Browser) -> None:
    a_survey_of_groups(browser, "buerger", "firmen")
    person = Answering(browser)
    person.page = browser.get(f"{START}?als=firmen")
    assert "Sie antworten für die Gruppe: Firmen" in person.page.text
    assert come_in(person) == 200
    answer_all(person)
    assert [sheet.audience for sheet in sheets(browser)] == ["firmen"]
    assert "Für welche Gruppe" in browser.get(f"{START}?als=unsinn").text


def test_a_survey_with_one_open_group_asks_nothing_about_it(browser: Browser) -> None:
    a_survey_of_groups(browser, "buerger")
    person = Answering(browser)
    assert "Gruppe" not in re.sub(r"<head>.*</head>", "", person.page.text, flags=re.DOTALL)
    come_in(person)
    answer_all(person)
    assert [sheet.audience for sheet in sheets(browser)] == ["buerger"]


def test_a_code_beats_the_group_that_was_chosen_beside_it(browser: Browser) -> None:
    survey = a_survey_of_groups(browser, "buerger", "firmen")
    with browser.site.database.writing() as session:
        (code,) = some_codes(session, an_audience(session, survey, "kreistag", Admission.CODES))
    browser.site.refresh()
    person = Answering(browser)
    assert "Ihr Code, falls Sie eine Einladung haben" in person.page.text
    assert come_in(person, _audience="buerger", _code=code) == 200
    answer_all(person)
    assert [sheet.audience for sheet in sheets(browser)] == ["kreistag"]


def test_internal_groups_are_not_asked_about_themselves(browser: Browser) -> None:
    survey = an_open_survey(browser)
    with browser.site.database.writing() as session:
        an_audience(session, survey, "buerger")
        an_audience(session, survey, "kreistag", is_internal=True)
    browser.site.refresh()
    for slug, is_asked in (("buerger", True), ("kreistag", False), ("buerger", True)):
        person = Answering(browser)
        come_in(person, _audience=slug)
        for _ in range(2):
            person.onward()
        assert ("Wie alt sind Sie?" in person.page.text) is is_asked
        assert ("Wo wohnen Sie?" in person.page.text) is is_asked
        assert "Was verbindet Sie?" in person.page.text
        person.onward(age_group="25-34", municipality="15000001")
        assert person.page.status_code == 303
    by_group = {sheet.audience: sheet.answers for sheet in sheets(browser)}
    assert "age_group" not in by_group["kreistag"]
    assert "municipality" not in by_group["kreistag"]
    assert "25-34" in by_group["buerger"]


def test_everything_of_it_is_there_in_leichte_sprache(browser: Browser) -> None:
    (code,) = a_survey_by_codes(browser)
    person = Answering(browser, "leicht")
    assert come_in(person, _code="x") == 422
    assert "Diesen Code kennen wir nicht." in person.page.text
    assert come_in(person, _code=code) == 200


def test_a_code_of_another_survey_admits_nobody(browser: Browser) -> None:
    survey = an_open_survey(browser)
    with browser.site.database.writing() as session:
        other = Survey(region_id=survey.region_id, procedure_id=survey.procedure_id, slug="andere")
        session.add(other)
        session.flush()
        an_audience(session, survey, "kreistag", Admission.CODES)
        (code,) = some_codes(session, an_audience(session, other, "kreistag", Admission.CODES))
    browser.site.refresh()
    assert come_in(Answering(browser), _code=code) == 422
