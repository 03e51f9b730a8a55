"""What the codes of counted questions stand for, where they are no options: ranks, classes of numbers and dates."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from participation.statistics.counts import Code
from participation.surveys.questionnaire import Option, Question
from participation.surveys.questionnaire.question import Limit

BELOW: Final = "below"
"""The class of numbers or dates before the first bound."""


@dataclass(frozen=True)
class Rank:
    """A place that an option of a ranking was given, 1 for the best; None: other options were ranked, this one not."""

    place: int | None


@dataclass(frozen=True)
class Between:
    """A class of numbers or dates: from `low` on and below `high`; None has no bound."""

    low: Limit | None
    high: Limit | None

    @classmethod
    def of(cls, question: Question, code: Code) -> Between | None:
        """What a code of this question stands for; None if it is no class of it."""
        codes = [BELOW, *map(str, question.classes)]
        if str(code) not in codes:
            return None
        place = codes.index(str(code))
        bounds = (None, *question.classes, None)
        return cls(bounds[place], bounds[place + 1])


Meaning: TypeAlias = Option | Rank | Between


def class_codes(question: Question) -> tuple[str, ...]:
    """The codes of a question's classes, from the lowest; BELOW only where an answer can be there."""
    if not question.classes:
        return ()
    is_below = question.minimum is None or question.minimum < question.classes[0]  # type: ignore[operator]
    return (*([BELOW] if is_below else []), *map(str, question.classes))


def class_of(question: Question) -> Callable[[Limit], str]:
    """A function that gives the code of a number's or date's class."""
    bounds, codes = question.classes, [BELOW, *map(str, question.classes)]
    return lambda value: codes[bisect_right(bounds, value)]
