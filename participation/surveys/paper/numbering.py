"""The numbers of questions on paper: pages are left out, questions are counted through, texts for reading have none."""

from __future__ import annotations

from collections.abc import Mapping

from participation.surveys.questionnaire import QuestionKind, Questionnaire


def numbers_of(questionnaire: Questionnaire) -> Mapping[str, int]:
    """Form field name -> number of its question; a matrix that goes on later has another number there.

    The question's own code leads to its first number.
    """
    numbers: dict[str, int] = {}
    number = 0
    for page in questionnaire.pages:
        for question in page.questions:
            if question.kind is QuestionKind.INFORMATION:
                continue
            number += 1
            numbers.setdefault(question.code, number)
            numbers |= dict.fromkeys(question.field_names(), number) | {question.code: numbers[question.code]}
    return numbers
