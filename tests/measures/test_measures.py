"""Measures are written down by editors and read by everybody: phases, milestones, who answers, what it costs."""

from __future__ import annotations

from typing import Any

from sqlmodel import select

from participation.accounts.models import Role
from participation.core.journal import JournalEntry
from participation.measures.demo import add_demo_measures
from participation.measures.models import Measure, MeasureStep, PhaseGate
from participation.regions.models import Department, Region
from tests.browser import Browser
from tests.cast import signed_in
from tests.goals.builders import fields_of, set_up
from tests.measures.builders import a_measure, a_measure_with_a_step

DESK = "/de/verwaltung/massnahmen"
ONE = f"{DESK}/massnahme/rufbus"
GOAL = "/de/ziele/zukunft/z-bus"


def test_a_measure_is_written_down_and_stands_with_its_goal(browser: Browser) -> None:
    scene = set_up(browser)
    signed_in(browser, Role.EDITOR)
    new = fields_of(browser.get(f"{DESK}/neu").text)
    typed = {"slug": "rufbus", "name-de": "Rufbus", "name-leicht": "Bus auf Anruf", "cost": "120.000", "public": "yes"}
    assert browser.post(f"{DESK}/neu", new | typed).status_code == 303
    assert browser.post(f"{DESK}/neu", new | typed).status_code == 409
    assert browser.post(f"{ONE}/ziele", {"element": str(scene.goal_id), "act": "add"}).status_code == 303
    browser.cookies.clear()
    assert "Rufbus" in browser.get(GOAL).text
    assert "Rufbus" in browser.get("/de/strategien/zukunft/mobilitaet").text
    assert "Bus auf Anruf" in browser.get("/leicht/ziele/zukunft/z-bus").text
    assert "120.000 Euro" in browser.get("/de/massnahmen/rufbus").text


def test_what_cannot_be_read_is_named_and_nothing_is_stored(browser: Browser) -> None:
    set_up(browser)
    signed_in(browser, Role.EDITOR)
    new = fields_of(browser.get(f"{DESK}/neu").text)
    answer = browser.post(f"{DESK}/neu", new | {"slug": "Ä", "name-de": "", "cost": "viel", "department": "x"})
    assert answer.status_code == 422
    for name in ("slug", "name-de", "cost", "department"):
        assert f'id="{name}-error"' in answer.text, name
    with browser.site.database.reading() as session:
        assert session.exec(select(Measure)).first() is None


def test_what_somebody_else_saved_meanwhile_is_shown_first(browser: Browser) -> None:
    set_up(browser, a_measure)
    signed_in(browser, Role.EDITOR)
    mine = fields_of(browser.get(f"{ONE}/bearbeiten").text) | {"public": "yes"}
    assert browser.post(f"{ONE}/bearbeiten", mine | {"name-de": "Ruftaxi"}).status_code == 303
    answer = browser.post(f"{ONE}/bearbeiten", mine | {"name-de": "Mein Bus"})
    assert answer.status_code == 409
    assert "Ruftaxi" in answer.text
    assert "twin-label--stale" in browser.get("/leicht/massnahmen/rufbus").text


def test_a_late_milestone_says_so_until_it_is_reached(browser: Browser) -> None:
    set_up(browser, a_measure_with_a_step)
    assert "Der Termin ist vorbei." in browser.get("/de/massnahmen/rufbus").text
    signed_in(browser, Role.EDITOR)
    assert browser.get(f"{DESK}/?nur=offen").text.count("massnahme/rufbus") == 1
    with browser.site.database.reading() as session:
        step = session.exec(select(MeasureStep)).one()
    path = f"{ONE}/schritte/{step.id}"
    sheet: dict[str, Any] = fields_of(browser.get(path).text) | {"due_on": "2024-03-31", "act": "save"}
    for wrong in (
        {"state": "reached", "reached_on": ""},
        {"state": "reached", "reached_on": "2999-01-01"},
        {"state": "x"},
    ):
        assert browser.post(path, sheet | wrong).status_code == 422
    assert browser.post(path, sheet | {"state": "reached", "reached_on": "2024-05-02"}).status_code == 303
    page = browser.get("/de/massnahmen/rufbus").text
    assert "2. Mai 2024" in page
    assert "Der Termin ist vorbei." not in page
    with browser.site.database.reading() as session:
        noted = session.exec(select(JournalEntry).where(JournalEntry.action == "set_step")).all()
    assert noted[-1].details["before"] == {"due_on": "2024-03-31", "state": "planned"}


def test_a_measure_enters_a_phase_by_a_dated_decision(browser: Browser) -> None:
    set_up(browser, a_measure)
    signed_in(browser, Role.EDITOR)
    gate = {"stage": "start", "decided_on": "2025-02-03", "decider": "advisory_board", "body": "", "note": ""}
    for wrong in ({}, {"body": "Beirat", "decided_on": "2999-01-01"}, {"body": "Beirat", "stage": "x"}):
        assert browser.post(f"{ONE}/phasen", gate | wrong).status_code == 422
    assert browser.post(f"{ONE}/phasen", gate | {"body": "Beirat Verkehr"}).status_code == 303
    earlier = gate | {"stage": "build_up", "decided_on": "2024-02-03", "decider": "management"}
    assert browser.post(f"{ONE}/phasen", earlier).status_code == 303
    with browser.site.database.reading() as session:
        assert len(session.exec(select(PhaseGate)).all()) == 2
    page = browser.get("/de/massnahmen/rufbus").text
    assert "Beirat Verkehr" in page
    assert page.index('aria-current="step"') > page.index("Aufbauphase")  # the later decision counts
    assert page.index('aria-current="step"') < page.index("Startphase")


def test_only_public_measures_are_shown(browser: Browser) -> None:
    set_up(browser, lambda session, scene: a_measure(session, scene, is_public=False))
    assert browser.get("/de/massnahmen/rufbus").status_code == 404
    assert "Rufbus" not in browser.get(GOAL).text + browser.get("/de/massnahmen/").text


def test_everyone_reads_who_answers_for_a_goal(browser: Browser) -> None:
    set_up(
        browser, lambda session, scene: session.add(Department(region_id=scene.region.id, name="Fachdienst Verkehr"))
    )
    signed_in(browser, Role.EDITOR)
    path = f"{DESK}/zustaendig/zukunft/z-bus"
    with browser.site.database.reading() as session:
        department = session.exec(select(Department.id)).one()
    typed = {"department": str(department), "patron": "Vorsitz des Ausschusses", "partners": "Verein A\nVerein B"}
    assert browser.post(path, typed | {"department": "x"}).status_code == 422
    assert browser.post(path, typed).status_code == 303
    assert "Verein A, Verein B" in browser.get(f"{DESK}/zustaendig/").text
    browser.cookies.clear()
    page = browser.get(GOAL).text
    assert "Fachdienst Verkehr" in page
    assert "Vorsitz des Ausschusses" in page
    assert "Fachdienst Verkehr" not in browser.get("/de/strategien/zukunft/mobilitaet").text


def test_demo_measures_say_that_they_are_invented(browser: Browser) -> None:
    set_up(browser)
    with browser.site.database.writing() as session:
        assert add_demo_measures(session, session.exec(select(Region)).one()) == 0
