"""Merging small segments upward: a municipality into its part of the county, an age class into a wider one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from participation.statistics.counts import Distribution
from participation.statistics.published import Segment

Hierarchies: TypeAlias = Mapping[str, Mapping[str, str]]
"""Dimension -> category -> the wider category; what is not in it has none. Names of narrow and wide must differ."""


@dataclass(frozen=True, slots=True)
class Group:
    """A row to be: one segment, or several under the name of their wider unit."""

    segment: Segment
    members: tuple[Segment, ...]
    answers: Distribution

    def __add__(self, other: Group) -> Group:
        return Group(self.segment, self.members + other.members, self.answers + other.answers)


def merged(
    rows: Mapping[Segment, Distribution], dimensions: tuple[str, ...], hierarchies: Hierarchies, minimum: int
) -> list[Group]:
    """Segments whose base reaches `minimum`, small ones merged, each person in exactly one row.

    Small segments of one wider unit are put together; if they are still too few, they take in the smallest other one of
    that unit, and so on; if the whole unit is too small, it goes on to the next wider one. In two dimensions the last
    one gets wider first. What has no wider unit stays small, for the caller to withhold.
    """
    groups = [Group(segment, (segment,), answers) for segment, answers in rows.items()]
    while climbing := _next_unit(groups, dimensions, hierarchies, minimum):
        groups = _pooled(groups, climbing, dimensions, hierarchies, minimum)
    return groups


def _next_unit(
    groups: list[Group], dimensions: tuple[str, ...], hierarchies: Hierarchies, minimum: int
) -> Segment | None:
    """The wider unit of the first small group that lies deepest, so that lower units are tried before higher ones."""
    ways = [list(_wider(group.segment, dimensions, hierarchies)) for group in groups if group.answers.base.n < minimum]
    deepest = max(ways, key=len, default=[])
    return deepest[0] if deepest else None


def _pooled(
    groups: list[Group], unit: Segment, dimensions: tuple[str, ...], hierarchies: Hierarchies, minimum: int
) -> list[Group]:
    inside = [g for g in groups if g.segment == unit or unit in _wider(g.segment, dimensions, hierarchies)]
    by_size = sorted(inside, key=lambda group: group.answers.base.n)
    pool = Group(unit, (), Distribution({}))
    for group in by_size:
        # The small ones all go in, larger ones only while the pool needs them.
        if group.answers.base.n < minimum or pool.answers.base.n < minimum or group.segment == unit:
            pool += group
    taken = set(pool.members)
    order = {member: place for place, member in enumerate(m for g in groups for m in g.members)}
    pool = Group(unit, tuple(sorted(pool.members, key=order.__getitem__)), pool.answers)
    rest = [group for group in groups if not taken.issuperset(group.members)]
    return sorted([*rest, pool], key=lambda group: min(order[member] for member in group.members))


def _wider(segment: Segment, dimensions: tuple[str, ...], hierarchies: Hierarchies) -> Iterator[Segment]:
    """The wider units of a segment, narrowest first."""
    for place in reversed(range(len(dimensions))):
        parents = hierarchies.get(dimensions[place], {})
        seen = {segment[place]}
        while (parent := parents.get(segment[place])) is not None:
            if parent in seen:
                raise ValueError(f"{parent!r} cannot be wider than itself.")
            seen.add(parent)
            segment = (*segment[:place], parent, *segment[place + 1 :])
            yield segment
