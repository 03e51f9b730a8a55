"""Numbers for the elements of a draft, as they follow from the tree and from how the county numbers its levels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from participation.writing.tree import Branch

_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_FEW = 0.25  # so many repeated numbers come from editing, not from counting anew


@dataclass(frozen=True)
class Proposal:
    """An element that would get another number."""

    branch: Branch
    number: str


def proposed_numbers(roots: Sequence[Branch]) -> list[Proposal]:
    """What renumbering would change, in reading order.

    Siblings of one kind are numbered where one of them has a number. Where a number begins with that of the element
    above (1.2 below 1) it goes on doing so. Else the kind is counted anew below every parent, or through the whole
    strategy where its numbers hardly ever repeat. What has no plain number keeps its own.
    """
    counting = _Counting(_counted_through([branch for root in roots for branch in root.walk()]))
    return [each for each in _below(roots, counting, "", "") if each.number != each.branch.element.number]


@dataclass
class _Counting:
    """The kinds that are counted through, and how far they are."""

    through: frozenset[str]
    reached: dict[str, int] = field(default_factory=dict)

    def next(self, kind: str, siblings: dict[str, int], first: int) -> int:
        counts = self.reached if kind in self.through else siblings
        counts[kind] = counts.get(kind, first - 1) + 1
        return counts[kind]


def _below(siblings: Sequence[Branch], counting: _Counting, old: str, new: str) -> Iterator[Proposal]:
    counts: dict[str, int] = {}
    for branch in siblings:
        kind, number = branch.element.kind.value, branch.element.number
        alike = [one.element.number for one in siblings if one.element.kind == branch.element.kind]
        own = number
        if _are_counted(alike):
            within = bool(old) and any("." in one for one in alike)
            own = f"{new}." * within + str(counting.next(kind, counts, _first(alike)))
        yield Proposal(branch, own)
        # What has no number hands on that of the element above it.
        yield from _below(branch.below, counting, number or old, own or new)


def _are_counted(numbers: Sequence[str]) -> bool:
    """Whether siblings are numbered: at least one is, and none by anything else than numbers."""
    return any(numbers) and all(_NUMBER.fullmatch(number) for number in numbers if number)


def _first(numbers: Sequence[str]) -> int:
    """Where the counting begins: at 1, or at 0 where somebody began there."""
    return min(1, *(int(number.rpartition(".")[2]) for number in numbers if number))


def _counted_through(branches: Sequence[Branch]) -> frozenset[str]:
    """The kinds that stand below several parents and whose plain numbers hardly ever repeat."""
    numbers: dict[str, list[tuple[UUID | None, str]]] = {}
    for branch in branches:
        if branch.element.number.isdecimal():
            place = (branch.element.parent_id, branch.element.number)
            numbers.setdefault(branch.element.kind.value, []).append(place)
    return frozenset(
        kind
        for kind, places in numbers.items()
        if len({parent for parent, _ in places}) > 1
        and len(places) - len({number for _, number in places}) < len(places) * _FEW
    )
