"""The rows of a condition's form as its template draws them: which operators and which values each one offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from participation.surveys.editor.conditions import NOT_ANSWERED, Asked
from participation.surveys.editor.rows import rows_of
from participation.surveys.editor.sentences import Sentences
from participation.surveys.editor.words import OPERATORS
from participation.surveys.questionnaire import QuestionKind
from participation.surveys.questionnaire.conditions import ORDERED, Operator
from participation.surveys.wording import plain

_BLANK_ROWS = 1


@dataclass(frozen=True)
class ConditionRow:
    """A comparison on the form. `control` is none, select, several, number, date or text."""

    at: str
    question: str
    operator: str
    values: list[str]
    operators: list[tuple[str, str]]
    control: str
    choices: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class ConditionGroup:
    """Comparisons that are joined; `questions` are what each can look at."""

    at: str
    mode: str
    rows: list[ConditionRow]
    questions: list[tuple[str, str]]


def condition_groups(fields: Mapping[str, str], known: Sequence[Asked], said: Sentences) -> list[ConditionGroup]:
    """All groups on the form with a blank row each; one blank group where there is none."""
    by_name = {asked.name: asked for asked in known}
    questions = [(asked.name, said.named(asked.name)) for asked in known]
    groups = []
    for number, group in enumerate(rows_of(fields, "if") or [{}], start=1):
        at = f"if-{number}"
        stored = rows_of(group, "row")
        blank: list[Mapping[str, str]] = [{}] * (_BLANK_ROWS if all(row.get("question") for row in stored) else 0)
        rows = [_row(f"{at}-row-{place}", row, by_name, said) for place, row in enumerate([*stored, *blank], start=1)]
        groups.append(ConditionGroup(at, group.get("mode", "all"), rows, questions))
    return groups


def _row(at: str, row: Mapping[str, str], by_name: Mapping[str, Asked], said: Sentences) -> ConditionRow:
    asked = by_name.get(row.get("question", ""))
    if asked is None:
        return ConditionRow(at, row.get("question", ""), "", [], [], "none")
    operator = row.get("operator") or asked.operators[0]
    operators = [(one, said.translate(OPERATORS[one])) for one in asked.operators]
    values = [value for value in row.get("value", "").split("\n") if value]
    choices = [(str(option.code), plain(option.text, said.tag)) for option in asked.options]
    return ConditionRow(at, asked.name, operator, values, operators, _control(asked, operator), choices)


def _control(asked: Asked, operator: str) -> str:
    if operator in (Operator.ANSWERED, NOT_ANSWERED):
        return "none"
    if asked.options and operator not in ORDERED:
        return "several" if operator == Operator.ONE_OF else "select"
    if asked.question.kind is QuestionKind.DATE:
        return "date"
    return "text" if asked.question.kind is QuestionKind.TEXT else "number"
