"""The cell-key method keeps its promises, and its table is that of the R package ptable."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.statistics.cell_key import MAX_NOISE, new_record_key, perturbed
from participation.statistics.cell_key_table import DESIGN, TABLE, Design, NoSuchTable, Row, recomputed
from participation.statistics.counts import Cell, total

PTABLE_D4_V22_JS2: tuple[Row, ...] = (
    ((-1, 0.68282586), (2, 0.27174139), (3, 0.04238792), (4, 0.00304483)),
    ((-2, 0.34983650), (1, 0.60162997), (2, 0.04756260), (3, 0.00096589), (4, 0.00000504)),
    ((-3, 0.15952355), (0, 0.48282277), (1, 0.25675979), (2, 0.08278948), (3, 0.01618575), (4, 0.00191866)),
    (
        *((-4, 0.05480572), (-1, 0.30475795), (0, 0.30475796), (1, 0.19780598)),
        *((2, 0.09589467), (3, 0.03352538), (4, 0.00845234)),
    ),
    (
        *((-2, 0.17687393), (-1, 0.23633626), (0, 0.23866536), (1, 0.18215493)),
        *((2, 0.10507149), (3, 0.04580590), (4, 0.01509213)),
    ),
    (
        *((-3, 0.04244133), (-2, 0.11754858), (-1, 0.21512641), (0, 0.26014659)),
        *((1, 0.20786937), (2, 0.10975161), (3, 0.03828946), (4, 0.00882665)),
    ),
    (
        *((-4, 0.00765498), (-3, 0.03616953), (-2, 0.10966211), (-1, 0.21334612), (0, 0.26633452)),
        *((1, 0.21334612), (2, 0.10966211), (3, 0.03616953), (4, 0.00765498)),
    ),
)
"""create_cnt_ptable(D = 4, V = 2.2, js = 2) of ptable at commit 9d5c774, run with R 4.2; rows 1 to 7 and above."""

PTABLE_D5_V3_JS2_ROW_8: Row = (
    *((-5, 0.00379186), (-4, 0.01659093), (-3, 0.05229263), (-2, 0.11873037), (-1, 0.19419346), (0, 0.22880150)),
    *((1, 0.19419346), (2, 0.11873037), (3, 0.05229263), (4, 0.01659093), (5, 0.00379186)),
)
"""create_cnt_ptable(D = 5, V = 3, js = 2), counts of 8 and above."""

PTABLE_D2_V09: tuple[Row, ...] = (
    ((-1, 0.3625), (0, 0.3625), (1, 0.1875), (2, 0.0875)),
    ((-2, 0.05154609), (-1, 0.24381564), (0, 0.40927654), (1, 0.24381564), (2, 0.05154609)),
)
"""create_cnt_ptable(D = 2, V = 0.9), the example of the package's introduction."""

keys = st.integers(0, 2**32 - 1)


def assert_same(ours: Row, theirs: Row) -> None:
    assert [noise for noise, _ in ours] == [noise for noise, _ in theirs]
    assert [p for _, p in ours] == pytest.approx([p for _, p in theirs], abs=5e-5)


def test_the_table_equals_that_of_the_r_package() -> None:
    assert TABLE[0] == ((0, 1.0),)
    for ours, theirs in zip(TABLE[1:], PTABLE_D4_V22_JS2, strict=True):
        assert_same(ours, theirs)


def test_the_stored_table_can_be_recomputed() -> None:
    for stored, fresh in zip(TABLE, recomputed(DESIGN), strict=True):
        assert_same(stored, fresh)


def test_the_procedure_gives_other_tables_of_the_r_package_too() -> None:
    assert_same(recomputed(Design(5, 3, 2))[8], PTABLE_D5_V3_JS2_ROW_8)
    for ours, theirs in zip(recomputed(Design(2, 0.9, 0))[1:], PTABLE_D2_V09, strict=True):
        assert_same(ours, theirs)


def test_a_variance_that_a_count_cannot_have_is_refused() -> None:
    # A count of 1 that becomes 0 or at least 3 with mean 1 has a variance of 2 or more.
    with pytest.raises(NoSuchTable):
        recomputed(Design(max_noise=4, variance=1.9, small=2))


@pytest.mark.parametrize("count", range(1, len(TABLE)))
def test_the_noise_on_every_count_has_mean_0_and_the_variance(count: int) -> None:
    row = TABLE[count]
    assert sum(p for _, p in row) == pytest.approx(1, abs=1e-7)
    assert sum(noise * p for noise, p in row) == pytest.approx(0, abs=1e-6)
    assert sum(noise**2 * p for noise, p in row) == pytest.approx(DESIGN.variance, abs=1e-6)


@given(keys)
def test_zeros_stay_zero(key: int) -> None:
    assert perturbed(Cell(0, key)) == 0


@given(st.integers(0, 10**6), keys)
def test_no_result_is_negative_small_or_far_off(n: int, key: int) -> None:
    shown = perturbed(Cell(n, key))
    assert shown == 0 or shown > DESIGN.small
    assert abs(shown - n) <= MAX_NOISE


@given(st.lists(keys, min_size=1, max_size=50), st.randoms(use_true_random=False))
def test_the_same_records_show_the_same_value_however_they_were_counted(
    record_keys: list[int], chance: random.Random
) -> None:
    at_once = Cell(len(record_keys), sum(record_keys))
    chance.shuffle(record_keys)
    cut = chance.randrange(len(record_keys))
    parts = [total(Cell(1, key) for key in record_keys[:cut]), total(Cell(1, key) for key in record_keys[cut:])]
    passing_by = Cell(1, chance.getrandbits(32))
    assert perturbed(total(parts) + passing_by - passing_by) == perturbed(at_once)


@pytest.mark.parametrize("n", [1, 2, 3, 5, 7, 40])
def test_keys_choose_noises_as_often_as_the_table_says(n: int) -> None:
    row = TABLE[min(n, 7)]
    steps = 20_000
    shown = [perturbed(Cell(n, key * 2**32 // steps)) - n for key in range(steps)]
    assert [shown.count(noise) / steps for noise, _ in row] == pytest.approx([p for _, p in row], abs=2e-4)


def test_record_keys_are_uniform_32_bit_numbers() -> None:
    drawn = [new_record_key() for _ in range(4000)]
    assert all(0 <= key < 2**32 for key in drawn)
    assert 0.45 < sum(key >= 2**31 for key in drawn) / 4000 < 0.55


def test_a_broken_counter_is_not_published() -> None:
    with pytest.raises(ValueError, match="fewer than no records"):
        perturbed(Cell(-1, 0))
