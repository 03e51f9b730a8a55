"""One validation for every way an answer sheet comes in: HTML form, JSON API, file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from participation.core.text import msgid
from participation.surveys.questionnaire import Code, Question, QuestionKind, Questionnaire
from participation.surveys.scales import Texts
from participation.web.visit import cleaned

Answers: TypeAlias = dict[str, Any]
"""Canonical: question -> code | [codes in the questionnaire's order] | text | number | {item: code}.

Unanswered questions are absent; missing values are 97, 98, 99."""

MOST_PROBLEMS = 100
_LONGEST_NAME = 60
_NUMBER = re.compile(r"[+-]?\d{1,9}")

CHOOSE_OFFERED = msgid("Please choose one of the answers offered.")
NOT_TOGETHER = msgid("This answer cannot be chosen together with others.")
TOO_LONG = msgid("Please write at most %(most)s characters; it is %(given)s now.")
WHOLE_NUMBER = msgid("Please enter a whole number.")
AT_LEAST = msgid("Please enter a number that is not below %(minimum)s.")
AT_MOST = msgid("Please enter a number that is not above %(maximum)s.")
WRONG_SHAPE = msgid("The answer to this question has another form.")
REQUIRED = msgid("Please answer this question. We need it to continue.")
UNKNOWN_QUESTION = msgid("There is no question “%(name)s” in this questionnaire.")
UNKNOWN_ITEM = msgid("There is no row “%(name)s” in this question.")


@dataclass(frozen=True)
class Problem:
    """What is wrong with an answer: the name of its form field, the question's own words, an English msgid."""

    name: str
    label: Texts
    message: str
    params: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, translate: Callable[..., str], tag: str) -> str:
        """The problem with its question, in the reader's language (`tag`)."""
        words = " ".join(self.label.get(tag, self.label.get("de", "")).replace("**", "").split())
        told = translate(self.message, **self.params)
        return f"{words} – {told}" if words else told


class _Unusable(Exception):  # noqa: N818 - a value on its way to a Problem
    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.message, self.params = message, params


def check_answers(questionnaire: Questionnaire, given: Mapping[str, Any]) -> tuple[Answers, list[Problem]]:
    """The answers in canonical form, and what is wrong with the others.

    Args:
        questionnaire: the version that was answered.
        given: question code -> answer as JSON has it; null and empty values count as unanswered. Codes may be sent as
            numbers or text, missing values also by name ("dont_know").
    """
    answers: Answers = {}
    problems: list[Problem] = []
    for code, question in questionnaire.questions.items():
        found, wrong = _check_question(question, given.get(code))
        if found is not None:
            answers[code] = found
        problems += wrong
    for name in given:
        if name not in questionnaire.questions:
            shown = cleaned(str(name))[:_LONGEST_NAME]
            problems.append(Problem(shown, {}, UNKNOWN_QUESTION, {"name": shown}))
    return answers, problems[:MOST_PROBLEMS]


def _check_question(question: Question, value: Any) -> tuple[Any, list[Problem]]:
    if question.kind is QuestionKind.MATRIX:
        return _check_matrix(question, value)
    if _is_empty(value):
        wrong = [Problem(question.code, question.text, REQUIRED)] if question.is_required else []
        return None, wrong
    try:
        return _CHECKS[question.kind](question, value), []
    except _Unusable as unusable:
        return None, [Problem(question.code, question.text, unusable.message, unusable.params)]


def _check_matrix(question: Question, value: Any) -> tuple[dict[str, Code] | None, list[Problem]]:
    rows = {} if value is None else value
    if not isinstance(rows, Mapping):
        return None, [Problem(question.code, question.text, WRONG_SHAPE)]
    found: dict[str, Code] = {}
    problems: list[Problem] = []
    for item in question.items:
        answer = rows.get(item.code)
        name = f"{question.code}.{item.code}"
        if _is_empty(answer):
            if question.is_required:
                problems.append(Problem(name, item.text, REQUIRED))
            continue
        try:
            found[item.code] = _one_code(question, answer)
        except _Unusable as unusable:
            problems.append(Problem(name, item.text, unusable.message, unusable.params))
    for unknown in rows.keys() - question.item_codes.keys():
        shown = cleaned(str(unknown))[:_LONGEST_NAME]
        problems.append(Problem(f"{question.code}.{shown}", question.text, UNKNOWN_ITEM, {"name": shown}))
    return found or None, problems


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [])


def _one_code(question: Question, value: Any) -> Code:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise _Unusable(CHOOSE_OFFERED)
    code = question.codes.get(str(value))
    if code is None:
        raise _Unusable(CHOOSE_OFFERED)
    return code


def _several_codes(question: Question, value: Any) -> list[Code]:
    if isinstance(value, str) or not isinstance(value, Sequence) or len(value) > len(question.options):
        raise _Unusable(CHOOSE_OFFERED if isinstance(value, list) else WRONG_SHAPE)
    chosen = {_one_code(question, one) for one in value}
    if len(chosen) > 1 and chosen & question.alone:
        raise _Unusable(NOT_TOGETHER)
    return [option.code for option in question.options if option.code in chosen]


def _text(question: Question, value: Any) -> str | None:
    if not isinstance(value, str):
        raise _Unusable(WRONG_SHAPE)
    text = cleaned(value)
    if len(text) > question.max_length:
        raise _Unusable(TOO_LONG, most=question.max_length, given=len(text))
    return text or None


def _number(question: Question, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str) or not _NUMBER.fullmatch(str(value).strip()):
        raise _Unusable(WHOLE_NUMBER)
    number = int(value)
    if question.minimum is not None and number < question.minimum:
        raise _Unusable(AT_LEAST, minimum=question.minimum)
    if question.maximum is not None and number > question.maximum:
        raise _Unusable(AT_MOST, maximum=question.maximum)
    return number


_CHECKS: dict[QuestionKind, Callable[[Question, Any], Any]] = {
    QuestionKind.SINGLE: _one_code,
    QuestionKind.MUNICIPALITY: _one_code,
    QuestionKind.MULTIPLE: _several_codes,
    QuestionKind.TEXT: _text,
    QuestionKind.NUMBER: _number,
}
