"""The kinds of questions, and what they have in common."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class QuestionKind(StrEnum):
    """How a question is asked and answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    SCALE = "scale"
    YES_NO = "yes_no"
    PICTURE = "picture"
    MATRIX = "matrix"
    STATEMENTS = "statements"
    RANKING = "ranking"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    MUNICIPALITY = "municipality"
    PLACE = "place"
    INFORMATION = "information"


CHOOSE_ONE: Final = frozenset(
    {
        QuestionKind.SINGLE,
        QuestionKind.SCALE,
        QuestionKind.YES_NO,
        QuestionKind.PICTURE,
        QuestionKind.MUNICIPALITY,
    }
)
"""Exactly one of the options."""

WITH_ROWS: Final = frozenset({QuestionKind.MATRIX, QuestionKind.STATEMENTS})
"""Rows that are answered one by one with the same options."""

WITH_OPTIONS: Final = CHOOSE_ONE | WITH_ROWS | {QuestionKind.MULTIPLE, QuestionKind.RANKING}
"""Something to choose from."""

WRITTEN: Final = frozenset({QuestionKind.TEXT, QuestionKind.NUMBER, QuestionKind.DATE, QuestionKind.PLACE})
"""People answer in their own words, numbers or places, which are no codes."""

OWN_BASE: Final = WRITTEN | {QuestionKind.MULTIPLE, QuestionKind.RANKING}
"""The people who answered are no sum of options, so they are counted themselves."""

CAN_BE_SHUFFLED: Final = frozenset(
    {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.PICTURE, QuestionKind.RANKING}
)
"""The order of their options may be drawn by lot."""

CAN_BE_OPEN: Final = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE})
"""One of their options may ask for words."""
