"""A process that stays ready answers one question after the other, and is started anew where it fails."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from participation.core.elsewhere import ElsewhereFailed
from participation.core.standby import Standby


@pytest.fixture
def standby() -> Iterator[Standby]:
    """A process that echoes, ended with the test."""
    made = Standby("tests.echoing", seconds=5.0)
    yield made
    made.end()


def test_the_same_process_answers_again(standby: Standby) -> None:
    first, second = standby.ask("Bus"), standby.ask("Bahn\nund Rad")
    assert second["asked"] == "Bahn\nund Rad"
    assert first["process"] == second["process"]


def test_what_it_cannot_deal_with_is_told_and_it_goes_on(standby: Standby) -> None:
    before = standby.ask("Bus")["process"]
    with pytest.raises(ElsewhereFailed, match="TooHard"):
        standby.ask("fail")
    assert standby.ask("Bus")["process"] == before


def test_another_one_is_started_where_it_died(standby: Standby) -> None:
    before = standby.ask("Bus")["process"]
    with pytest.raises(ElsewhereFailed):
        standby.ask("die")
    assert standby.ask("Bus")["process"] != before


def test_an_answer_that_takes_too_long_ends_it() -> None:
    hurried = Standby("tests.echoing", seconds=0.2)
    with pytest.raises(ElsewhereFailed, match="took longer"):
        hurried.ask("dawdle")
    hurried.end()


def test_it_is_ended_when_nobody_asks_any_more(standby: Standby) -> None:
    before = standby.ask("Bus")["process"]
    standby.end()
    assert standby.ask("Bus")["process"] != before
