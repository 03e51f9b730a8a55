"""How the answers of a questionnaire become counters: what is counted under which name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from participation.statistics.counts import Code
from participation.statistics.published import AnswerKind
from participation.surveys.questionnaire import Item, Question, QuestionKind, Questionnaire
from participation.surveys.scales import MISSING_CODES

SHEETS: Final = ""
"""The name under which whole answer sheets are counted."""

BASE: Final = "*"
"""The option under which the people are counted who gave any valid answer, where that is no sum of options."""

MISSING: Final = frozenset(MISSING_CODES.values())
SKIPPED: Final = "skipped"
"""A missing code that is never stored: asked, and left empty."""

_OWN_BASE = {QuestionKind.MULTIPLE, QuestionKind.TEXT, QuestionKind.NUMBER}
_WRITTEN = {QuestionKind.TEXT, QuestionKind.NUMBER}


@dataclass(frozen=True)
class Counted:
    """A question, or a row of a matrix, as it is counted and released.

    `name` is the counters' name of it ("age_group", "importance.mobility"); `valid` and `missing` are its codes in the
    questionnaire's order.
    """

    name: str
    question: Question
    item: Item | None = None

    @property
    def kind(self) -> AnswerKind:
        """How its codes relate to people; written answers are only counted as given."""
        if self.question.kind in _OWN_BASE:
            return AnswerKind.SEVERAL
        return AnswerKind.SCALE if self.question.scale else AnswerKind.CHOICE

    @property
    def has_own_base(self) -> bool:
        """Whether the people who answered are counted themselves."""
        return self.question.kind in _OWN_BASE

    @cached_property
    def valid(self) -> tuple[Code, ...]:
        """Codes that count in the base, none where answers are written."""
        if self.question.kind in _WRITTEN:
            return ()
        return tuple(option.code for option in self.question.options if not option.missing)

    @cached_property
    def missing(self) -> tuple[Code, ...]:
        """Codes that say why there is no answer."""
        return tuple(option.code for option in self.question.options if option.missing)


@dataclass(frozen=True)
class Pair:
    """Importance and satisfaction of the same field, counted together for the paired gap; options are "5,3"."""

    importance: Counted
    satisfaction: Counted

    @property
    def name(self) -> str:
        """As the counters name it: "importance*satisfaction.mobility"."""
        return f"{self.importance.question.code}*{self.satisfaction.name}"

    @property
    def item(self) -> Item:
        """The field."""
        if self.importance.item is None:
            raise TypeError("Only rows of matrices are paired.")
        return self.importance.item


def counted_questions(questionnaire: Questionnaire) -> list[Counted]:
    """Everything that is counted, in the questionnaire's order."""
    found = []
    for code, question in questionnaire.questions.items():
        if question.kind is QuestionKind.MATRIX:
            found += [Counted(f"{code}.{item.code}", question, item) for item in question.items]
        else:
            found.append(Counted(code, question))
    return found


def paired_matrices(questionnaire: Questionnaire) -> tuple[Question, Question] | None:
    """The matrices on importance and on satisfaction, if it has both."""
    scales = {q.scale: q for q in reversed(questionnaire.questions.values()) if q.kind is QuestionKind.MATRIX}
    both = scales.get("importance"), scales.get("satisfaction")
    return (both[0], both[1]) if both[0] and both[1] else None


def pairs(questionnaire: Questionnaire) -> list[Pair]:
    """The fields that are asked about in both matrices, in the order of the first."""
    both = paired_matrices(questionnaire)
    if both is None:
        return []
    wanted, given = both
    return [
        Pair(
            Counted(f"{wanted.code}.{item.code}", wanted, item),
            Counted(f"{given.code}.{item.code}", given, given.item_codes[item.code]),
        )
        for item in wanted.items
        if item.code in given.item_codes
    ]


def is_written(question: Question) -> bool:
    """Whether people answer in their own words or numbers, which are no codes."""
    return question.kind in _WRITTEN
