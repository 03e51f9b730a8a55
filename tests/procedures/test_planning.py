"""The Terminplan: counted back from the meeting, warning without ever refusing; topics mapped to fields."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from participation.accounts.models import Role
from participation.core.journal import JournalEntry
from participation.procedures.calendar import calendars
from participation.procedures.days import last_day, local_day
from participation.procedures.models import Phase, PhaseKind, Procedure, Topic, TopicField, TopicText
from participation.procedures.plan import counted_back
from participation.procedures.reading import phases_of
from participation.regions.models import Region
from tests.browser import Browser
from tests.cast import a_procedure, a_region, signed_in
from tests.comments.builders import a_setting
from tests.surveys.builders import a_survey

STAFF = "/de/verwaltung/verfahren"
NEW = {"title_de": "Mobilität für alle", "meeting_on": "2027-06-30", "submission_days": "14", "state": "active"}


def an_editor(browser: Browser) -> Region:
    with browser.site.database.writing() as session:
        region = a_region(session)
    browser.site.refresh()
    signed_in(browser, Role.EDITOR, region)
    return region


def phases(browser: Browser, slug: str) -> list[Phase]:
    with browser.site.database.reading() as session:
        procedure = session.exec(select(Procedure).where(Procedure.slug == slug)).one()
        return list(phases_of(session, procedure.id))


def filled(browser: Browser, slug: str, **changes: str) -> dict[str, Any]:
    """The form as it stands, with changes; `survey_opens` and the like mean the phase of that kind."""
    form: dict[str, Any] = dict(NEW)
    for phase in phases(browser, slug):
        at = f"phase-{phase.id}-"
        form |= {at + "title_de": phase.kind.value, at + "opens": str(local_day(phase.opens_at))}
        form[at + "closes"] = str(last_day(phase.closes_at))
        form |= {
            at + name.removeprefix(f"{phase.kind}_"): value
            for name, value in changes.items()
            if name.startswith(f"{phase.kind}_")
        }
    return form | {name: value for name, value in changes.items() if "_" not in name or name in NEW}


def test_the_plan_ends_with_the_meeting_and_leaves_the_council_office_its_time() -> None:
    plan = {phase.kind: phase for phase in counted_back(date(2027, 6, 30), 14)}
    assert plan[PhaseKind.DECISION].closes == date(2027, 6, 30)
    assert plan[PhaseKind.EVALUATION].closes == date(2027, 6, 16)
    assert plan[PhaseKind.SURVEY].closes + timedelta(days=1) == plan[PhaseKind.EVALUATION].opens
    assert (plan[PhaseKind.SURVEY].closes - plan[PhaseKind.SURVEY].opens).days + 1 == 42


def test_the_calendar_is_in_order() -> None:
    for calendar in calendars().values():
        days = [day for period in calendar.holidays for day in (period.first, period.last)]
        assert days == sorted(days)
        assert all(period.last - period.first < timedelta(days=50) for period in calendar.holidays)
        assert {period.first.year for period in calendar.holidays} == {2026, 2027, 2028}


def test_a_new_procedure_gets_its_phases_counted_back(browser: Browser) -> None:
    an_editor(browser)
    browser.get(f"{STAFF}/neu")
    answer = browser.post(f"{STAFF}/neu", NEW)
    assert answer.headers["location"] == f"{STAFF}/mobilitaet-fuer-alle"
    page = browser.get(answer.headers["location"])
    assert "16. Juni 2027" in page.text
    assert len(phases(browser, "mobilitaet-fuer-alle")) == 7
    assert "Mobilität für alle" in browser.get("/de/beteiligung/").text
    with browser.site.database.reading() as session:
        entry = session.exec(select(JournalEntry).order_by(col(JournalEntry.number).desc())).first()
    assert entry is not None
    assert (entry.action, entry.subject) == ("began", "procedure")


def test_a_second_procedure_of_the_same_title_gets_an_address_of_its_own(browser: Browser) -> None:
    an_editor(browser)
    first, second = (browser.post(f"{STAFF}/neu", {"title_de": "Neu"}).headers["location"] for _ in range(2))
    assert first != second
    assert browser.get(first).status_code == browser.get(second).status_code == 200


def test_dates_in_holidays_elections_and_short_phases_are_warned_of_and_saved(browser: Browser) -> None:
    an_editor(browser)
    browser.post(f"{STAFF}/neu", NEW)
    address = f"{STAFF}/mobilitaet-fuer-alle"
    changes = {"survey_opens": "2026-08-10", "survey_closes": "2026-08-30"}
    changes |= {"comments_opens": "2026-08-10", "comments_closes": "2026-09-30"}
    changes |= {"decision_opens": "2027-06-01", "decision_closes": "2027-06-02"}
    saved = browser.post(address, filled(browser, "mobilitaet-fuer-alle", **changes))
    assert saved.status_code == 303
    page = browser.get(saved.headers["location"]).text
    assert "dauert 21 Tage" in page
    assert "5 Tage von „survey“ liegen in den Schulferien (Sommerferien)" in page
    assert "Landtagswahl, 6. September 2026" in page
    assert "endet vor der Sitzung" in page
    assert "31. Dezember 2028" in page
    survey = next(phase for phase in phases(browser, "mobilitaet-fuer-alle") if phase.kind is PhaseKind.SURVEY)
    assert last_day(survey.closes_at) == date(2026, 8, 30)


def test_a_date_that_is_none_is_a_problem_beside_its_field(browser: Browser) -> None:
    an_editor(browser)
    browser.post(f"{STAFF}/neu", NEW)
    address = f"{STAFF}/mobilitaet-fuer-alle"
    for changes in ({"survey_opens": "gestern"}, {"survey_closes": "1999-01-01"}, {"title_de": ""}):
        page = browser.post(address, filled(browser, "mobilitaet-fuer-alle", **changes))
        assert page.status_code == 422
        assert 'id="error-summary"' in page.text


def test_phases_come_and_go(browser: Browser) -> None:
    an_editor(browser)
    browser.post(f"{STAFF}/neu", NEW)
    form = filled(browser, "mobilitaet-fuer-alle", ideas_remove="yes")
    form |= {"phase-new-kind": "comments", "phase-new-title_de": "Zweite Runde"}
    form |= {"phase-new-opens": "2027-04-01", "phase-new-closes": "2027-05-01"}
    assert browser.post(f"{STAFF}/mobilitaet-fuer-alle", form).status_code == 303
    kinds = [phase.kind for phase in phases(browser, "mobilitaet-fuer-alle")]
    assert PhaseKind.IDEAS not in kinds
    assert kinds.count(PhaseKind.COMMENTS) == 2


def test_a_phase_in_use_stays(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        region = a_region(session)
        a_survey(session, a_procedure(session, region), region)
    browser.site.refresh()
    signed_in(browser, Role.EDITOR, region)
    page = browser.post(f"{STAFF}/beteiligung", filled(browser, "beteiligung", survey_remove="yes"))
    assert page.status_code == 422
    assert "wird verwendet" in page.text
    assert len(phases(browser, "beteiligung")) == len(PhaseKind)


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ANALYST])
def test_only_editors_plan(browser: Browser, role: Role) -> None:
    with browser.site.database.writing() as session:
        region = a_region(session)
        a_procedure(session, region)
    browser.site.refresh()
    for path in ("/", "/neu", "/beteiligung", "/beteiligung/themen"):
        assert browser.get(STAFF + path).status_code == 303
    signed_in(browser, role, region)
    for path in ("/", "/neu", "/beteiligung", "/beteiligung/themen"):
        assert browser.get(STAFF + path).status_code == 404
    assert browser.post(f"{STAFF}/neu", NEW).status_code == 404


def test_a_topic_is_mapped_and_its_earlier_mapping_stays_on_record(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        setting = a_setting(session)
        procedure = session.exec(select(Procedure)).one()
        topic = Topic(procedure_id=procedure.id, code="mobility")
        session.add(topic)
        session.flush()
        session.add(TopicText(topic_id=topic.id, language="de", title="Mobilität"))
    browser.site.refresh()
    signed_in(browser, Role.EDITOR, setting.region)
    page = browser.get(f"{STAFF}/{procedure.slug}/themen").text
    key = page.partition('name="topic-mobility" value="')[2].partition('"')[0]
    assert key
    for chosen in ([key], [key], []):
        assert browser.post(f"{STAFF}/{procedure.slug}/themen", {"topic-mobility": chosen}).status_code == 303
    with browser.site.database.reading() as session:
        (mapping,) = session.exec(select(TopicField)).all()
        acts = session.exec(select(JournalEntry).where(JournalEntry.action == "mapped")).all()
    assert mapping.element_id == setting.element_id
    assert mapping.until is not None
    assert len(acts) == 2
    assert "Noch keinem Handlungsfeld" in browser.get(f"{STAFF}/{procedure.slug}/themen").text
