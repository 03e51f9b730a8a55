"""What is compared: the goals and fields of a strategy, told by hand in `content/`, with those that were recognised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from participation.strategy.content.folders import strategy_in
from participation.strategy.content.sources import ElementSource
from participation.strategy.importing.tree import Recognised, Recognition
from participation.strategy.importing.wording import likeness, plain
from participation.strategy.models import GOALS, Kind
from participation.web.languages import GERMAN

MEASURED = (*GOALS, Kind.PRIORITY_GROUP, Kind.ACTION_CLUSTER, Kind.ACTION_FIELD, Kind.AREA)
ALIKE = 0.8
"""From here on two wordings of a title are the same: the contents were tidied where the documents have slips."""


@dataclass(frozen=True)
class Place:
    """A goal or field: its level, number and title, and the title of the nearest goal or field above it."""

    kind: Kind
    number: str
    title: str
    above: str

    def is_at(self, other: Place) -> bool:
        """Whether another one has the same number and hangs below the same."""
        same_parent = self.above == other.above or likeness(self.above, other.above) >= ALIKE
        return self.number == other.number and same_parent


@dataclass(frozen=True)
class Score:
    """How a document was understood."""

    expected: tuple[Place, ...]
    found: tuple[Place, ...]
    pairs: tuple[tuple[Place, Place], ...]

    @cached_property
    def right(self) -> float:
        """The share of expected goals and fields that were found, in the right place with the right number."""
        return sum(one.is_at(other) for one, other in self.pairs) / len(self.expected)

    @cached_property
    def false(self) -> float:
        """The share of what was found that is no goal or field of the strategy."""
        return 1 - len(self.pairs) / len(self.found) if self.found else 0.0

    def faults(self) -> Iterator[str]:
        """What is missing, misplaced or invented, one line each."""
        met, used = {one for one, _ in self.pairs}, {other for _, other in self.pairs}
        yield from (f"missing   {one}" for one in self.expected if one not in met)
        yield from (f"misplaced {one} as {other}" for one, other in self.pairs if not one.is_at(other))
        yield from (f"false     {other}" for other in self.found if other not in used)


def told(folder: Path) -> tuple[Place, ...]:
    """The goals and fields of a content folder."""
    by_key = {element.key: element for element in strategy_in(folder).elements}

    def above(element: ElementSource) -> str:
        while element.parent is not None:
            element = by_key[element.parent]
            if element.kind in MEASURED:
                return element.texts[GERMAN.tag]["title"]
        return ""

    return tuple(
        Place(one.kind, one.number, one.texts[GERMAN.tag]["title"], above(one))
        for one in by_key.values()
        if one.kind in MEASURED
    )


def recognised(recognition: Recognition) -> tuple[Place, ...]:
    """The goals and fields that were recognised."""

    def below(elements: Sequence[Recognised], above: str) -> Iterator[Place]:
        for element in elements:
            is_measured = element.kind in MEASURED
            if is_measured:
                yield Place(element.kind, element.number, element.title, above)
            yield from below(element.children, element.title if is_measured else above)

    return tuple(below(recognition.elements, ""))


def compared(expected: Sequence[Place], found: Sequence[Place]) -> Score:
    """Each expected one with the most alike of its level that was found and is not taken yet."""
    alike = sorted(
        (
            (_alike(one, other), one.is_at(other), place, other_place)
            for place, one in enumerate(expected)
            for other_place, other in enumerate(found)
            if one.kind is other.kind
        ),
        key=lambda row: (-row[0], not row[1], row[2:]),
    )
    pairs: dict[int, int] = {}
    for share, _, place, other_place in alike:
        if share >= ALIKE and place not in pairs and other_place not in pairs.values():
            pairs[place] = other_place
    matched = tuple((expected[one], found[other]) for one, other in pairs.items())
    return Score(tuple(expected), tuple(found), matched)


def _alike(one: Place, other: Place) -> float:
    """How alike two titles are; with the same number one may be the other's beginning ("… by its strengths in:")."""
    begins = bool(one.number) and one.number == other.number and plain(other.title).startswith(plain(one.title))
    return 1.0 if begins else likeness(one.title, other.title)
