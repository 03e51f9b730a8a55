"""The planned segments: by what answer sheets are counted apart, besides with everyone."""

from __future__ import annotations

from typing import Final

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

ASKED_FOR: Final = {"age": "age_group", "gender": "gender", "municipality": "municipality"}
"""Dimension -> the question that gives it; the other dimensions are known without asking."""

ABOUT_THE_PERSON: Final = frozenset(ASKED_FOR.values())
"""Questions that are dimensions themselves: counted for everyone only, or a table would have three of them."""

TOGETHER_BY: Final = (OVERALL, "audience")
"""By what importance and satisfaction of the same person, and preferences of rankings, are counted."""
