"""Adding up answer sheets in memory, fast: what they change in which counter."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from participation.statistics.counts import KEY_SPACE
from participation.surveys.aggregation.plan import Plan
from participation.surveys.aggregation.segments import ABOUT_THE_PERSON, OVERALL, TOGETHER_BY
from participation.surveys.aggregation.slots import NOWHERE, Slots
from participation.surveys.aggregation.ways import Ways

_ONE = 1 << 64
"""One whole number holds a count above this bit and the sum of keys below it: half the work, and exact."""

_AT_ONCE = 20_000
"""Sheets that wait to be added up together, sorted by segment: what is touched again and again stays in the cache."""

_Cells: TypeAlias = list[int]
"""The sums of one group of people, by the numbers of their counters."""

_PARTS = (
    (("municipality", "age", "audience"), ("", "municipality", "age", "audience", "municipality,age", "audience,age")),
    (("gender", "channel", "language"), ("gender", "channel", "language")),
    (("audience",), TOGETHER_BY),
)
"""A sheet is added up once for each of these groups of dimensions; what is asked of them follows by summing groups.

The last is for what is counted together: importance and satisfaction of a person, preferences of a ranking."""

_TOGETHER = 2


class CounterKey(NamedTuple):
    """Which counter of a survey; sorted like the table's unique key, so that folds never block one another."""

    dimensions: str
    question: str
    segment: str
    option: str


class Change(NamedTuple):
    """What a counter gains (or loses): people, and the sum of their keys modulo 2**32."""

    n: int
    key_sum: int


class Tally:
    """The sum of some answer sheets of one survey."""

    def __init__(self) -> None:
        """Nothing added yet."""
        self._slots, self._together = Slots(), Slots()
        self._groups: list[dict[tuple[str | None, ...], int]] = [{}, {}, {}]
        self._cells: list[list[_Cells]] = [[], [], []]
        self._homes: dict[object, tuple[int, int, int]] = {}
        self._waiting: list[tuple[tuple[int, int, int], list[int], list[int], int]] = []

    def ways(self, plan: Plan) -> Ways:
        """How the sheets of a questionnaire version are added; needed once for each version."""
        return Ways(plan, self._slots, self._together)

    def add(
        self,
        ways: Ways,
        answers: Mapping[str, Any],
        segments: Callable[[], Mapping[str, str]],
        known_as: object,
        number: int,
    ) -> None:
        """Count a sheet.

        Args:
            ways: of its questionnaire version.
            answers: as they are stored.
            segments: gives dimension -> category; called once for each `known_as`, which stands for it.
            known_as: anything hashable, the same for sheets of the same segments.
            number: from `weight`.
        """
        home = self._homes.get(known_as) or self._find_home(segments(), known_as)
        self._waiting.append((home, *ways.of(answers), number))
        if len(self._waiting) >= _AT_ONCE:
            self._add_up()

    def changes(self) -> Iterator[tuple[CounterKey, Change]]:
        """What the counters gain in all planned combinations, sorted; what adds up to nothing is left out."""
        self._add_up()
        sums: dict[str, dict[tuple[bool, str], _Cells]] = {}
        for part, groups in enumerate(self._groups):
            is_together = part == _TOGETHER
            for categories, home in groups.items():
                cells = self._cells[part][home]
                for dimensions, segment in _places(part, categories):
                    of_dimensions = sums.setdefault(dimensions, {})
                    into = of_dimensions.get((is_together, segment))
                    of_dimensions[is_together, segment] = (
                        [one + other for one, other in zip(into, cells, strict=True)] if into else cells
                    )
        for dimensions in sorted(sums):
            yield from self._named(dimensions, sums[dimensions])

    def _named(self, dimensions: str, sums: Mapping[tuple[bool, str], _Cells]) -> Iterator[tuple[CounterKey, Change]]:
        numbers = [
            (question, option, is_together, number)
            for is_together, slots in ((False, self._slots), (True, self._together))
            for number, (question, option) in enumerate(slots.names)
            if number != NOWHERE and _is_counted(question, dimensions)
        ]
        numbers.sort()
        segments = sorted(sums)
        for (question, is_together), options in groupby(numbers, itemgetter(0, 2)):
            found = list(options)
            for of_together, segment in segments:
                if of_together is not is_together:
                    continue
                cells = sums[of_together, segment]
                for _, option, _, number in found:
                    if total := cells[number]:
                        n = number_of(total)
                        change = Change(n, (total - (n << 64)) % KEY_SPACE)
                        yield CounterKey(dimensions, question, segment, option), change

    def _add_up(self) -> None:
        for part, slots in enumerate((self._slots, self._slots, self._together)):
            for sums in self._cells[part]:
                sums.extend([0] * (len(slots.names) - len(sums)))
        firsts, seconds, thirds = self._cells
        for (one, two, three), everywhere, together, number in sorted(self._waiting, key=itemgetter(0)):
            first, second = firsts[one], seconds[two]
            for slot in everywhere:
                first[slot] += number
                second[slot] += number
            if together:
                third = thirds[three]
                for slot in together:
                    third[slot] += number
        self._waiting.clear()

    def _find_home(self, segments: Mapping[str, str], known_as: object) -> tuple[int, int, int]:
        one, two, three = (self._group(part, tuple(map(segments.get, _PARTS[part][0]))) for part in range(3))
        self._homes[known_as] = one, two, three
        return one, two, three

    def _group(self, part: int, categories: tuple[str | None, ...]) -> int:
        number = self._groups[part].setdefault(categories, len(self._cells[part]))
        if number == len(self._cells[part]):
            self._cells[part].append([])
        return number


def weight(sign: int, record_key: int) -> int:
    """A sheet as one number, to be added to every cell it belongs to; `sign` is +1 or -1."""
    return sign * (_ONE + record_key)


def number_of(total: int) -> int:
    """How many people a sum of such numbers holds."""
    return (total + (_ONE >> 1)) >> 64


def _places(part: int, categories: tuple[str | None, ...]) -> Iterator[tuple[str, str]]:
    """(dimensions, segment) of every combination that a group belongs to; unknown dimensions have none."""
    dimensions, combinations = _PARTS[part]
    known = dict(zip(dimensions, categories, strict=True))
    for combination in combinations:
        chosen = [known[name] for name in combination.split(",")] if combination else []
        if None not in chosen:
            yield combination, ",".join(str(one) for one in chosen)


def _is_counted(question: str, dimensions: str) -> bool:
    """Questions about the person are counted for everyone only: a table of them would have one dimension too many."""
    return dimensions == OVERALL or question.partition("~")[0] not in ABOUT_THE_PERSON


@contextmanager
def without_collecting() -> Iterator[None]:
    """Let Python not look for cycles meanwhile: counting makes many tuples and no cycle; a third faster."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
