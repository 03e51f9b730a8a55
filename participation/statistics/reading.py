"""What a reader can conclude from one published row alone: an interval for every true count behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from participation.statistics.cell_key import MAX_NOISE
from participation.statistics.counts import Code
from participation.statistics.disclosure import Rules
from participation.statistics.published import AnswerKind, PublishedCell, PublishedRow, Status

Interval: TypeAlias = tuple[float, float]


class Option(NamedTuple):
    """A valid code, a missing code, or the base of a row (without a code)."""

    code: Code | None
    is_valid: bool = False


BASE = Option(None)


def exact_counts(row: PublishedRow) -> dict[Option, int]:
    """The true counts of a row that is shown exactly, else none."""
    if row.status is not Status.EXACT:
        return {}
    cells = [*((cell, True) for cell in row.cells), *((cell, False) for cell in row.missing)]
    counts = {Option(cell.code, is_valid): cell.n for cell, is_valid in cells}
    return {option: n for option, n in {**counts, BASE: row.base}.items() if n is not None}


@dataclass(frozen=True, slots=True)
class Reading:
    """How the rules and the noise are read backwards; both are public."""

    rules: Rules
    zeros_are_certain: bool = False

    def options(self, row: PublishedRow) -> list[Option]:
        """What a row speaks about."""
        valid = [Option(cell.code, is_valid=True) for cell in row.cells]
        return [*valid, *(Option(cell.code) for cell in row.missing), BASE]

    def intervals(self, row: PublishedRow, kind: AnswerKind) -> dict[Option, Interval]:
        """The interval of every true count behind a row; wider where the row is kept from the last release."""
        if row.status is Status.EXACT:
            fixed = {option: (float(n), float(n)) for option, n in exact_counts(row).items()}
        else:
            fixed = {**self._cells(row, kind), BASE: self._base(row)}
        moved = self.rules.new_answers - 1 if row.is_kept else 0
        return {option: (max(0.0, low - moved), high + moved) for option, (low, high) in fixed.items()}

    def _base(self, row: PublishedRow) -> Interval:
        if row.base is not None:
            reach = MAX_NOISE + self.rules.base_step // 2
            return max(self.rules.full, row.base - reach), row.base + reach
        return _limits(row)

    def _cells(self, row: PublishedRow, kind: AnswerKind) -> dict[Option, Interval]:
        options = self.options(row)[:-1]
        cells = [*row.cells, *row.missing]
        if row.status is Status.SMALL_GROUP:
            parts = 1 if kind is AnswerKind.SEVERAL else len(row.cells)
            return {
                option: self._of_share(cell, parts, _limits(row)) for option, cell in zip(options, cells, strict=True)
            }
        return {
            option: self._of_count(cell.n) for option, cell in zip(options, cells, strict=True) if cell.n is not None
        }

    def _of_count(self, n: int) -> Interval:
        least = 1 if self.zeros_are_certain and n else 0
        return max(least, n - MAX_NOISE), n + MAX_NOISE

    def _of_share(self, cell: PublishedCell, parts: int, limits: tuple[int, int]) -> Interval:
        """A coarse share is of a sum of `parts` changed counts, itself known only by the limits of its base."""
        least, most = limits
        if cell.share is None:
            return 0, most
        half, noise = self.rules.share_step / 2, parts * MAX_NOISE
        low = (cell.share - half) * max(1, least - noise) - MAX_NOISE
        return max(0.0, low), min(most, (cell.share + half) * (most + noise) + MAX_NOISE)


def _limits(row: PublishedRow) -> tuple[int, int]:
    """The smallest and largest base of a row that is not full, as its label says: "10–29" or "<30"."""
    low, _, high = row.base_label.partition("–")
    return (int(low), int(high)) if high else (0, int(low.removeprefix("<")) - 1)
