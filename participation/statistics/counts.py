"""Counters and what follows from them: shares, means, top-2 shares, medians."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

KEY_SPACE = 2**32

Code: TypeAlias = int | str
"""An answer code: an integer on a scale, else a word."""

Scores: TypeAlias = Mapping[int, int]
"""Scale code -> number of answers; missing codes are not in it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A count with the sum of its records' keys; both add up, so a counter can store them and withdraw again.

    Attributes:
        n: number of records.
        key_sum: sum of the records' uniform 32-bit keys, kept modulo 2**32.
    """

    n: int = 0
    key_sum: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "key_sum", self.key_sum % KEY_SPACE)

    def __add__(self, other: Cell) -> Cell:
        return Cell(self.n + other.n, self.key_sum + other.key_sum)

    def __sub__(self, other: Cell) -> Cell:
        return Cell(self.n - other.n, self.key_sum - other.key_sum)


def total(cells: Iterable[Cell]) -> Cell:
    """The cell that holds the records of all `cells`, which must not overlap."""
    return sum(cells, Cell())


@dataclass(frozen=True, slots=True)
class Distribution:
    """The answers to one question in one segment.

    Attributes:
        cells: valid code -> cell, every code of the questionnaire in its order, also those nobody chose.
        missing: missing code (no answer, don't know, not applicable) -> cell; never in a mean or a base.
        base: who gave a valid answer; stated for multiple choice, where people are counted once and options overlap,
            otherwise the sum of the cells.
    """

    cells: Mapping[Code, Cell]
    missing: Mapping[Code, Cell] = field(default_factory=dict)
    base: Cell = field(default_factory=Cell)

    @classmethod
    def of_one(cls, cells: Mapping[Code, Cell], missing: Mapping[Code, Cell] | None = None) -> Distribution:
        """The distribution of a question that takes one answer a person: the base is the sum of the cells."""
        return cls(cells, missing or {}, total(cells.values()))

    @property
    def answered(self) -> int:
        """Everyone who was asked and is counted, missing codes included."""
        return self.base.n + total(self.missing.values()).n

    @property
    def scores(self) -> dict[int, int]:
        """The counts of the integer codes."""
        return {code: cell.n for code, cell in self.cells.items() if isinstance(code, int)}

    def __add__(self, other: Distribution) -> Distribution:
        return Distribution(
            _merged(self.cells, other.cells), _merged(self.missing, other.missing), self.base + other.base
        )


def _merged(left: Mapping[Code, Cell], right: Mapping[Code, Cell]) -> dict[Code, Cell]:
    return {code: left.get(code, Cell()) + right.get(code, Cell()) for code in [*left, *right]}


def mean(scores: Scores) -> float | None:
    """The mean score, or None without answers."""
    n = sum(scores.values())
    return sum(code * count for code, count in scores.items()) / n if n else None


def variance(scores: Scores) -> float | None:
    """The sample variance (divisor n - 1), or None below two answers."""
    n = sum(scores.values())
    if n < 2:  # noqa: PLR2004 - a variance needs two
        return None
    squares = sum(code * code * count for code, count in scores.items())
    linear = sum(code * count for code, count in scores.items())
    return float((squares - Fraction(linear * linear, n)) / (n - 1))


def median(scores: Scores) -> float | None:
    """The median score, halfway between the two middle ones for an even n, or None without answers."""
    n = sum(scores.values())
    return (_ranked(scores, (n - 1) // 2) + _ranked(scores, n // 2)) / 2 if n else None


def _ranked(scores: Scores, position: int) -> int:
    """The score at `position` (from 0) when all answers stand in a row."""
    for code in sorted(scores):
        position -= scores[code]
        if position < 0:
            return code
    raise ValueError("There are fewer answers than that position.")


def top_share(scores: Scores, scale: Iterable[int], top: int = 2) -> float | None:
    """The share (0 to 1) of answers in the `top` highest codes of the whole `scale`, answered or not."""
    n = sum(scores.values())
    highest = sorted(scale)[-top:]
    return sum(scores.get(code, 0) for code in highest) / n if n else None
