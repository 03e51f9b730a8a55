"""Weighted figures of a question for all people of an audience together: shares and means, never a count.

The weights know how municipality, age and gender cross, which no published table says. So weighted numbers are counted
in whole units of the heaviest answer, and carry the cell-key noise of their people in such units: one person more or
less, or in another group, moves them by at most one unit, and up to four are hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import blake2b
from math import floor
from typing import TypeAlias

from participation.statistics.cell_key import perturbed
from participation.statistics.counts import Cell, Code, Distribution, total
from participation.statistics.published import AnswerKind
from participation.statistics.weights import Segment, TooUneven, WeightsRefused, is_too_uneven

LEAST = 100
"""Fewer people are not weighted: noise and weights would say more than the answers."""

Rows: TypeAlias = Mapping[Segment, Distribution]
"""The exact answers to a question by what is weighted; never leaves the house."""

_STEP = 5


class TooFew(WeightsRefused):
    """Fewer people than `LEAST` answered."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """The weighted figures of a question.

    Attributes:
        shares: code -> weighted share, 0 to 1, None where hardly anybody chose it; `mean` on scales, else None.
        n: people who gave a valid answer and carry weights, a multiple of 5, slightly changed.
        effective_n: Kish's effective number of them, a multiple of 5.
    """

    shares: Mapping[Code, float | None]
    mean: float | None
    n: int
    effective_n: int


def weighted(
    rows: Rows, kind: AnswerKind, weights: Mapping[Segment, float], rare: AbstractSet[Code] = frozenset()
) -> Weighted:
    """The figures of all people with a weight, each counting as much as it says.

    Args:
        rows: the answers by segment; segments without a weight are outside of the population.
        kind: of the question.
        weights: segment -> weight of each person in it, with mean 1 over all.
        rare: codes that are not shown, since hardly anybody chose them.

    Raises:
        TooFew: hardly anybody answered.
        TooUneven: fewer than half of those who answered would count.
    """
    within = {segment: answers for segment, answers in rows.items() if segment in weights}
    of_base = {segment: answers.base for segment, answers in within.items()}
    n = sum(cell.n for cell in of_base.values())
    if n < LEAST:
        raise TooFew(f"Only {n} answers carry weights.")
    effective = _effective(of_base, weights)
    if is_too_uneven(effective, n):
        raise TooUneven(effective, n)
    codes = next(iter(within.values())).cells
    sums = {
        code: weighted_number({segment: answers.cells[code] for segment, answers in within.items()}, weights)
        for code in codes
        if code not in rare
    }
    whole = weighted_number(of_base, weights) if kind is AnswerKind.SEVERAL else sum(sums.values())
    shares = {code: min(sums[code] / whole, 1.0) if code in sums and whole else None for code in codes}
    scores = {code: one for code, one in sums.items() if isinstance(code, int)}
    return Weighted(
        shares=shares,
        mean=sum(code * one for code, one in scores.items()) / whole if kind is AnswerKind.SCALE and whole else None,
        n=shown_number(of_base.values()),
        effective_n=nearest(effective),
    )


def shown_number(cells: Iterable[Cell]) -> int:
    """How many people there are in all cells, as it may be shown: changed like every count, and a multiple of 5."""
    return nearest(perturbed(total(cells)))


def nearest(number: float) -> int:
    """The nearest multiple of 5."""
    return floor(number / _STEP + 0.5) * _STEP


def _effective(cells: Mapping[Segment, Cell], weights: Mapping[Segment, float]) -> float:
    linear = sum(weights[segment] * cell.n for segment, cell in cells.items())
    return linear**2 / sum(weights[segment] ** 2 * cell.n for segment, cell in cells.items())


def _key_of_its_own(cell: Cell) -> int:
    """A key that nothing else is changed by: a table may show the same people, and would tell the noise."""
    known = f"{cell.n} {cell.key_sum}".encode()
    return int.from_bytes(blake2b(known, digest_size=4, person=b"weighted").digest())


def weighted_number(cells: Mapping[Segment, Cell], weights: Mapping[Segment, float]) -> float:
    """The weighted number of the people in all cells as it may be used, in answers; nobody stays nobody.

    Args:
        cells: segment -> people.
        weights: of all segments of the sample: the unit does not tell who is in the cells.
    """
    together = total(cells.values())
    shown, unit, lightest = perturbed(together), max(weights.values()), min(weights.values())
    exact = sum(weights[segment] * cell.n for segment, cell in cells.items())
    noise = perturbed(Cell(together.n, _key_of_its_own(together))) - together.n
    # Not below what so many people weigh at least, nor above what they weigh at most, or extremes would tell where they
    # are. By the number that may be shown: where all weigh the same, the weighted number is that one.
    return unit * min(max(floor(exact / unit + 0.5) + noise, floor(lightest * shown / unit)), shown)
