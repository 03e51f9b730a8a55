"""Wordings rest on formal statements like on every contribution, as long as everybody may read them."""

from __future__ import annotations

from uuid import uuid4

from sqlmodel import Session

from participation.accounts.models import Role
from participation.comments.models import Comment
from participation.core.clock import now
from participation.core.identifiers import digest
from participation.procedures.models import RoundSettings
from participation.regions.actions import publish_change
from participation.statements.models import Statement, StatementRound, StatementSection
from participation.threads.models import ContributionState
from tests.browser import Browser
from tests.cast import signed_in
from tests.goals.builders import Scene, a_comment, fields_of, set_up
from tests.goals.test_pages import GOAL, WORKSPACE, _publish_with
from tests.statements.builders import an_addressee

WORDS = "Der Kreuzungspunkt am Markt fehlt."


def _section(session: Session, scene: Scene) -> StatementSection:
    """A section about the goal of a statement that is released."""
    session.add(StatementRound(phase_id=scene.phase_id, region_id=scene.region.id, strategy_id=scene.strategy_id))
    session.flush()
    addressee = an_addressee(session, scene.phase_id)
    statement = Statement(
        region_id=scene.region.id,
        phase_id=scene.phase_id,
        strategy_id=scene.strategy_id,
        version_id=scene.version_id,
        addressee_id=addressee.id,
        number=1,
        key=digest(uuid4().hex),
        receipt_key=digest(uuid4().hex),
        received_on=now().date(),
        released_at=now(),
    )
    session.add(statement)
    session.flush()
    section = StatementSection(
        statement_id=statement.id,
        position=0,
        region_id=scene.region.id,
        strategy_id=scene.strategy_id,
        element_id=scene.goal_id,
        thread_id=scene.goal_thread,
        text=WORDS,
        received_on=now().date(),
        state=ContributionState.PUBLISHED,
        published_at=now(),
    )
    session.add(section)
    session.flush()
    return section


def test_a_goal_shows_the_section_of_a_statement_that_its_words_rest_on(browser: Browser) -> None:
    _scene, section = set_up(browser, _section)
    _publish_with(browser, f"statement:{section.id}")
    page = browser.get(GOAL).text
    assert WORDS in page
    assert f"/de/stellungnahmen/{section.statement_id}" in page
    (goal,) = browser.api("GET", "/goals").json()["items"]
    assert [(one["kind"], one["text"]) for one in goal["evidence"]] == [("statement_section", WORDS)]


def test_a_section_that_was_replaced_is_no_longer_quoted(browser: Browser) -> None:
    _scene, section = set_up(browser, _section)
    _publish_with(browser, f"statement:{section.id}")
    with browser.site.database.writing() as session:
        session.get_one(StatementSection, section.id).state = ContributionState.HIDDEN
        publish_change(session, section.region_id)
    browser.site.refresh()
    assert "Ein Beitrag, der nicht mehr öffentlich ist" in browser.get(GOAL).text
    for text in (browser.get(GOAL).text, browser.api("GET", "/goals").text):
        assert WORDS not in text


def test_what_an_invited_circle_said_is_neither_cited_nor_shown(browser: Browser) -> None:
    def closed(session: Session, scene: Scene) -> Comment:
        session.add(RoundSettings(phase_id=scene.phase_id, is_closed=True))
        return a_comment(session, scene, "Unter uns gesagt.")

    _scene, comment = set_up(browser, closed)
    signed_in(browser, Role.EDITOR)
    form = fields_of(browser.get(WORKSPACE).text) | {"text-title-de": "Neu.", "evidence": f"comment:{comment.id}"}
    assert browser.post(WORKSPACE, form).status_code == 422
    assert "1 Beitrag" not in browser.get(GOAL).text
