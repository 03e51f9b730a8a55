"""Answering a survey page by page, as somebody without JavaScript does."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from participation.core.clock import now, standing_at
from participation.procedures.days import local_day
from participation.surveys.models import Pending, Submission
from tests.browser import Browser
from tests.surveys.builders import SOURCE, Answering, an_open_survey

HEADINGS = {"de": "Themen", "leicht": "Die Themen", "en": "Topics"}
TAGS = {"de": "de", "leicht": "de-simple", "en": "en"}


def stored(browser: Browser) -> list[Submission]:
    with browser.site.database.reading() as session:
        return list(session.exec(select(Submission)).all())


def answers_of(browser: Browser) -> Any:
    (submission,) = stored(browser)
    return json.loads(submission.answers)


@pytest.mark.parametrize("language", ["de", "leicht", "en"])
def test_the_same_codes_arrive_from_every_language(browser: Browser, language: str) -> None:
    an_open_survey(browser)
    person = Answering(browser, language)
    assert f"<h1>{HEADINGS[language]}</h1>" in person.onward().text
    person.onward(importance__mobility="5", importance__health="97", satisfaction__mobility="1")
    person.onward(wish="Mehr Busse", children="2")
    end = person.onward(age_group="25-34", municipality="15000001", relation=["live", "work"])
    assert end.status_code == 303
    thanks = browser.get(end.headers["location"])
    code = re.search(r'id="receipt-code">([0-9A-Z-]+)<', thanks.text)
    assert code is not None
    assert len(code[1]) == 19
    assert thanks.headers["cache-control"] == "no-store"
    assert answers_of(browser) == {
        "importance": {"mobility": 5, "health": 97},
        "satisfaction": {"mobility": 1},
        "wish": "Mehr Busse",
        "children": 2,
        "age_group": "25-34",
        "municipality": "15000001",
        "relation": ["live", "work"],
    }
    assert stored(browser)[0].language == TAGS[language]


def test_nothing_is_chosen_beforehand(browser: Browser) -> None:
    an_open_survey(browser)
    person = Answering(browser)
    for _ in range(3):
        page = person.onward().text.partition("<main")[2]
        assert " checked" not in page
        assert " selected" not in page


def test_an_empty_sheet_is_a_sheet(browser: Browser) -> None:
    an_open_survey(browser)
    person = Answering(browser)
    for _ in range(3):
        person.onward()
    assert person.onward().status_code == 303
    assert answers_of(browser) == {}


def test_going_back_keeps_everything(browser: Browser) -> None:
    an_open_survey(browser)
    person = Answering(browser)
    person.onward()
    person.onward(importance__mobility="4")
    page = person.back(wish="Bäume & <Bänke>")
    assert 'name="importance.mobility" value="4" checked' in " ".join(page.text.split())
    assert person.hidden["wish"] == ["Bäume & <Bänke>"]
    assert "Bäume &amp; &lt;Bänke&gt;" in person.onward(importance__mobility="4").text


def test_a_page_of_wrong_answers_comes_back_with_them(browser: Browser) -> None:
    an_open_survey(browser)
    person = Answering(browser)
    person.onward()
    person.onward()
    page = person.onward(wish="x" * 51, children="drei")
    assert page.status_code == 422
    assert "x" * 51 in page.text
    assert 'value="drei"' in page.text
    assert 'href="#wish"' in page.text
    assert "höchstens 50 Zeichen" in page.text
    assert person.onward(wish="x" * 50, children="3").status_code == 200


def test_an_exclusive_answer_stands_alone(browser: Browser) -> None:
    an_open_survey(browser)
    person = Answering(browser)
    for _ in range(3):
        person.onward()
    page = person.onward(relation=["live", "99"])
    assert page.status_code == 422
    assert 'href="#relation"' in page.text
    assert not stored(browser)
    assert person.onward(relation="99").status_code == 303


def test_changing_the_language_in_the_middle_keeps_page_and_answers(browser: Browser) -> None:
    an_open_survey(browser)
    person = Answering(browser)
    person.onward()
    person.onward(importance__mobility="5")
    page = person.press("stay", {"wish": "Mehr Busse"}, "/leicht/umfragen/umfrage")
    assert "<h1>Ihr Wunsch</h1>" in page.text
    assert "Mehr Busse" in page.text
    assert person.hidden["importance.mobility"] == ["5"]


def test_sending_twice_stores_once_and_shows_the_same_code(browser: Browser) -> None:
    an_open_survey(browser)
    person = Answering(browser)
    for _ in range(3):
        person.onward()
    last = person.page
    first = person.onward(age_group="25-34")
    person.page = last
    second = person.onward(age_group="25-34")
    assert first.headers["location"] == second.headers["location"]
    assert len(stored(browser)) == 1
    with browser.site.database.reading() as session:
        assert len(session.exec(select(Pending)).all()) == 1


def test_changing_answers_after_sending_is_told_clearly(browser: Browser) -> None:
    an_open_survey(browser)
    person = Answering(browser)
    for _ in range(3):
        person.onward()
    last = person.page
    person.onward(age_group="25-34")
    person.page = last
    page = person.onward(age_group="18-24")
    assert page.status_code == 409
    assert "Ihre ersten Antworten sind gespeichert" in page.text
    assert answers_of(browser) == {"age_group": "25-34"}


def test_the_page_at_the_end_says_thank_you_once(browser: Browser) -> None:
    thanks = dict.fromkeys(("de", "leicht", "en"), "Vielen Dank sagt der Landkreis.")
    an_open_survey(browser, {**SOURCE, "thanks": thanks})
    person = Answering(browser)
    for _ in range(3):
        person.onward()
    page = browser.get(person.onward(age_group="25-34").headers["location"]).text
    _, _, main = page.partition("<main")
    assert main.count("Vielen Dank") == 1


def test_a_closed_survey_takes_no_answers(browser: Browser) -> None:
    an_open_survey(browser)
    person = Answering(browser)
    for _ in range(3):
        person.onward()
    with standing_at(now() + timedelta(days=31)):
        assert person.onward(age_group="25-34").status_code == 403
        start = browser.get("/de/umfragen/umfrage").text
        assert "Umfrage beginnen" not in start
        assert 'href="/de/umfragen/umfrage/ergebnisse"' in start
    assert not stored(browser)


def test_a_retry_after_the_closing_is_told_that_it_is_stored(browser: Browser) -> None:
    an_open_survey(browser)
    person = Answering(browser)
    for _ in range(3):
        person.onward()
    last = person.page
    person.onward(age_group="25-34")
    person.page = last
    with standing_at(now() + timedelta(days=31)):
        assert person.onward(age_group="25-34").status_code == 303
        person.page = last
        assert person.onward(age_group="18-24").status_code == 403


def test_a_survey_that_has_not_begun_takes_no_answers(browser: Browser) -> None:
    an_open_survey(browser)
    person = Answering(browser)
    with standing_at(now() - timedelta(days=2)):
        assert person.onward().status_code == 403


def test_a_municipality_is_found_by_its_ortsteil(browser: Browser) -> None:
    an_open_survey(browser)
    person = Answering(browser)
    for _ in range(3):
        person.onward()
    person.onward(municipality="15000001:Altdorf")
    assert answers_of(browser) == {"municipality": "15000001"}


def test_neither_time_nor_secret_stays_with_an_answer_sheet(browser: Browser) -> None:
    an_open_survey(browser)
    person = Answering(browser)
    for _ in range(3):
        person.onward()
    client_id = UUID(person.hidden["id"][0])
    person.onward()
    (submission,) = stored(browser)
    assert submission.id != client_id
    assert submission.id.version == 4
    assert client_id.bytes not in (submission.key, submission.receipt_key)
    assert submission.received_on == local_day(now())


def test_a_language_with_missing_texts_is_not_offered(browser: Browser) -> None:
    source = {**SOURCE, "title": {"de": "Nur Deutsch", "en": "English"}}
    an_open_survey(browser, source)
    page = browser.get("/leicht/umfragen/umfrage")
    assert "Nur Deutsch" in page.text
    assert 'action="/leicht/umfragen/umfrage"' not in page.text


def test_hostile_input_is_taken_calmly(browser: Browser) -> None:
    an_open_survey(browser)
    person = Answering(browser)
    person.onward()
    person.onward(importance__mobility="<script>")
    assert person.page.status_code == 422
    person.onward(importance__mobility="5")
    page = person.onward(wish="a\x00b\x08c\u202ed", unknown="x", _page="999", _version="7", id="no uuid")
    assert page.status_code in {200, 303, 422}
    assert "\x00" not in page.text
    assert browser.post("/de/umfragen/umfrage", {"_page": "x" * 5000, "_go": "sideways"}).status_code in {200, 422}


def test_a_huge_body_is_refused_before_it_is_read(browser: Browser) -> None:
    an_open_survey(browser)
    browser.checks_pages = False
    response = browser.post("/de/umfragen/umfrage", {"wish": "x" * 10_000_000})
    assert response.status_code == 413


def test_the_start_page_is_cached_and_holds_no_id(browser: Browser) -> None:
    an_open_survey(browser)
    page = browser.get("/de/umfragen/umfrage")
    assert page.headers["cache-control"] == "public, no-cache"
    assert 'name="id" value=""' in page.text
    assert browser.get("/de/umfragen/nicht-da").status_code == 404


def test_the_list_names_open_surveys_and_leads_to_the_only_one_of_a_procedure(browser: Browser) -> None:
    an_open_survey(browser)
    assert 'href="/de/umfragen/umfrage"' in browser.get("/de/umfragen/").text
    only = browser.get("/de/umfragen/?verfahren=beteiligung")
    assert only.headers["location"] == "/de/umfragen/umfrage"


def test_the_receipt_code_finds_the_answer_sheet_again_without_showing_it(browser: Browser) -> None:
    an_open_survey(browser)
    person = Answering(browser)
    for _ in range(3):
        person.onward()
    end = person.onward(age_group="25-34")
    code = end.headers["location"].partition("code=")[2]
    page = browser.post("/de/nachverfolgen", {"code": code.lower()})
    assert "Was ist wichtig?" in page.text
    assert "Ihre Antworten sind gespeichert" in page.text
    assert "25-34" not in page.text
