"""A round of reporting asks each department for what is open, and ends with a paper for information."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from participation.accounts.models import Role
from participation.core.jobs import JobRow
from participation.indicators.rounds.models import ReportingRound, RoundDepartment
from participation.papers.models import Paper, PaperGoal, PaperKind
from participation.regions.models import Department
from tests.browser import Browser
from tests.cast import signed_in
from tests.goals.builders import Scene, fields_of, set_up
from tests.indicators.builders import a_reading, an_indicator
from tests.measures.builders import a_measure, a_step

ROUNDS = "/de/verwaltung/berichtsrunden/"
DAYS = {"strategy": "zukunft", "cutoff_on": "2023-12-31", "due_on": "2024-02-15"}


def _county(session: Session, scene: Scene) -> UUID:
    """A department with a reading of 2022 and a milestone of 2023, another one whose reading of 2023 is there."""
    traffic = Department(region_id=scene.region.id, name="Fachdienst Verkehr", email="verkehr@county.example")
    other = Department(region_id=scene.region.id, name="Fachdienst Bau", email="bau@county.example")
    session.add_all((traffic, other))
    session.flush()
    a_reading(session, an_indicator(session, scene, department_id=traffic.id), 2022, 30)
    a_reading(session, an_indicator(session, scene, "bau", department_id=other.id), 2023, 30)
    measure = a_measure(session, scene, department_id=traffic.id)
    a_step(session, measure, date(2023, 6, 30))
    a_step(session, measure, date(2024, 6, 30), "Noch lange nicht")
    return traffic.id


def _opened(browser: Browser) -> str:
    assert browser.post(ROUNDS, DAYS).status_code == 303
    with browser.site.database.reading() as session:
        return f"{ROUNDS}{session.exec(select(ReportingRound.id)).one()}"


def _rows(browser: Browser, table: Any) -> list[Any]:
    with browser.site.database.reading() as session:
        return list(session.exec(select(table)).all())


def test_a_round_needs_days_in_their_order_and_exists_once(browser: Browser) -> None:
    set_up(browser, _county)
    signed_in(browser, Role.EDITOR)
    for wrong in ({"due_on": "2023-12-30"}, {"cutoff_on": "bald"}, {"strategy": "x"}):
        assert browser.post(ROUNDS, DAYS | wrong).status_code == 422
    _opened(browser)
    assert browser.post(ROUNDS, DAYS).status_code == 409


def test_departments_are_written_to_about_what_is_open_until_it_is_entered(browser: Browser) -> None:
    _scene, department = set_up(browser, _county)
    signed_in(browser, Role.EDITOR)
    page = _opened(browser)
    assert browser.post(f"{page}/fragen", {}).status_code == 303
    overview = browser.get(page).text
    assert "Fachdienst Verkehr" in overview
    assert "Fachdienst Bau" in overview
    assert "Berichtsrunde zum 31. Dezember 2023" in overview
    assert page in browser.get(ROUNDS).text
    mails = [job.payload for job in _rows(browser, JobRow) if job.kind == "mail"]
    assert [mail["to"] for mail in mails] == ["verkehr@county.example"]
    assert "Linien im Stundentakt" in mails[0]["text"]
    assert "Busse sind bestellt" in mails[0]["text"]
    assert "Noch lange nicht" not in mails[0]["text"]
    own = f"/fachdienst/{department}"
    assert own in mails[0]["text"]
    assert [row.department_id for row in _rows(browser, RoundDepartment)] == [department]
    assert "kennzahl/takt" in browser.get(page + own).text
    reading = {"time": "2023", "value": "40", "note": ""}
    assert browser.post("/de/verwaltung/kennzahlen/kennzahl/takt/werte", reading).status_code == 303
    page_then = browser.get(page + own).text
    assert "kennzahl/takt" not in page_then
    assert "Busse sind bestellt" in page_then


def test_the_release_publishes_comments_and_begins_a_paper_with_the_report(browser: Browser) -> None:
    set_up(browser, _county)
    signed_in(browser, Role.EDITOR)
    page, comment = _opened(browser), "/de/verwaltung/kennzahlen/bericht/zukunft/2023/z-bus"
    assert (
        browser.post(comment, fields_of(browser.get(comment).text) | {"text-de": "Es geht voran."}).status_code == 303
    )
    assert "Es geht voran." not in browser.get("/de/kennzahlen/bericht/zukunft/2023").text
    assert browser.post(f"{page}/freigeben", {"released_for": "Landrat"}).status_code == 404
    signed_in(browser, Role.ADMIN)
    assert browser.post(f"{page}/freigeben", {"released_for": ""}).status_code == 422
    assert browser.post(f"{page}/freigeben", {"released_for": "Landrat"}).status_code == 303
    assert "Es geht voran." in browser.get("/de/kennzahlen/bericht/zukunft/2023").text
    (paper,) = _rows(browser, Paper)
    assert paper.kind is PaperKind.INFORMATION
    assert _rows(browser, PaperGoal) == []
    sections = {part["heading"]: part["lines"] for part in paper.progress["sections"]}
    assert sections["Was die Verwaltung zu den Zielen sagt"] == ["1.1 Der Bus fährt jede Stunde.: Es geht voran."]
    assert sections["Ohne Wert für dieses Jahr"] == ["Linien im Stundentakt"]
    assert "Fortschrittsbericht" in browser.get(f"/de/verwaltung/vorlagen/{paper.id}/").text
    assert browser.post(f"{page}/freigeben", {"released_for": "Landrat"}).status_code == 403


def test_a_year_without_any_value_cannot_be_released(browser: Browser) -> None:
    set_up(browser, _county)
    signed_in(browser, Role.ADMIN)
    page = _opened(browser)
    with browser.site.database.writing() as session:
        session.exec(select(ReportingRound)).one().cutoff_on = date(2019, 12, 31)
    assert browser.post(f"{page}/freigeben", {"released_for": "Landrat"}).status_code == 422
    assert _rows(browser, Paper) == []
