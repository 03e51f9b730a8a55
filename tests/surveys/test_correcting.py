"""Answers changed by receipt code: the old ones leave the counters, the new ones enter them, at once and exactly."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import select

from participation.core.clock import now
from participation.procedures.models import Phase
from participation.surveys.aggregation.folding import fold_pending
from participation.surveys.models import Channel, Counter, Pending, Submission, Survey
from participation.surveys.recount import differences
from tests.browser import Browser
from tests.surveys.builders import a_body, an_open_survey
from tests.surveys.paper.every_kind import EVERY_KIND

FOLLOW = "/de/nachverfolgen"
CORRECT = "/de/umfragen/umfrage/aendern"
GIVEN = {"importance": {"mobility": 5, "health": 97}, "age_group": "25-34", "wish": "Mehr Busse", "children": 2}


@pytest.fixture
def survey(browser: Browser) -> Survey:
    return an_open_survey(browser)


class Changing:
    """Somebody without JavaScript who changes answers page by page."""

    def __init__(self, browser: Browser, body: dict[str, Any]) -> None:
        self.browser, self.body = browser, body
        sent = browser.api("POST", "/surveys/umfrage/submissions", json=body)
        assert sent.status_code == 201, sent.text
        self.code = str(sent.json()["receipt_code"])
        self.page: Any = None

    def begin(self) -> Any:
        self.page = self.browser.post(CORRECT, {"code": self.code})
        return self.page

    def press(self, go: str = "next", **changes: str | list[str]) -> Any:
        """Send the page's fields as they are filled in, with changes."""
        fields = {**self._fields(), **{name.replace("__", "."): value for name, value in changes.items()}}
        self.page = self.browser.post(CORRECT, {**fields, "_go": go})
        return self.page

    def _fields(self) -> dict[str, Any]:
        fields: dict[str, list[str]] = {}
        for tag in re.findall(r"<input [^>]*>", self.page.text):
            facts = {name: unescape(value) for name, value in re.findall(r'([a-z-]+)="([^"]*)"', tag)}
            is_on = facts.get("type") not in ("radio", "checkbox") or re.search(r"\schecked\b", tag)
            if "name" in facts and is_on and facts.get("value"):
                fields.setdefault(facts["name"], []).append(facts["value"])
        for name, text in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?([^<]*)<', self.page.text):
            fields[name] = [unescape(text)]
        for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', self.page.text, re.DOTALL):
            fields[name] = re.findall(r'<option value="([^"]*)"[^>]* selected', options)
        return {name: values for name, values in fields.items() if values}

    @property
    def stored(self) -> Submission:
        with self.browser.site.database.reading() as session:
            return session.exec(select(Submission)).all()[-1]

    @property
    def answers(self) -> Any:
        return json.loads(self.stored.answers)


def counters(browser: Browser) -> dict[tuple[str, ...], tuple[int, int]]:
    with browser.site.database.reading() as session:
        rows = session.exec(select(Counter)).all()
    return {
        (row.dimensions, row.question, row.segment, row.option): (row.n, row.key_sum)
        for row in rows
        if (row.n, row.key_sum) != (0, 0)
    }


@pytest.mark.usefixtures("survey")
def test_the_page_of_the_code_leads_to_the_answers_as_they_were_given(browser: Browser) -> None:
    person = Changing(browser, a_body(answers=GIVEN))
    found = browser.post(FOLLOW, {"code": person.code})
    assert "Antworten ändern" in found.text
    assert f'action="{CORRECT}"' in found.text
    first = person.begin()
    assert first.headers["cache-control"] == "no-store"
    assert re.search(r'name="importance\.mobility" value="5"[^>]* checked', first.text)
    assert "data-draft=" not in first.text
    second = person.press()
    assert "Mehr Busse</textarea>" in second.text
    assert 'value="2"' in second.text
    assert person.press("back").text.count(" checked") == first.text.count(" checked")


@pytest.mark.parametrize("folded_before", [True, False])
def test_counters_are_as_if_the_new_answers_had_come_first(
    browser: Browser, survey: Survey, *, folded_before: bool
) -> None:
    person = Changing(browser, a_body(answers=GIVEN))
    if folded_before:
        fold_pending(browser.site.database)
    person.begin()
    person.press(importance__mobility="2")
    person.press(wish="Mehr Bänke", children="")
    done = person.press(age_group="18-24")
    assert done.headers["location"] == "/de/umfragen/umfrage/geaendert"
    assert "Ihre Antworten sind geändert." in browser.get(done.headers["location"]).text
    new = {"importance": {"mobility": 2, "health": 97}, "age_group": "18-24", "wish": "Mehr Bänke"}
    assert person.answers == new
    assert person.stored.corrected_on is not None
    with browser.site.database.reading() as session:
        assert differences(session, survey.id) == {}
    fold_pending(browser.site.database)
    with browser.site.database.reading() as session:
        assert differences(session, survey.id) == {}
        assert not session.exec(select(Pending)).all()
    changed = counters(browser)
    assert changed["", "importance.mobility", "", "2"][0] == 1
    assert ("", "importance.mobility", "", "5") not in changed
    assert not any(segment == "25-34" for _, _, segment, _ in changed)


@pytest.mark.usefixtures("survey")
def test_a_retry_of_what_was_sent_first_is_still_told_that_it_is_stored(browser: Browser) -> None:
    body = a_body(answers=GIVEN)
    person = Changing(browser, body)
    person.begin()
    person.press(importance__mobility="1")
    person.press()
    person.press()
    again = browser.api("POST", "/surveys/umfrage/submissions", json=body)
    assert (again.status_code, again.json()["receipt_code"]) == (200, person.code)
    assert person.answers["importance"]["mobility"] == 1


@pytest.mark.usefixtures("survey")
def test_sending_twice_or_unchanged_answers_counts_nothing_twice(browser: Browser) -> None:
    person = Changing(browser, a_body(answers=GIVEN))
    person.begin()
    person.press()
    last = person.press()
    assert person.press().status_code == 303
    assert person.stored.corrected_on is None
    person.page = last
    assert person.press(age_group="18-24").status_code == 303
    person.page = last
    assert person.press(age_group="18-24").status_code == 303
    with browser.site.database.reading() as session:
        assert sorted(one.sign for one in session.exec(select(Pending))) == [-1, 1, 1]


@pytest.mark.usefixtures("survey")
def test_wrong_answers_are_shown_and_change_nothing(browser: Browser) -> None:
    person = Changing(browser, a_body(answers=GIVEN))
    person.begin()
    person.press()
    answer = person.press(children="99")
    assert answer.status_code == 422
    assert 'value="99"' in answer.text
    assert person.answers["children"] == 2


def test_every_kind_of_answer_comes_back_into_its_field(browser: Browser) -> None:
    an_open_survey(browser, EVERY_KIND)
    given = {
        "importance": {"mobility": 5, "health": 97},
        "satisfaction": {"mobility": 2},
        "trust": 4,
        "has_car": "yes",
        "ways": ["bus", "other"],
        "ways_other": "mit dem Boot",
        "bus_time": 35,
        "moved": "2019-05-01",
        "first": ["night", "price"],
        "fields": {"one": "agree"},
        "picture": "bike",
        "where": {"lat": 52.1, "lon": 11.6, "text": "am Bahnhof"},
        "wish": "Mehr Busse",
        "municipality": "15000002",
        "age_group": "75+",
    }
    person = Changing(browser, a_body(answers=given))
    person.begin()
    assert person.press().status_code == 200
    assert person.press().status_code == 200
    assert person.press(wish="Mehr Bänke").status_code == 303
    assert person.answers == {**given, "wish": "Mehr Bänke"}


def test_who_has_no_code_or_comes_too_late_changes_nothing(browser: Browser, survey: Survey) -> None:
    person = Changing(browser, a_body(answers=GIVEN))
    assert browser.post(CORRECT, {"code": "0000-0000-0000-0000"}).status_code == 404
    assert browser.post(CORRECT, {}).status_code == 404
    assert browser.get(CORRECT).headers["location"] == FOLLOW
    browser.post(f"{FOLLOW}/zurueckziehen", {"code": person.code})
    assert person.begin().status_code == 403
    assert "Antworten ändern" not in browser.post(FOLLOW, {"code": person.code}).text
    late = Changing(browser, a_body(id=str(uuid4()), answers=GIVEN))
    with browser.site.database.writing() as session:
        phase = session.get_one(Phase, survey.phase_id)
        phase.closes_at = now() - timedelta(seconds=1)
        session.add(phase)
    browser.site.refresh()
    assert late.begin().status_code == 403
    assert "Antworten ändern" not in browser.post(FOLLOW, {"code": late.code}).text


@pytest.mark.usefixtures("survey")
def test_a_sheet_from_paper_is_not_changed_by_code(browser: Browser) -> None:
    person = Changing(browser, a_body(answers=GIVEN))
    with browser.site.database.writing() as session:
        sheet = session.get_one(Submission, person.stored.id)
        sheet.channel = Channel.PAPER
        session.add(sheet)
    assert person.begin().status_code == 403
