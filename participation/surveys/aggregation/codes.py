"""How the answers of a questionnaire become counters: what is counted under which name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Final

from participation.statistics.counts import Code
from participation.statistics.published import AnswerKind
from participation.surveys.aggregation.meanings import Between, Meaning, Rank, class_codes
from participation.surveys.questionnaire import Item, Option, Question, QuestionKind, Questionnaire
from participation.surveys.questionnaire.conditions import Condition
from participation.surveys.questionnaire.kinds import OWN_BASE, WITH_ROWS, WRITTEN
from participation.surveys.scales import MISSING_CODES

SHEETS: Final = ""
"""The name under which whole answer sheets are counted: all with the option "", and those of each version."""

BASE: Final = "*"
"""The option under which the people are counted who gave any valid answer, where that is no sum of options."""

ASKED: Final = "?"
"""The option under which the people are counted who were asked what is not shown to everybody."""

MISSING: Final = frozenset(MISSING_CODES.values())
SKIPPED: Final = "skipped"
"""A missing code that is never stored: asked, and left empty."""

UNRANKED: Final = "unranked"
"""A code that is never stored: who ranked other options only."""

_WITH_SCORES = {QuestionKind.SCALE, QuestionKind.MATRIX}


@dataclass(frozen=True)
class Counted:
    """A question, a row of a matrix or an option of a ranking, as it is counted and released.

    Attributes:
        name: the counters' name of it ("age_group", "importance.mobility", "wishes.bus" for an option of a ranking).
        question: where it belongs.
        item: the row of a matrix or of statements.
        option: the option of a ranking whose places are counted.
        conditions: it is shown to those only for whom all of them hold.
        asked_with: (name, option) of the counter that says who was asked for the words of an open option.
        is_preference: counts before which other options `option` was ranked, instead of its places.
    """

    name: str
    question: Question
    item: Item | None = None
    option: Option | None = None
    conditions: tuple[Condition, ...] = ()
    asked_with: tuple[str, str] | None = None
    is_preference: bool = False

    @property
    def kind(self) -> AnswerKind:
        """How its codes relate to people."""
        kind = self.question.kind
        if kind in {QuestionKind.NUMBER, QuestionKind.DATE}:
            return AnswerKind.CHOICE if self.question.classes else AnswerKind.SEVERAL
        if kind is QuestionKind.RANKING:
            return AnswerKind.SEVERAL if self.is_preference else AnswerKind.CHOICE
        if kind in OWN_BASE:
            return AnswerKind.SEVERAL
        return AnswerKind.SCALE if _is_scale(self.question) else AnswerKind.CHOICE

    @property
    def has_own_base(self) -> bool:
        """Whether the people who answered are counted themselves."""
        return self.question.kind in OWN_BASE

    @property
    def base_name(self) -> str:
        """The name under which its base and its missing values are counted: that of the whole ranking."""
        return self.question.counted_code if self.option else self.name

    @property
    def asked_name(self) -> str:
        """The name under which it is counted who was asked, where not everybody is."""
        return self.base_name

    @property
    def is_place(self) -> bool:
        """Whether its codes are places on the map, which no questionnaire lists: those that were named."""
        return self.question.kind is QuestionKind.PLACE

    @cached_property
    def valid(self) -> tuple[Code, ...]:
        """Codes that count in the base, in the order of the questionnaire; none where only the base is counted."""
        question = self.question
        if question.kind in WRITTEN:
            return class_codes(question)
        codes = tuple(option.code for option in question.valid_options)
        if self.option is None:
            return codes
        if self.is_preference:
            return tuple(code for code in codes if code != self.option.code)
        return (*range(1, min(question.most or len(codes), len(codes)) + 1), UNRANKED)

    @cached_property
    def missing(self) -> tuple[Code, ...]:
        """Codes that say why there is no answer."""
        return tuple(option.code for option in self.question.options if option.missing)

    def meaning(self, code: Code) -> Meaning | None:
        """What a code stands for, to be put into words: an option, a rank, a class of numbers or dates.

        None for SKIPPED, and for places, whose codes speak for themselves.
        """
        if self.option is not None and not self.is_preference:
            if code == UNRANKED:
                return Rank(None)
            if isinstance(code, int) and code not in self.missing:
                return Rank(code)
        if self.question.classes:
            return Between.of(self.question, code)
        return next((option for option in self.question.options if str(option.code) == str(code)), None)


@dataclass(frozen=True)
class Pair:
    """Importance and satisfaction of the same field, counted together for the paired gap; options are "5,3"."""

    importance: Counted
    satisfaction: Counted

    @property
    def name(self) -> str:
        """As the counters name it: "importance*satisfaction.mobility"."""
        return f"{self.importance.question.counted_code}*{self.satisfaction.name}"

    @property
    def item(self) -> Item:
        """The field."""
        if self.importance.item is None:
            raise TypeError("Only rows of matrices are paired.")
        return self.importance.item

    @property
    def codes(self) -> list[Code]:
        """Both answers together."""
        return [f"{one},{two}" for one in sorted(self.importance.valid) for two in sorted(self.satisfaction.valid)]


def counted_questions(questionnaire: Questionnaire) -> list[Counted]:
    """Everything that is counted for everyone and by segments, in the questionnaire's order."""
    found: dict[str, list[Counted]] = {code: [] for code in questionnaire.questions}
    for page in questionnaire.pages:
        for shown in page.questions:
            if shown.kind is QuestionKind.INFORMATION:
                continue
            conditions = tuple(one.show_if for one in (page, shown) if one.show_if)
            whole = questionnaire.questions[shown.code]
            found[shown.code] += (replace(one, conditions=conditions) for one in _of_question(whole, shown.items))
            if shown.other and shown.open_option:
                asked_with = (shown.counted_code, str(shown.open_option.code))
                found[shown.other.code].append(Counted(shown.other.counted_code, shown.other, asked_with=asked_with))
    return list(chain.from_iterable(found.values()))


def _of_question(question: Question, items: Iterable[Item]) -> list[Counted]:
    name = question.counted_code
    if question.kind in WITH_ROWS:
        return [Counted(f"{name}.{item.code}", question, item) for item in items]
    if question.kind is QuestionKind.RANKING:
        return [Counted(f"{name}.{option.code}", question, option=option) for option in question.valid_options]
    return [Counted(name, question)]


def preferences(questionnaire: Questionnaire) -> list[Counted]:
    """For each option of a ranking, before which others it was ranked; counted for everyone and by audience."""
    return [
        replace(counted, name=f"{counted.question.counted_code}>{counted.option.code}", is_preference=True)
        for counted in counted_questions(questionnaire)
        if counted.option
    ]


def paired_matrices(questionnaire: Questionnaire) -> tuple[Question, Question] | None:
    """The matrices on importance and on satisfaction, if it has both: by scale, else the first drawn together."""
    matrices = [one for one in questionnaire.questions.values() if one.kind is QuestionKind.MATRIX]
    scales = {one.scale: one for one in reversed(matrices)}
    both = scales.get("importance"), scales.get("satisfaction")
    if both[0] and both[1]:
        return both[0], both[1]
    return next(
        (
            (questionnaire.questions[one.beside], one)
            for one in matrices
            if one.beside and _is_scale(one) and _is_scale(questionnaire.questions[one.beside])
        ),
        None,
    )


def _is_scale(question: Question) -> bool:
    """Whether its valid answers are points of a scale, so that they have a mean."""
    return question.kind in _WITH_SCORES and all(isinstance(option.code, int) for option in question.valid_options)


def pairs(questionnaire: Questionnaire) -> list[Pair]:
    """The fields that are asked about in both matrices, in the order of the first."""
    both = paired_matrices(questionnaire)
    if both is None:
        return []
    rows = {(one.question.code, one.item.code): one for one in counted_questions(questionnaire) if one.item}
    wanted, given = both
    return [
        Pair(rows[wanted.code, item.code], rows[given.code, item.code])
        for item in wanted.items
        if item.code in given.item_codes
    ]
