"""Rankings against the textbook elections."""

from __future__ import annotations

import pytest

from participation.statistics.rankings import (
    Ballots,
    borda,
    pairwise_counts,
    pairwise_winner,
    position_counts,
    ranking,
    schulze,
)

CITIES = ["Memphis", "Nashville", "Chattanooga", "Knoxville"]
TENNESSEE = [
    Ballots(("Memphis", "Nashville", "Chattanooga", "Knoxville"), 42),
    Ballots(("Nashville", "Chattanooga", "Knoxville", "Memphis"), 26),
    Ballots(("Chattanooga", "Knoxville", "Nashville", "Memphis"), 15),
    Ballots(("Knoxville", "Chattanooga", "Nashville", "Memphis"), 17),
]
SCHULZE = [
    Ballots(tuple(order), n)
    for order, n in [
        *(("ACBED", 5), ("ADECB", 5), ("BEDAC", 8), ("CABED", 3)),
        *(("CAEBD", 7), ("CBADE", 2), ("DCEBA", 7), ("EBADC", 8)),
    ]
]


def test_the_capital_of_tennessee_by_borda() -> None:
    points = borda(pairwise_counts(TENNESSEE, CITIES), 100)
    assert points == {"Memphis": 126, "Nashville": 194, "Chattanooga": 173, "Knoxville": 107}
    assert next(iter(points)) == "Nashville"


def test_borda_from_pairs_equals_borda_from_positions() -> None:
    positions = position_counts(TENNESSEE, CITIES)
    assert positions["Memphis"] == [42, 0, 0, 58]
    points = borda(pairwise_counts(TENNESSEE, CITIES), 100)
    assert points == {city: sum(n * (3 - place) for place, n in enumerate(positions[city])) for city in CITIES}


def test_forty_five_voters_by_strongest_paths() -> None:
    pairwise = pairwise_counts(SCHULZE, "ABCDE")
    assert [pairwise["A", other] for other in "BCDE"] == [20, 26, 30, 22]
    assert [pairwise["E", other] for other in "ABCD"] == [23, 27, 21, 31]
    assert schulze(pairwise) == [["E"], ["A"], ["C"], ["B"], ["D"]]
    assert pairwise_winner(pairwise) is None


def test_options_that_nobody_can_tell_apart_share_a_place() -> None:
    assert schulze(pairwise_counts([Ballots(("a", "b")), Ballots(("b", "a"))], "abc")) == [["a", "b"], ["c"]]


def test_where_borda_and_the_direct_comparison_disagree_it_is_said() -> None:
    ballots = [Ballots(("a", "b", "c"), 51), Ballots(("b", "c", "a"), 49)]
    result = ranking(pairwise_counts(ballots, "abc"), 100)
    assert (result.leaders, result.pairwise_winner, result.methods_agree) == (["b"], "a", False)
    assert ranking(pairwise_counts(TENNESSEE, CITIES), 100).methods_agree


def test_options_left_out_share_the_points_that_remain() -> None:
    points = borda(pairwise_counts([Ballots(("a",), 10)], "abc"), 10)
    assert points == pytest.approx({"a": 20, "b": 5, "c": 5})
