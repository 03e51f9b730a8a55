"""Whether two words are one word, misspelt or with another ending."""

from __future__ import annotations

import re

from participation.crowd.grams import SILENT

_ENDING = re.compile(r"(inen|in|ern|en|er|es|em|e|n|s)$")
_BEFORE = re.compile(
    r"^(ab|an|auf|aus|be|bei|durch|ein|ent|er|ge|her|hin|inen|mit|nach|neu|ober|uber|um|un|unter|ver|vor|weg|zer|zu|ausen)"
)
_SHORT = 4  # so short, a word with another ending is another word
_LONG = 8  # so long, a word may have two typing errors
_LONGEST = 60  # longer runs of letters are no words, and comparing them would take seconds
# One letter apart and the opposite, or another place: never a typing error.
_APART = (
    frozenset({"ost", "west", "nord", "sud", "osten", "westen", "norden", "suden"}),
    frozenset({"sudosten", "sudwesten", "nordosten", "nordwesten"}),
    frozenset({"kein", "klein", "fein", "mein", "dein", "sein"}),
    frozenset({"kein", "keine", "eine", "meine", "ein"}),
)


def stem(word: str) -> str:
    """A word without its ending; short words stay as they are."""
    return _ENDING.sub("", word) if len(word) > _SHORT else word


def is_misspelt(one: str, other: str) -> bool:
    """Whether two different words are one with a typing error or, if long, two; numbers never are.

    Words that differ in what stands before the stem ("aufbauen", "abbauen"; "sicher", "unsicher") are two words.
    """
    if max(len(one), len(other)) > _LONGEST:
        return False
    if any(letter.isdigit() for letter in one + other) or (one in SILENT and other in SILENT):
        return False
    if any({one, other} <= apart for apart in _APART) or _begin_differently(one, other):
        return False
    allowed = 2 if min(len(one), len(other)) >= _LONG else 1
    return stem(one) == stem(other) or (_can_be_misspelt(one, other) and _distance(one, other, allowed) <= allowed)


def _can_be_misspelt(one: str, other: str) -> bool:
    """Short words with one letter in the place of another ("Rad", "Bad") are two words, unless one says nothing."""
    return (
        min(len(one), len(other)) > _SHORT
        or len(one) != len(other)
        or sorted(one) == sorted(other)
        or not SILENT.isdisjoint((one, other))
    )


def _begin_differently(one: str, other: str) -> bool:
    bare, other_bare = _BEFORE.sub("", one), _BEFORE.sub("", other)
    before, other_before = one[: len(one) - len(bare)], other[: len(other) - len(other_bare)]
    if before and other_before and (before.endswith(other_before) or other_before.endswith(before)):
        return False  # "Verkehr" without its first letter
    return before != other_before and bool(bare) and stem(bare) in {stem(other_bare), stem(other)}


def _distance(one: str, other: str, most: int) -> int:
    """Letters to change, add, leave out or swap with their neighbour (optimal string alignment), at most `most` + 1.

    Only what lies within `most` letters of the same place is compared (Ukkonen 1985): the rest cannot be near enough.
    """
    far = most + 1
    if abs(len(one) - len(other)) > most:
        return far
    before: list[int] = []
    last = [min(column, far) for column in range(len(other) + 1)]
    for row, letter in enumerate(one, start=1):
        present = [min(row, far)] + [far] * len(other)
        for column in range(max(row - most, 1), min(row + most, len(other)) + 1):
            another = other[column - 1]
            cost = min(last[column] + 1, present[column - 1] + 1, last[column - 1] + (letter != another))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == another:
                cost = min(cost, before[column - 2] + 1)
            present[column] = min(cost, far)
        if min(present) > most:
            return far
        before, last = last, present
    return last[-1]
