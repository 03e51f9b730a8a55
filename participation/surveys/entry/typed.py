"""Sheets as they are typed: keys from the printed boxes in small fields, read into answers by the one validation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from participation.core.text import msgid
from participation.surveys.answers import REQUIRED, Answers, Problem, check_answers
from participation.surveys.paper.grid import Grid
from participation.surveys.paper.keys import EMPTY, codes_of
from participation.surveys.questionnaire import Question, QuestionKind, Questionnaire
from participation.surveys.questionnaire.kinds import CHOOSE_ONE, WITH_ROWS

Typed = Mapping[str, str]
"""Form field name -> what was typed."""

GRID = "grid"
"""The part of a place's field names in which a field of the map's grid is typed, such as F12."""

_BETWEEN_KEYS = re.compile(r"[\s,;.+/]+")
_COMPACT_DATE = re.compile(r"(\d{2})(\d{2})(\d{4})")
_NO_BOX = msgid("There is no box %(key)s.")
_NO_RANK = msgid("There is no place %(key)s.")
_NO_FIELD = msgid("There is no field %(key)s on the map.")
_LONGEST = 20
_IN_PARTS = WITH_ROWS | {QuestionKind.RANKING, QuestionKind.PLACE}
_BY_KEYS = CHOOSE_ONE | WITH_ROWS


@dataclass(frozen=True)
class ReadSheet:
    """What a typed sheet says.

    Attributes:
        answers: canonical, as they will be stored.
        problems: what cannot be used as it was typed; it counts as not answered.
        ignored: codes of questions that were answered although they are not asked after the other answers.
    """

    answers: Answers
    problems: list[Problem]
    ignored: list[str]


def fields_typed(question: Question) -> list[str]:
    """The names of the small fields of a question, in the order of the sheet."""
    if question.kind is QuestionKind.INFORMATION:
        return []
    if question.kind is QuestionKind.PLACE:
        return [f"{question.code}.{GRID}", f"{question.code}.text"]
    if question.kind is QuestionKind.RANKING:
        return [f"{question.code}.{option.code}" for option in question.valid_options]
    return question.field_names()


def read_sheet(
    questionnaire: Questionnaire,
    typed: Typed,
    left_out: AbstractSet[str] = frozenset(),
    grid: Grid | None = None,
) -> ReadSheet:
    """The answers of a typed sheet. On paper nobody can be made to answer, so nothing is required.

    Args:
        questionnaire: the version that was printed.
        typed: field names of `fields_typed`; others are passed over.
        left_out: codes of questions that the sheet's audience is not asked.
        grid: that of the printed map, where there is one.
    """
    given, unreadable = _given(questionnaire, typed, grid)
    answers, problems = check_answers(questionnaire, given, left_out)
    wrong = [*unreadable, *(problem for problem in problems if problem.message != REQUIRED)]
    named = {problem.name.partition(".")[0] for problem in wrong}
    ignored = [code for code in given if code not in answers and code not in named]
    return ReadSheet(answers, wrong, ignored)


def normalised(questionnaire: Questionnaire, typed: Typed) -> dict[str, str]:
    """What was typed without what makes no difference: spaces, the order of several keys, a zero for nothing."""
    same: dict[str, str] = {}
    for question, name in _fields(questionnaire):
        text = " ".join(typed.get(name, "").split())
        if question.kind is QuestionKind.MULTIPLE and name == question.code:
            text = " ".join(sorted(set(_keys(text))))
        elif question.kind is QuestionKind.DATE:
            text = _date(text)
        elif name.endswith(f".{GRID}"):
            text = text.replace(" ", "").upper()
        if text and not (text == EMPTY and _is_coded(question, name)):
            same[name] = text
    return same


def _given(questionnaire: Questionnaire, typed: Typed, grid: Grid | None) -> tuple[dict[str, Any], list[Problem]]:
    """The answers in the shape of the JSON API."""
    given: dict[str, Any] = {}
    problems: list[Problem] = []
    for question, name in _fields(questionnaire):
        text = typed.get(name, "").strip()
        if not text or (text == EMPTY and _is_coded(question, name)):
            continue
        try:
            _put(given, question, name, text, grid)
        except _NoSuchKeyError as wrong:
            problems.append(Problem(name, question.text, wrong.message, {"key": wrong.key[:_LONGEST]}))
    return given, problems


class _NoSuchKeyError(Exception):
    def __init__(self, key: str, message: str = _NO_BOX) -> None:
        super().__init__(key)
        self.key, self.message = key, message


def _put(given: dict[str, Any], question: Question, name: str, text: str, grid: Grid | None) -> None:
    code, _, part = name.partition(".")
    if name != question.code and not part:
        given[name] = text  # the words of an open option
    elif question.kind is QuestionKind.RANKING:
        _put_place(given, question, part, text)
    elif question.kind is QuestionKind.MULTIPLE:
        given[code] = [_code(question, key) for key in _keys(text)]
    elif question.kind in _BY_KEYS:
        value = _code(question, text)
        given.update({code: {**given.get(code, {}), part: value}} if part else {code: value})
    elif question.kind is QuestionKind.DATE:
        given[code] = _date(text)
    elif question.kind is QuestionKind.PLACE:
        given[code] = given.get(code, {}) | (_point(grid, text) if part == GRID else {part: text})
    else:
        given[code] = text


def _point(grid: Grid | None, text: str) -> dict[str, float]:
    middle = grid.middle(text) if grid else None
    if middle is None:
        raise _NoSuchKeyError(text, _NO_FIELD)
    return {"lat": middle[0], "lon": middle[1]}


def _put_place(given: dict[str, Any], question: Question, option: str, text: str) -> None:
    """The place that was written into an option's box; a missing value may be typed into any of them."""
    missing = {str(one.code): one.code for one in question.options if one.missing}
    if text in missing:
        given[question.code] = [missing[text]]
        return
    if not text.isdecimal() or int(text) > len(question.valid_options):
        raise _NoSuchKeyError(text, _NO_RANK)
    ranked = given.setdefault(question.code, {})
    if isinstance(ranked, dict):
        ranked[option] = text


def _code(question: Question, key: str) -> Any:
    code = codes_of(question).get(key)
    if code is None:
        raise _NoSuchKeyError(key)
    return code


def _keys(text: str) -> list[str]:
    return [key for key in _BETWEEN_KEYS.split(text) if key and key != EMPTY]


def _date(text: str) -> str:
    compact = _COMPACT_DATE.fullmatch(text)
    return f"{compact[3]}-{compact[2]}-{compact[1]}" if compact else text


def _is_coded(question: Question, name: str) -> bool:
    """Whether 0 means that nothing was ticked there, and not the number or the word itself."""
    is_choice = question.kind in _BY_KEYS | {QuestionKind.MULTIPLE, QuestionKind.RANKING}
    return is_choice and (name == question.code or "." in name)


def all_fields(questionnaire: Questionnaire) -> list[str]:
    """The names of all small fields, in the order of the sheet."""
    return [name for _, name in _fields(questionnaire)]


def _fields(questionnaire: Questionnaire) -> Iterable[tuple[Question, str]]:
    for page in questionnaire.pages:
        for question in page.questions:
            yield from ((question, name) for name in fields_typed(question))
