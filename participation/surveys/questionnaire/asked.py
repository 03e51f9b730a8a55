"""What a questionnaire asks, named as counters and releases name it: each question, or each row of a matrix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from participation.surveys.questionnaire.whole import Questionnaire
from participation.surveys.scales import Texts


@dataclass(frozen=True)
class Asked:
    """One question, or one row of a matrix: `subject` and `element` (the key of a part of a strategy) are its own."""

    name: str
    wording: Texts
    scale: str
    subject: Texts = field(default_factory=dict)
    element: str = ""


def asked(questionnaire: Questionnaire) -> Iterator[Asked]:
    """Everything that it asks, in its order."""
    for question in questionnaire.questions.values():
        if not question.items:
            yield Asked(question.code, question.text, question.scale)
        for item in question.items:
            yield Asked(f"{question.code}.{item.code}", question.text, question.scale, item.text, item.element)
