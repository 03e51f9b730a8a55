"""Comparing audiences on counts: Mann–Whitney, corrections for many comparisons, and when to speak of a difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import erfc, sqrt

from participation.statistics.counts import Code, Scores, mean

NOTABLE_DELTA = 0.3
"""Scale points; below it a significant difference of two means is still called none."""

SIGNIFICANCE = 0.05


@dataclass(frozen=True, slots=True)
class RankTest:
    """A two-sided Mann–Whitney test: U of the first sample, standard normal z, p."""

    u: float
    z: float
    p: float


def mann_whitney(first: Scores, second: Scores) -> RankTest:
    """The two-sided test from counts alone, normal approximation with tie and continuity correction.

    Raises:
        ValueError: when a sample is empty.

    Source: Mann & Whitney 1947; tie correction as in Lehmann 1975, Nonparametrics, §1.4.
    """
    m, n = sum(first.values()), sum(second.values())
    if not m or not n:
        raise ValueError("A rank test needs answers in both samples.")
    u, below, ties = 0.0, 0, 0
    for code in sorted({*first, *second}):
        a, b = first.get(code, 0), second.get(code, 0)
        u += a * (below + b / 2)
        below += b
        ties += (a + b) ** 3 - (a + b)
    size = m + n
    spread = sqrt(m * n / 12 * (size + 1 - ties / (size * (size - 1))))
    if spread == 0:
        return RankTest(u, 0.0, 1.0)
    distance = u - m * n / 2
    z = max(abs(distance) - 0.5, 0.0) / spread
    return RankTest(u, z if distance >= 0 else -z, erfc(z / sqrt(2)))


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjusted p-values in the given order; reject those at or below the level to keep the family-wise error.

    Source: Holm 1979, Scandinavian Journal of Statistics 6, 65-70.
    """
    adjusted, worst, m = [1.0] * len(p_values), 0.0, len(p_values)
    for rank, index in enumerate(_ascending(p_values)):
        worst = max(worst, min(1.0, (m - rank) * p_values[index]))
        adjusted[index] = worst
    return adjusted


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Adjusted p-values in the given order; reject those at or below the level to keep the false discovery rate.

    Source: Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57, 289-300.
    """
    adjusted, best, m = [1.0] * len(p_values), 1.0, len(p_values)
    for rank, index in reversed(list(enumerate(_ascending(p_values), start=1))):
        best = min(best, p_values[index] * m / rank)
        adjusted[index] = best
    return adjusted


def _ascending(p_values: Sequence[float]) -> list[int]:
    return sorted(range(len(p_values)), key=lambda index: p_values[index])


@dataclass(frozen=True, slots=True)
class Difference:
    """Two audiences on one item: difference of the means (scale points, first minus second), p raw and corrected."""

    delta: float
    p: float
    p_corrected: float

    @property
    def is_notable(self) -> bool:
        """Whether it may be called a difference: significant after correction, and not trifling."""
        # Means are quotients of integers; the tolerance keeps a difference of exactly 0.3 on the right side.
        return self.p_corrected < SIGNIFICANCE and abs(self.delta) >= NOTABLE_DELTA - 1e-9


def differences(pairs: Mapping[Code, tuple[Scores, Scores]]) -> dict[Code, Difference]:
    """All comparisons of one release at once, since Holm corrects over all of them.

    Args:
        pairs: item -> the published counts of the two audiences. Leave out audiences that may not be compared.

    Raises:
        ValueError: when a sample is empty.
    """
    tests = {item: mann_whitney(*pair) for item, pair in pairs.items()}
    corrected = holm([test.p for test in tests.values()])
    return {
        item: Difference((mean(pairs[item][0]) or 0) - (mean(pairs[item][1]) or 0), test.p, p)
        for (item, test), p in zip(tests.items(), corrected, strict=True)
    }
