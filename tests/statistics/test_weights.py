"""Weights reproduce margins, cost what Kish says, and are refused where they are too thin."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from participation.statistics.weights import (
    EmptyMargin,
    NoAgreement,
    Segment,
    TooUneven,
    Weights,
    WeightsRefused,
    design_effect,
    effective_n,
    raked,
)

SCHOOLS: dict[Segment, int] = {
    ("E", "No"): 15,
    ("E", "Yes"): 127,
    ("H", "No"): 13,
    ("H", "Yes"): 12,
    ("M", "No"): 9,
    ("M", "Yes"): 24,
}
"""200 Californian schools (apisrs of the R package survey) by type and by meeting the school-wide target."""

SCHOOL_MARGINS = [{"E": 4421, "H": 755, "M": 1018}, {"No": 1072, "Yes": 5122}]

R_SURVEY = [28.91077, 31.39637, 29.00310, 31.49664, 29.03313, 31.52924]
"""Weights by `rake` of the R package survey, in the order of SCHOOLS, scaled to the population of 6194."""


def weighted(counts: dict[Segment, int], weights: Weights, place: int) -> dict[str, float]:
    sums: dict[str, float] = {}
    for segment, n in counts.items():
        sums[segment[place]] = sums.get(segment[place], 0) + n * weights.by_segment.get(segment, 0)
    return sums


def test_raking_equals_the_r_package_survey() -> None:
    weights = raked(SCHOOLS, SCHOOL_MARGINS)
    scaled = [weights.by_segment[segment] * 6194 / 200 for segment in SCHOOLS]
    assert scaled == pytest.approx(R_SURVEY, abs=1e-5)


def test_the_price_of_weights_is_that_of_kish() -> None:
    weights = [1, 1, 1, 1, 2, 2, 4]
    assert effective_n(weights) == pytest.approx(5.142857, abs=1e-6)
    assert design_effect(weights) == pytest.approx(1.361111, abs=1e-6)
    assert effective_n([1, 2, 4], [4, 2, 1]) == pytest.approx(5.142857, abs=1e-6)
    assert design_effect([1, 2, 4], [4, 2, 1]) == pytest.approx(1.361111, abs=1e-6)


tables = st.lists(st.integers(20, 200), min_size=6, max_size=6)


@given(tables, tables)
def test_untrimmed_weights_reproduce_the_margins(sample: list[int], population: list[int]) -> None:
    segments: list[Segment] = [(a, b) for a in "xyz" for b in "mw"]
    counts = dict(zip(segments, sample, strict=True))
    people = dict(zip(segments, population, strict=True))
    margins = [{c: sum(n for s, n in people.items() if s[p] == c) for c in "xyzmw"[3 * p : 3 + 2 * p]} for p in (0, 1)]
    try:
        weights = raked(counts, margins)
    except WeightsRefused:
        reject()
    assume(weights.trimmed == 0)
    assert weights.margin_error < 1e-9
    for place, margin in enumerate(margins):
        shares = {c: mass / sum(sample) for c, mass in weighted(counts, weights, place).items()}
        assert shares == pytest.approx({c: n / sum(population) for c, n in margin.items()}, abs=1e-9)


@given(tables, st.lists(st.integers(1, 2000), min_size=3, max_size=3))
def test_weights_stay_within_their_limits(sample: list[int], population: list[int]) -> None:
    segments: list[Segment] = [(a, b) for a in "xyz" for b in "mw"]
    counts = dict(zip(segments, sample, strict=True))
    try:
        weights = raked(counts, [dict(zip("xyz", population, strict=True)), {"m": 1, "w": 1}])
    except WeightsRefused:
        return
    assert all(0.3 <= weight <= 3.0 for weight in weights.by_segment.values())


def test_trimming_says_how_far_the_margins_are_missed() -> None:
    weights = raked({("young",): 10, ("old",): 90}, [{"young": 40, "old": 60}])
    assert weights.by_segment[("young",)] == 3.0
    assert weights.trimmed == 10
    assert weights.margin_error > 0.05


def test_who_is_not_in_a_margin_is_weighted_without_it() -> None:
    counts: dict[Segment, int] = {
        ("m", "1"): 30,
        ("w", "1"): 60,
        ("divers", "1"): 10,
        ("m", "2"): 40,
        ("w", "2"): 50,
        ("divers", "2"): 10,
    }
    weights = raked(counts, [{"m": 50, "w": 50}, {"1": 60, "2": 40}])
    by_place = weighted(counts, weights, 1)
    assert by_place["1"] / (by_place["1"] + by_place["2"]) == pytest.approx(0.6)
    by_gender = weighted(counts, weights, 0)
    assert by_gender["m"] == pytest.approx(by_gender["w"])
    assert by_gender["divers"] > 0


def test_a_category_without_answers_refuses_weights() -> None:
    with pytest.raises(EmptyMargin) as refusal:
        raked({("18-24",): 50}, [{"18-24": 100, "75+": 20}])
    assert (refusal.value.dimension, refusal.value.category) == (0, "75+")


def test_too_uneven_weights_are_refused() -> None:
    with pytest.raises(TooUneven) as refusal:
        raked({("a",): 4, ("b",): 96}, [{"a": 60, "b": 40}], limits=(0.01, 100))
    assert refusal.value.effective_n < 50


def test_margins_that_cannot_agree_are_refused() -> None:
    with pytest.raises((NoAgreement, TooUneven)):
        raked({("a", "x"): 50, ("b", "y"): 50}, [{"a": 90, "b": 10}, {"x": 10, "y": 90}], limits=(0.0, 1e9))
