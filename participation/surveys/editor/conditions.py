"""Conditions as rows of a form: groups of comparisons, each group joined and all groups joined; and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from participation.core.text import msgid
from participation.surveys.editor.rows import Fields, rows_of, with_rows
from participation.surveys.questionnaire import Option, Question, QuestionKind, Questionnaire
from participation.surveys.questionnaire.conditions import (
    ORDERED,
    All,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Operator,
)
from participation.surveys.questionnaire.kinds import CHOOSE_ONE, WITH_OPTIONS, WITH_ROWS

ALL, ANY, NONE = "all", "any", "none"
NOT_ANSWERED = "not_answered"
"""An operator of the form only: `answered = false`."""

_CHOSEN = (Operator.IS, Operator.IS_NOT, Operator.ONE_OF)
_IN_ORDER = (Operator.AT_LEAST, Operator.AT_MOST, Operator.ABOVE, Operator.BELOW)


@dataclass(frozen=True)
class Asked:
    """Something that a condition can look at: a question, a row of it, or the words of its open option."""

    name: str
    question: Question
    row: str = ""

    @property
    def operators(self) -> tuple[str, ...]:
        """How its answer can be compared."""
        kind = self.question.kind
        if kind in (QuestionKind.MULTIPLE, QuestionKind.RANKING):
            fitting: tuple[str, ...] = (Operator.CONTAINS,)
        elif kind in (QuestionKind.SCALE, QuestionKind.MATRIX):
            fitting = (*_CHOSEN, *_IN_ORDER)
        elif kind in CHOOSE_ONE or kind in WITH_ROWS:
            fitting = _CHOSEN
        elif kind in (QuestionKind.NUMBER, QuestionKind.DATE):
            fitting = (*_IN_ORDER, Operator.IS, Operator.IS_NOT)
        elif kind is QuestionKind.TEXT:
            fitting = (Operator.CONTAINS, Operator.IS)
        else:
            fitting = ()
        return (*fitting, Operator.ANSWERED, NOT_ANSWERED)

    @property
    def options(self) -> Sequence[Option]:
        """What it can be equal to; nothing for answers in people's own words."""
        return self.question.options if self.question.kind in WITH_OPTIONS else ()


def asked_before(questionnaire: Questionnaire, page: int, place: int) -> list[Asked]:
    """What is asked before a question (or a page: place 0), in order."""
    found: list[Asked] = []
    for number, one in enumerate(questionnaire.pages[:page], start=1):
        for position, question in enumerate(one.questions, start=1):
            if number == page and position >= place:
                break
            if question.kind is QuestionKind.INFORMATION:
                continue
            rows = [Asked(f"{question.code}.{item.code}", question, item.code) for item in question.items]
            found += rows or [Asked(question.code, question)]
            if question.other:
                found.append(Asked(question.other.code, question.other))
    return found


def fields_of_condition(condition: Condition | None) -> Fields | None:
    """The form's fields; None for a condition that is nested too deep for the form."""
    if condition is None:
        return {}
    mode, parts = _joined(condition)
    if all(isinstance(part, Comparison) for part in parts):
        mode, groups = ALL, [(mode, parts)]
    else:
        groups = [_joined(part) for part in parts]
    rows = []
    for group_mode, comparisons in groups:
        compared = [_row_of(one) for one in comparisons if isinstance(one, Comparison)]
        if len(compared) < len(comparisons):
            return None
        rows.append(with_rows({"mode": group_mode}, "row", compared))
    return with_rows({"if-mode": mode}, "if", rows)


def condition_of(fields: Mapping[str, str], known: Sequence[Asked], problems: dict[str, str]) -> Condition | None:
    """The condition that the fields say; rows without a question are left out.

    `problems` gets a msgid for each field that says nothing sensible.
    """
    by_name = {asked.name: asked for asked in known}
    groups: list[Condition] = []
    for number, group in enumerate(rows_of(fields, "if"), start=1):
        compared: list[Condition] = []
        for place, row in enumerate(rows_of(group, "row"), start=1):
            at = f"if-{number}-row-{place}-"
            if row.get("question"):
                compared += _comparison(row, by_name.get(row["question"]), at, problems)
        groups += _together(group.get("mode", ALL), compared)
    joined = _together(fields.get("if-mode", ALL), groups)
    return joined[0] if joined else None


def _joined(condition: Condition) -> tuple[str, tuple[Condition, ...]]:
    match condition:
        case All(parts):
            return ALL, parts
        case AnyOf(parts):
            return ANY, parts
        case Not(AnyOf(parts)):
            return NONE, parts
        case Not(part):
            return NONE, (part,)
        case _:
            return ALL, (condition,)


def _together(mode: str, parts: Sequence[Condition]) -> list[Condition]:
    if not parts:
        return []
    if mode == NONE:
        return [Not(parts[0] if len(parts) == 1 else AnyOf(tuple(parts)))]
    if len(parts) == 1:
        return [parts[0]]
    return [AnyOf(tuple(parts)) if mode == ANY else All(tuple(parts))]


def _row_of(comparison: Comparison) -> Fields:
    value, operator = comparison.value, comparison.operator.value
    if comparison.operator is Operator.ANSWERED:
        return {"question": comparison.question, "operator": operator if value else NOT_ANSWERED}
    text = "\n".join(map(str, value)) if isinstance(value, list) else str(value)
    return {"question": comparison.question, "operator": operator, "value": text}


def _comparison(row: Mapping[str, str], asked: Asked | None, at: str, problems: dict[str, str]) -> list[Condition]:
    operator = row.get("operator") or (asked.operators[0] if asked else "")
    if asked is None or operator not in asked.operators:
        problems[at + "question"] = msgid("This condition does not fit the question. Please choose again.")
        return []
    if operator in (Operator.ANSWERED, NOT_ANSWERED):
        return [Comparison(asked.name, Operator.ANSWERED, operator == Operator.ANSWERED)]
    values = [value.strip() for value in row.get("value", "").split("\n") if value.strip()]
    if not values:
        problems[at + "value"] = msgid("Please say with what the answer is compared.")
        return []
    found = [_value(asked, Operator(operator), value) for value in values]
    if None in found:
        problems[at + "value"] = msgid("Nobody can answer this question like that. Please choose again.")
        return []
    return [Comparison(asked.name, Operator(operator), found if operator == Operator.ONE_OF else found[0])]


def _value(asked: Asked, operator: Operator, text: str) -> Any:
    """The value in the type of the answer; None if nobody can answer that."""
    if operator not in ORDERED and asked.options:
        return next((option.code for option in asked.options if str(option.code) == text), None)
    if asked.question.kind in (QuestionKind.NUMBER, QuestionKind.SCALE, QuestionKind.MATRIX):
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            return None
        return int(number) if number.is_integer() else number
    return text
