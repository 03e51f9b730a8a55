"""Intervals of shares against the published tables of Newcombe 1998."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from participation.statistics.intervals import newcombe, wilson


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_score_interval_is_the_published_one(hits: int, n: int, low: float, high: float) -> None:
    assert wilson(hits, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_the_difference_interval_is_the_published_one(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    interval = newcombe((first[0], second[0]), (first[1], second[1]))
    assert interval == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_score_interval_equals_that_of_statsmodels(pair: tuple[int, int]) -> None:
    assert wilson(*pair) == pytest.approx(proportion_confint(*pair, method="wilson"), abs=1e-12)


def test_a_council_asked_completely_has_no_interval_left() -> None:
    assert wilson(30, 40, population=40) == (0.75, 0.75)
    wide, narrow = wilson(30, 40), wilson(30, 40, population=50)
    assert wide.low < narrow.low < 0.75 < narrow.high < wide.high


@pytest.mark.parametrize(("hits", "n", "population"), [(1, 0, None), (5, 4, None), (3, 4, 2)])
def test_impossible_samples_have_no_interval(hits: int, n: int, population: int | None) -> None:
    with pytest.raises(ValueError, match=r"interval needs|population cannot"):
        wilson(hits, n, population=population)
