"""Small segments go upward together, and everybody stays in exactly one row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.statistics.counts import Cell, Distribution
from participation.statistics.merging import Group, merged
from participation.statistics.published import Segment

PLACES = {"municipality": {"A": "North", "B": "North", "C": "North", "D": "South", "E": "South"}}
COUNTY = {"municipality": {**PLACES["municipality"], "North": "County", "South": "County"}}
AGES = {"age": {"14-17": "under 25", "18-24": "under 25", "under 25": "under 35", "25-34": "under 35"}}


def rows(**bases: int) -> dict[Segment, Distribution]:
    return {(name,): Distribution.of_one({"yes": Cell(n, 7 * n)}) for name, n in bases.items()}


def shape(groups: list[Group]) -> dict[str, tuple[str, int]]:
    return {
        " ".join(group.segment): ("".join(" ".join(m) for m in group.members), group.answers.base.n) for group in groups
    }


def test_enough_answers_are_left_alone() -> None:
    assert shape(merged(rows(A=10, B=99), ("municipality",), PLACES, 10)) == {"A": ("A", 10), "B": ("B", 99)}


def test_small_ones_of_a_part_of_the_county_come_together() -> None:
    groups = merged(rows(A=6, B=50, C=7, D=30, E=40), ("municipality",), PLACES, 10)
    assert shape(groups) == {"North": ("AC", 13), "B": ("B", 50), "D": ("D", 30), "E": ("E", 40)}


def test_a_single_small_one_takes_in_the_smallest_of_its_part() -> None:
    groups = merged(rows(A=3, B=50, C=20), ("municipality",), PLACES, 10)
    assert shape(groups) == {"North": ("AC", 23), "B": ("B", 50)}


def test_a_part_that_is_too_small_goes_on_to_the_county() -> None:
    groups = merged(rows(A=1, B=2, C=3, D=30, E=20), ("municipality",), COUNTY, 10)
    assert shape(groups) == {"County": ("ABCE", 26), "D": ("D", 30)}


def test_without_a_wider_unit_a_small_one_stays_small() -> None:
    assert shape(merged(rows(divers=4, keine=8), ("gender",), PLACES, 10)) == {
        "divers": ("divers", 4),
        "keine": ("keine", 8),
    }


def test_in_two_dimensions_the_ages_get_wider_first() -> None:
    counts: dict[Segment, int] = {("A", "14-17"): 4, ("A", "18-24"): 8, ("A", "25-34"): 30, ("B", "14-17"): 40}
    table = {segment: Distribution.of_one({"yes": Cell(n)}) for segment, n in counts.items()}
    groups = merged(table, ("municipality", "age"), {**PLACES, **AGES}, 10)
    assert [group.segment for group in groups] == [("A", "under 25"), ("A", "25-34"), ("B", "14-17")]


@given(st.lists(st.integers(0, 40), min_size=5, max_size=5))
def test_nobody_is_lost_or_counted_twice(bases: list[int]) -> None:
    groups = merged(rows(**dict(zip("ABCDE", bases, strict=True))), ("municipality",), COUNTY, 10)
    assert sorted(member for group in groups for member in group.members) == [(name,) for name in "ABCDE"]
    assert sum((group.answers.base for group in groups), Cell()) == Cell(sum(bases), 7 * sum(bases))
    assert sum(bases) < 10 or all(group.answers.base.n >= 10 for group in groups)


def test_a_unit_wider_than_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="wider than itself"):
        merged(rows(A=1), ("municipality",), {"municipality": {"A": "B", "B": "A"}}, 10)
