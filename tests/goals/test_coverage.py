"""Editors see where voices and goals do not meet."""

from __future__ import annotations

import csv
import io

from sqlmodel import Session

from participation.accounts.models import Role
from participation.strategy.models import Element, Kind, Strategy
from tests.browser import Browser
from tests.cast import signed_in
from tests.goals.builders import Scene, a_comment, a_release, an_element, fields_of, set_up
from tests.goals.test_pages import _publish_with

COVERAGE = "/de/verwaltung/ziele/zukunft/abdeckung"


def _gaps(browser: Browser) -> set[tuple[str, str]]:
    if not browser.cookies:
        signed_in(browser, Role.EDITOR)
    rows = csv.DictReader(io.StringIO(browser.get(f"{COVERAGE}.csv").content.decode("utf-8-sig")), delimiter=";")
    return {(row["gap"], row["element"]) for row in rows}


def _without_goal(session: Session, scene: Scene) -> None:
    goal = session.get_one(Element, scene.goal_id)
    goal.kind = Kind.GUIDING_PRINCIPLE
    session.add(goal)


def test_an_important_field_without_goal_is_a_gap(browser: Browser) -> None:
    set_up(browser, a_release, _without_goal)
    assert ("field_without_goal", "mobilitaet") in _gaps(browser)
    assert "Wichtigkeit 4,6, Zufriedenheit 2,1" in browser.get(COVERAGE).text


def test_a_field_with_a_goal_or_a_lesser_one_is_none(browser: Browser) -> None:
    set_up(browser, a_release)
    assert ("field_without_goal", "mobilitaet") not in _gaps(browser)


def test_a_goal_that_nobody_spoke_of_is_a_gap(browser: Browser) -> None:
    def other(session: Session, scene: Scene) -> None:
        strategy = session.get_one(Strategy, scene.strategy_id)
        field = session.get_one(Element, scene.field_id)
        an_element(session, strategy, "z-still", Kind.STRATEGIC_GOAL, "1.2", ("Ein Ziel.", ""), parent=field)

    set_up(browser, a_comment, other)
    assert _gaps(browser) == {("goal_without_voice", "z-still")}


def test_what_was_accepted_is_a_gap_until_words_rest_on_it(browser: Browser) -> None:
    _scene, comment = set_up(browser, a_comment)
    signed_in(browser, Role.EDITOR)
    row = f"/de/verwaltung/abwaegung/zukunft/comment/{comment.id}"
    form = fields_of(browser.get(f"{row}?bearbeiten=1").text)
    browser.post(row, form | {"outcome": "accepted", "rationale": "Gut.", "then": "release"})
    assert _gaps(browser) == {("accepted_without_change", "z-bus")}
    _publish_with(browser, f"comment:{comment.id}")
    assert _gaps(browser) == set()
    assert "Es gibt keine Lücke." in browser.get(COVERAGE).text
