"""Where small groups are put together: municipalities in their part of the region, age groups in wider ones."""

from __future__ import annotations

from typing import Final

from participation.statistics.merging import Hierarchies
from participation.surveys.questionnaire import QuestionKind, Questionnaire

WIDER_AGES: Final = {
    "under-14": "under-18",
    "14-17": "under-18",
    "18-24": "18-34",
    "25-34": "18-34",
    "35-49": "35-64",
    "50-64": "35-64",
    "65-74": "65+",
    "75+": "65+",
}


def wider_units(questionnaire: Questionnaire) -> Hierarchies:
    """Dimension -> category -> the wider one, as far as the questionnaire knows any."""
    parts = {
        str(option.code): option.group
        for question in questionnaire.questions.values()
        if question.kind is QuestionKind.MUNICIPALITY
        for option in question.options
        if option.group
    }
    return {"municipality": parts, "age": WIDER_AGES}
