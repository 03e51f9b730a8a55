"""A text as sentences that can be chosen: stretches of characters, none over the end of a line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from participation.language.sentences import sentence_ends

_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True)
class Stretch:
    """Characters of a text from `begins` up to `ends`; `line` numbers the lines that say something."""

    begins: int
    ends: int
    line: int = 0

    def of(self, text: str) -> str:
        """The words."""
        return text[self.begins : self.ends]

    def overlaps(self, begins: int, ends: int) -> bool:
        """Whether it has a character in common with another stretch."""
        return self.begins < ends and begins < self.ends


def stretches(text: str) -> list[Stretch]:
    """The sentences of a plain text in order."""
    return [one for number, line in enumerate(_LINE.finditer(text)) for one in _of_line(line, number)]


def _of_line(line: re.Match[str], number: int) -> Iterator[Stretch]:
    start = 0
    for end in [*sentence_ends(line[0]), len(line[0])]:
        said = line[0][start:end]
        if said.strip():
            begins = line.start() + start + len(said) - len(said.lstrip())
            yield Stretch(begins, begins + len(said.strip()), number)
        start = end


def joined(sentences: Sequence[Stretch], chosen: Collection[int]) -> list[Stretch]:
    """Chosen sentences (by number), those that follow each other as one stretch."""
    found: list[Stretch] = []
    before = None
    for number in sorted(one for one in set(chosen) if 0 <= one < len(sentences)):
        if found and before == number - 1:
            found[-1] = Stretch(found[-1].begins, sentences[number].ends, found[-1].line)
        else:
            found.append(sentences[number])
        before = number
    return found
