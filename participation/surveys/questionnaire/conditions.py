"""Conditions on earlier answers: when a question or a page is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from participation.surveys.scales import MISSING_CODES

Limit: TypeAlias = int | float | str


class Operator(StrEnum):
    """How an answer is compared; the names that TOML files and documents use."""

    IS = "is"
    IS_NOT = "is_not"
    ONE_OF = "one_of"
    CONTAINS = "contains"
    ANSWERED = "answered"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOVE = "above"
    BELOW = "below"


ORDERED = frozenset({Operator.AT_LEAST, Operator.AT_MOST, Operator.ABOVE, Operator.BELOW})
_MISSING = frozenset(MISSING_CODES.values())


@dataclass(frozen=True)
class Given:
    """The answers that a condition may look at; `coded` are the questions whose 97, 98 and 99 are missing values."""

    answers: Mapping[str, Any]
    coded: frozenset[str] = frozenset()

    def raw(self, name: str) -> Any:
        """The answer to a question, or to a row of a matrix ("importance.mobility"); None if there is none."""
        code, _, item = name.partition(".")
        answer = self.answers.get(code)
        return answer.get(item) if item and isinstance(answer, Mapping) else answer

    def valid(self, name: str) -> Any:
        """The same, and None for missing values."""
        answer = self.raw(name)
        if name.partition(".")[0] not in self.coded:
            return answer
        if isinstance(answer, list):
            return [one for one in answer if one not in _MISSING] or None
        return None if isinstance(answer, int) and answer in _MISSING else answer


@dataclass(frozen=True)
class Comparison:
    """A comparison of one answer; `question` is a question's code, or "code.item" for a row.

    A question that was not answered fulfils no comparison but `is_not` and `answered = false`.
    """

    question: str
    operator: Operator
    value: Any

    def holds(self, given: Given) -> bool:
        """Whether it holds for these answers."""
        return _COMPARED[self.operator](self.value, given, self.question)

    def names(self) -> frozenset[str]:
        """The questions it looks at."""
        return frozenset({self.question})

    def as_document(self) -> dict[str, Any]:
        """JSON-ready, as TOML has it."""
        return {"question": self.question, self.operator.value: self.value}


@dataclass(frozen=True)
class All:
    """Every one of the conditions holds."""

    parts: tuple[Condition, ...]

    def holds(self, given: Given) -> bool:
        """Whether it holds for these answers."""
        return all(part.holds(given) for part in self.parts)

    def names(self) -> frozenset[str]:
        """The questions it looks at."""
        return frozenset().union(*(part.names() for part in self.parts))

    def as_document(self) -> dict[str, Any]:
        """JSON-ready, as TOML has it."""
        return {"all": [part.as_document() for part in self.parts]}


@dataclass(frozen=True)
class AnyOf:
    """At least one of the conditions holds."""

    parts: tuple[Condition, ...]

    def holds(self, given: Given) -> bool:
        """Whether it holds for these answers."""
        return any(part.holds(given) for part in self.parts)

    def names(self) -> frozenset[str]:
        """The questions it looks at."""
        return frozenset().union(*(part.names() for part in self.parts))

    def as_document(self) -> dict[str, Any]:
        """JSON-ready, as TOML has it."""
        return {"any": [part.as_document() for part in self.parts]}


@dataclass(frozen=True)
class Not:
    """The condition does not hold."""

    part: Condition

    def holds(self, given: Given) -> bool:
        """Whether it holds for these answers."""
        return not self.part.holds(given)

    def names(self) -> frozenset[str]:
        """The questions it looks at."""
        return self.part.names()

    def as_document(self) -> dict[str, Any]:
        """JSON-ready, as TOML has it."""
        return {"not": self.part.as_document()}


Condition: TypeAlias = Comparison | All | AnyOf | Not


def condition_from(document: Mapping[str, Any]) -> Condition:
    """The condition of a TOML table or JSON object.

    Raises:
        ValueError: it is no condition; the sentence says why.
    """
    for name, kind in (("all", All), ("any", AnyOf)):
        if name in document and len(document) == 1:
            return kind(tuple(condition_from(part) for part in document[name]))
    if "not" in document and len(document) == 1:
        return Not(condition_from(document["not"]))
    operators = [operator for operator in Operator if operator.value in document]
    if "question" not in document or len(operators) != 1 or len(document) != 2:  # noqa: PLR2004 - question and operator
        known = ", ".join(Operator)
        raise ValueError(f"a condition has a question and one of {known}; or all, any, not.")
    return Comparison(str(document["question"]), operators[0], document[operators[0].value])


def _is(value: Any, given: Given, name: str) -> bool:
    answer = given.raw(name)
    return answer is not None and _spelled(answer) == _spelled(value)


def _spelled(one: Any) -> str:
    """A code or a number as text; 5.0 and 5 are the same answer, as they are for every tablet."""
    return str(int(one)) if isinstance(one, float) and one.is_integer() else str(one)


def _contains(value: Any, given: Given, name: str) -> bool:
    answer = given.raw(name)
    if isinstance(answer, str):
        return str(value).casefold() in answer.casefold()
    return isinstance(answer, list) and str(value) in map(str, answer)


def _answered(value: Any, given: Given, name: str) -> bool:
    return (given.valid(name) is not None) is bool(value)


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Given, str], bool]:
    def holds(value: Any, given: Given, name: str) -> bool:
        answer = given.valid(name)
        if (
            isinstance(answer, bool | list | Mapping)
            or answer is None
            or isinstance(answer, str) != isinstance(value, str)
        ):
            return False
        return compare(answer, value)

    return holds


_COMPARED: dict[Operator, Callable[[Any, Given, str], bool]] = {
    Operator.IS: _is,
    Operator.IS_NOT: lambda value, given, name: not _is(value, given, name),
    Operator.ONE_OF: lambda value, given, name: any(_is(one, given, name) for one in value),
    Operator.CONTAINS: _contains,
    Operator.ANSWERED: _answered,
    Operator.AT_LEAST: _ordered(lambda answer, value: bool(answer >= value)),
    Operator.AT_MOST: _ordered(lambda answer, value: bool(answer <= value)),
    Operator.ABOVE: _ordered(lambda answer, value: bool(answer > value)),
    Operator.BELOW: _ordered(lambda answer, value: bool(answer < value)),
}
