"""Comparing audiences on counts: Mann–Whitney with its effect size, many comparisons, when to speak of a difference."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import erfc, sqrt
from types import MappingProxyType
from typing import Final, TypeAlias, TypeVar

from participation.statistics.counts import Scores, mean

Key = TypeVar("Key", bound=Hashable)
"""What is compared: an item, or an item and a group."""

NOTABLE_DELTA = 0.3
"""Scale points; below it a significant difference of two means is still called none."""

NOTABLE_SHARE = 0.05
"""The same for the difference of two shares (0 to 1): five points of a hundred."""

SIGNIFICANCE = 0.05


Noise: TypeAlias = tuple[float, float]
"""Variance of the noise in each count, of the first and of the second sample."""

EXACT: Final[Noise] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class RankTest:
    """A two-sided Mann–Whitney test: U of the first sample, standard normal z, p."""

    u: float
    z: float
    p: float


def mann_whitney(first: Scores, second: Scores, noise: Noise = EXACT) -> RankTest:
    """The two-sided test from counts alone, normal approximation with tie and continuity correction.

    Counts that were changed to protect people scatter more than people do: that widens the spread of U, or small groups
    would differ too often.

    Args:
        first: of one sample.
        second: of the other one.
        noise: variance of the noise in each count above zero, of both samples.

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
    spread = sqrt(m * n / 12 * (size + 1 - ties / (size * (size - 1))) + _from_noise(first, second, noise))
    if spread == 0:
        return RankTest(u, 0.0, 1.0)
    distance = u - m * n / 2
    z = max(abs(distance) - 0.5, 0.0) / spread
    return RankTest(u, z if distance >= 0 else -z, erfc(z / sqrt(2)))


def _from_noise(first: Scores, second: Scores, noise: Noise) -> float:
    """The variance of U that comes from the noise of both samples' counts, to the first order."""
    found = 0.0
    for one, other, variance in ((first, second, noise[0]), (second, first, noise[1])):
        if variance:
            wins = {
                code: sum(n * ((code > against) + (code == against) / 2) for against, n in other.items())
                for code, count in one.items()
                if count
            }
            average = sum(one[code] * won for code, won in wins.items()) / sum(one.values())
            found += variance * sum((won - average) ** 2 for won in wins.values())
    return found


def superiority(first: Scores, second: Scores) -> float:
    """The probability, 0 to 1, that of one person of each sample the first gives the higher score; ties count half.

    The effect size that belongs to the rank test, A = U / (m·n); 0.5 is no effect, and Cliff's delta is 2·A - 1.

    Raises:
        ValueError: when a sample is empty.

    Source: Vargha & Delaney 2000, Journal of Educational and Behavioral Statistics 25, 101-132; Cliff 1993,
        Psychological Bulletin 114, 494-509.
    """
    return mann_whitney(first, second).u / (sum(first.values()) * sum(second.values()))


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
    """Two audiences on one item: difference of the means (scale points, first minus second), p raw and corrected.

    `superiority` is in how many of all pairs (0 to 1) the first gives the higher score, ties half; `least` the smallest
    difference worth speaking of.
    """

    delta: float
    p: float
    p_corrected: float
    superiority: float
    least: float = NOTABLE_DELTA

    @property
    def is_notable(self) -> bool:
        """Whether it may be called a difference: significant after correction, and not trifling."""
        # Means are quotients of integers; the tolerance keeps a difference of exactly 0.3 on the right side.
        return self.p_corrected < SIGNIFICANCE and abs(self.delta) >= self.least - 1e-9


def differences(
    pairs: Mapping[Key, tuple[Scores, Scores]],
    *,
    shares: AbstractSet[Key] = frozenset(),
    noise: Mapping[Key, Noise] = MappingProxyType({}),
) -> dict[Key, Difference]:
    """All comparisons of one release at once, since Holm corrects over all of them.

    Args:
        pairs: item -> the published counts of the two audiences. Leave out audiences that may not be compared.
        shares: the items of which the scores are 1 (chosen) and 0 (not chosen); then a mean is a share, and the rank
            test is that of two proportions.
        noise: item -> variance of the noise in each count of both; exact where it is not in it.

    Raises:
        ValueError: when a sample is empty.
    """
    tests = {item: mann_whitney(*pair, noise.get(item, EXACT)) for item, pair in pairs.items()}
    corrected = holm([test.p for test in tests.values()])
    return {
        item: Difference(
            delta=(mean(pairs[item][0]) or 0) - (mean(pairs[item][1]) or 0),
            p=test.p,
            p_corrected=p,
            superiority=superiority(*pairs[item]),
            least=NOTABLE_SHARE if item in shares else NOTABLE_DELTA,
        )
        for (item, test), p in zip(tests.items(), corrected, strict=True)
    }
