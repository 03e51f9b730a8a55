"""A survey's course: extended in public, repeated as a next wave, with or without a brake; groups from a file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from participation.accounts.models import Role
from participation.core.clock import now, standing_at
from participation.core.journal import JournalEntry
from participation.procedures.days import local_day
from participation.procedures.models import Phase, PhaseKind, Procedure
from participation.surveys.audiences.toml_format import audiences_from_toml
from participation.surveys.audiences.waves import proposed_titles
from participation.surveys.models import Admission, Audience, Brake, InvitationCode, QuestionnaireVersion, Survey
from participation.surveys.toml_format import QuestionnaireError
from tests.browser import Browser
from tests.cast import signed_in
from tests.surveys.builders import Answering, a_body, an_open_survey, survey_phase
from tests.surveys.invited import an_audience, some_codes

COURSE = "/de/verwaltung/umfragen/umfrage/ablauf"
START = "/de/umfragen/umfrage"


def actions(browser: Browser) -> list[str]:
    with browser.site.database.reading() as session:
        return [entry.action for entry in session.exec(select(JournalEntry))]


def day(after: int) -> str:
    return (local_day(now()) + timedelta(days=after)).isoformat()


def test_an_extended_survey_says_so_in_public_and_takes_answers(browser: Browser) -> None:
    an_open_survey(browser)
    signed_in(browser, Role.EDITOR)
    assert "Verlängert bis" not in browser.get(START).text
    assert browser.post(f"{COURSE}/verlaengern", {"last_day": day(50)}).status_code == 303
    page = browser.get(START).text
    assert "Verlängert bis" in page
    assert "vorher:" in page
    assert "Verlängert bis" in browser.get("/de/umfragen/").text
    with standing_at(now() + timedelta(days=45)):
        browser.site.refresh()
        assert Answering(browser).onward().status_code == 200
    assert actions(browser) == ["extended"]


@pytest.mark.parametrize("last_day", ["", "morgen", day(-1), day(5)])
def test_only_a_later_day_extends(browser: Browser, last_day: str) -> None:
    an_open_survey(browser)
    signed_in(browser, Role.EDITOR)
    assert browser.post(f"{COURSE}/verlaengern", {"last_day": last_day}).status_code == 422
    assert actions(browser) == []


def test_a_closed_survey_is_not_extended(browser: Browser) -> None:
    an_open_survey(browser)
    with standing_at(now() + timedelta(days=40)):
        signed_in(browser, Role.EDITOR)
        assert browser.post(f"{COURSE}/verlaengern", {"last_day": day(50)}).status_code == 403


def test_twice_extended_the_first_day_stays_the_one_that_was_announced(browser: Browser) -> None:
    survey = an_open_survey(browser)
    signed_in(browser, Role.EDITOR)
    with browser.site.database.reading() as session:
        first = session.get_one(Phase, survey.phase_id).closes_at
    for after in (40, 60):
        browser.post(f"{COURSE}/verlaengern", {"last_day": day(after)})
    with browser.site.database.reading() as session:
        assert session.get_one(Phase, survey.phase_id).first_closes_at == first


def a_later_phase(browser: Browser) -> str:
    """A survey phase next year; its id."""
    with browser.site.database.writing() as session:
        before = survey_phase(session, session.exec(select(Procedure)).one())
        phase = Phase(
            procedure_id=before.procedure_id,
            kind=PhaseKind.SURVEY,
            opens_at=now() + timedelta(days=300),
            closes_at=now() + timedelta(days=330),
            position=20,
        )
        session.add(phase)
        return str(phase.id)


def test_a_survey_is_asked_again_with_its_questions_and_groups(browser: Browser) -> None:
    survey = an_open_survey(browser)
    with browser.site.database.writing() as session:
        an_audience(session, survey, "buerger")
        some_codes(session, an_audience(session, survey, "kreistag", Admission.CODES, is_internal=True))
    phase = a_later_phase(browser)
    signed_in(browser, Role.EDITOR)
    answer = browser.post(f"{COURSE}/wiederholen", {"phase": phase, "wave": "2027"}, follow=True)
    assert answer.status_code == 200
    with browser.site.database.reading() as session:
        again = session.exec(select(Survey).where(Survey.slug == "umfrage-2")).one()
        assert (again.previous_wave_id, again.wave, str(again.phase_id)) == (survey.id, "2027", phase)
        groups = session.exec(select(Audience).where(Audience.survey_id == again.id)).all()
        assert {(one.slug, one.is_internal) for one in groups} == {("buerger", False), ("kreistag", True)}
        one, other = session.exec(select(QuestionnaireVersion)).all()
        assert {**one.document, "title": ""} == {**other.document, "title": ""}
        assert other.document["title"] == {
            "de": "Was ist wichtig? – Welle 2",
            "de-simple": "Was ist Ihnen wichtig? – zum 2. Mal",
            "en": "What matters? – wave 2",
        }
        assert len(session.exec(select(InvitationCode)).all()) == 1
    assert actions(browser) == ["repeated"]
    assert "beginnt am" in browser.get("/de/umfragen/umfrage-2").text


def test_the_next_title_is_proposed_and_can_be_changed(browser: Browser) -> None:
    an_open_survey(browser)
    phase = a_later_phase(browser)
    signed_in(browser, Role.EDITOR)
    page = browser.get(COURSE).text
    assert 'value="Was ist wichtig? – Welle 2"' in page
    assert 'value="What matters? – wave 2"' in page
    browser.post(f"{COURSE}/wiederholen", {"phase": phase, "title_de": "Und jetzt?", "title_en": ""})
    with browser.site.database.reading() as session:
        again = session.exec(select(Survey).where(Survey.slug == "umfrage-2")).one()
        first, second = session.exec(select(QuestionnaireVersion).order_by(col(QuestionnaireVersion.id))).all()
        assert second.survey_id == again.id
        assert second.document["title"] == {**first.document["title"]} | {
            "de": "Und jetzt?",
            "de-simple": "Was ist Ihnen wichtig? – zum 2. Mal",
            "en": "What matters? – wave 2",
        }
        assert proposed_titles(session, again)["en"] == "What matters? – wave 3"


def test_a_wave_needs_a_phase_that_is_still_to_come(browser: Browser) -> None:
    survey = an_open_survey(browser)
    signed_in(browser, Role.EDITOR)
    assert browser.post(f"{COURSE}/wiederholen", {"phase": str(survey.phase_id)}).status_code == 422
    assert "noch nicht begonnen hat" in browser.get(COURSE).text


def a_survey_without_a_phase(browser: Browser) -> Survey:
    survey = an_open_survey(browser)
    with browser.site.database.writing() as session:
        session.merge(survey).phase_id = None
    browser.site.refresh()
    signed_in(browser, Role.EDITOR)
    return survey


def test_a_phase_is_chosen_later_and_opens_the_survey(browser: Browser) -> None:
    survey = a_survey_without_a_phase(browser)
    assert "beginnt" not in browser.get(START).text
    assert browser.post(f"{COURSE}/phase", {"new_phase": str(survey.phase_id)}).status_code == 303
    browser.site.refresh()
    assert Answering(browser).onward().status_code == 200
    assert actions(browser) == ["rescheduled"]


def test_a_survey_is_moved_to_a_later_phase(browser: Browser) -> None:
    survey = an_open_survey(browser)
    phase = a_later_phase(browser)
    signed_in(browser, Role.EDITOR)
    assert f'<option value="{survey.phase_id}" selected>' in browser.get(COURSE).text
    assert browser.post(f"{COURSE}/phase", {"new_phase": phase}).status_code == 303
    browser.site.refresh()
    assert "beginnt am" in browser.get(START).text


def test_a_survey_with_an_answer_stays_in_its_phase(browser: Browser) -> None:
    survey = an_open_survey(browser)
    phase = a_later_phase(browser)
    assert browser.api("POST", "/surveys/umfrage/submissions", json=a_body()).status_code == 201
    signed_in(browser, Role.EDITOR)
    assert "Phase festlegen" not in browser.get(COURSE).text
    assert browser.post(f"{COURSE}/phase", {"new_phase": phase}).status_code == 409
    with browser.site.database.reading() as session:
        assert session.get_one(Survey, survey.id).phase_id == survey.phase_id
    assert actions(browser) == []


def test_only_a_survey_phase_that_is_not_over_can_be_chosen(browser: Browser) -> None:
    survey = an_open_survey(browser)
    with browser.site.database.writing() as session:
        over = session.get_one(Phase, survey.phase_id)
        over.closes_at = now() - timedelta(minutes=1)
    signed_in(browser, Role.EDITOR)
    for phase in (str(survey.phase_id), "", "x"):
        assert browser.post(f"{COURSE}/phase", {"new_phase": phase}).status_code == 422


def test_the_brake_is_set_by_staff(browser: Browser) -> None:
    survey = an_open_survey(browser)
    signed_in(browser, Role.EDITOR)
    assert browser.post(f"{COURSE}/bremse", {"brake": "work", "shortest_seconds": "30"}).status_code == 303
    with browser.site.database.reading() as session:
        row = session.get_one(Survey, survey.id)
    assert (row.brake, row.shortest_seconds) == (Brake.WORK, 30)
    assert browser.api("GET", "/surveys/umfrage").json()["brake"] == "work"
    assert browser.post(f"{COURSE}/bremse", {"brake": "work", "shortest_seconds": "5000"}).status_code == 422
    assert actions(browser) == ["braked"]


def test_others_than_editors_do_not_see_the_course(browser: Browser) -> None:
    an_open_survey(browser)
    signed_in(browser, Role.ANALYST)
    assert browser.get(COURSE).status_code == 404


LISTED: dict[str, Any] = {
    "slug": "kreistag",
    "names": {"de": "Kreistag", "leicht": "Kreis-Tag"},
    "admission": "codes",
    "internal": True,
    "population": 54,
}


def test_groups_come_from_a_survey_file(browser: Browser) -> None:
    survey = an_open_survey(browser)
    rows = audiences_from_toml({"audiences": [{"slug": "alle", "names": {"de": "Alle"}}, LISTED]}, survey.id)
    assert [(row.slug, row.position, row.admission) for row in rows] == [
        ("alle", 1, Admission.OPEN),
        ("kreistag", 2, Admission.CODES),
    ]
    assert (rows[1].names, rows[1].is_internal, rows[1].is_sample, rows[1].population) == (
        {"de": "Kreistag", "de-simple": "Kreis-Tag"},
        True,
        False,
        54,
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"slug": "Kreis Tag"},
        {"slug": "neu"},
        {"slug": "a,b"},
        {"names": {"leicht": "Kreis-Tag"}},
        {"names": {"de": "Kreistag", "fr": "Conseil"}},
        {"admission": "closed"},
        {"population": 0},
        {"colour": "red"},
    ],
)
def test_what_is_wrong_with_a_group_in_a_file_is_named(browser: Browser, wrong: dict[str, Any]) -> None:
    survey = an_open_survey(browser)
    with pytest.raises(QuestionnaireError):
        audiences_from_toml({"audiences": [LISTED | wrong]}, survey.id)
    with pytest.raises(QuestionnaireError, match="twice"):
        audiences_from_toml({"audiences": [LISTED, LISTED]}, survey.id)
