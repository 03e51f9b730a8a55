"""What a questionnaire version says about counting its sheets."""

from __future__ import annotations

from dataclasses import dataclass

from participation.surveys.aggregation.codes import counted_questions, paired_matrices
from participation.surveys.questionnaire import Question, Questionnaire
from participation.surveys.questionnaire.conditions import Condition


@dataclass(frozen=True)
class Part:
    """Questions or rows that are shown together to some people only: when all the conditions hold."""

    conditions: tuple[Condition, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """How the sheets of a questionnaire version are counted.

    Attributes:
        number: of the version.
        questions: everything that can be answered.
        parts: what is shown to some people only, with the names it is counted under.
        coded: the questions whose 97, 98 and 99 are missing values.
        paired: the matrices on importance and on satisfaction, if there are both.
    """

    number: int
    questions: tuple[Question, ...]
    parts: tuple[Part, ...]
    coded: frozenset[str]
    paired: tuple[Question, Question] | None

    @classmethod
    def of(cls, questionnaire: Questionnaire, number: int = 1) -> Plan:
        """The plan for a questionnaire."""
        parts: dict[tuple[Condition, ...], list[str]] = {}
        for counted in counted_questions(questionnaire):
            if counted.conditions:
                parts.setdefault(counted.conditions, []).append(counted.asked_name)
        return cls(
            number=number,
            questions=tuple(questionnaire.questions.values()),
            parts=tuple(Part(conditions, tuple(dict.fromkeys(names))) for conditions, names in parts.items()),
            coded=questionnaire.coded,
            paired=paired_matrices(questionnaire),
        )
