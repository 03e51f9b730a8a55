"""Priorities by fixed cut-offs, and how sure they are."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.statistics.counts import mean
from participation.statistics.priorities import (
    CutOffs,
    audience_matrix,
    independent,
    opportunity,
    paired_gap,
    priority,
    stability,
)

USUAL = CutOffs()
pairs = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=80)


def counted(answers: list[tuple[int, int]]) -> dict[tuple[int, int], int]:
    return {pair: answers.count(pair) for pair in product(range(1, 6), range(1, 6))}


def margin(joint: dict[tuple[int, int], int], place: int) -> dict[int, int]:
    return {code: sum(n for pair, n in joint.items() if pair[place] == code) for code in range(1, 6)}


@given(pairs)
def test_the_paired_gap_from_options_equals_that_of_people(answers: list[tuple[int, int]]) -> None:
    gap = paired_gap(counted(answers))
    assert gap == pytest.approx(sum(wanted - given for wanted, given in answers) / len(answers))


@pytest.mark.parametrize(
    ("importance", "satisfaction", "group"),
    [(4.0, 2.99, 1), (4.0, 3.0, 2), (3.99, 2.99, 2), (3.99, 3.0, 3), (5.0, 1.0, 1), (1.0, 5.0, 3)],
)
def test_the_cut_offs_belong_to_the_more_urgent_side(importance: float, satisfaction: float, group: int) -> None:
    assert USUAL.group(importance, satisfaction) == group


def test_opportunity_counts_unmet_importance_twice() -> None:
    assert opportunity(0.8, 0.3) == pytest.approx(13)
    assert opportunity(0.4, 0.9) == pytest.approx(4)


def test_a_field_is_described_by_its_counts() -> None:
    joint = {(5, 1): 60, (4, 2): 20, (3, 5): 20}
    seen = priority(margin(joint, 0), margin(joint, 1), joint, USUAL)
    assert seen is not None
    assert (seen.importance, seen.satisfaction, seen.gap) == pytest.approx((4.4, 2.0, 2.4))
    assert (seen.top_importance, seen.top_satisfaction, seen.opportunity) == pytest.approx((0.8, 0.2, 14))
    assert (seen.group, seen.n_paired) == (1, 100)


def test_a_field_without_answers_has_no_priority() -> None:
    assert priority({5: 3}, {}, {}, USUAL) is None
    assert stability({}, USUAL, seed=1) is None


def test_far_from_the_cut_offs_a_group_is_certain_and_near_them_close() -> None:
    far = stability({(5, 1): 80, (4, 2): 20}, USUAL, seed=1)
    near = stability({(4, 2): 45, (5, 3): 20, (3, 3): 20}, USUAL, seed=1)
    assert far is not None
    assert near is not None
    assert (far.group, far.share, far.is_certain) == (1, 1.0, True)
    assert not near.is_certain


def test_stability_is_the_same_on_every_run_and_in_every_order() -> None:
    joint = {(4, 2): 45, (5, 3): 21, (3, 3): 20}
    turned = dict(reversed(joint.items()))
    assert stability(joint, USUAL, seed=7) == stability(turned, USUAL, seed=7)
    assert stability(joint, USUAL, seed=7) != stability(joint, USUAL, seed=8)


def test_the_bootstrap_spreads_as_widely_as_theory_says() -> None:
    # Importance is certain; satisfaction is 1 or 5, so its mean is below 3.0 when fewer than half say 5.
    steady = stability({(5, 1): 55, (5, 5): 45}, USUAL, seed=3, runs=4000)
    assert steady is not None
    # P(Binomial(100, 0.45) <= 49) = 0.8173
    assert steady.share == pytest.approx(0.8173, abs=0.02)


def test_the_share_is_of_the_group_that_is_shown() -> None:
    joint = {(5, 1): 55, (5, 5): 45}
    shown, other = stability(joint, USUAL, seed=3, group=2), stability(joint, USUAL, seed=3)
    assert shown is not None
    assert other is not None
    assert (other.group, shown.group) == (1, 2)
    assert shown.share == pytest.approx(1 - other.share)


def test_without_joint_answers_both_are_taken_as_independent() -> None:
    joint = independent({4: 30, 5: 30}, {1: 50, 5: 50})
    assert joint == {(4, 1): 15, (4, 5): 15, (5, 1): 15, (5, 5): 15}
    assert independent({}, {1: 3}) == {}


def test_audiences_stand_beside_each_other_and_differences_are_marked() -> None:
    urgent, calm = {(5, 1): 30}, {(2, 4): 30}
    seen = [priority(margin(joint, 0), margin(joint, 1), joint, USUAL) for joint in (urgent, calm)]
    views = {"citizens": seen[0], "stakeholders": seen[1]}
    known = {name: view for name, view in views.items() if view is not None}
    rows = audience_matrix({"calm": {"citizens": known["stakeholders"]}, "disputed": known}, {"disputed"})
    assert [(row.field, row.views_differ) for row in rows] == [("disputed", True), ("calm", False)]
    assert rows[0].groups == {"citizens": 1, "stakeholders": 3}
    assert mean(margin(urgent, 0)) == 5
