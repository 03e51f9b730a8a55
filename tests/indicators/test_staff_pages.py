"""Editors write indicators down, enter readings and link goals; nobody overwrites another unseen."""

from __future__ import annotations

from typing import Any

from sqlmodel import select

from participation.accounts.models import Role
from participation.core.journal import JournalEntry
from participation.indicators.models import Indicator, IndicatorElement, IndicatorText, Reading
from tests.browser import Browser
from tests.cast import signed_in
from tests.goals.builders import fields_of, set_up
from tests.indicators.builders import an_indicator, measured

DESK = "/de/verwaltung/kennzahlen"
ONE = f"{DESK}/kennzahl/takt"
EDIT = f"{ONE}/bearbeiten"


def _form(browser: Browser, path: str, **more: Any) -> dict[str, Any]:
    return fields_of(browser.get(path).text) | {"direction": "up"} | more


def _count(browser: Browser, table: Any) -> int:
    with browser.site.database.reading() as session:
        return len(session.exec(select(table)).all())


def test_a_new_indicator_is_written_down_rated_and_public(browser: Browser) -> None:
    set_up(browser)
    signed_in(browser, Role.EDITOR)
    typed = {
        "slug": "takt",
        "name-de": "Linien im Stundentakt",
        "unit": "Linien",
        "baseline-year": "2020",
        "baseline-value": "10,5",
        "targets": "2030: 1.100",
        "public": "yes",
    }
    assert browser.post(f"{DESK}/neu", _form(browser, f"{DESK}/neu", **typed)).status_code == 303
    assert browser.post(f"{DESK}/neu", _form(browser, f"{DESK}/neu", **typed)).status_code == 409
    assert browser.post(f"{ONE}/werte", {"time": "2024", "value": "450", "note": ""}).status_code == 303
    browser.cookies.clear()
    page = browser.get("/de/kennzahlen/takt").text
    assert "1.100" in page
    assert "Auf Zielkurs" in page


def test_what_cannot_be_read_is_named_and_nothing_is_stored(browser: Browser) -> None:
    set_up(browser)
    signed_in(browser, Role.EDITOR)
    wrong = {
        "slug": "Ä",
        "name-de": "",
        "targets": "bald",
        "baseline-value": "viel",
        "tolerance": "101",
        "decimals": "x",
    }
    answer = browser.post(f"{DESK}/neu", _form(browser, f"{DESK}/neu", **wrong))
    assert answer.status_code == 422
    for field in ("slug", "name-de", "targets", "baseline-value", "tolerance", "decimals"):
        assert f'id="{field}-error"' in answer.text, field
    assert _count(browser, Indicator) == 0


def test_a_twin_becomes_stale_with_the_german_text_and_can_be_found_right(browser: Browser) -> None:
    set_up(browser, an_indicator)
    signed_in(browser, Role.EDITOR)
    easy = {"name-leicht": "Busse", "definition-leicht": "So viele Busse.", "public": "yes"}
    assert browser.post(EDIT, _form(browser, EDIT, **easy)).status_code == 303
    assert "kann veraltet sein" not in browser.get("/leicht/kennzahlen/takt").text
    assert browser.post(EDIT, _form(browser, EDIT, public="yes") | {"name-de": "Linien im Takt"}).status_code == 303
    assert "in-step-leicht" in browser.get(EDIT).text
    assert "twin-label--stale" in browser.get("/leicht/kennzahlen/takt").text
    assert browser.post(EDIT, _form(browser, EDIT, public="yes") | {"in-step-leicht": "yes"}).status_code == 303
    assert "twin-label--stale" not in browser.get("/leicht/kennzahlen/takt").text


def test_what_somebody_else_saved_meanwhile_is_shown_first(browser: Browser) -> None:
    set_up(browser, an_indicator)
    signed_in(browser, Role.EDITOR)
    mine = _form(browser, EDIT) | {"name-de": "Mein Name"}
    assert browser.post(EDIT, _form(browser, EDIT) | {"name-de": "Anderer Name"}).status_code == 303
    answer = browser.post(EDIT, mine)
    assert answer.status_code == 409
    assert "Anderer Name" in answer.text
    assert "Mein Name" in answer.text
    assert browser.post(EDIT, fields_of(answer.text) | {"direction": "up"}).status_code == 303
    with browser.site.database.reading() as session:
        assert session.exec(select(IndicatorText.name).where(IndicatorText.language == "de")).one() == "Mein Name"


def test_readings_are_checked_replaced_removed_and_journaled(browser: Browser) -> None:
    set_up(browser, measured((2022, 30)))
    signed_in(browser, Role.EDITOR)
    for time, value in (("gestern", "3"), ("2024", "viele"), ("2199", "3")):
        assert browser.post(f"{ONE}/werte", {"time": time, "value": value, "note": ""}).status_code == 422
    assert browser.post(f"{ONE}/werte", {"time": "31.12.2022", "value": "33", "note": "berichtigt"}).status_code == 303
    with browser.site.database.reading() as session:
        reading = session.exec(select(Reading)).one()
        entries = session.exec(select(JournalEntry).where(JournalEntry.action == "entered_reading")).all()
    assert reading.value == 33
    assert entries[-1].details == {"day": "2022-12-31", "value": 33.0, "before": 30.0}
    assert browser.post(f"{ONE}/werte/{reading.id}/weg", {}).status_code == 303
    assert _count(browser, Reading) == 0


def test_an_indicator_is_linked_to_parts_of_the_own_region_only(browser: Browser) -> None:
    scene, _indicator = set_up(browser, an_indicator)
    signed_in(browser, Role.EDITOR)
    assert browser.post(f"{ONE}/ziele", {"element": str(scene.field_id), "act": "add"}).status_code == 303
    assert _count(browser, IndicatorElement) == 2
    assert browser.post(f"{ONE}/ziele", {"element": str(scene.field_id), "act": "remove"}).status_code == 303
    assert _count(browser, IndicatorElement) == 1
    for wrong in ("", "x", str(scene.version_id)):
        assert browser.post(f"{ONE}/ziele", {"element": wrong, "act": "add"}).status_code == 404


def test_the_desk_tells_what_is_due(browser: Browser) -> None:
    set_up(browser, measured((2022, 30)), measured(slug="neu"))
    signed_in(browser, Role.EDITOR)
    assert browser.get(f"{DESK}/?nur=offen").text.count("kennzahl/") == 2
    assert "Es gibt keine." in browser.get(f"{DESK}/?nur=ohne-ziel").text
