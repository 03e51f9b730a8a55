"""What a comparison says about elements and paragraphs that moved, came, went or got another number."""

from __future__ import annotations

import random
from pathlib import Path
from uuid import uuid4

import pytest
from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.language.order import moved
from participation.strategy.compared_blocks import FrozenText, changed_blocks
from participation.strategy.models import Block, BlockText, Element, Kind, Strategy, TwinState
from participation.threads.models import Thread
from tests.browser import Browser
from tests.cast import a_region
from tests.strategy.builders import a_strategy, next_version, reworded

PLACE = "/de/strategien/zukunft"


@pytest.fixture
def reader(browser: Browser, tmp_path: Path) -> Browser:
    """Somebody in front of two versions between which things moved."""
    with browser.site.database.writing() as session:
        strategy = a_strategy(session, a_region(session), tmp_path)
        _move(session)
        reworded(session, strategy, "radwege", "title", "Alle Radwege")
        reworded(session, strategy, "mobilitaet", "p1", "Bis 2032 fahren Busse.", "de-simple")
        next_version(session, strategy)
    browser.site.refresh()
    return browser


def _move(session: Session) -> None:
    elements = {element.key: element for element in session.exec(select(Element))}
    goal, field = elements["ziel-bus"], elements["mobilitaet"]
    goal.parent_id, goal.kind, goal.number = elements["radwege"].id, Kind.SUB_GOAL, "3"
    field.number = "1.4"
    paragraphs = session.exec(select(Block).where(Block.element_id == field.id).order_by(col(Block.position))).all()
    first, second = (block for block in paragraphs if block.key != "title")
    first.position, second.position = second.position, first.position
    session.add_all([goal, field, first, second])
    session.flush()


def test_moves_are_called_moves_and_show_where_from(reader: Browser) -> None:
    page = reader.get(f"{PLACE}/vergleich/1..2").text
    goal = page.partition('id="ziel-bus"')[2].partition("</section>")[0]
    assert "Vorher stand es hier:" in goal
    assert "Unterwegs" in goal
    assert "Hatte vorher keine Nummer" in goal
    assert "War vorher: Oberziel" in goal
    assert "<del>" not in goal


def test_paragraphs_that_change_places_are_not_called_new(reader: Browser) -> None:
    field = reader.get(f"{PLACE}/vergleich/1..2").text.partition('id="mobilitaet"')[2].partition("</section>")[0]
    assert field.count("Innerhalb des Abschnitts verschoben:") == 1
    assert "Nummer vorher: 1.1" in field
    assert "Neuer Absatz" not in field


def test_both_versions_stand_side_by_side_without_a_script(reader: Browser) -> None:
    page = reader.get(f"{PLACE}/vergleich/1..2?ansicht=nebeneinander").text
    field = page.partition('id="radwege"')[2].partition("</section>")[0]
    before, after = field.split('class="difference__side"')[1:3]
    assert "Fassung 1" in before
    assert "<ins>" not in before
    assert "Fassung 2" in after
    assert "<del>" not in after
    assert "Neu: " in after


def test_easy_words_are_compared_in_their_own_language(reader: Browser) -> None:
    page = reader.get("/leicht/strategien/zukunft/vergleich/1..2").text
    assert "2032" in page
    assert "Alle Radwege" not in page.partition("<main")[2]


def test_two_versions_can_be_chosen(reader: Browser) -> None:
    with reader.site.database.writing() as session:
        next_version(session, session.exec(select(Strategy)).one())
    reader.site.refresh()
    assert 'name="von"' in reader.get(f"{PLACE}/vergleich/1..2").text
    chosen = reader.get(f"{PLACE}/vergleich/waehlen?von=1&bis=3")
    assert chosen.headers["location"] == f"{PLACE}/vergleich/1..3"
    odd = reader.get(f"{PLACE}/vergleich/waehlen?von=99&bis=x")
    assert odd.headers["location"] == f"{PLACE}/vergleich/1..3"


def test_a_paragraph_under_a_new_name_was_moved() -> None:
    one, other, old, new = uuid4(), uuid4(), uuid4(), uuid4()
    words = "Der Landkreis baut jedes Jahr zehn Kilometer Radweg."
    before, after = {old: FrozenText(one, "p1", 1, words)}, {new: FrozenText(other, "p7", 1, words)}
    changed = changed_blocks(before, after, {})
    assert list(changed) == [other]
    assert changed[other][0].fate == "moved"


def test_as_few_as_possible_have_moved() -> None:
    assert moved("abcdef", "bcdefa") == {"a"}
    assert moved("abc", "abc") == set()
    assert moved("abc", "xbya") in ({"a"}, {"b"})
    chance = random.Random(1)  # noqa: S311 - repeatable, no secrets
    for _ in range(50):
        before = list(range(12))
        after = chance.sample(before, 9)
        went = moved(before, after)
        stayed = [thing for thing in after if thing not in went]
        assert stayed == sorted(stayed)


def test_a_new_paragraph_and_one_left_out_are_called_so(reader: Browser) -> None:
    with reader.site.database.writing() as session:
        strategy = session.exec(select(Strategy)).one()
        element = session.exec(select(Element).where(Element.key == "radwege")).one()
        gone = session.exec(select(Block).where(Block.element_id == element.id, Block.key == "p1")).one()
        thread = Thread(region_id=strategy.region_id)
        session.add(thread)
        session.flush()
        for text in session.exec(select(BlockText).where(BlockText.block_id == gone.id)):
            session.delete(text)
        block = Block(element_id=element.id, thread_id=thread.id, key="p2", position=9)
        session.add(block)
        session.flush()
        session.add(
            BlockText(
                block_id=block.id, language="de", text="Ganz anderes.", state=TwinState.REVIEWED, changed_at=now()
            )
        )
        session.flush()
        next_version(session, strategy)
    reader.site.refresh()
    page = reader.get(f"{PLACE}/vergleich/2..3").text
    assert "Neuer Absatz:" in page
    assert "Gestrichener Absatz:" in page
