"""Margins that a sample can carry: thin categories join their wider unit before the raking, or refuse it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from participation.statistics.counts import Cell, Distribution
from participation.statistics.merging import Hierarchies, merged
from participation.statistics.weights import Margin, Segment, WeightsRefused


class ThinMargin(WeightsRefused):
    """A category of the population has hardly anybody in the sample, and no wider unit to join."""

    def __init__(self, dimension: str, category: str) -> None:
        super().__init__(f"Hardly anybody in the sample belongs to {category!r}.")
        self.dimension, self.category = dimension, category


@dataclass(frozen=True, slots=True)
class CarriedMargins:
    """Margins in which no category is thin.

    Attributes:
        margins: the population by category, one mapping per position of a segment.
        names: for each position category -> the one it is weighted as; what is not in it is weighted as itself.
    """

    margins: Sequence[Margin]
    names: Sequence[Mapping[str, str]]

    def widened(self, segment: Segment) -> Segment:
        """The segment as it is weighted."""
        return tuple(names.get(category, category) for names, category in zip(self.names, segment, strict=True))

    def counts(self, people: Mapping[Segment, int]) -> dict[Segment, int]:
        """The sample by the segments that are weighted."""
        found: dict[Segment, int] = {}
        for segment, n in people.items():
            wide = self.widened(segment)
            found[wide] = found.get(wide, 0) + n
        return found


def carried(
    people: Mapping[Segment, int], margins: Mapping[str, Margin], hierarchies: Hierarchies, least: int
) -> CarriedMargins:
    """The margins with thin categories joined to others of their wider unit, as small segments of tables are.

    Args:
        people: combination of categories, one for each margin in its order -> people of the sample.
        margins: dimension -> category -> people of the population; who is in none is weighted without it.
        hierarchies: into what small categories go.
        least: people of the sample that a category needs.

    Raises:
        ThinMargin: a category stays below that, or all of them had to be joined to one.
    """
    found: list[Margin] = []
    names: list[Mapping[str, str]] = []
    for place, (dimension, margin) in enumerate(margins.items()):
        sample = dict.fromkeys(margin, 0)
        for segment, n in people.items():
            if segment[place] in sample:
                sample[segment[place]] += n
        rows: dict[Segment, Distribution] = {
            (category,): Distribution({}, {}, Cell(n)) for category, n in sorted(sample.items())
        }
        wide: dict[str, float] = {}
        of: dict[str, str] = {}
        for group in merged(rows, (dimension,), hierarchies, least):
            (name,) = group.segment
            if group.answers.base.n < least or len(group.members) == len(margin) > 1:
                raise ThinMargin(dimension, name)
            wide[name] = sum(margin[category] for (category,) in group.members)
            of |= {category: name for (category,) in group.members}
        found.append(wide)
        names.append(of)
    return CarriedMargins(found, names)
