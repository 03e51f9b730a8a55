"""One validation for every way an answer sheet comes in: HTML form, JSON API, file, paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from participation.core.text import cleaned, msgid
from participation.surveys.questionnaire import Question, Questionnaire, QuestionPage
from participation.surveys.questionnaire.conditions import Given
from participation.surveys.questionnaire.kinds import WITH_ROWS, QuestionKind
from participation.surveys.reading import CHECKS, Unusable, one_code
from participation.surveys.scales import Texts

Answers: TypeAlias = dict[str, Any]
"""Canonical: question -> code | [codes] | text | number | ISO date | {item: code} | {lat, lon, text}.

Unanswered questions and those that are not asked are absent; missing values are 97, 98, 99."""

MOST_PROBLEMS = 100
_LONGEST_NAME = 60

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


def check_answers(
    questionnaire: Questionnaire, given: Mapping[str, Any], left_out: AbstractSet[str] = frozenset()
) -> tuple[Answers, list[Problem]]:
    """The answers in canonical form, and what is wrong with the others.

    Questions are taken page by page; those that are not asked after the answers before them are left out.

    Args:
        questionnaire: the version that was answered.
        given: question code -> answer as JSON has it; null and empty values count as unanswered. Codes may be sent as
            numbers or text, missing values also by name ("dont_know").
        left_out: codes of questions that the person's audience is not asked.
    """
    answers: Answers = {}
    problems: list[Problem] = []
    for page in questionnaire.pages:
        for question in _asked(questionnaire, page, answers, left_out):
            found, wrong = _check_question(question, given.get(question.code))
            if found is not None:
                answers[question.code] = {**answers.get(question.code, {}), **found} if question.items else found
            problems += wrong
            if question.other:
                problems += _check_other(question, given, answers)
    problems += _unknown(questionnaire, given)
    return answers, problems[:MOST_PROBLEMS]


def _asked(
    questionnaire: Questionnaire, page: QuestionPage, answers: Answers, left_out: AbstractSet[str]
) -> Iterator[Question]:
    """The page's questions; each condition sees what was answered before it."""
    so_far = Given(answers, questionnaire.coded) if questionnaire.has_conditions else None
    if so_far and page.show_if and not page.show_if.holds(so_far):
        return
    for question in page.questions:
        if question.kind is QuestionKind.INFORMATION or question.code in left_out:
            continue
        if so_far is None or question.show_if is None or question.show_if.holds(so_far):
            yield question


def _check_question(question: Question, value: Any) -> tuple[Any, list[Problem]]:
    if question.kind in WITH_ROWS:
        return _check_rows(question, value)
    if _is_empty(value):
        wrong = [Problem(question.field_names()[0], question.text, REQUIRED)] if question.is_required else []
        return None, wrong
    try:
        return CHECKS[question.kind](question, value), []
    except Unusable as unusable:
        return None, [Problem(question.field_names()[0], question.text, unusable.message, unusable.params)]


def _check_rows(question: Question, value: Any) -> tuple[dict[str, Any] | None, list[Problem]]:
    rows = {} if value is None else value
    if not isinstance(rows, Mapping):
        return None, [Problem(question.code, question.text, WRONG_SHAPE)]
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for item in question.items:
        answer = rows.get(item.code)
        name = f"{question.code}.{item.code}"
        if _is_empty(answer):
            if question.is_required:
                problems.append(Problem(name, item.text, REQUIRED))
            continue
        try:
            found[item.code] = one_code(question, answer)
        except Unusable as unusable:
            problems.append(Problem(name, item.text, unusable.message, unusable.params))
    return found or None, problems


def _check_other(question: Question, given: Mapping[str, Any], answers: Answers) -> list[Problem]:
    """The words of an open option, kept only with the option."""
    other, option, chosen = question.other, question.open_option, answers.get(question.code)
    if other is None or option is None:
        return []
    if option.code != chosen and not (isinstance(chosen, list) and option.code in chosen):
        return []
    found, wrong = _check_question(other, given.get(other.code))
    if found is not None:
        answers[other.code] = found
    return wrong


def _unknown(questionnaire: Questionnaire, given: Mapping[str, Any]) -> Iterator[Problem]:
    """Answers to questions and rows that the questionnaire does not have at all."""
    for name, value in given.items():
        question = questionnaire.questions.get(name)
        if question is None:
            shown = cleaned(str(name))[:_LONGEST_NAME]
            yield Problem(shown, {}, UNKNOWN_QUESTION, {"name": shown})
        elif question.items and isinstance(value, Mapping):
            for unknown in value.keys() - question.item_codes.keys():
                shown = cleaned(str(unknown))[:_LONGEST_NAME]
                yield Problem(f"{question.code}.{shown}", question.text, UNKNOWN_ITEM, {"name": shown})


def _is_empty(value: Any) -> bool:
    return not value and not isinstance(value, int | float)
