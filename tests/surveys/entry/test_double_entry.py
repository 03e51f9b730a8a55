"""Sheets typed twice: the second person sees nothing of the first, differences are settled, only then stored."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from participation.accounts.models import Role
from tests.browser import Browser
from tests.cast import signed_in
from tests.surveys.entry.desk import SHEET, Desk, a_desk, submissions

Sit = Callable[[str], None]


@pytest.fixture
def desk(browser: Browser) -> Desk:
    return a_desk(browser, double="yes")


@pytest.fixture
def sit(desk: Desk) -> Sit:
    """Two people take turns at the desk."""
    people = {"first": desk.browser.cookies.get("s")}
    signed_in(desk.browser, Role.ANALYST)
    people["second"] = desk.browser.cookies.get("s")

    def sit_down(who: str) -> None:
        desk.browser.cookies.set("s", people[who])

    sit_down("first")
    return sit_down


def test_the_second_person_types_without_seeing_the_first(desk: Desk, sit: Sit) -> None:
    desk.type(1)
    assert desk.browser.get(f"{desk.path}/bogen/1?durchgang=2").status_code == 403  # not the same person
    sit("second")
    page = desk.browser.get(f"{desk.path}/bogen/1?durchgang=2")
    assert page.status_code == 200
    assert "mit dem Boot" not in page.text
    assert desk.browser.get(f"{desk.path}/bogen/1").status_code == 403
    assert desk.type(1, turn=2).headers["location"].endswith(desk.id)  # there is no further sheet to type
    assert desk.browser.get(f"{desk.path}/bogen/9?durchgang=2").status_code == 404


def test_differences_are_listed_settled_and_only_then_stored(desk: Desk, sit: Sit) -> None:
    desk.type(1)
    desk.type(2)
    sit("second")
    assert desk.store().status_code == 409
    desk.type(1, {**SHEET, "ways": "4,1", "trust": "3", "wish": "Mehr Bänke", "age_group": ""}, turn=2)
    desk.type(2, turn=2)
    report = desk.browser.get(f"{desk.path}/vergleich").text
    assert "1 Bogen stimmt in beiden Erfassungen überein." in report
    assert report.count('class="difference"') == 3  # the same keys in another order are no difference
    assert "Mehr Bänke" in report
    assert desk.store().status_code == 409
    chosen = {"hold:1:trust": "2", "hold:1:wish": "other", "value:1:wish": "Mehr Busse und Bänke"}
    assert desk.browser.post(f"{desk.path}/vergleich", chosen).headers["location"].endswith("/vergleich")
    assert desk.store().status_code == 409
    settled = desk.browser.post(f"{desk.path}/vergleich", {"hold:1:age_group": "1"})
    assert settled.headers["location"].endswith(desk.id)
    assert desk.store().status_code == 303
    with desk.browser.site.database.reading() as session:
        stored = [json.loads(one.answers) for one in submissions(session)]
    assert len(stored) == 2
    (first,) = (one for one in stored if one["trust"] == 3)
    assert (first["wish"], first["age_group"]) == ("Mehr Busse und Bänke", "75+")


def test_a_sheet_typed_only_once_keeps_the_batch_open(desk: Desk, sit: Sit) -> None:
    desk.type(1)
    desk.type(2)
    sit("second")
    desk.type(1, turn=2)
    assert desk.store().status_code == 409
    assert "1 Bogen wurde nur einmal erfasst." in desk.browser.get(desk.path).text
    assert "Nummern: 2" in desk.browser.get(f"{desk.path}/vergleich").text
