"""What a person has confirmed to say the same is weighed once, and everybody who said it reads the outcome."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from participation.accounts.models import Role
from participation.comments.models import Comment
from participation.considerations.models import Consideration, ConsiderationState, Outcome
from participation.considerations.queries import tally
from participation.core.clock import now
from participation.core.identifiers import receipt_code, receipt_key_of
from participation.goals.waiting import without_effect
from participation.ideas.models import Idea
from participation.procedures.models import Phase
from participation.strategy.models import Strategy
from participation.threads.contributions import client_key
from tests.browser import Browser
from tests.cast import an_account, signed_in
from tests.considerations.test_considering import TABLE, _consider, _row
from tests.crowd.builders import confirmed_same
from tests.goals.builders import a_closed_phase, a_comment, a_scene, an_idea

SECRETS = [uuid4(), uuid4(), uuid4()]


@pytest.fixture
def same(browser: Browser) -> list[UUID]:
    """Two comments and an idea in one group, and one comment that says something else."""
    with browser.site.database.writing() as session:
        scene = a_scene(session)
        rows = [
            a_comment(session, scene, "Bus am Abend."),
            a_comment(session, scene, "Busse am Abend!"),
            an_idea(session, scene, "Abendbus"),
        ]
        for row, secret in zip(rows, SECRETS, strict=True):
            row.key, row.receipt_key = client_key(secret), receipt_key_of(secret)
        a_comment(session, scene, "Weniger Lärm.")
        actor = an_account(session, Role.EDITOR, scene.region)
        confirmed_same(session, scene.region.id, actor.id, [row.receipt_key for row in rows])
    browser.site.refresh()
    signed_in(browser, Role.EDITOR)
    return [row.id for row in rows]


def _stored(browser: Browser) -> list[Consideration]:
    with browser.site.database.reading() as session:
        return list(session.exec(select(Consideration)))


def _traced(browser: Browser, number: int) -> str:
    page: str = browser.post("/de/nachverfolgen", {"code": receipt_code(SECRETS[number])}).text
    return page


def test_the_table_has_one_row_that_names_the_others(browser: Browser, same: list[UUID]) -> None:
    page = browser.get(TABLE).text
    assert page.count('<li class="queue__item"') == 2
    assert "2 weitere Beiträge sagen dasselbe" in page
    for text in ("Bus am Abend.", "Busse am Abend!", "Weniger Lärm."):
        assert text in page
    assert same


def test_it_is_decided_once_and_everybody_reads_it(browser: Browser, same: list[UUID]) -> None:
    _consider(browser, _row("comment", same[1]))
    assert len(_stored(browser)) == 1
    for number in range(3):
        assert "Das stimmt so." in _traced(browser, number)
    _consider(browser, _row("idea", same[2]), rationale="Anders gesagt.")
    assert [one.rationale for one in _stored(browser)] == ["Anders gesagt."]
    assert browser.get(f"{TABLE}?stand=released").text.count('<li class="queue__item"') == 1
    with browser.site.database.reading() as session:
        assert tally(session, session.exec(select(Strategy)).one()).proposed[Outcome.ACCEPTED] == 3


def test_what_an_invited_circle_said_alike_counts_nowhere(browser: Browser, same: list[UUID]) -> None:
    with browser.site.database.writing() as session:
        comment = session.get_one(Comment, same[1])
        procedure = session.get_one(Phase, comment.phase_id).procedure_id
        comment.phase_id = a_closed_phase(session, procedure).id
    browser.site.refresh()
    _consider(browser, _row("comment", same[0]))
    with browser.site.database.reading() as session:
        strategy = session.exec(select(Strategy)).one()
        numbers = tally(session, strategy)
        assert (numbers.published, numbers.considered, without_effect(session, strategy)) == (3, 2, 1)
    with browser.site.database.writing() as session:
        later = Consideration(strategy_id=strategy.id, comment_id=same[1], created_at=now(), changed_at=now())
        later.state, later.outcome, later.rationale = ConsiderationState.RELEASED, Outcome.NOTED, "Später gesagt."
        session.add(later)
    with browser.site.database.reading() as session:
        assert tally(session, strategy).proposed == numbers.proposed


def test_who_withdraws_leaves_the_outcome_to_the_others(browser: Browser, same: list[UUID]) -> None:
    _consider(browser, _row("comment", same[0]))
    assert "Das stimmt so." in _traced(browser, 0)
    browser.post("/de/nachverfolgen/zurueckziehen", {"code": receipt_code(SECRETS[0])})
    with browser.site.database.reading() as session:
        assert session.get_one(Comment, same[0]).text == ""
        assert session.get_one(Idea, same[2]).title
    assert "Das stimmt so." in _traced(browser, 1)
    assert "Das stimmt so." in _traced(browser, 2)
    assert len(_stored(browser)) == 1
