"""Words, numbers and marks of a line, with their place, and the parts of a word at hyphen and Mediopunkt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

MEDIOPUNKT = "·"
_LETTERS = r"[^\W\d_]+"
TOKEN = re.compile(
    rf"""
      (?P<address>https?://\S*[\w/] | www\.\S*[\w/] | \S+@\S*\w | [\w-]+\.(?:de|eu|org|com|net|info)\b(?:/\S*\w)?)
    | (?P<number>\d+(?:[.,:]\d+)*)
    | (?P<word>{_LETTERS}(?:(?:[-·’'*_]|:(?=in)|/-?(?=in)|[-·](?=\d)|(?<=-)\d+-?)+{_LETTERS})*\d*-?)
    | (?P<mark>\.\.\.|[^\w\s]|_)
    """,
    re.VERBOSE,
)
_PARTS = re.compile(r"[-·]+")


class WordKind(StrEnum):
    """What a token is."""

    ADDRESS = "address"
    NUMBER = "number"
    WORD = "word"
    MARK = "mark"


@dataclass(frozen=True)
class Word:
    """A token with its place: line from 1, characters within that line; `at` is its place within its block."""

    text: str
    kind: WordKind
    line: int
    start: int
    end: int
    at: int

    @cached_property
    def low(self) -> str:
        """The token in lower case."""
        return self.text.lower()

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The parts at hyphens and Mediopunkte: Land-Kreis has two."""
        return tuple(part for part in _PARTS.split(self.text) if part)

    @cached_property
    def joined(self) -> str:
        """The word as it is written without separators: Landkreis for Land-Kreis and Land·kreis, E-Mail stays."""
        first, *rest = self.parts or (self.text,)
        if not rest or len(first) == 1 or not all(part.isalpha() for part in self.parts):
            return self.text
        return first + "".join(part.lower() for part in rest)

    @property
    def counts(self) -> bool:
        """Whether it counts as a word of its sentence."""
        return self.kind is not WordKind.MARK
