"""The sheet as the screen for typing shows it: each question with its keys and small fields, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from participation.surveys.entry.typed import GRID, fields_typed
from participation.surveys.paper.keys import keys_of
from participation.surveys.paper.numbering import numbers_of
from participation.surveys.piping import NOTHING, piped
from participation.surveys.questionnaire import Question, QuestionKind, Questionnaire
from participation.surveys.questionnaire.kinds import CHOOSE_ONE, WITH_ROWS
from participation.surveys.questionnaire.question import OTHER
from participation.surveys.scales import DE, Texts
from participation.surveys.wording import plain

_SIZES = {QuestionKind.TEXT: "wide", QuestionKind.PLACE: "wide", QuestionKind.DATE: "day"}
_BY_KEYS = CHOOSE_ONE | WITH_ROWS | {QuestionKind.MULTIPLE}
_MOST_LINES = 4


@dataclass(frozen=True)
class TypedField:
    """A small field.

    Attributes:
        keys: what may stand in it, separated by spaces; empty where anything may.
        size: "short" for keys and numbers, "day", or "wide" for words.
        is_grid: for a field of the printed map, such as F12.
        has_keys_of_boxes: they are those of the question's legend, not places of a ranking.
    """

    name: str
    label: str
    keys: str
    size: str
    lines: int = 1
    is_grid: bool = False
    has_keys_of_boxes: bool = False


@dataclass(frozen=True)
class TypedQuestion:
    """A question with its number on the sheet; `legend` are (key, word) of its boxes."""

    number: int
    label: str
    legend: list[tuple[str, str]]
    fields: list[TypedField]


def screen_of(questionnaire: Questionnaire, tag: str, left_out: AbstractSet[str] = frozenset()) -> list[TypedQuestion]:
    """Everything that is typed, in the order of the sheet, in the language `tag`."""
    numbers = numbers_of(questionnaire)
    return [
        _typed(question, numbers, tag)
        for page in questionnaire.pages
        for question in page.questions
        if question.kind is not QuestionKind.INFORMATION and question.code not in left_out
    ]


def names_of(questionnaire: Questionnaire, tag: str) -> dict[str, str]:
    """Field name -> how it is called: the question's number, its words, and those of the row."""
    return {
        field.name: _name(question, field) for question in screen_of(questionnaire, tag) for field in question.fields
    }


def _name(question: TypedQuestion, field: TypedField) -> str:
    name = f"{question.number}. {question.label}"
    return f"{name} – {field.label}" if field.label and len(question.fields) > 1 else name


def legends_of(questionnaire: Questionnaire, tag: str) -> dict[str, dict[str, str]]:
    """Field name -> what its keys mean, for fields in which the keys of boxes stand."""
    return {
        field.name: dict(question.legend)
        for question in screen_of(questionnaire, tag)
        for field in question.fields
        if field.has_keys_of_boxes
    }


def _typed(question: Question, numbers: Mapping[str, int], tag: str) -> TypedQuestion:
    keys, words = keys_of(question), {option.code: option.text for option in question.options}
    fields = [_field(question, name, tag) for name in fields_typed(question)]
    label = _first_line(question.text, tag)
    legend = [(key, _first_line(words[code], tag)) for code, key in keys.items()]
    return TypedQuestion(numbers[question.field_names()[0]], label, legend, fields)


def _field(question: Question, name: str, tag: str) -> TypedField:
    """Rows are labelled by themselves, the words of an open option by that option."""
    part = name.partition(".")[2]
    rows = {item.code: item.text for item in question.items} | {str(one.code): one.text for one in question.options}
    if question.open_option and name == question.code + OTHER:
        return TypedField(name, _first_line(question.open_option.text, tag), "", "wide")
    if question.kind is QuestionKind.PLACE and part == GRID:
        return TypedField(name, "", "", "short", is_grid=True)
    lines = min(question.lines, _MOST_LINES) if question.kind is QuestionKind.TEXT else 1
    return TypedField(
        name=name,
        label=_first_line(rows.get(part, question.text), tag),
        keys=_allowed(question),
        size=_SIZES.get(question.kind, "short"),
        lines=lines,
        has_keys_of_boxes=question.kind in _BY_KEYS,
    )


def _allowed(question: Question) -> str:
    keys = keys_of(question)
    if question.kind is QuestionKind.RANKING:
        places = [str(place) for place in range(1, len(question.valid_options) + 1)]
        return " ".join(["0", *places, *(keys[one.code] for one in question.options if one.missing)])
    if question.kind in _BY_KEYS:
        return " ".join(["0", *keys.values()])
    return ""


def _first_line(texts: Texts, tag: str) -> str:
    return piped(plain({tag: texts.get(tag, texts.get(DE, "")).split("\n")[0]}, tag), lambda _: NOTHING)
