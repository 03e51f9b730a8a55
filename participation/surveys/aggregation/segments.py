"""The planned segments: in which category of each dimension an answer sheet is counted, besides with everyone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from participation.surveys.questionnaire import QuestionKind, Questionnaire
from participation.surveys.scales import MISSING_CODES

OVERALL: Final = ""
BREAKDOWNS: Final = (
    "audience",
    "municipality",
    "age",
    "gender",
    "channel",
    "language",
    "municipality,age",
    "audience,age",
)
"""The planned combinations of dimensions besides everyone, as counters and releases name them (methods.md §2)."""

NO_CATEGORY: Final = "no_answer"
"""Everybody stands in exactly one category of a dimension; who did not say stands in this one."""

_QUESTIONS: Final = {"age_group": "age", "gender": "gender"}
_MISSING = frozenset(MISSING_CODES.values())


def dimension_questions(questionnaire: Questionnaire) -> dict[str, str]:
    """Code of a question about the person -> the dimension that it gives; other questions are not in it."""
    found = {code: name for code, name in _QUESTIONS.items() if code in questionnaire.questions}
    for question in questionnaire.questions.values():
        if question.kind is QuestionKind.MUNICIPALITY:
            found[question.code] = "municipality"
    return found


def segments_of(
    dimensions: Mapping[str, str], answers: Mapping[str, Any], *, language: str, channel: str, audience: str = ""
) -> dict[str, str]:
    """Dimension -> category of one answer sheet, as a pending row keeps it.

    Args:
        dimensions: of its questionnaire, from `dimension_questions`.
        answers: {question: code | …} with codes as they are stored.
        language: tag of the language it was answered in.
        channel: on which it came in.
        audience: the group of people asked, empty where the survey has just one.
    """
    found = {"channel": channel, "language": language}
    if audience:
        found["audience"] = audience
    for question, dimension in dimensions.items():
        given = answers.get(question)
        found[dimension] = NO_CATEGORY if given is None or given in _MISSING else str(given)
    return found
