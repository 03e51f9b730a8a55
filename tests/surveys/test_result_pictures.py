"""A picture for every kind of question: points of rankings, classes, votes, places, each with table and base."""

from __future__ import annotations

import re
from typing import Any

import pytest

from participation.regions.models import RegionOutline
from participation.surveys import releasing
from participation.surveys.models import Survey
from participation.surveys.release_audit import problems
from tests.browser import Browser
from tests.surveys.answer_sheets import hand_in, people, release, running
from tests.surveys.builders import an_open_survey, words
from tests.surveys.maps import TWO_TOWNS

PAGE = "/de/umfragen/umfrage/ergebnisse"
WEST, EAST = {"lat": 52.05, "lon": 11.05}, {"lat": 52.05, "lon": 11.15}


@pytest.fixture(autouse=True)
def _audit_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releasing, "audited", problems)


def _question(code: str, kind: str, *options: str, **more: Any) -> dict[str, Any]:
    chosen = {"options": [{"code": one, "text": words(f"Antwort {one}")} for one in options]} if options else {}
    return {"code": code, "type": kind, "text": words(f"Frage {code}")} | chosen | more


def _released(browser: Browser, question: dict[str, Any], *sheets: dict[str, Any]) -> Survey:
    source = {"slug": "umfrage", "title": words("Umfrage"), "introduction": words("Kurz."), "thanks": words("Danke.")}
    survey = an_open_survey(browser, {**source, "pages": [{"questions": [question]}]})
    database = browser.site.database
    with database.writing() as session:
        session.add(RegionOutline(region_id=survey.region_id, document=TWO_TOWNS))
    hand_in(database, running(database, survey), *sheets)
    release(database, running(database, survey))
    browser.site.refresh()
    return survey


def _rows(browser: Browser) -> dict[str, list[str]]:
    """Rows of the first table of the first question: name -> cells."""
    section = browser.get(PAGE).text.split('<section class="section"')[1]
    rows = re.findall(r'<tr class="kern-table__row">\s*<th scope="row"[^>]*>(.*?)</th>(.*?)</tr>', section, re.DOTALL)
    cells = {name: re.findall(r"<td[^>]*>(.*?)</td>", rest, re.DOTALL) for name, rest in rows}
    return {name: [cell.strip().replace("\xa0", " ") for cell in found] for name, found in cells.items()}


def test_a_ranking_shows_points_places_and_that_both_ways_of_counting_agree(browser: Browser) -> None:
    question = _question("top", "ranking", "a", "b", "c")
    _released(browser, question, *people(30, top=["a", "b", "c"]), *people(10, top=["b", "a", "c"]))
    page = browser.get(PAGE).text
    assert _rows(browser) == {
        "Antwort a": ["75 %", "25 %", "0 %", "0 %", "70"],
        "Antwort b": ["25 %", "75 %", "0 %", "0 %", "50"],
        "Antwort c": ["0 %", "0 %", "100 %", "0 %", "0"],
    }
    assert "gewinnt „Antwort a“ gegen jeden anderen" in page
    assert "widersprechen sich" not in page


def test_where_points_and_direct_comparison_disagree_the_page_says_so(browser: Browser) -> None:
    # The classic case: the majority puts A first, but B is never last (Borda picks B).
    question = _question("top", "ranking", "a", "b", "c")
    _released(browser, question, *people(22, top=["a", "b", "c"]), *people(18, top=["b", "c", "a"]))
    page = browser.get(PAGE).text
    assert list(_rows(browser)) == ["Antwort b", "Antwort a", "Antwort c"]
    assert "gewinnt „Antwort a“ gegen jeden anderen" in page
    assert "widersprechen sich: Die meisten Punkte hat „Antwort b“" in page


def test_a_file_names_places_rows_and_classes_as_the_page_does(browser: Browser) -> None:
    question = _question("top", "ranking", "a", "b")
    _released(browser, question, *people(20, top=["a", "b"]), *people(15, top=["b", "a"]))
    lines = browser.get(f"{PAGE}.json").json()
    named = {(one["question"], one["item_text"], one["answer"]): one["n"] for one in lines if not one["dimensions"]}
    assert named["top.a", "Antwort a", "Platz 1"] == 20
    assert named["top.b", "Antwort b", "Platz 1"] == 15
    assert named["top>a", "Antwort a", "Antwort b"] == 20


def test_below_thirty_answers_a_ranking_has_no_points(browser: Browser) -> None:
    _released(browser, _question("top", "ranking", "a", "b"), *people(12, top=["a", "b"]), *people(8, top=["b"]))
    assert "Punkte" not in browser.get(PAGE).text


def test_numbers_stand_in_their_classes_with_the_class_in_the_middle(browser: Browser) -> None:
    question = _question("way", "number", minimum=0, classes=[0, 15, 30, 60], unit=words("Minuten"))
    sheets = [*people(9, way=3), *people(26, way=15), *people(5, way=90)]
    _released(browser, question, *sheets)
    assert list(_rows(browser))[:4] == [
        "0 bis unter 15 Minuten",
        "15 bis unter 30 Minuten",
        "30 bis unter 60 Minuten",
        "60 Minuten und mehr",
    ]
    assert _rows(browser)["15 bis unter 30 Minuten"] == ["26", "65 %"]
    assert "In der Mitte aller Antworten (Median): 15 bis unter 30 Minuten." in browser.get(PAGE).text


def test_numbers_without_classes_are_only_counted(browser: Browser) -> None:
    _released(browser, _question("way", "number"), *people(40, way=17))
    page = browser.get(PAGE).text
    assert "Antworten: 40" in page
    assert "17" not in re.sub(r"<[^>]*>", "", page.split('<section class="section"')[1])


def test_dates_are_classes_in_words(browser: Browser) -> None:
    question = _question("built", "date", classes=["1990-01-01", "2010-01-01"])
    _released(browser, question, *people(20, built="1980-05-01"), *people(20, built="1995-05-01"))
    assert list(_rows(browser))[:3] == ["vor dem 01.01.1990", "01.01.1990 bis 31.12.2009", "seit dem 01.01.2010"]
    assert "Median" not in browser.get(PAGE).text  # exactly between two classes


def test_statements_diverge_from_those_who_pass(browser: Browser) -> None:
    rows = [{"code": "one", "text": words("Satz eins")}]
    sheets = [*people(24, votes={"one": "agree"}), *people(8, votes={"one": "pass"}), *people(8, votes={"one": 99})]
    _released(browser, _question("votes", "statements", items=rows, missing=["no_answer"]), *sheets)
    page = browser.get(PAGE).text
    assert "chart--likert" in page
    assert page.index("Stimme nicht zu") < page.index("Überspringen</li>") < page.index("Stimme zu</li>")
    assert _rows(browser)["Satz eins"] == ["32", "75 %", "0 %", "25 %", "8"]


@pytest.mark.parametrize(("points", "named"), [(3, 0), (5, 1), (7, 1), (10, 0)])
def test_the_two_best_points_are_named_only_where_they_are_a_part_of_several(
    browser: Browser, points: int, named: int
) -> None:
    question = _question("scale", "scale", *map(str, range(1, points + 1)))
    _released(browser, question, *people(20, scale=points), *people(20, scale=1))
    text = browser.get(PAGE).text.split('<section class="section"')[1]
    assert text.count("Höchste zwei") == named
    assert "Mittelwert" in text


def test_several_answers_may_add_up_to_more_than_a_hundred(browser: Browser) -> None:
    question = _question("relation", "multiple", "live", "work")
    _released(browser, question, *people(40, relation=["live", "work"]))
    page = browser.get(PAGE).text
    assert "mehr als 100 Prozent" in page
    assert _rows(browser)["Antwort live"] == _rows(browser)["Antwort work"] == ["40", "100 %"]


def test_a_place_shows_circles_where_enough_people_put_a_mark_and_nothing_of_single_ones(browser: Browser) -> None:
    sheets = [*people(25, where=WEST), *people(12, where=EAST), *people(3, where={"lat": 52.01, "lon": 11.19})]
    _released(browser, _question("where", "place"), *sheets)
    page = browser.get(PAGE).text
    assert _rows(browser) == {"Altdorf": ["25"], "Neudorf": ["15"]}
    assert page.count('class="chart__circle"') == 2
    assert "zum Schutz nicht gezeigt" in page
    table = browser.api("GET", "/surveys/umfrage/results").json()["tables"][-1]
    assert {cell["code"]: cell["n"] for cell in table["rows"][0]["answers"]} == {"552,2602": 25, "15000002": 15}


def test_fewer_marks_than_ten_in_a_municipality_stay_hidden(browser: Browser) -> None:
    _released(browser, _question("where", "place"), *people(35, where=WEST), *people(9, where=EAST))
    assert _rows(browser) == {"Altdorf": ["35"]}
