"""The perturbation table of the cell-key method and the maximum-entropy design that it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

Row: TypeAlias = tuple[tuple[int, float], ...]
"""(noise, probability) by ascending noise."""


@dataclass(frozen=True, slots=True)
class Design:
    """What a perturbation table must keep.

    Attributes:
        max_noise: D, largest absolute noise.
        variance: V, of the noise, the same for every count.
        small: js, results from 1 to this number never appear.
    """

    max_noise: int
    variance: float
    small: int


DESIGN = Design(max_noise=4, variance=2.2, small=2)

TABLE: tuple[Row, ...] = (
    ((0, 1.0),),
    ((-1, 0.68282586), (2, 0.27174139), (3, 0.04238791), (4, 0.00304483)),
    ((-2, 0.34983650), (1, 0.60162996), (2, 0.04756261), (3, 0.00096589), (4, 0.00000504)),
    ((-3, 0.15952355), (0, 0.48282280), (1, 0.25675975), (2, 0.08278949), (3, 0.01618575), (4, 0.00191866)),
    (
        (-4, 0.05480572),
        (-1, 0.30475795),
        (0, 0.30475795),
        (1, 0.19780598),
        (2, 0.09589468),
        (3, 0.03352538),
        (4, 0.00845234),
    ),
    (
        (-2, 0.17687393),
        (-1, 0.23633626),
        (0, 0.23866536),
        (1, 0.18215492),
        (2, 0.10507150),
        (3, 0.04580590),
        (4, 0.01509213),
    ),
    (
        (-3, 0.04244133),
        (-2, 0.11754858),
        (-1, 0.21512642),
        (0, 0.26014658),
        (1, 0.20786937),
        (2, 0.10975161),
        (3, 0.03828946),
        (4, 0.00882665),
    ),
    (
        (-4, 0.00765498),
        (-3, 0.03616954),
        (-2, 0.10966210),
        (-1, 0.21334612),
        (0, 0.26633453),
        (1, 0.21334612),
        (2, 0.10966210),
        (3, 0.03616954),
        (4, 0.00765498),
    ),
)
"""`recomputed(DESIGN)`, rounded to eight decimals; row i is for the count i, the last for all larger ones."""

_LEAST = 1e-8
_PLACES = 8
_MISSED = 1e-6
"""Far below what a table shows."""


class NoSuchTable(ValueError):  # noqa: N818 - says what there is not
    """No distribution keeps the design for some count."""


def recomputed(design: Design) -> tuple[Row, ...]:
    """The table of a design: per count the noise distribution of maximum entropy.

    Constraints per count: mean 0, the variance, no result below 0 or from 1 to `small`, and towards 0 no probability
    rises with the distance. Source: Giessing 2016, Privacy in Statistical Databases, LNCS 9867, 237-251, as in the
    R package ptable.

    Raises:
        NoSuchTable: when a count has no such distribution.
    """
    last = design.max_noise + (design.small + 1 if design.small else 0)
    return (((0, 1.0),), *(_row(design, count) for count in range(1, last + 1)))


def _row(design: Design, count: int) -> Row:
    """The distribution of the noise on one count."""
    results = range(max(count - design.max_noise, 0), count + design.max_noise + 1)
    noises = [result - count for result in results if not 1 <= result <= design.small]
    chances = [round(float(chance), _PLACES) for chance in _flattest(noises, design, count)]
    return tuple(zip(noises, chances, strict=True))


def _flattest(noises: list[int], design: Design, count: int) -> NDArray[float64]:
    """The probabilities of maximum entropy on `noises`."""
    import numpy as np  # noqa: PLC0415 - only this recomputation needs it
    from scipy.optimize import LinearConstraint, minimize  # noqa: PLC0415

    noise = np.array(noises, dtype=float)
    moments = LinearConstraint(
        np.vstack([np.ones_like(noise), noise, noise**2]), [1, 0, design.variance], [1, 0, design.variance]
    )
    below = noises.index(0) if 0 in noises else 0
    rising = [LinearConstraint(np.diff(np.eye(len(noises)), axis=0)[:below], 0, np.inf)] if below else []
    found = minimize(
        lambda chance: float(chance @ np.log(chance)),
        np.full(len(noises), 1 / len(noises)),
        jac=lambda chance: np.log(chance) + 1,
        bounds=[(_LEAST, 1)] * len(noises),
        constraints=[moments, *rising],
        method="SLSQP",
        options={"ftol": 1e-15, "maxiter": 1000},
    )
    if any(constraint.residual(found.x)[side].min() < -_MISSED for constraint in (moments, *rising) for side in (0, 1)):
        raise NoSuchTable(f"No noise of variance {design.variance} for the count {count}.")
    return np.asarray(found.x)
