"""Weights by raking to population margins, trimmed, with the price they have; refused where they are too thin.

They do not cure self-selection: they are shown beside the unweighted figures, never instead of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from numpy import bool_, float64
    from numpy.typing import NDArray

Segment: TypeAlias = tuple[str, ...]
Margin: TypeAlias = Mapping[str, float]
"""Category -> population; a category that is left out is weighted without this margin."""

LOWEST, HIGHEST = 0.3, 3.0
LEAST_EFFECTIVE = 0.5
_ROUNDS = 2000
_TOLERANCE = 1e-12
_AGREEMENT = 1e-6


class WeightsRefused(Exception):  # noqa: N818 - the house says what happened
    """The sample cannot carry weights."""


class EmptyMargin(WeightsRefused):
    """A category of the population has nobody in the sample."""

    def __init__(self, dimension: int, category: str) -> None:
        super().__init__(f"Nobody in the sample belongs to {category!r}.")
        self.dimension, self.category = dimension, category


class TooUneven(WeightsRefused):
    """The effective number of answers would fall below half of the real one."""

    def __init__(self, effective_n: float, n: float) -> None:
        super().__init__(f"Only {effective_n:.0f} of {n:.0f} answers would count.")
        self.effective_n, self.n = effective_n, n


class NoAgreement(WeightsRefused):
    """Raking does not settle: the margins contradict the empty cells of the sample."""


def is_too_uneven(effective: float, n: float) -> bool:
    """Whether so many answers count like too few of them."""
    return effective < LEAST_EFFECTIVE * n


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights with mean 1 over the sample.

    Attributes:
        by_segment: combination of categories -> weight of each answer in it.
        effective_n: Kish's effective number of answers; `design_effect` is n divided by it.
        trimmed: number of answers whose weight stands at a limit.
        margin_error: largest distance of a weighted share to its population share, 0 to 1; 0 unless trimmed.
    """

    by_segment: Mapping[Segment, float]
    effective_n: float
    design_effect: float
    trimmed: int
    margin_error: float


def effective_n(weights: Sequence[float], counts: Sequence[float] | None = None) -> float:
    """Kish's effective sample size (Σw)² / Σw²; `counts` says how many answers carry each weight, one by default.

    Source: Kish 1965, Survey Sampling, §11.7.
    """
    numbers = counts or [1] * len(weights)
    linear = sum(w * k for w, k in zip(weights, numbers, strict=True))
    return linear**2 / sum(w * w * k for w, k in zip(weights, numbers, strict=True))


def design_effect(weights: Sequence[float], counts: Sequence[float] | None = None) -> float:
    """Kish's design effect of unequal weights, n divided by the effective sample size."""
    return (sum(counts) if counts else len(weights)) / effective_n(weights, counts)


def raked(
    counts: Mapping[Segment, float], margins: Sequence[Margin], *, limits: tuple[float, float] = (LOWEST, HIGHEST)
) -> Weights:
    """Raking (iterative proportional fitting) on counters, alternating with trimming until both agree.

    Args:
        counts: combination of categories, one per margin -> answers.
        margins: the population by category, one mapping per position of a segment.
        limits: least and largest weight, relative to the mean of 1.

    Raises:
        EmptyMargin: when a population category has no answer.
        NoAgreement: when the iteration does not settle.
        TooUneven: when the effective number of answers is below half of the real one.

    Source: Deming & Stephan 1940, Annals of Mathematical Statistics 11, 427-444.
    """
    import numpy as np  # noqa: PLC0415 - results pages only read finished weights

    segments = [segment for segment, n in counts.items() if n]
    n = np.array([counts[segment] for segment in segments], dtype=float)
    targets = _targets(segments, margins)
    weights = _settled(n, targets, limits)
    effective = effective_n(weights.tolist(), n.tolist())
    if is_too_uneven(effective, float(n.sum())):
        raise TooUneven(effective, float(n.sum()))
    at_limit = np.isclose(weights, limits[0]) | np.isclose(weights, limits[1])
    margin_error = _margin_error(weights * n, targets)
    if margin_error > _AGREEMENT and not at_limit.any():
        raise NoAgreement("The margins contradict each other for the answers there are.")
    return Weights(
        by_segment=dict(zip(segments, weights.tolist(), strict=True)),
        effective_n=effective,
        design_effect=float(n.sum()) / effective,
        trimmed=round(float(n[at_limit].sum())),
        margin_error=margin_error,
    )


@dataclass(frozen=True, slots=True)
class _Target:
    """The cells of one category, those of its whole margin, and the share that the category should have of them."""

    cells: NDArray[bool_]
    margin: NDArray[bool_]
    share: float


def _targets(segments: list[Segment], margins: Sequence[Margin]) -> list[list[_Target]]:
    """The targets of each margin."""
    import numpy as np  # noqa: PLC0415

    targets = []
    for position, margin in enumerate(margins):
        covered = np.array([segment[position] in margin for segment in segments])
        of_margin = []
        for category, population in margin.items():
            cells = np.array([segment[position] == category for segment in segments])
            if population > 0 and not cells.any():
                raise EmptyMargin(position, category)
            of_margin.append(_Target(cells, covered, population / sum(margin.values())))
        targets.append(of_margin)
    return targets


def _settled(n: NDArray[float64], targets: list[list[_Target]], limits: tuple[float, float]) -> NDArray[float64]:
    """The weights after raking and trimming in turn until neither changes them any more."""
    import numpy as np  # noqa: PLC0415

    weights: NDArray[float64] = np.ones_like(n)
    for _ in range(_ROUNDS):
        before = weights.copy()
        for of_margin in targets:
            mass = weights * n  # before this margin, so that it moves nothing between those in it and those not in it
            for target in of_margin:
                held = mass[target.cells].sum()
                if held:
                    weights[target.cells] *= target.share * mass[target.margin].sum() / held
        weights = np.clip(weights * n.sum() / (weights @ n), *limits)
        if np.abs(weights - before).max() < _TOLERANCE:
            return weights
    raise NoAgreement("The margins cannot be met by the answers there are.")


def _margin_error(mass: NDArray[float64], targets: list[list[_Target]]) -> float:
    flat = chain.from_iterable(targets)
    errors = (abs(mass[t.cells].sum() / mass[t.margin].sum() - t.share) for t in flat if mass[t.margin].sum())
    return max((float(error) for error in errors), default=0.0)
