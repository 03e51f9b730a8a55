"""Drawing from weights, with a number from 0 to 1 as the only chance."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate, pairwise
from math import erf, sqrt
from typing import Generic, TypeVar

from participation.surveys.questionnaire import Code

_Value = TypeVar("_Value")
SIZE = 256
"""Entries of a table of answers: one for every byte."""

_SPREAD = 1.05


class Draw(Generic[_Value]):
    """Values with weights."""

    def __init__(self, weights: Mapping[_Value, float]) -> None:
        """Take the weights, of any sum above 0."""
        self._values = list(weights)
        total = sum(weights.values())
        self._limits = list(accumulate(weight / total for weight in weights.values()))[:-1]

    def one(self, chance: float) -> _Value:
        """The value that a number from 0 (included) to 1 (not included) picks."""
        return self._values[bisect_right(self._limits, chance)]


def score_table(centre: float, scale: list[int], missing: Mapping[Code | None, float]) -> list[Code | None]:
    """SIZE answers, as often as they are likely: a rounded normal around `centre` (scale points), and missing ones.

    Args:
        centre: of the scores before they are cut at the ends of the scale.
        scale: the codes, ascending.
        missing: missing code, or None for no answer -> share from 0 to 1.
    """
    limits = [(code + 0.5 - centre) / _SPREAD for code in scale[:-1]]
    reached = [0.0, *((1 + erf(limit / sqrt(2))) / 2 for limit in limits), 1.0]
    answered = 1 - sum(missing.values())
    shares: dict[Code | None, float] = {
        code: (high - low) * answered for code, (low, high) in zip(scale, pairwise(reached), strict=True)
    }
    draw = Draw({**shares, **missing})
    return [draw.one((place + 0.5) / SIZE) for place in range(SIZE)]
