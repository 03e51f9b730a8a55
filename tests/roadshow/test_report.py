"""The report of a stop tells what came in, and no answer of a single hall."""

from __future__ import annotations

import pytest

from participation.accounts.models import Role
from participation.roadshow.models import DeviceKind
from tests.browser import Browser
from tests.cast import signed_in
from tests.roadshow.builders import Scene, a_scene

_REPORT = "/de/verwaltung/unterwegs/termine/marbach/bericht"


@pytest.fixture
def scene(browser: Browser) -> Scene:
    scene = a_scene(browser)
    tablet, team = scene.tablet(), scene.tablet(DeviceKind.TEAM)
    tablet.sends(*(tablet.answered() for _ in range(3)), tablet.sealed(kind="nonsense"))
    team.sends(
        team.sealed(kind="headcount", visitors=41),
        team.sealed(kind="headcount", visitors=1),
        team.sealed(kind="minutes", text="Der Bus am Abend fehlt."),
        team.sealed(kind="sticky_dots", question=scene.dots_question(), dots={"rad": 17}),
    )
    signed_in(browser, Role.ROADSHOW)
    return scene


def test_the_report_counts_what_came_and_says_what_is_left_out(scene: Scene) -> None:
    page = scene.browser.get(_REPORT).text
    assert "42 Personen wurden gezählt." in page
    assert "Nicht gezählt: 1 in Quarantäne, 0 zurückgezogen" in page
    assert ("Der Bus am Abend fehlt." in page, "Mehr rad" in page, "Mehr Busse" in page) == (True, True, False)


def test_the_report_is_taken_away_as_a_document(scene: Scene) -> None:
    docx = scene.browser.get(f"{_REPORT}.docx")
    assert (docx.content[:2], docx.headers["cache-control"]) == (b"PK", "no-store")


def test_editors_do_not_see_it(scene: Scene) -> None:
    signed_in(scene.browser, Role.EDITOR)
    assert scene.browser.get(_REPORT).status_code == 404
