"""Everybody sees where an indicator stands, by which rule, and nothing that is not public."""

from __future__ import annotations

from sqlmodel import col, select

from participation.indicators.models import Reading
from tests.browser import Browser
from tests.goals.builders import set_up
from tests.indicators.builders import a_reading, an_indicator, measured

ONE = "/de/kennzahlen/takt"


def test_a_page_tells_the_history_the_rating_and_its_rule(browser: Browser) -> None:
    set_up(browser, measured((2022, 30), (2023, 37), (2024, 20)))
    page = browser.get(ONE).text
    for words in ("Linien im Stundentakt", "Auf Zielkurs", "Knapp neben dem Ziel", "Ziel verfehlt"):
        assert words in page
    assert "Es fehlen höchstens 10 Prozent des Werts auf der Linie." in page
    assert "Der Bus fährt jede Stunde." in page
    assert "Dieser Wert ist alt." in page  # 2024 was due at the end of 2025, half a year of grace is over


def test_all_three_languages_have_the_page_and_a_missing_twin_says_so(browser: Browser) -> None:
    set_up(browser, measured((2022, 30)))
    assert "Diesen Text gibt es" in browser.get("/leicht/kennzahlen/takt").text
    assert 'lang="de"' in browser.get("/en/kennzahlen/takt").text
    for language in ("de", "leicht", "en"):
        assert browser.get(f"/{language}/kennzahlen/").status_code == 200


def test_the_overview_counts_by_field(browser: Browser) -> None:
    set_up(browser, measured((2022, 30)), measured((2022, 5), slug="fern"))
    page = browser.get("/de/kennzahlen/").text
    assert "Zukunft 2035" in page
    assert "Mobilität" in page
    assert "Auf Zielkurs</span>: <strong>1</strong>" in page
    assert "Ziel verfehlt</span>: <strong>1</strong>" in page


def test_the_pages_of_the_goal_and_of_its_field_show_it(browser: Browser) -> None:
    set_up(browser, measured((2022, 30)))
    for path in ("/de/ziele/zukunft/z-bus", "/de/strategien/zukunft/z-bus", "/de/strategien/zukunft/mobilitaet"):
        page = browser.get(path).text
        assert "Woran man sieht, ob das gelingt" in page, path
        assert ONE in page, path


def test_what_is_not_public_is_nowhere(browser: Browser) -> None:
    set_up(browser, measured((2022, 30), is_public=False))
    assert browser.get(ONE).status_code == 404
    assert browser.get(f"{ONE}/werte.csv").status_code == 404
    for path in ("/de/kennzahlen/", "/de/kennzahlen/daten/werte.csv", "/de/ziele/zukunft/z-bus"):
        assert "takt" not in browser.get(path).text
    assert browser.api("GET", "/indicators").json()["items"] == []


def test_page_table_and_api_say_the_same_numbers(browser: Browser) -> None:
    _scene, indicator = set_up(browser, measured((2022, 30), (2023, 37)))
    item = browser.api("GET", "/indicators?region=lindenau").json()["items"][0]
    assert [(one["date"], one["value"], one["target_path"], one["light"]) for one in item["readings"]] == [
        ("2022", 30.0, 30.0, "green"),
        ("2023", 37.0, 40.0, "yellow"),
    ]
    assert item["light"] == "yellow"
    assert item == browser.api("GET", f"/indicators/{indicator.id}").json()
    rows = browser.get(f"{ONE}/werte.csv").text.splitlines()
    assert rows[1:] == [
        "takt;2022;30.0;;Linien im Stundentakt;Linien;30.0;green",
        "takt;2023;37.0;;Linien im Stundentakt;Linien;40.0;yellow",
    ]


def test_a_new_value_shows_at_once(browser: Browser) -> None:
    _scene, indicator = set_up(browser, an_indicator)
    assert "Es gibt noch keinen Wert." in browser.get(ONE).text
    with browser.site.database.writing() as session:
        a_reading(session, session.merge(indicator), 2022, 31)
        a_reading(session, session.merge(indicator), 2022, 33)
        values = session.exec(select(Reading.value).order_by(col(Reading.day))).all()
    browser.site.refresh()
    assert values == [33.0]  # one of the same time is replaced
    assert "33" in browser.get(ONE).text
