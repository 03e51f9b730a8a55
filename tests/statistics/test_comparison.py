"""Comparing audiences from counts gives what the raw answers give."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu, norm
from statsmodels.stats.multitest import multipletests

from participation.statistics.cell_key import perturbed
from participation.statistics.cell_key_table import DESIGN
from participation.statistics.comparison import benjamini_hochberg, differences, holm, mann_whitney, superiority
from participation.statistics.counts import Cell

BENJAMINI_HOCHBERG_1995 = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
]
"""The fifteen p-values of the example in Benjamini & Hochberg 1995, section 3.1."""

samples = st.lists(st.integers(1, 5), min_size=1, max_size=80)
p_values = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def counted(scores: list[int]) -> dict[int, int]:
    return {code: scores.count(code) for code in range(1, 6)}


@given(samples, samples)
def test_the_rank_test_from_counts_equals_that_from_raw_answers(first: list[int], second: list[int]) -> None:
    assume(len({*first, *second}) > 1)
    oracle = mannwhitneyu(first, second, method="asymptotic", use_continuity=True)
    test = mann_whitney(counted(first), counted(second))
    assert (test.u, test.p) == pytest.approx((oracle.statistic, min(oracle.pvalue, 1.0)), abs=1e-10)


def test_where_everyone_agrees_there_is_no_difference() -> None:
    assert mann_whitney({3: 40}, {3: 50}).p == 1


def test_an_empty_audience_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="both samples"):
        mann_whitney({}, {3: 1})


def test_the_example_of_1995_rejects_four_and_the_family_wise_rule_three() -> None:
    shuffled = random.Random(1).sample(BENJAMINI_HOCHBERG_1995, 15)  # noqa: S311 - an order, no secret
    by_rate = {p for p, q in zip(shuffled, benjamini_hochberg(shuffled), strict=True) if q <= 0.05}
    by_family = {p for p, q in zip(shuffled, holm(shuffled), strict=True) if q <= 0.05}
    assert by_rate == {0.0001, 0.0004, 0.0019, 0.0095}
    assert by_family == {0.0001, 0.0004, 0.0019}


@settings(max_examples=25)  # the oracle is slow
@given(p_values)
def test_corrections_equal_those_of_statsmodels(values: list[float]) -> None:
    assert holm(values) == pytest.approx(multipletests(values, method="holm")[1], abs=1e-12)
    assert benjamini_hochberg(values) == pytest.approx(multipletests(values, method="fdr_bh")[1], abs=1e-12)


def test_a_difference_must_be_significant_and_large_enough() -> None:
    many = {1: 1000, 5: 1000}
    found = differences(
        {
            "large and certain": ({1: 100, 5: 900}, many),
            "certain but trifling": ({1: 9000, 5: 10000}, {1: 10000, 5: 9000}),
            "large but by chance": ({2: 2, 5: 3}, {2: 3, 5: 2}),
            "exactly at the limit": ({1: 0, 2: 700, 3: 300}, {1: 0, 2: 1000}),
        }
    )
    assert [item for item, difference in found.items() if difference.is_notable] == [
        "large and certain",
        "exactly at the limit",
    ]


def test_holm_corrects_over_all_comparisons_of_a_release() -> None:
    pair = ({2: 20, 4: 30}, {2: 30, 4: 20})
    alone = differences({"a": pair})["a"]
    among_twelve = differences(dict.fromkeys("abcdefghijkl", pair))["a"]
    assert alone.is_notable == (alone.p < 0.05)
    assert among_twelve.p_corrected == pytest.approx(min(1, 12 * alone.p))


def test_shares_are_compared_by_points_of_a_hundred() -> None:
    pairs = {
        "four points": ({0: 4600, 1: 5400}, {0: 5000, 1: 5000}),
        "six points": ({0: 4400, 1: 5600}, {0: 5000, 1: 5000}),
    }
    found = differences(pairs, shares=pairs.keys())
    assert {item: one.is_notable for item, one in found.items()} == {"four points": False, "six points": True}
    assert found["six points"].delta == pytest.approx(0.06)


@given(samples, samples)
def test_the_effect_size_is_that_of_the_rank_test(first: list[int], second: list[int]) -> None:
    oracle = mannwhitneyu(first, second).statistic / (len(first) * len(second))
    assert superiority(counted(first), counted(second)) == pytest.approx(oracle)
    assert superiority(counted(first), counted(second)) == pytest.approx(
        1 - superiority(counted(second), counted(first))
    )


HOGARTY_KROMREY_1999 = [10, 10, 20, 20, 20, 30, 30, 30, 40, 50], [10, 20, 30, 40, 40, 50]
"""Treatment and control of the example of Hogarty & Kromrey 1999, as the R package effsize gives it."""


def test_the_effect_size_equals_the_published_delta_of_cliff() -> None:
    treatment, control = ({code: scores.count(code) for code in scores} for scores in HOGARTY_KROMREY_1999)
    assert 2 * superiority(treatment, control) - 1 == pytest.approx(-0.25)


@pytest.mark.parametrize(("shift", "effect"), [(0.2, 0.56), (0.5, 0.64), (0.8, 0.71)])
def test_small_medium_and_large_effects_are_those_of_vargha_and_delaney(shift: float, effect: float) -> None:
    """Vargha & Delaney 2000, table 1: two normal distributions 0.2, 0.5 and 0.8 standard deviations apart."""
    steps = range(-600, 601)
    one, other = ({at: round(1e6 * norm.pdf(at / 100 - moved)) for at in steps} for moved in (shift, 0.0))
    assert round(superiority(one, other), 2) == effect


def test_of_two_shares_the_effect_is_half_their_difference() -> None:
    found = differences({"bus": ({0: 4400, 1: 5600}, {0: 5000, 1: 5000})}, shares={"bus"})["bus"]
    assert found.superiority == pytest.approx(0.5 + found.delta / 2)


def test_counts_that_were_changed_do_not_differ_more_often() -> None:
    """Two groups of the same people: without regard to the noise more than five of a hundred tests find something."""
    dice = random.Random(3)  # noqa: S311 - people and keys made up
    found = {True: 0, False: 0}
    for _ in range(1500):
        shown = []
        for size in (40, 60):
            cells: dict[int, Cell] = dict.fromkeys(range(1, 6), Cell())
            for score in dice.choices(range(1, 6), (1, 2, 4, 2, 1), k=size):
                cells[score] += Cell(1, dice.getrandbits(32))
            shown.append({score: perturbed(cell) for score, cell in cells.items()})
        for is_known in found:
            noise = (DESIGN.variance, DESIGN.variance) if is_known else (0.0, 0.0)
            found[is_known] += mann_whitney(shown[0], shown[1], noise).p < 0.05
    assert found[True] / 1500 < 0.06 < found[False] / 1500
