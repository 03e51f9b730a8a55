"""What the columns of a table mean: form fields, several codes in one cell, a column of 0 and 1 for each option."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from participation.core.errors import Invalid
from participation.core.text import cleaned
from participation.surveys.entry.typed import fields_typed
from participation.surveys.questionnaire import Question, QuestionKind, Questionnaire
from participation.surveys.questionnaire.kinds import WITH_ROWS
from participation.surveys.questionnaire.question import PLACE_PARTS

FACTS = ("id", "language", "audience")
BETWEEN_CODES = ";"
_YES = {"1", "x", "X", "ja", "yes", "true"}
_SEVERAL = {QuestionKind.MULTIPLE, QuestionKind.RANKING}
_IN_PARTS = WITH_ROWS | {QuestionKind.PLACE, QuestionKind.RANKING}

Meaning: TypeAlias = Literal["fact", "whole", "several", "part", "flag"]


@dataclass(frozen=True)
class Column:
    """A column: what it means, the question's code (or the fact's name), and the row, option or part."""

    meaning: Meaning
    code: str
    part: str = ""


@dataclass(frozen=True)
class Columns:
    """All columns of a table in their order."""

    all: tuple[Column, ...]

    @classmethod
    def of(cls, names: Sequence[str], questionnaire: Questionnaire) -> Columns:
        """What a table's first row says.

        Raises:
            Invalid: a column means nothing or comes twice; the sentence names it.
        """
        shown = [cleaned(name) for name in names]
        while shown and not shown[-1]:
            shown.pop()  # an empty column at the end, as spreadsheets like to add
        if not shown:
            raise Invalid("The table has no first row with the names of its columns.")
        for name in shown:
            if shown.count(name) > 1:
                raise Invalid("The column “%(name)s” comes twice.", name=name[:60])
        return cls(tuple(_column(name, questionnaire) for name in shown))

    def read(self, cells: Sequence[str]) -> tuple[dict[str, Any], dict[str, str]]:
        """A row's answers in the shape of the JSON API, and its facts."""
        given: dict[str, Any] = {}
        facts: dict[str, str] = {}
        for column, cell in zip(self.all, cells, strict=False):
            if text := cleaned(cell):
                _put(given, facts, column, text)
        return given, facts


def names_of_columns(questionnaire: Questionnaire) -> list[str]:
    """The columns that a table may have, in the order of the questionnaire; several codes share a cell."""
    names = [*FACTS]
    for page in questionnaire.pages:
        for question in page.questions:
            names += question.field_names() if question.kind is QuestionKind.PLACE else fields_typed(question)
    return names


def _column(name: str, questionnaire: Questionnaire) -> Column:
    if name in FACTS:
        return Column("fact", name)
    code, _, part = name.partition(".")
    question = questionnaire.questions.get(code)
    if question is not None and part and _has_part(question, part):
        return Column("flag" if question.kind is QuestionKind.MULTIPLE else "part", code, part)
    if question is not None and not part and question.kind not in _IN_PARTS - _SEVERAL:
        return Column("several" if question.kind in _SEVERAL else "whole", code)
    raise Invalid("No question of this survey has the column “%(name)s”.", name=name[:60])


def _has_part(question: Question, part: str) -> bool:
    if question.kind in WITH_ROWS:
        return part in question.item_codes
    if question.kind in _SEVERAL:
        return part in {str(option.code) for option in question.options}
    return question.kind is QuestionKind.PLACE and part in PLACE_PARTS


def _put(given: dict[str, Any], facts: dict[str, str], column: Column, text: str) -> None:
    if column.meaning == "fact":
        facts[column.code] = text
    elif column.meaning == "whole":
        given[column.code] = text
    elif column.meaning == "several":
        given[column.code] = [code.strip() for code in text.split(BETWEEN_CODES) if code.strip()]
    elif column.meaning == "part":
        _part_of(given, column.code)[column.part] = text
    elif text in _YES:
        chosen = given.setdefault(column.code, [])
        chosen.append(column.part)


def _part_of(given: dict[str, Any], code: str) -> dict[str, str]:
    parts = given.get(code)
    if not isinstance(parts, Mapping):
        parts = given[code] = {}
    return parts  # type: ignore[return-value]
