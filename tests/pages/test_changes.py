"""Everybody reads what changed since the last round, and which contributions and considerations stand behind it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlmodel import Session, select

from participation.comments.models import Comment
from participation.considerations.models import Consideration, ConsiderationState, Outcome
from participation.core.clock import now
from participation.goals.models import Evidence, GoalChange
from participation.procedures.models import Phase, PhaseKind
from participation.regions.actions import publish_change
from participation.strategy.models import Block, Strategy
from participation.strategy.versions import current_version
from participation.threads.models import ContributionState
from tests.browser import Browser
from tests.goals.builders import Scene, a_comment, set_up
from tests.goals.test_statements import WORDS, _section
from tests.strategy.builders import next_version, reworded

CHANGES = "/de/strategien/zukunft/vergleich/"
COMMENT = "Abends kommt hier gar kein Bus mehr."


def test_before_there_is_a_second_version_the_page_says_so(browser: Browser) -> None:
    set_up(browser)
    assert "Bisher gibt es nur eine Fassung" in browser.get(CHANGES).text


def test_a_change_names_its_evidence_its_reason_and_the_consideration(browser: Browser) -> None:
    scene = set_up(browser)
    _round_over(browser, scene)
    with browser.site.database.writing() as session:
        comment = a_comment(session, scene, COMMENT)
        _weighed(session, scene, comment_id=comment.id)
        _changed(session, scene, comment_id=comment.id)
    browser.site.refresh()
    page = browser.get(CHANGES).text.partition("<main")[2]
    assert "Die letzte Kommentarrunde endete am" in page
    assert "<ins>" in page
    assert COMMENT in page
    assert "Der Takt am Abend fehlte." in page
    assert "Vorschlag der Verwaltung: berücksichtigen" in page
    assert "Weil es abends fehlt." in page
    assert "kein Beleg" not in page
    with browser.site.database.writing() as session:
        hidden = session.get_one(Comment, comment.id)
        hidden.state = ContributionState.HIDDEN
        session.add(hidden)
        publish_change(session, scene.region.id)
    browser.site.refresh()
    page = browser.get(CHANGES).text
    assert COMMENT not in page
    assert "Der Takt am Abend fehlte." not in page


def test_a_formal_statement_stands_there_with_its_outcome(browser: Browser) -> None:
    scene, section = set_up(browser, _section)
    with browser.site.database.writing() as session:
        _weighed(session, scene, section_id=section.id)
        _changed(session, scene, section_id=section.id)
    browser.site.refresh()
    page = browser.get(CHANGES).text.partition("<main")[2]
    assert WORDS in page
    assert "Der Takt am Abend fehlte." in page


def test_a_change_without_evidence_says_that_none_is_noted(browser: Browser) -> None:
    scene = set_up(browser)
    with browser.site.database.writing() as session:
        strategy = session.get_one(Strategy, scene.strategy_id)
        reworded(session, strategy, "z-bus", "title", "Busse fahren auch am Abend")
        next_version(session, strategy)
    browser.site.refresh()
    page = browser.get(CHANGES).text
    assert "kein Beleg" in page
    assert 'lang="de"' in browser.get(CHANGES.replace("/de/", "/en/")).text.partition("<main")[2]


def _round_over(browser: Browser, scene: Scene) -> None:
    """A round of comments ended while version 1 was valid."""
    with browser.site.database.writing() as session:
        for phase in session.exec(select(Phase).where(Phase.kind == PhaseKind.COMMENTS)):
            phase.opens_at, phase.closes_at = now() - timedelta(days=9), now() - timedelta(days=2)
            session.add(phase)
        if not session.exec(select(Phase.id).where(Phase.kind == PhaseKind.COMMENTS)).first():
            session.add(
                Phase(
                    procedure_id=scene.procedure_id,
                    kind=PhaseKind.COMMENTS,
                    position=9,
                    opens_at=now() - timedelta(days=9),
                    closes_at=now() - timedelta(days=2),
                )
            )


def _weighed(session: Session, scene: Scene, **contribution: Any) -> None:
    session.add(
        Consideration(
            strategy_id=scene.strategy_id,
            state=ConsiderationState.RELEASED,
            outcome=Outcome.ACCEPTED,
            rationale="Der Takt am Abend fehlte.",
            element_id=scene.goal_id,
            created_at=now(),
            changed_at=now(),
            released_at=now(),
            **contribution,
        )
    )


def _changed(session: Session, scene: Scene, **contribution: Any) -> None:
    strategy = session.get_one(Strategy, scene.strategy_id)
    block = session.exec(select(Block).where(Block.element_id == scene.goal_id, Block.key == "title")).one()
    reworded(session, strategy, "z-bus", "title", "Busse fahren auch am Abend")
    next_version(session, strategy)
    change = GoalChange(
        strategy_id=strategy.id,
        element_id=scene.goal_id,
        block_id=block.id,
        language="de",
        before="x",
        after="y",
        reason="Weil es abends fehlt.",
        made_at=now(),
        version_id=current_version(session, strategy).id,
    )
    session.add(change)
    session.flush()
    session.add(Evidence(change_id=change.id, **contribution))
