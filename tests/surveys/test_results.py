"""Results: the same numbers on the page, over the API and in the files; nothing before a release."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import pytest
from sqlalchemy import event

from participation.accounts.models import Role
from participation.core.clock import now
from participation.core.database import Database
from participation.procedures.models import Procedure, Topic, TopicField
from participation.regions.models import PopulationGroup
from participation.strategy.models import Element, Kind, Strategy
from participation.surveys import releasing
from participation.surveys.aggregation.folding import fold_pending
from participation.surveys.exports.released import released_file
from participation.surveys.models import Survey
from participation.surveys.queries import field_results
from participation.surveys.release_audit import problems
from participation.threads.models import Thread
from tests.browser import Browser
from tests.cast import signed_in
from tests.surveys.answer_sheets import hand_in, people, release, running
from tests.surveys.builders import SOURCE, an_open_survey

PAGE = "/de/umfragen/umfrage/ergebnisse"
API = "/surveys/umfrage/results"
HERE, THERE = {"municipality": "15000001"}, {"municipality": "15000002"}
IMPORTANT = {"importance": {"mobility": 5, "health": 3}, "satisfaction": {"mobility": 2, "health": 4}}
LESS = {"importance": {"mobility": 4, "health": 97}, "satisfaction": {"mobility": 1}, "relation": ["live", "work"]}


@pytest.fixture(autouse=True)
def _audit_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releasing, "audited", problems)


@pytest.fixture
def released(browser: Browser) -> Survey:
    """A survey with 110 answers of two municipalities, released by municipality."""
    survey = an_open_survey(browser)
    database = browser.site.database
    sheets = [*people(70, **IMPORTANT, **HERE), *people(40, **LESS, **THERE)]
    hand_in(database, running(database, survey), *sheets)
    release(database, running(database, survey), "municipality")
    browser.site.refresh()
    return survey


@pytest.mark.parametrize(
    ("role", "missing"),
    [(Role.ANALYST, {"fragebogen", "zielgruppen", "ablauf"}), (Role.ADMIN, set())],
)
def test_the_staff_page_leads_wherever_somebody_may_go(browser: Browser, role: Role, missing: set[str]) -> None:
    an_open_survey(browser)
    signed_in(browser, role)
    page = browser.get("/de/verwaltung/umfragen/umfrage").text
    ends = {"auswertung", "texte", "methode", "export", "erfassung", "druck", "fragebogen", "zielgruppen", "ablauf"}
    assert {end for end in ends if f'href="/de/verwaltung/umfragen/umfrage/{end}"' in page} == ends - missing


def test_before_the_first_release_the_page_says_when_and_the_api_has_nothing(browser: Browser) -> None:
    an_open_survey(browser)
    page = browser.get(PAGE)
    assert page.status_code == 200
    assert "Es gibt noch keine Ergebnisse" in page.text
    assert "Die Umfrage läuft bis zum" in page.text
    assert browser.api("GET", API).status_code == 404
    assert browser.get(f"{PAGE}.csv").status_code == 404


def test_page_api_and_files_show_the_same_numbers(browser: Browser, released: Survey) -> None:
    for by, query in (("", ""), ("municipality", "?nach=municipality")):
        tables = browser.api("GET", f"{API}?by={by}").json()["tables"]
        table = next(one for one in tables if one["name"] == "importance.mobility")
        page = _cells(browser.get(PAGE + query).text)
        lines = [
            line
            for line in csv.DictReader(StringIO(browser.get(f"{PAGE}.csv").text))
            if (line["question"], line["dimensions"]) == ("importance.mobility", by)
        ]
        assert len(table["rows"]) == (2 if by else 1)
        for row in table["rows"]:
            of_row = [line for line in lines if line["segment"] == ",".join(row["segment"])]
            shares = {line["code"]: line["share"] for line in of_row if line["is_missing"] == "0"}
            assert shares == {str(cell["code"]): str(cell["share"]) for cell in row["answers"]}
            assert {line["mean"] for line in of_row} == {str(row["mean"])}
            shown = [f"{row['base']}", *(_percent(cell["share"], row) for cell in row["answers"])]
            assert any(cells[1 : 1 + len(shown)] == shown for cells in page), (shown, page)
    assert released.slug == "umfrage"


def _percent(share: float, row: dict[str, Any]) -> str:
    decimals = 1 if row["base"] >= 100 else 0
    return f"{share * 100:.{decimals}f}\xa0%".replace(".", ",")


def _cells(html: str) -> list[list[str]]:
    rows = re.findall(r"<tr class=\"kern-table__row\">(.*?)</tr>", html, re.DOTALL)
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)]
        for row in rows
    ]


def test_everybody_counts_exactly_and_missing_answers_stand_apart(browser: Browser, released: Survey) -> None:
    tables = {table["name"]: table for table in browser.api("GET", API).json()["tables"]}
    health = tables["importance.health"]["rows"][0]
    assert (health["base"], health["mean"]) == (70, 3.0)
    assert {cell["code"]: cell["n"] for cell in health["missing"]} == {97: 40, "skipped": 0}
    relation = tables["relation"]["rows"][0]
    assert relation["base"] == 40
    assert [cell["share"] for cell in relation["answers"]] == [1.0, 1.0]
    assert tables["wish"]["rows"][0]["base"] is None
    assert released.latest_version == 1


def test_every_language_shows_results_and_breakdowns(browser: Browser, released: Survey) -> None:
    for language in ("de", "leicht", "en"):
        path = f"/{language}/umfragen/{released.slug}/ergebnisse"
        page = browser.get(path)
        assert page.status_code == 200
        assert f"{path}?nach=municipality" in page.text
        assert "Marbach" in browser.get(f"{path}?nach=municipality&frage=satisfaction.mobility").text
    assert "Höchstens 110 Menschen" not in browser.get("/leicht/umfragen/umfrage/ergebnisse").text


def test_the_matrix_puts_fields_into_groups_and_leads_to_their_pages(browser: Browser) -> None:
    survey = an_open_survey(browser)
    database = browser.site.database
    element = _an_element(database, survey, "hf-mobility")
    hand_in(database, running(database, survey), *people(40, **IMPORTANT))
    release(database, running(database, survey))
    browser.site.refresh()
    page = browser.get(PAGE).text
    rows = {cells[0]: cells[1:] for cells in _cells(page) if cells[0].startswith(("1 ", "2 "))}
    assert rows == {
        "1 Mobilität": ["5,0", "2,0", "3,0", "1", "sicher"],
        "2 Gesundheit": ["3,0", "4,0", "-1,0", "3", "sicher"],
    }
    assert f"/strategien/strategie/{element.key}" in page


def test_what_is_not_published_falls_back_or_is_refused(browser: Browser, released: Survey) -> None:
    assert browser.get(f"{PAGE}?nach=gender").text == browser.get(f"{PAGE}?nach=nonsense").text
    assert browser.api("GET", f"{API}?by=gender").status_code == 404
    assert browser.api("GET", f"{API}?by=shoe-size").status_code == 422
    assert released.slug == "umfrage"


def test_the_population_stands_beside_who_took_part(browser: Browser) -> None:
    survey = an_open_survey(browser)
    database = browser.site.database
    with database.writing() as session:
        for age, people_ in (("18-24", 300), ("25-34", 700)):
            group = PopulationGroup(region_id=survey.region_id, age_group=age, gender="female", people=people_)
            session.add(group)
    hand_in(database, running(database, survey), *people(40, **IMPORTANT, age_group="25-34"))
    release(database, running(database, survey), "age")
    browser.site.refresh()
    (shown,) = [cells for cells in _cells(browser.get(PAGE).text) if cells[0] == "Antwort 25-34"]
    assert int(shown[1]) % 5 == 0
    assert shown[3] == "70\xa0%"


def test_a_file_holds_no_formula(browser: Browser) -> None:
    matrix = SOURCE["pages"][0]["questions"][0]
    risky = {**matrix, "text": {"de": "=HYPERLINK(1)", "leicht": "=1", "en": "=1"}}
    source = {**SOURCE, "pages": [{"questions": [risky]}, *SOURCE["pages"][1:]]}
    survey = an_open_survey(browser, source)
    database = browser.site.database
    hand_in(database, running(database, survey), *people(40, importance={"mobility": 5}))
    release(database, running(database, survey))
    browser.site.refresh()
    lines = list(csv.DictReader(StringIO(browser.get(f"{PAGE}.csv").text)))
    assert {line["question_text"] for line in lines if line["question"] == "importance.mobility"} == {"'=HYPERLINK(1)"}


def test_csv_and_json_hold_the_same_lines(browser: Browser, released: Survey) -> None:
    database = browser.site.database
    with database.reading() as session:
        content, written = released_file(session, running(database, released), "json")
    lines = json.loads(content)
    assert len(lines) == written == len(list(csv.DictReader(StringIO(browser.get(f"{PAGE}.csv").text))))
    assert browser.get(f"{PAGE}.json").json() == lines


def test_the_staff_page_does_the_same_work_for_few_and_for_many_answers(browser: Browser) -> None:
    survey = an_open_survey(browser)
    database = browser.site.database
    signed_in(browser, Role.ANALYST)
    browser.get("/de/verwaltung/umfragen/umfrage")
    counts = []
    for number in (12, 240):
        hand_in(database, running(database, survey), *people(number, **IMPORTANT, **HERE), *people(number, **LESS))
        fold_pending(database)
        with _queries(database) as seen:
            page = browser.get("/de/verwaltung/umfragen/umfrage")
        counts.append(len(seen))
        assert "Antworten gezählt" in page.text
    assert counts[0] == counts[1] > 0
    assert "504" in browser.get("/de/verwaltung/umfragen/").text


@contextmanager
def _queries(database: Database) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        # Every second the site looks whether regions have changed.
        if statement != "BEGIN" and "FROM region" not in statement.replace("\n", ""):
            seen.append(statement)

    event.listen(database.reader, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(database.reader, "before_cursor_execute", note)


def test_answers_that_are_not_counted_yet_are_announced_to_staff(browser: Browser) -> None:
    survey = an_open_survey(browser)
    signed_in(browser, Role.ANALYST)
    hand_in(browser.site.database, running(browser.site.database, survey), *people(3, **IMPORTANT))
    assert "3 Änderungen warten noch auf die Zählung" in browser.get("/de/verwaltung/umfragen/umfrage").text


@pytest.mark.parametrize("way", ["by its key", "by a topic"])
def test_an_element_knows_what_a_survey_says_about_it(browser: Browser, way: str) -> None:
    survey = an_open_survey(browser)
    database = browser.site.database
    element = _an_element(database, survey, "hf-mobility" if way == "by its key" else "something-else")
    if way == "by a topic":
        with database.writing() as session:
            topic = Topic(procedure_id=survey.procedure_id, code="mobility")
            session.add(topic)
            session.flush()
            session.add(TopicField(topic_id=topic.id, element_id=element.id, since=now()))
    with database.reading() as session:
        assert field_results(session, element.id) == []
    hand_in(database, running(database, survey), *people(40, **IMPORTANT))
    release(database, running(database, survey))
    with database.reading() as session:
        (found,) = field_results(session, element.id)
    assert (found.importance.mean, found.satisfaction.mean, found.group) == (5.0, 2.0, 1)
    assert found.survey_slug == "umfrage"


def _an_element(database: Database, survey: Survey, key: str) -> Element:
    with database.writing() as session:
        strategy = Strategy(region_id=survey.region_id, slug="strategie")
        thread = Thread(region_id=survey.region_id)
        session.add_all((strategy, thread))
        session.flush()
        session.get_one(Procedure, survey.procedure_id).strategy_id = strategy.id
        element = Element(strategy_id=strategy.id, thread_id=thread.id, key=key, kind=Kind.ACTION_FIELD, position=1)
        session.add(element)
        return element
