"""The page of a goal tells what the council made of the version that it stands in."""

from __future__ import annotations

from uuid import UUID

from participation.papers.models import Paper, Result
from participation.papers.queries import steps_of
from participation.papers.staff import actions
from participation.regions.actions import publish_change
from tests.browser import Browser
from tests.goals.builders import set_up
from tests.papers.builders import a_draft

GOAL = "/de/ziele/zukunft/z-bus"


def _go_on(browser: Browser, paper_id: UUID, *, decided: bool = False) -> None:
    with browser.site.database.writing() as session:
        paper = session.get_one(Paper, paper_id)
        if decided:
            closed, council = steps_of(session, [paper.id])[paper.id]
            closed.consultation.result, council.consultation.result = Result.REFERRED, Result.ADOPTED
            session.add_all((closed.consultation, council.consultation))
            publish_change(session, paper.region_id)
        else:
            actions.advance(session, paper, None)
    browser.site.refresh()


def test_a_goal_tells_what_the_council_decided_once_the_paper_is_public(browser: Browser) -> None:
    _scene, paper = set_up(browser, a_draft)
    for _step in ("handed in", "dispatched"):
        _go_on(browser, paper.id)
        assert "Was der Kreistag dazu beschlossen hat" not in browser.get(GOAL).text
    _go_on(browser, paper.id)
    assert "Der Kreistag hat noch nicht entschieden" in browser.get(GOAL).text
    _go_on(browser, paper.id, decided=True)
    page = browser.get(GOAL).text
    assert "<strong>Angenommen</strong>" in page
    assert "19. März 2031" in page
    assert "69/" in page
