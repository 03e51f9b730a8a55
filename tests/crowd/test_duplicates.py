"""Near duplicates: planted ones are proposed, traps are not, a person decides, groups last."""

from __future__ import annotations

import random
import re
import time

import pytest
from sqlmodel import select

from participation.accounts.models import Role
from participation.core.database import Database
from participation.core.journal import JournalEntry
from participation.crowd.duplicates import mates_of
from participation.crowd.grams import weighed
from participation.crowd.index import renew
from participation.crowd.jobs import take_in
from participation.crowd.models import CrowdEntry, DuplicatePair, PairState
from participation.crowd.sameness import may_be_the_same
from participation.joints import CROWD
from participation.threads.models import ContributionState
from tests.browser import Browser
from tests.cast import signed_in
from tests.comments.builders import PUBLIC, a_comment, a_setting
from tools.crowd_evaluation import TEXTS, WAYS, are_proposed, proposed_among

PAGE = "/de/verwaltung/ordnen/dubletten"
FIRST = "Der Radweg zwischen Marbach und Lindenau muss endlich gebaut werden, die Straße ist zu gefährlich."
AGAIN = "Der Radweg zwischen Marbach und Lindenau mus endlich gebaut werden, die Strase ist zu gefährlich. Danke!"


def test_planted_duplicates_are_found_and_nothing_else() -> None:
    texts = [line.split("\t")[1] for line in TEXTS.read_text().splitlines()]
    weights, chance = weighed(texts), random.Random(7)  # noqa: S311 - repeatable
    sample = [text for text in texts if len(text.split()) >= 6]
    for way in WAYS:
        found = sum(are_proposed(text, way(text, chance), weights) for text in sample)
        assert found / len(sample) >= 0.9, way.__name__
    every = [are_proposed(text, way(text, chance), weights) for text in sample for way in WAYS]
    assert sum(every) / len(every) >= 0.95
    assert len(proposed_among(texts, weights)) <= len(texts) / 100


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Mehr Platz für Autos in der Innenstadt", "Mehr Platz für Radfahrer in der Innenstadt"),
        ("Der Osten des Kreises braucht einen Arzt", "Der Süden des Kreises braucht einen Arzt"),
        ("Vor der Schule soll Tempo 30 gelten", "Vor der Schule soll Tempo 50 gelten"),
        ("Wir wollen den Windpark am Ort", "Wir wollen den Windpark am Ort nicht"),
        ("Der Weg ist für Kinder sicher", "Der Weg ist für Kinder unsicher"),
        ("Die alte Brücke aufbauen bitte", "Die alte Brücke abbauen bitte"),
        ("Weniger Autos im Ort, bitte bald", "Mehr Autos im Ort, bitte bald"),
        ("Bahnunterführung", "Rampen an der Bahnunterführung"),
    ],
)
def test_a_word_of_substance_in_the_place_of_another_makes_two_contributions(first: str, second: str) -> None:
    assert not may_be_the_same(first, second)
    assert not may_be_the_same(second, first)


def test_endings_typing_errors_and_order_make_no_difference() -> None:
    assert may_be_the_same("Die Radwege im Ort sind kaputt", "Im Ort sind die Radwge kaput")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("bus bahn rad " * 385, "rad bahn bus " * 385),
        ("ab" * 2_490, "ab" * 1_200 + "x" + "ab" * 1_290),
        (
            " ".join(f"{'abcdefghij' * 5}{n}q" for n in range(90)),
            " ".join(f"{'abcdefghij' * 5}{n}zw" for n in range(90)),
        ),
    ],
)
def test_texts_made_to_be_slow_are_compared_soon(first: str, second: str) -> None:
    before = time.process_time()
    may_be_the_same(first, second)
    assert time.process_time() - before < 3


def _two(browser: Browser, second: str = AGAIN) -> None:
    with browser.site.database.writing() as session:
        setting = a_setting(session)
        for text in (FIRST, second):
            a_comment(session, setting, text, **PUBLIC)
    take_in(browser.site.database, CROWD, recent=True)
    browser.site.refresh()
    signed_in(browser, Role.MODERATOR, setting.region)


def _pair(database: Database) -> DuplicatePair:
    with database.reading() as session:
        return session.exec(select(DuplicatePair)).one()


def test_a_pair_is_proposed_and_confirmed_by_a_person(browser: Browser) -> None:
    _two(browser)
    database = browser.site.database
    page = browser.get(PAGE).text
    assert FIRST in page
    assert AGAIN in page
    pair = _pair(database)
    assert browser.post(PAGE, {"pair": str(pair.id), "act": "same"}).status_code == 303
    assert browser.post(PAGE, {"pair": str(pair.id), "act": "same"}).status_code == 409
    with database.reading() as session:
        keys = [bytes(key) for key in session.exec(select(CrowdEntry.receipt_key))]
        assert mates_of(session, keys[:1]) == {keys[0]: frozenset(keys[1:])}
        assert session.exec(select(JournalEntry.action).where(JournalEntry.subject == "duplicate_pair")).all()
    page = browser.get(PAGE).text
    key = re.findall(r'name="key" value="([0-9a-f]{64})"', page)[0]
    browser.post(PAGE, {"act": "leave", "key": key})
    with database.reading() as session:
        assert mates_of(session, keys[:1]) == {}


def test_different_ones_are_not_proposed_again_and_confirmed_ones_outlast_a_change(browser: Browser) -> None:
    _two(browser)
    database = browser.site.database
    browser.post(PAGE, {"pair": str(_pair(database).id), "act": "different"})
    with database.writing() as session:
        for key in session.exec(select(CrowdEntry.receipt_key)).all():
            renew(session, bytes(key))
    take_in(database, CROWD, recent=True)
    assert _pair(database).state is PairState.DIFFERENT


def test_a_pair_vanishes_with_one_of_its_contributions(browser: Browser) -> None:
    _two(browser)
    with browser.site.database.writing() as session:
        comment = session.exec(select(CROWD.by_code["comment"].table)).first()
        assert comment
        comment.state = ContributionState.REJECTED
        session.add(comment)
    assert "pair-" not in browser.get(PAGE).text


def test_nonsense_is_told_so(browser: Browser) -> None:
    _two(browser, "Etwas ganz anderes über Bäume und Wasser im Park.")
    assert browser.post(PAGE, {"pair": "x", "act": "same"}).status_code == 404
    assert browser.post(PAGE, {"act": "leave", "key": "00"}).status_code == 404
