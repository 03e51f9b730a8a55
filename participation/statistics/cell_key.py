"""The cell-key method: a small noise that depends on nothing but the records of a cell.

Source: Fraser & Wooton 2006; as used by the German census 2022. Every record carries a uniform 32-bit key; the sum of
the keys in a cell, modulo 2**32, picks a noise from a fixed table. So the same cell always shows the same value, zeros
stay zero, the noise has mean 0, and no result lies between 1 and the small threshold.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from secrets import randbits

from participation.statistics.cell_key_table import DESIGN, TABLE
from participation.statistics.counts import KEY_SPACE, Cell

MAX_NOISE = DESIGN.max_noise
"""The largest absolute difference between a published and a true count."""

_NOISES = tuple(tuple(noise for noise, _ in row) for row in TABLE)
_LIMITS = tuple(
    tuple(round(limit * KEY_SPACE) for limit in accumulate(chance for _, chance in row[:-1])) for row in TABLE
)


def new_record_key() -> int:
    """A fresh key for one record, uniform on 0 … 2**32 - 1; kept as long as the record is."""
    return randbits(32)


def perturbed(cell: Cell) -> int:
    """The publishable count of a cell.

    Raises:
        ValueError: for a negative count, which only a broken counter has.
    """
    if cell.n < 0:
        raise ValueError("A cell cannot hold fewer than no records.")
    row = min(cell.n, len(TABLE) - 1)
    return cell.n + _NOISES[row][bisect_right(_LIMITS[row], cell.key_sum)]
