"""Weighted figures follow from published tables alone."""

from __future__ import annotations

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from participation.statistics.published import AnswerKind, PublishedCell, PublishedRow, PublishedTable, Segment, Status
from participation.statistics.weighted import weighted
from participation.statistics.weights import EmptyMargin, WeightsRefused


def row(
    segment: Segment, ns: dict[int, int], base: int | None = None, members: tuple[Segment, ...] = ()
) -> PublishedRow:
    cells = tuple(PublishedCell(code, n, None) for code, n in ns.items())
    status = Status.CHANGED if segment else Status.EXACT
    return PublishedRow(segment, members or (segment,), status, sum(ns.values()) if base is None else base, "", cells)


def hidden(*names: str) -> PublishedRow:
    return PublishedRow((names[0],), tuple((name,) for name in names), Status.WITHHELD, None, "<30")


def table(dimension: str, *rows: PublishedRow, kind: AnswerKind = AnswerKind.SCALE) -> PublishedTable:
    return PublishedTable("q", kind, (dimension,) if dimension else (), rows)


def everyone(ns: dict[int, int], kind: AnswerKind = AnswerKind.SCALE, base: int | None = None) -> PublishedTable:
    return table("", row((), ns, base), kind=kind)


def test_with_one_dimension_each_group_counts_as_much_as_in_the_population() -> None:
    ages = table("age", row(("young",), {1: 10, 5: 30}), row(("old",), {1: 40, 5: 20}))
    found = weighted(everyone({1: 50, 5: 50}), {"age": ages}, {"age": {"young": 70, "old": 30}})
    assert found.shares[5] == pytest.approx(0.7 * 30 / 40 + 0.3 * 20 / 60)
    assert found.mean == pytest.approx(1 * found.shares[1] + 5 * found.shares[5])
    assert (found.n, found.trimmed) == pytest.approx((100, 0))
    # Kish: the young weigh 1.75, the old 0.5.
    assert found.effective_n == pytest.approx((40 * 1.75 + 60 * 0.5) ** 2 / (40 * 1.75**2 + 60 * 0.5**2))


counts = st.lists(st.integers(20, 90), min_size=4, max_size=4)


@settings(deadline=None)  # the first run imports numpy
@given(counts, counts, st.floats(0.3, 0.7), st.floats(0.3, 0.7))
def test_where_groups_are_independent_the_estimate_is_that_of_the_people(
    young: list[int], women: list[int], some_young: float, some_women: float
) -> None:
    """With answers in which age and gender are independent, raking the tables equals raking the sheets."""
    of_code = {code: 100 + 10 * code for code in (1, 2)}
    p_young = {code: young[code - 1] / 100 for code in (1, 2)}
    p_women = {code: women[code - 1] / 100 for code in (1, 2)}
    scale = 10_000
    ages = [{c: round(scale * of_code[c] * (p_young[c] if y else 1 - p_young[c])) for c in (1, 2)} for y in (1, 0)]
    genders = [{c: round(scale * of_code[c] * (p_women[c] if w else 1 - p_women[c])) for c in (1, 2)} for w in (1, 0)]
    overall = everyone({code: scale * n for code, n in of_code.items()})
    by = {
        "age": table("age", row(("y",), ages[0]), row(("o",), ages[1])),
        "gender": table("gender", row(("w",), genders[0]), row(("m",), genders[1])),
    }
    margins = {"age": {"y": some_young, "o": 1 - some_young}, "gender": {"w": some_women, "m": 1 - some_women}}
    try:
        found = weighted(overall, by, margins)
    except WeightsRefused:
        reject()
    if found.trimmed:
        reject()
    assert sum(found.shares.values()) == pytest.approx(1)
    assert found.margin_error < 1e-6


def test_several_answers_are_shares_of_weighted_people() -> None:
    ages = table("age", row(("young",), {1: 30, 2: 10}, 40), row(("old",), {1: 20, 2: 60}, 60), kind=AnswerKind.SEVERAL)
    overall = everyone({1: 50, 2: 70}, AnswerKind.SEVERAL, 100)
    found = weighted(overall, {"age": ages}, {"age": {"young": 60, "old": 40}})
    assert found.shares[1] == pytest.approx(0.6 * 30 / 40 + 0.4 * 20 / 60)
    assert found.shares[2] == pytest.approx(0.6 * 10 / 40 + 0.4 * 60 / 60)
    assert found.mean is None


def test_who_does_not_belong_to_the_population_carries_no_weight() -> None:
    ages = table(
        "age", row(("under-18",), {1: 0, 5: 50}), row(("young",), {1: 10, 5: 30}), row(("old",), {1: 40, 5: 20})
    )
    outside = frozenset({"under-18"})
    found = weighted(everyone({1: 50, 5: 100}), {"age": ages}, {"age": {"young": 70, "old": 30}}, outside=outside)
    assert found.n == pytest.approx(100)
    assert found.shares[5] == pytest.approx(0.7 * 30 / 40 + 0.3 * 20 / 60)


def test_who_did_not_say_is_weighted_without_that_margin() -> None:
    ages = table("age", row(("young",), {1: 20, 5: 20}), row(("old",), {1: 20, 5: 20}), row(("silent",), {1: 0, 5: 40}))
    found = weighted(everyone({1: 40, 5: 80}), {"age": ages}, {"age": {"young": 60, "old": 40}})
    assert found.n == pytest.approx(120)
    assert found.shares[5] == pytest.approx(80 / 120)


def test_groups_that_are_not_shown_are_weighted_together() -> None:
    places = table("municipality", row(("a",), {1: 30, 5: 30}), hidden("b", "c"))
    margins = {"municipality": {"a": 50, "b": 30, "c": 20}}
    found = weighted(everyone({1: 40, 5: 60}), {"municipality": places}, margins)
    assert found.shares[5] == pytest.approx(0.5 * 0.5 + 0.5 * 30 / 40)


def test_merged_groups_have_the_population_of_all_of_them() -> None:
    both = row(("east",), {1: 30, 5: 30}, members=(("a",), ("b",)))
    places = table("municipality", both, row(("c",), {1: 10, 5: 30}))
    margins = {"municipality": {"a": 20, "b": 20, "c": 60}}
    found = weighted(everyone({1: 40, 5: 60}), {"municipality": places}, margins)
    assert found.shares[5] == pytest.approx(0.4 * 0.5 + 0.6 * 0.75)


@pytest.mark.parametrize(
    "rows",
    [
        [row(("a",), {1: 50, 5: 50})],
        [row(("a",), {1: 48, 5: 48}), hidden("b")],
    ],
)
def test_a_group_of_the_population_without_answers_refuses_weights(rows: list[PublishedRow]) -> None:
    with pytest.raises(EmptyMargin) as refusal:
        weighted(
            everyone({1: 50, 5: 50}), {"municipality": table("municipality", *rows)}, {"municipality": {"a": 9, "b": 1}}
        )
    assert refusal.value.category == "b"


def test_without_exact_answers_of_everybody_there_are_no_weights() -> None:
    small = PublishedTable("q", AnswerKind.SCALE, (), (hidden("x"),))
    with pytest.raises(ValueError, match="exact answers"):
        weighted(small, {"age": table("age", row(("a",), {1: 40}))}, {"age": {"a": 1}})
