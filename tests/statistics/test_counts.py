"""Counters add up, and means follow from them as from raw answers."""

from __future__ import annotations

import statistics
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.statistics.counts import Cell, Distribution, mean, median, top_share, total, variance

cells = st.builds(Cell, st.integers(0, 500), st.integers(0, 2**40))
answers = st.lists(st.integers(1, 5), min_size=2, max_size=60)


def counted(scores: list[int]) -> dict[int, int]:
    return {code: scores.count(code) for code in range(1, 6)}


@given(cells, cells)
def test_a_record_that_is_withdrawn_leaves_no_trace(one: Cell, other: Cell) -> None:
    assert one + other - other == one


@given(st.lists(cells))
def test_cells_add_up_in_any_order(several: list[Cell]) -> None:
    assert total(several) == total(reversed(several))
    assert total(several).n == sum(cell.n for cell in several)


@given(answers)
def test_figures_from_counts_equal_those_from_raw_answers(scores: list[int]) -> None:
    counts = counted(scores)
    assert mean(counts) == pytest.approx(statistics.fmean(scores))
    assert median(counts) == statistics.median(scores)
    assert variance(counts) == pytest.approx(statistics.variance(scores))
    assert top_share(counts, range(1, 6)) == pytest.approx(sum(s >= 4 for s in scores) / len(scores))


def test_without_answers_there_is_no_mean() -> None:
    assert (mean({}), median({}), variance({3: 1}), top_share({}, range(1, 6))) == (None, None, None, None)


def test_missing_codes_are_in_no_mean_and_no_base() -> None:
    asked = Distribution.of_one({1: Cell(2, 5), 5: Cell(3, 6)}, {97: Cell(4, 7)})
    assert asked.base == Cell(5, 11)
    assert asked.answered == 9
    assert mean(asked.scores) == pytest.approx(3.4)


def test_two_distributions_add_up_code_by_code() -> None:
    both = Distribution.of_one({"a": Cell(1, 1)}) + Distribution.of_one({"a": Cell(2, 2), "b": Cell(3, 3)})
    assert (both.cells, both.base) == ({"a": Cell(3, 3), "b": Cell(3, 3)}, Cell(6, 6))


def test_a_results_page_needs_neither_numpy_nor_scipy() -> None:
    modules = "audit, cell_key, comparison, counts, disclosure, intervals, priorities, rankings, weights"
    program = f"import sys; from participation.statistics import {modules}; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
