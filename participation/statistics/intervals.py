"""Intervals for shares of random samples; an open-link survey has none and may only show them as a span."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple


class Interval(NamedTuple):
    """Lower and upper limit, as shares from 0 to 1 (differences: -1 to 1)."""

    low: float
    high: float


def wilson(hits: float, n: float, *, confidence: float = 0.95, population: int | None = None) -> Interval:
    """The score interval of a share.

    Args:
        hits: how many of the `n`; may be an effective (weighted) number.
        n: size of the sample, above 0.
        confidence: coverage from 0 to 1.
        population: its size, only where it was (nearly) fully asked, as in a council: applies the finite population
            correction by the sample size that would be as precise without it, n (N - 1) / (N - n).

    Raises:
        ValueError: for an empty sample, more hits than answers, or a population smaller than the sample.

    Source: Wilson 1927; Newcombe 1998, Statistics in Medicine 17, 857-872, method 3.
    """
    if not 0 <= hits <= n or n <= 0:
        raise ValueError("An interval needs at least one answer and no more hits than answers.")
    share = hits / n
    if population is not None:
        if population < n:
            raise ValueError("A population cannot be smaller than its sample.")
        if population == n:
            return Interval(share, share)
        n = n * (population - 1) / (population - n)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    centre = 2 * n * share + z * z
    spread = z * sqrt(z * z + 4 * n * share * (1 - share))
    low, high = (centre - spread) / (2 * (n + z * z)), (centre + spread) / (2 * (n + z * z))
    return Interval(0.0 if hits == 0 else low, 1.0 if share == 1 else high)


def newcombe(hits: tuple[float, float], n: tuple[float, float], *, confidence: float = 0.95) -> Interval:
    """The interval of the difference of two independent shares, first minus second.

    Args:
        hits: how many in the first and in the second sample.
        n: the sizes of the two samples, above 0.
        confidence: coverage from 0 to 1.

    Raises:
        ValueError: as `wilson`.

    Source: Newcombe 1998, Statistics in Medicine 17, 873-890, method 10 (square-and-add of score intervals).
    """
    first, second = (wilson(h, m, confidence=confidence) for h, m in zip(hits, n, strict=True))
    share, other = hits[0] / n[0], hits[1] / n[1]
    below = sqrt((share - first.low) ** 2 + (second.high - other) ** 2)
    above = sqrt((first.high - share) ** 2 + (other - second.low) ** 2)
    return Interval(share - other - below, share - other + above)
