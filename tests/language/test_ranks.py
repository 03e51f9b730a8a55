"""Changes of a standard text are ranked by what they do to its twin."""

from __future__ import annotations

import pytest

from participation.language.alignment import likely_sources
from participation.language.difference import Change
from participation.language.ranks import Matter, Rank, ranked

BUSES = "Das Angebot soll bis zum Jahr 2030 zwischen Lindenau und Marbach schrittweise ausgebaut werden."
COSTS = "Die jährlichen Mehrkosten werden auf rund 1,8 Mio. Euro geschätzt."
DEADLINE = "Stellungnahmen können bis zum 30. April 2026 schriftlich eingereicht werden."
TWIN = "Das plant der Land-Kreis bis zum Jahr 2030:\nZwischen Lindenau und Marbach fahren mehr Busse."


@pytest.mark.parametrize(
    ("before", "after", "matter"),
    [
        (COSTS, COSTS.replace("1,8", "2,1"), Matter.NUMBER),
        (BUSES, BUSES.replace("2030", "2032"), Matter.DATE),
        (DEADLINE, DEADLINE.replace("30. April", "30. Juni"), Matter.DATE),
        (BUSES, BUSES.replace("Marbach", "Eichbach"), Matter.PLACE),
        (BUSES, BUSES.replace("soll bis", "soll nicht bis"), Matter.NEGATION),
        (BUSES, BUSES.replace("soll", "muss"), Matter.MODAL),
        (COSTS, COSTS.replace("rund", "mindestens"), Matter.QUANTITY),
        (COSTS, COSTS.replace("jährlichen", "monatlichen"), Matter.QUANTITY),
        (COSTS, "", Matter.REMOVED),
        ("", COSTS, Matter.ADDED),
        ("Die Buslinie fährt alle zwei Stunden.", "Die Buslinie fährt alle 3 Stunden.", Matter.NUMBER),
    ],
)
def test_what_a_reader_would_do_otherwise_for_ranks_high(before: str, after: str, matter: Matter) -> None:
    found = ranked(before, after)
    assert found is not None
    assert (found.rank, found.matters) == (Rank.HIGH, (matter,))


def test_two_numbers_that_change_places_rank_high() -> None:
    found = ranked("von 3 auf 5 Busse", "von 5 auf 3 Busse")
    assert found is not None
    assert found.matters == (Matter.NUMBER,)


def test_a_negation_that_moves_ranks_high() -> None:
    found = ranked("Nicht alle Busse fahren.", "Alle Busse fahren nicht.")
    assert found is not None
    assert found.matters == (Matter.NEGATION,)


def test_a_place_that_no_ending_tells_is_known_by_its_name() -> None:
    found = ranked("Ein Bus fährt nach Calbe.", "Ein Bus fährt nach Egeln.", places=["Calbe (Saale)", "Egeln"])
    assert found is not None
    assert found.matters == (Matter.PLACE,)


def test_other_words_rank_normal() -> None:
    found = ranked(BUSES, BUSES.replace("schrittweise", "nach und nach"))
    assert found is not None
    assert (found.rank, found.matters) == (Rank.NORMAL, ())


def test_a_typing_error_put_right_ranks_low() -> None:
    found = ranked(BUSES, BUSES.replace("schrittweise", "schritweise"))
    assert found is not None
    assert found.rank is Rank.LOW


@pytest.mark.parametrize("after", [f"  {COSTS} ", COSTS.replace("Mio.", "Millionen"), COSTS.removesuffix(".")])
def test_another_way_to_type_the_same_is_no_change(after: str) -> None:
    assert ranked(COSTS, after) is None


def test_a_number_that_the_twin_still_says_weighs_most() -> None:
    still_said = ranked(BUSES, BUSES.replace("2030", "2032"), TWIN)
    not_said = ranked(BUSES, BUSES.replace("2030", "2032"), "Es gibt mehr Busse.")
    assert still_said is not None
    assert not_said is not None
    assert still_said.shared == ("2030",)
    assert still_said.weight > not_said.weight
    assert [run.text.strip() for run in still_said.runs if run.change is Change.ADDED] == ["2032"]


def test_the_standard_text_that_a_twin_resembles_is_proposed_first() -> None:
    standards = {"buses": BUSES, "costs": COSTS, "deadline": DEADLINE}
    assert likely_sources(TWIN, standards)[0][0] == "buses"
    assert likely_sources("Die neuen Busse kosten fast 2 Millionen Euro.", standards)[0][0] == "costs"


def test_nothing_is_proposed_for_a_text_about_something_else() -> None:
    assert likely_sources("Wir wünschen guten Appetit!", {"costs": COSTS}) == []
