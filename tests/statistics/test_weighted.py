"""Weighted figures: everybody counts as much as their weight says, and no figure tells of a few people."""

from __future__ import annotations

import random
from math import ceil, floor

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from scipy.optimize import linprog

from participation.statistics.cell_key import MAX_NOISE, perturbed
from participation.statistics.counts import Cell, Code, Distribution, total
from participation.statistics.published import AnswerKind, Segment
from participation.statistics.thin_margins import ThinMargin, carried
from participation.statistics.weighted import Rows, TooFew, nearest, weighted, weighted_number
from participation.statistics.weights import TooUneven, WeightsRefused, raked

AGES, GENDERS = ("young", "middle", "old"), ("w", "m")


def cells(counts: dict[Code, int], seed: int = 1) -> dict[Code, Cell]:
    dice = random.Random(seed)  # noqa: S311 - keys, no secret
    return {code: Cell(n, sum(dice.getrandbits(32) for _ in range(n))) for code, n in counts.items()}


def rows(answers: dict[Segment, dict[Code, int]]) -> Rows:
    return {segment: Distribution.of_one(cells(counts, len(str(segment)))) for segment, counts in answers.items()}


def test_each_group_counts_as_much_as_its_weight() -> None:
    answers: dict[Segment, dict[Code, int]] = {("young",): {1: 1000, 5: 3000}, ("old",): {1: 4000, 5: 2000}}
    found = weighted(rows(answers), AnswerKind.SCALE, {("young",): 1.75, ("old",): 0.5})
    assert found.shares[5] == pytest.approx(0.7 * 30 / 40 + 0.3 * 20 / 60, abs=2 * MAX_NOISE * 1.75 / 10_000)
    assert found.mean == pytest.approx(1 * (found.shares[1] or 0) + 5 * (found.shares[5] or 0))
    # Kish: the young weigh 1.75, the old 0.5.
    assert found.effective_n == nearest(10_000**2 / (4000 * 1.75**2 + 6000 * 0.5**2))
    assert abs(found.n - 10_000) <= 5


def test_several_answers_are_shares_of_weighted_people() -> None:
    answers: Rows = {
        ("young",): Distribution(cells({"a": 3000, "b": 1000}), {}, cells({"*": 4000})["*"]),
        ("old",): Distribution(cells({"a": 2000, "b": 6000}), {}, cells({"*": 6000})["*"]),
    }
    found = weighted(answers, AnswerKind.SEVERAL, {("young",): 1.5, ("old",): 4000 / 6000})
    assert found.shares["a"] == pytest.approx(0.6 * 30 / 40 + 0.4 * 20 / 60, abs=0.003)
    assert found.shares["b"] == pytest.approx(0.6 * 10 / 40 + 0.4 * 60 / 60, abs=0.003)
    assert found.mean is None


def test_who_does_not_belong_to_the_population_carries_no_weight() -> None:
    answers: dict[Segment, dict[Code, int]] = {("young",): {1: 0, 5: 5000}, ("old",): {1: 4000, 5: 2000}}
    found = weighted(rows(answers), AnswerKind.SCALE, {("old",): 1.0})
    assert found.shares[5] == pytest.approx(1 / 3, abs=0.003)
    assert abs(found.n - 6000) <= 5


def test_an_option_that_hardly_anybody_chose_has_no_weighted_share() -> None:
    answers: dict[Segment, dict[Code, int]] = {("young",): {1: 500, 2: 2, 5: 500}}
    found = weighted(rows(answers), AnswerKind.SCALE, {("young",): 1.0}, frozenset({2}))
    assert found.shares[2] is None
    assert found.shares[1] == pytest.approx(0.5, abs=0.02)


def test_what_nobody_chose_stays_nothing() -> None:
    answers: dict[Segment, dict[Code, int]] = {("young",): {1: 500, 2: 0}, ("old",): {1: 500, 2: 0}}
    found = weighted(rows(answers), AnswerKind.SCALE, {("young",): 0.5, ("old",): 1.5})
    assert found.shares == {1: 1.0, 2: 0.0}


def test_the_noise_of_a_weighted_number_is_not_that_of_a_table_with_the_same_people() -> None:
    dice = random.Random(5)  # noqa: S311 - keys, no secret
    weights: dict[Segment, float] = {("light",): 0.2, ("heavy",): 1.0}
    same = 0
    for _ in range(300):
        light, heavy = (Cell(40, dice.getrandbits(32)) for _ in weights)
        noise = round(weighted_number({("light",): light, ("heavy",): heavy}, weights)) - (40 * 0.2 + 40)
        same += noise == perturbed(light + heavy) - 80
    assert 20 < same < 120  # by chance alone


def test_where_all_weigh_the_same_the_weighted_number_is_the_one_that_a_table_shows() -> None:
    dice = random.Random(6)  # noqa: S311 - keys, no secret
    for n in (0, 2, 11, 40):
        cell = Cell(n, dice.getrandbits(32))
        assert weighted_number({("all",): cell}, {("all",): 1.0}) == perturbed(cell)


def test_fewer_than_a_hundred_answers_are_not_weighted() -> None:
    with pytest.raises(TooFew):
        weighted(rows({("young",): {1: 50, 5: 49}}), AnswerKind.SCALE, {("young",): 1.0})


def test_a_question_that_was_answered_too_unevenly_is_not_weighted() -> None:
    answers: dict[Segment, dict[Code, int]] = {("young",): {1: 8, 5: 8}, ("old",): {1: 100, 5: 100}}
    with pytest.raises(TooUneven):
        weighted(rows(answers), AnswerKind.SCALE, {("young",): 3.0, ("old",): 0.1})


crossed = st.lists(st.integers(30, 200), min_size=6, max_size=6)
chosen = st.lists(st.floats(0.1, 0.9), min_size=6, max_size=6)


@given(crossed, crossed, chosen)
def test_the_weighted_people_have_the_margins_of_the_population(
    sample: list[int], population: list[int], shares: list[float]
) -> None:
    """The margins hold for the raked cells, and the weighted share is that of the sheets one by one, but for noise."""
    segments: list[Segment] = [(age, gender) for age in AGES for gender in GENDERS]
    people, target = (dict(zip(segments, numbers, strict=True)) for numbers in (sample, population))
    margins = [
        {one: float(sum(n for segment, n in target.items() if segment[place] == one)) for one in names}
        for place, names in enumerate((AGES, GENDERS))
    ]
    try:
        weights = raked(people, margins)
    except WeightsRefused:
        reject()
    if weights.trimmed:
        reject()
    for place, margin in enumerate(margins):
        for one, of_population in margin.items():
            mass = sum(weights.by_segment[s] * n for s, n in people.items() if s[place] == one)
            assert mass / sum(sample) == pytest.approx(of_population / sum(population), abs=1e-6)
    said: dict[Segment, dict[Code, int]] = {
        segment: {"yes": (yes := round(n * share)), "no": n - yes}
        for (segment, n), share in zip(people.items(), shares, strict=True)
    }
    found = weighted(rows(said), AnswerKind.CHOICE, weights.by_segment)
    true = sum(weights.by_segment[segment] * counts["yes"] for segment, counts in said.items()) / sum(sample)
    heaviest = max(weights.by_segment.values())
    assert found.shares["yes"] == pytest.approx(true, abs=2 * heaviest * MAX_NOISE / sum(sample) + 0.01)


@pytest.mark.parametrize("seed", range(12))
def test_who_knows_every_weight_finds_no_small_cell(seed: int) -> None:
    """Linear programming, with the exact number of all, both tables as they are shown, and the weighted number."""
    dice = random.Random(seed)  # noqa: S311 - people and keys made up
    segments: list[Segment] = [(age, gender) for age in AGES for gender in GENDERS]
    people = [dice.choice((0, dice.randint(0, 5), dice.randint(0, 15))) + (at == 0) * 3 for at in range(6)]
    chosen = {s: Cell(n, dice.getrandbits(32)) for s, n in zip(segments, people, strict=True)}
    weights = [dice.uniform(0.3, 3) for _ in segments]
    known = [([1.0] * 6, float(sum(people)), float(sum(people)))]
    for place, names in enumerate((AGES, GENDERS)):
        for one in names:
            shown = perturbed(total(cell for s, cell in chosen.items() if s[place] == one))
            inside = [float(s[place] == one) for s in segments]
            known.append((inside, max(float(shown > 0), shown - MAX_NOISE), shown + MAX_NOISE))
    unit = max(weights)
    number = round(weighted_number(chosen, dict(zip(segments, weights, strict=True))) / unit)
    # At either end it may have been held back.
    low = number - MAX_NOISE - 0.5 if number > min(weights) * (sum(people) + MAX_NOISE) // unit else 0.0
    high = number + MAX_NOISE + 0.5 if number < sum(people) - MAX_NOISE else float(sum(people))
    with_weights = [*known, ([weight / unit for weight in weights], low, high)]
    for cell in range(6):
        before, after = (spread(cell, sum(people), one) for one in (known, with_weights))
        assert after[0] - 1e-6 <= people[cell] <= after[1] + 1e-6
        assert len(whole(after)) > 1 or len(whole(before)) == 1


def spread(cell: int, most: int, known: list[tuple[list[float], float, float]]) -> list[float]:
    """The smallest and largest number that fits what is known."""
    above = [row for row, _, _ in known] + [[-one for one in row] for row, _, _ in known]
    limits = [high for _, _, high in known] + [-low for _, low, _ in known]
    costs = ([float(sign * (at == cell)) for at in range(6)] for sign in (1, -1))
    solved = [linprog(cost, A_ub=above, b_ub=limits, bounds=[(0, most)] * 6).fun for cost in costs]
    return [solved[0], -solved[1]]


def whole(limits: list[float]) -> range:
    return range(ceil(limits[0] - 1e-6), floor(limits[1] + 1e-6) + 1)


TOWNS = {"a": 100.0, "b": 50.0, "c": 50.0, "d": 800.0}
PARTS = {"municipality": {"a": "north", "b": "north", "c": "north", "d": "south"}}


def test_thin_municipalities_are_weighted_as_a_part_of_the_county() -> None:
    people: dict[Segment, int] = {("a",): 30, ("b",): 6, ("c",): 4, ("d",): 60, ("elsewhere",): 9}
    found = carried(people, {"municipality": TOWNS}, PARTS, 10)
    assert found.margins == [{"a": 100.0, "north": 100.0, "d": 800.0}]
    assert found.counts(people) == {("a",): 30, ("north",): 10, ("d",): 60, ("elsewhere",): 9}


@pytest.mark.parametrize(
    "people", [{("a",): 30, ("b",): 30, ("c",): 30}, {("a",): 30, ("b",): 30, ("c",): 30, ("d",): 9}]
)
def test_a_margin_without_enough_people_is_named(people: dict[Segment, int]) -> None:
    with pytest.raises(ThinMargin) as refusal:
        carried(people, {"municipality": TOWNS}, PARTS, 10)
    assert (refusal.value.dimension, refusal.value.category) == ("municipality", "south")


def test_a_margin_that_becomes_one_group_is_refused() -> None:
    with pytest.raises(ThinMargin):
        carried({("a",): 30, ("b",): 2}, {"municipality": {"a": 1.0, "b": 1.0}}, PARTS, 10)
