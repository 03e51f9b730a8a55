"""What linear programming finds out about whole numbers from intervals and sums."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, floor, inf
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

Vector: TypeAlias = "NDArray[float64]"

_SLACK = 1e-6
"""The solver's tolerance; what differs by less is equal."""

_MOVED = 0.05
"""A cell that can move by this much is not determined: such systems have whole-numbered corners."""


class Contradiction(ValueError):  # noqa: N818 - that is what it is
    """No numbers fit the intervals and sums."""


@dataclass(slots=True)
class Unknowns:
    """Named numbers of at least 0 with intervals and sums."""

    names: dict[Hashable, int] = field(default_factory=dict)
    limits: list[tuple[float, float]] = field(default_factory=list)
    sums: list[tuple[list[int], list[int], bool]] = field(default_factory=list)

    def place(self, name: Hashable) -> int:
        """The column of an unknown; a new name makes a new one."""
        if name not in self.names:
            self.names[name] = len(self.limits)
            self.limits.append((0.0, inf))
        return self.names[name]

    def bound(self, name: Hashable, low: float, high: float) -> None:
        """Say that the number lies between `low` and `high`, both possible."""
        at = self.place(name)
        old_low, old_high = self.limits[at]
        self.limits[at] = (max(old_low, low), min(old_high, high))

    def add_up(self, parts: Iterable[Hashable], whole: Iterable[Hashable], *, exactly: bool = True) -> None:
        """Say that the parts add up to the same as the whole, or to no more."""
        self.sums.append(([self.place(name) for name in parts], [self.place(name) for name in whole], exactly))


def determined(unknowns: Unknowns, candidates: Sequence[Hashable]) -> dict[Hashable, int]:
    """Those candidates for which only one whole number is possible, with that number.

    A few solutions that move away from each other clear nearly all candidates together; only what stays where it is
    gets programs of its own.

    Raises:
        Contradiction: when nothing fits.
    """
    program = _Program.of(unknowns)
    exact = {}
    for at in _unmoved(program, [unknowns.place(name) for name in candidates]):
        low, high = program.span(at)
        if floor(high + _SLACK) == ceil(low - _SLACK):
            exact[at] = ceil(low - _SLACK)
    return {name: exact[unknowns.names[name]] for name in candidates if unknowns.names[name] in exact}


def _unmoved(program: _Program, suspects: list[int]) -> list[int]:
    """The suspects that had the same value in every solution tried."""
    import numpy as np  # noqa: PLC0415 - only the audit needs numpy and scipy

    low = high = program.solution()
    while suspects:
        before = len(suspects)
        for upward in (True, False):
            found = program.pushed(suspects, low if upward else high, upward=upward)
            low, high = np.minimum(low, found), np.maximum(high, found)
            suspects = [at for at in suspects if high[at] - low[at] < _MOVED]
        if len(suspects) == before:
            break
    return suspects


@dataclass(frozen=True, slots=True)
class _Program:
    """The intervals and sums as matrices: `equal` @ x = 0 and `least` @ x <= 0."""

    limits: list[tuple[float, float]]
    equal: csr_array
    least: csr_array

    @classmethod
    def of(cls, unknowns: Unknowns) -> _Program:
        width = len(unknowns.limits)
        if any(low > high for low, high in unknowns.limits):
            raise Contradiction("Two tables say different things about one cell.")
        exact = [(parts, whole) for parts, whole, exactly in unknowns.sums if exactly]
        at_most = [(parts, whole) for parts, whole, exactly in unknowns.sums if not exactly]
        return cls(unknowns.limits, _matrix(exact, width), _matrix(at_most, width))

    def solution(self) -> Vector:
        """Any numbers that fit."""
        import numpy as np  # noqa: PLC0415

        return _solved(np.zeros(len(self.limits)), self)

    def span(self, at: int) -> tuple[float, float]:
        """The smallest and largest value of one unknown, the latter only as far as two above the former."""
        import numpy as np  # noqa: PLC0415

        cost = np.zeros(len(self.limits))
        cost[at] = 1
        low = float(_solved(cost, self)[at])
        capped = [*self.limits]
        capped[at] = (self.limits[at][0], min(self.limits[at][1], low + 2))
        return low, float(_solved(-cost, replace(self, limits=capped))[at])

    def pushed(self, suspects: list[int], origin: Vector, *, upward: bool) -> Vector:
        """A solution with as many suspects as possible moved above (or below) their `origin`."""
        import numpy as np  # noqa: PLC0415
        from scipy.sparse import csr_array, hstack, vstack  # noqa: PLC0415

        width, count, sign = len(self.limits), len(suspects), 1.0 if upward else -1.0
        # One further unknown per suspect: how far it moved, at most as far as is needed to clear it.
        pick = csr_array((np.full(count, -sign), (np.arange(count), suspects)), shape=(count, width))
        ones = csr_array((np.ones(count), (np.arange(count), np.arange(count))), shape=(count, count))
        program = _Program(
            limits=[*self.limits, *[(-inf, 2 * _MOVED)] * count],
            equal=hstack([self.equal, csr_array((self.equal.shape[0], count))], format="csr"),
            least=vstack(
                [hstack([self.least, csr_array((self.least.shape[0], count))]), hstack([pick, ones])], format="csr"
            ),
        )
        ceiling = np.concatenate([np.zeros(self.least.shape[0]), -sign * origin[suspects]])
        return _solved(np.concatenate([np.zeros(width), -np.ones(count)]), program, ceiling)[:width]


def _matrix(sums: list[tuple[list[int], list[int]]], width: int) -> csr_array:
    from scipy.sparse import csr_array  # noqa: PLC0415

    signs, rows, columns = [], [], []
    for row, (parts, whole) in enumerate(sums):
        signs += [1.0] * len(parts) + [-1.0] * len(whole)
        rows += [row] * (len(parts) + len(whole))
        columns += parts + whole
    return csr_array((signs, (rows, columns)), shape=(len(sums), width))


def _solved(cost: Vector, program: _Program, ceiling: Vector | None = None) -> Vector:
    import numpy as np  # noqa: PLC0415
    from scipy.optimize import linprog  # noqa: PLC0415

    found = linprog(
        cost,
        A_ub=program.least,
        b_ub=np.zeros(program.least.shape[0]) if ceiling is None else ceiling,
        A_eq=program.equal,
        b_eq=np.zeros(program.equal.shape[0]),
        bounds=program.limits,
        method="highs",
    )
    if found.x is None:
        raise Contradiction("The tables cannot belong together.")
    return np.asarray(found.x)
