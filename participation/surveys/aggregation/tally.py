"""Adding up answer sheets in memory, fast: what they change in which counter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, NamedTuple, TypeAlias

from participation.statistics.counts import KEY_SPACE
from participation.surveys.aggregation.codes import BASE, MISSING, SHEETS, is_written, paired_matrices
from participation.surveys.aggregation.segments import ABOUT_THE_PERSON, OVERALL
from participation.surveys.questionnaire import Questionnaire

_ONE = 1 << 64
"""One whole number holds a count above this bit and the sum of keys below it: half the work, and exact."""

_Key: TypeAlias = tuple[str, Any]
"""(question, code) or (matrix, (item, code)) or (matrices, (item, importance, satisfaction))."""
_Cells: TypeAlias = defaultdict[_Key, int]

_PARTS = (
    (("municipality", "age", "audience"), ("", "municipality", "age", "audience", "municipality,age", "audience,age")),
    (("gender", "channel", "language"), ("gender", "channel", "language")),
)
"""A sheet is added up once for each of these groups of dimensions; what is asked of them follows by summing groups."""


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

    def keys(self, answers: Mapping[str, Any]) -> list[_Key]:
        """Every counter (of everyone) that a sheet with these answers is counted in."""
        keys: list[_Key] = [(SHEETS, "")]
        for question, answer in answers.items():
            if type(answer) is dict:
                keys += zip(repeat(question), answer.items())
            elif question in self.written:
                keys.append((question, BASE))
            elif type(answer) is list:
                keys += zip(repeat(question), answer)
                if answer and answer[0] not in MISSING:
                    keys.append((question, BASE))
            else:
                keys.append((question, answer))
        if self.wanted in answers and self.given in answers:
            keys += self._joint(answers[self.wanted], answers[self.given])
        return keys

    def _joint(self, wanted: Mapping[str, int], given: Mapping[str, int]) -> Iterator[_Key]:
        name = f"{self.wanted}*{self.given}"
        for item, importance in wanted.items():
            satisfaction = given.get(item)
            if satisfaction is not None and satisfaction not in MISSING and importance not in MISSING:
                yield name, (item, importance, satisfaction)


@dataclass
class Tally:
    """The sum of some answer sheets of one survey."""

    _groups: dict[tuple[int, tuple[str | None, ...]], _Cells] = field(default_factory=dict)
    _homes: dict[object, tuple[_Cells, ...]] = field(default_factory=dict)

    def homes(self, segments: Mapping[str, str], known_as: object) -> tuple[_Cells, ...]:
        """Where sheets of these segments (dimension -> category) are added up; `known_as` finds them again."""
        homes = tuple(
            self._groups.setdefault((part, tuple(map(segments.get, dimensions))), defaultdict(int))
            for part, (dimensions, _) in enumerate(_PARTS)
        )
        self._homes[known_as] = homes
        return homes

    def known_homes(self, known_as: object) -> tuple[_Cells, ...] | None:
        """The homes found before under this name."""
        return self._homes.get(known_as)

    def changes(self) -> dict[CounterKey, Change]:
        """What the counters gain in all planned combinations; what adds up to nothing is left out."""
        sums: dict[tuple[str, str], _Cells] = {}
        for (part, categories), cells in self._groups.items():
            for place in _places(part, categories):
                into = sums.setdefault(place, defaultdict(int))
                for key, number in cells.items():
                    into[key] += number
        return {
            CounterKey(dimensions, *_named(key, segment)): change
            for (dimensions, segment), cells in sums.items()
            for key, number in cells.items()
            if _is_counted(key, dimensions) and (change := _change(number)) != (0, 0)
        }


def weight(sign: int, record_key: int) -> int:
    """A sheet as one number, to be added to every cell it belongs to; `sign` is +1 or -1."""
    return sign * (_ONE + record_key)


def add_to(homes: tuple[_Cells, ...], keys: list[_Key], number: int) -> None:
    """Count a sheet."""
    for cells in homes:
        for key in keys:
            cells[key] += number


def _places(part: int, categories: tuple[str | None, ...]) -> Iterator[tuple[str, str]]:
    """(dimensions, segment) of every combination that a group belongs to; unknown dimensions have none."""
    dimensions, combinations = _PARTS[part]
    known = dict(zip(dimensions, categories, strict=True))
    for combination in combinations:
        chosen = [known[name] for name in combination.split(",")] if combination else []
        if None not in chosen:
            yield combination, ",".join(str(one) for one in chosen)


def _is_counted(key: _Key, dimensions: str) -> bool:
    """Questions about the person for everyone only, joint answers not by two dimensions: nobody may publish those."""
    if dimensions == OVERALL:
        return True
    return key[0] not in ABOUT_THE_PERSON and not ("," in dimensions and "*" in key[0])


def _named(key: _Key, segment: str) -> tuple[str, str, str]:
    """(question, segment, option) as the counters spell them."""
    question, code = key
    if type(code) is not tuple:
        return question, segment, str(code)
    item, *codes = code
    return f"{question}.{item}", segment, ",".join(map(str, codes))


def _change(number: int) -> Change:
    n = (number + (_ONE >> 1)) // _ONE
    return Change(n, (number - n * _ONE) % KEY_SPACE)
