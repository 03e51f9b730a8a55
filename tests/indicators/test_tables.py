"""Tables are read in whole or not at all; products and goals without one another are listed."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, select

from participation.accounts.models import Role
from participation.indicators.models import Product, ProductGoal, Reading
from participation.regions.models import Department
from tests.browser import Browser
from tests.cast import signed_in
from tests.goals.builders import Scene, fields_of, set_up
from tests.indicators.builders import an_indicator, measured

DESK = "/de/verwaltung/kennzahlen"
READINGS, PRODUCTS = f"{DESK}/einlesen/werte", f"{DESK}/einlesen/produkte"
GAPS = f"{DESK}/produkte/luecken"


def _send(browser: Browser, path: str, *lines: str) -> Any:
    signed_in(browser, Role.EDITOR)
    return browser.post(path, {}, files={"file": ("werte.csv", "\r\n".join(lines).encode(), "text/csv")})


def _stored(browser: Browser, table: Any) -> list[Any]:
    with browser.site.database.reading() as session:
        return list(session.exec(select(table)).all())


def _a_department(session: Session, scene: Scene) -> Department:
    department = Department(region_id=scene.region.id, name="Fachdienst Verkehr")
    session.add(department)
    session.flush()
    return department


def test_a_table_is_shown_first_and_then_stored_whole(browser: Browser) -> None:
    set_up(browser, measured((2022, 30)))
    page = _send(browser, READINGS, "Kennzahl;Stand;Wert;Bemerkung", "takt;2022;31,5;neu gezählt", "takt;2023;40;")
    assert page.status_code == 200
    assert "ersetzt 30" in page.text
    assert [reading.value for reading in _stored(browser, Reading)] == [30.0]
    assert browser.post(READINGS, fields_of(page.text) | {"act": "store"}).status_code == 303
    assert sorted(reading.value for reading in _stored(browser, Reading)) == [31.5, 40.0]


def test_each_bad_row_is_named_and_nothing_is_stored(browser: Browser) -> None:
    set_up(browser, an_indicator)
    rows = ("kennzahl,stand,wert", "takt,2022,30", "fremd,2022,30", "takt,bald,30", "takt,2023,viele", "takt,2022,31")
    page = _send(browser, READINGS, *rows)
    assert page.status_code == 422
    assert "4 Fehler gefunden" in page.text
    for words in ("Eine Kennzahl mit diesem Kurznamen gibt es nicht.", "zweimal", "kein Zeitpunkt", "keine Zahl"):
        assert words in page.text
    text = "\n".join(rows)
    assert browser.post(READINGS, {"content": text, "act": "store"}).status_code == 422
    assert _stored(browser, Reading) == []


def test_what_is_no_such_table_is_refused_in_words(browser: Browser) -> None:
    set_up(browser)
    assert "Spalte „wert“" in _send(browser, READINGS, "kennzahl;stand", "takt;2022").text
    assert "keine Zeile" in _send(browser, READINGS, "kennzahl;stand;wert").text
    assert browser.post(READINGS, {}).status_code == 422
    assert browser.get(f"{DESK}/einlesen/fremd").status_code == 404
    assert browser.get(f"{READINGS}/vorlage.csv").text.strip("\ufeff\r\n") == "kennzahl;stand;wert;bemerkung"


def test_products_come_from_a_table_with_their_goals(browser: Browser) -> None:
    set_up(browser, _a_department)
    heading = "Nummer;Bezeichnung;Jahr;Teilhaushalt;Fachdienst;Wesentlich;Ziele"
    rows = (heading, "54.7;Nahverkehr;2026;Verkehr;Fachdienst Verkehr;ja;zukunft/z-bus", "11.1;Rathaus;2026;;;ja;")
    page = _send(browser, PRODUCTS, *rows)
    assert browser.post(PRODUCTS, fields_of(page.text) | {"act": "store"}).status_code == 303
    assert len(_stored(browser, Product)) == 2
    assert len(_stored(browser, ProductGoal)) == 1
    gaps = browser.get(GAPS).text
    assert "11.1 Rathaus" in gaps
    assert "54.7" not in gaps
    assert "Der Bus fährt jede Stunde." not in gaps
    wrong = _send(browser, PRODUCTS, heading, "1;A;26;;Niemand;vielleicht;zukunft/fern")
    assert wrong.status_code == 422
    assert "4 Fehler gefunden" in wrong.text


def test_a_product_is_written_down_and_linked_in_the_web(browser: Browser) -> None:
    scene = set_up(browser)
    signed_in(browser, Role.EDITOR)
    new = f"{DESK}/produkte/neu"
    typed = {
        "year": "2026",
        "number": "54.7",
        "name": "Nahverkehr",
        "sub_budget": "",
        "department": "",
        "essential": "yes",
    }
    assert "Der Bus fährt jede Stunde." in browser.get(GAPS).text
    assert browser.post(new, typed | {"name": ""}).status_code == 422
    assert browser.post(new, typed).status_code == 303
    assert browser.post(new, typed).status_code == 409
    product = f"{DESK}/produkte/{_stored(browser, Product)[0].id}"
    assert "54.7 Nahverkehr" in browser.get(GAPS).text
    assert browser.post(f"{product}/ziele", {"element": str(scene.goal_id), "act": "add"}).status_code == 303
    assert browser.post(product, typed | {"name": "Bus und Bahn"}).status_code == 303
    gaps = browser.get(GAPS).text
    assert "Der Bus fährt jede Stunde." not in gaps
    assert "Bus und Bahn" not in gaps
    assert "Bus und Bahn" in browser.get(f"{DESK}/produkte/").text
    assert browser.post(f"{product}/ziele", {"element": str(scene.field_id), "act": "add"}).status_code == 404
