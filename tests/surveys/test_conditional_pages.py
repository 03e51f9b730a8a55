"""The way through a questionnaire with conditions, without JavaScript: the server decides page by page."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from participation.surveys.models import Submission
from tests.browser import Browser
from tests.surveys.builders import Answering, an_open_survey

SOURCE = tomllib.loads((Path(__file__).parent / "data" / "every_kind.toml").read_text())


@pytest.fixture
def citizen(browser: Browser) -> Answering:
    an_open_survey(browser, SOURCE)
    answering = Answering(browser, survey="alle-fragearten")
    answering.onward()
    return answering


def _title(page: Any) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page.text, re.DOTALL)
    assert found
    return found[1].strip()


def test_a_question_that_an_answer_brings_up_is_asked_before_going_on(citizen: Answering) -> None:
    assert "pünktlich" not in citizen.page.text
    again = citizen.onward(way="bus", means="seats")
    assert "Ist der Bus meistens pünktlich?" in again.text
    assert "auf dieser Seite weitere Fragen" in again.text
    assert _title(citizen.onward(way="bus", means="seats")) == "Reihen"


def test_hidden_pages_are_passed_over_both_ways(citizen: Answering) -> None:
    citizen.onward(way="car")
    assert _title(citizen.onward(agree="5")) == "Zahlen und Orte"
    assert _title(citizen.back()) == "Reihen"


def test_where_the_last_page_is_hidden_nothing_is_sent_without_being_asked(citizen: Answering) -> None:
    citizen.onward(way="car")
    citizen.onward(agree="5")
    closing = citizen.onward(municipality="15000001")
    assert "Das war die letzte Frage" in closing.text
    assert "Antworten absenden" in closing.text
    assert _sheets(citizen.browser) == []
    assert citizen.onward().status_code == 303
    assert _sheets(citizen.browser) == [{"agree": 5, "municipality": "15000001", "way": "car"}]


def test_an_earlier_answer_is_repeated_in_a_later_text(citizen: Answering) -> None:
    citizen.onward(way="car")
    assert "Sie haben „stimme eher nicht zu“ gesagt." in citizen.onward(agree="2").text


def test_an_answer_that_is_taken_back_takes_its_page_with_it(citizen: Answering) -> None:
    citizen.onward(way="car")
    citizen.onward(agree="2")
    citizen.onward(why_not="Gespräche")
    citizen.back()
    citizen.back()
    citizen.onward(agree="4")
    citizen.onward(municipality="15000001")
    citizen.onward()
    assert _sheets(citizen.browser) == [{"agree": 4, "municipality": "15000001", "way": "car"}]


def test_a_required_answer_is_asked_for_with_its_reason(citizen: Answering) -> None:
    citizen.onward(way="car")
    citizen.onward(agree="5")
    page = citizen.onward(minutes="20")
    assert page.status_code == 422
    assert "Sonst wissen wir nicht, für welchen Ort" in page.text
    assert 'value="20"' in page.text


def test_the_order_of_shuffled_options_stays_and_is_recorded(citizen: Answering) -> None:
    shown = _options(citizen.page)
    assert _options(citizen.press("stay")) == shown
    assert shown[-2:] == ["other", "99"]
    citizen.onward(way="car")
    citizen.onward(agree="5")
    citizen.onward(municipality="15000001")
    citizen.onward()
    with citizen.browser.site.database.reading() as session:
        orders = json.loads(session.exec(select(Submission.orders)).one())
    assert [str(code) for code in orders["way"]] == shown


def test_several_people_see_several_orders(browser: Browser) -> None:
    an_open_survey(browser, SOURCE)
    orders = set()
    for _ in range(20):
        answering = Answering(browser, survey="alle-fragearten")
        orders.add(tuple(_options(answering.onward())))
    assert len(orders) > 1


def _options(page: Any) -> list[str]:
    tags = re.findall(r"<input[^>]*name=\"way\"[^>]*>", page.text)
    return [value[1] for tag in tags if (value := re.search(r'value="([^"]*)"', tag))]


def _sheets(browser: Browser) -> list[dict[str, Any]]:
    with browser.site.database.reading() as session:
        return [json.loads(answers) for answers in session.exec(select(Submission.answers))]
