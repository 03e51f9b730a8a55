"""Adding up answer sheets in memory, fast: what they change in which counter."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from participation.statistics.counts import KEY_SPACE
from participation.surveys.aggregation.codes import BASE, MISSING, SHEETS, is_written, paired_matrices
from participation.surveys.aggregation.segments import ABOUT_THE_PERSON, OVERALL
from participation.surveys.questionnaire import Questionnaire

_ONE = 1 << 64
"""One whole number holds a count above this bit and the sum of keys below it: half the work, and exact."""

_Cells: TypeAlias = defaultdict[int, int]

_PARTS = (
    (("municipality", "age", "audience"), ("", "municipality", "age", "audience", "municipality,age", "audience,age")),
    (("gender", "channel", "language"), ("gender", "channel", "language")),
)
"""A sheet is added up once for each of these groups of dimensions; what is asked of them follows by summing groups."""

_JOINT_BY = {OVERALL, "audience"}
"""Importance and satisfaction of the same person are published for everyone and by audience only."""


class CounterKey(NamedTuple):
    """Which counter of a survey; sorted like the table's unique key, so that folders never block one another."""

    dimensions: str
    question: str
    segment: str
    option: str


class Change(NamedTuple):
    """What a counter gains (or loses): people, and the sum of their keys modulo 2**32."""

    n: int
    key_sum: int


@dataclass(frozen=True)
class Plan:
    """What a questionnaire version says about counting its sheets."""

    written: frozenset[str]
    wanted: str = ""
    given: str = ""

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> Plan:
        """The plan for a questionnaire."""
        written = frozenset(code for code, question in questionnaire.questions.items() if is_written(question))
        both = paired_matrices(questionnaire)
        return cls(written, both[0].code, both[1].code) if both else cls(written)


class _Table(dict[Any, Any]):
    """A dictionary that makes what is looked up for the first time."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Any) -> Any:
        value = self[key] = self._make(key)
        return value


class _Slots:
    """Numbers for counters: (question, option) by number, found by way of dictionaries that are quick to walk."""

    def __init__(self) -> None:
        self.names: list[tuple[str, str]] = []
        self.codes = _Table(lambda question: _Table(lambda code: self._new(question, str(code))))
        self.rows = _Table(lambda question: _Table(lambda item: self.codes[f"{question}.{item}"]))
        self.pairs = _Table(
            lambda matrices: _Table(
                lambda item: _Table(lambda one: _Table(lambda two: self.codes[f"{matrices}.{item}"][f"{one},{two}"]))
            )
        )

    def _new(self, question: str, option: str) -> int:
        self.names.append((question, option))
        return len(self.names) - 1


@dataclass
class Tally:
    """The sum of some answer sheets of one survey."""

    _slots: _Slots = field(default_factory=_Slots)
    _groups: dict[tuple[int, tuple[str | None, ...]], _Cells] = field(default_factory=dict)
    _homes: dict[object, tuple[_Cells, _Cells]] = field(default_factory=dict)

    def add(
        self,
        plan: Plan,
        answers: Mapping[str, Any],
        segments: Callable[[], Mapping[str, str]],
        known_as: object,
        number: int,
    ) -> None:
        """Count a sheet.

        Args:
            plan: of its questionnaire version.
            answers: as they are stored.
            segments: gives dimension -> category; called once for each `known_as`, which stands for it.
            known_as: anything hashable, the same for sheets of the same segments.
            number: from `weight`.
        """
        first, second = self._homes.get(known_as) or self._find_homes(segments(), known_as)
        for slot in self._of_answers(plan, answers):
            first[slot] += number
            second[slot] += number
        if plan.wanted in answers and plan.given in answers:
            for slot in self._of_pairs(plan, answers):
                first[slot] += number

    def changes(self) -> dict[CounterKey, Change]:
        """What the counters gain in all planned combinations; what adds up to nothing is left out."""
        sums: dict[tuple[str, str], _Cells] = {}
        for (part, categories), cells in self._groups.items():
            for place in _places(part, categories):
                into = sums.setdefault(place, defaultdict(int))
                for slot, number in cells.items():
                    into[slot] += number
        return dict(self._named(sums))

    def _named(self, sums: Mapping[tuple[str, str], _Cells]) -> Iterator[tuple[CounterKey, Change]]:
        names = self._slots.names
        for (dimensions, segment), cells in sums.items():
            counted = [_is_counted(question, dimensions) for question, _ in names]
            for slot, number in cells.items():
                n = (number + (_ONE >> 1)) >> 64
                if number and counted[slot]:
                    question, option = names[slot]
                    change = Change(n, (number - (n << 64)) % KEY_SPACE)
                    yield CounterKey(dimensions, question, segment, option), change

    def _find_homes(self, segments: Mapping[str, str], known_as: object) -> tuple[_Cells, _Cells]:
        first, second = (
            self._groups.setdefault((part, tuple(map(segments.get, dimensions))), defaultdict(int))
            for part, (dimensions, _) in enumerate(_PARTS)
        )
        self._homes[known_as] = first, second
        return first, second

    def _of_answers(self, plan: Plan, answers: Mapping[str, Any]) -> list[int]:
        codes, rows = self._slots.codes, self._slots.rows
        slots = [codes[SHEETS][""]]
        for question, answer in answers.items():
            if type(answer) is dict:
                table = rows[question]
                slots += [table[item][code] for item, code in answer.items()]
            elif question in plan.written:
                slots.append(codes[question][BASE])
            elif type(answer) is list:
                table = codes[question]
                slots += [table[code] for code in answer]
                if answer and answer[0] not in MISSING:
                    slots.append(table[BASE])
            else:
                slots.append(codes[question][answer])
        return slots

    def _of_pairs(self, plan: Plan, answers: Mapping[str, Any]) -> list[int]:
        table, given = self._slots.pairs[f"{plan.wanted}*{plan.given}"], answers[plan.given]
        return [
            table[item][importance][given[item]]
            for item, importance in answers[plan.wanted].items()
            if item in given and importance not in MISSING and given[item] not in MISSING
        ]


def weight(sign: int, record_key: int) -> int:
    """A sheet as one number, to be added to every cell it belongs to; `sign` is +1 or -1."""
    return sign * (_ONE + record_key)


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
    if "*" in question:
        return dimensions in _JOINT_BY
    return dimensions == OVERALL or question not in ABOUT_THE_PERSON


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
