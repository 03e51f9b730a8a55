"""Blocks of a text (paragraph, list item, heading, table row) without markup, each character with its origin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from participation.language.lists import word_list

_LONG_LINE = 60
_POLITE = frozenset({"Sie", "Ihr", "Ihre", "Ihren", "Ihrem", "Ihrer", "Ihnen"})
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+")
_BULLET = re.compile(r"^\s*(?:[•●▪◦‣·○■□►▶➔→✓–*+-]|\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
_DATE_START = re.compile(
    r"^\s*\d{1,2}\.\s+(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
)
_RULER = re.compile(r"^\s*(?:[-*_=]\s*){3,}$|^\s*\|?[\s:|-]+\|[\s:|-]*$")
# Dropped without trace: attributes of headings, pictures, link targets, emphasis, quoting, comments.
_DROPPED = re.compile(
    r"\s*\{[#.][^}]*\}\s*$|!\[[^\]]*\]\([^)]*\)|(?<=\])\([^)\s]*\)|\[(?=[^\]]*\]\()|(?<=\w|\W)\](?=\()|<!--.*?-->"
    r"|\*\*|(?<!\w)[*_](?=\w)|(?<=[\w.!?])[*_](?!\w)|__|^\s*>\s?|\u00ad"
)
_MEDIOPUNKTE = re.compile(r"(?<=\w)[\u2022\u2027\u2219\u30fb](?=\w)")
_ENDED = re.compile(r"[.!?…:;][\"“”»«’')\]*_]*\s*$")


class Place(StrEnum):
    """Where a sentence stands."""

    TEXT = "text"
    BULLET = "bullet"
    HEADING = "heading"
    TABLE = "table"


@dataclass
class Block:
    """The text of one block; `origin` holds for each character its line (from 1) and its place within that line."""

    place: Place
    text: str = ""
    origin: list[tuple[int, int]] = field(default_factory=list)

    def append(self, line: int, content: str, offset: int) -> None:
        """Add a line of source text, without its markup."""
        if (
            self.text.endswith("-")
            and content.strip()[:1].islower()
            and not content.strip().startswith(("und ", "oder "))
        ):
            self.text, self.origin = self.text[:-1], self.origin[:-1]
        elif self.text:
            self.text += " "
            self.origin.append((line, offset))
        position = 0
        for gap in [*_DROPPED.finditer(content), None]:
            stop = gap.start() if gap else len(content)
            self.text += content[position:stop]
            self.origin += [(line, offset + place) for place in range(position, stop)]
            position = gap.end() if gap else stop


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text in order; a line that goes on in the next one is joined with it."""
    current: Block | None = None
    alone = True  # whether an empty line stands before the block
    lines = text.splitlines()
    for number, raw in enumerate(lines, start=1):
        line = _MEDIOPUNKTE.sub("·", raw).rstrip()
        if not line.strip() or _RULER.match(line):
            yield from _finished(current, before_gap=alone)
            current, alone = None, True
            continue
        place, offset = _place(line)
        if current and place is Place.TEXT and current.place is not Place.HEADING and _goes_on(lines[number - 2], line):
            current.append(number, line[offset:].strip(), offset)
            continue
        yield from _finished(current)
        alone = current is None
        current = Block(place)
        current.append(number, line[offset:], offset)
    yield from _finished(current)


def _finished(block: Block | None, *, before_gap: bool = False) -> Iterator[Block]:
    """The block, if it says something; a short line without end mark between empty lines is a heading."""
    if block is None or not block.text.strip():
        return
    if before_gap and block.place is Place.TEXT and len(block.text) < _LONG_LINE and not _ENDED.search(block.text):
        block.place = Place.HEADING
    yield block


def _place(line: str) -> tuple[Place, int]:
    if heading := _HEADING.match(line):
        return Place.HEADING, heading.end()
    if line.lstrip().startswith("|"):
        return Place.TABLE, len(line) - len(line.lstrip())
    bullet = _BULLET.match(line)
    if bullet and not _DATE_START.match(line):
        return Place.BULLET, bullet.end()
    return Place.TEXT, len(line) - len(line.lstrip())


def _goes_on(before: str, line: str) -> bool:
    """Whether a line that stopped without a mark continues in the next one.

    It does before a small letter; before a noun or "Sie" where the line is full, or stopped at a comma or a small word.
    """
    if _ENDED.search(before):
        return False
    first = line.lstrip("„\"»'( \t*_").split(maxsplit=1)[0]
    if first[:1].islower():
        return True
    if first.lower() in word_list("function_words") and first not in _POLITE:
        return False
    last = before.rsplit(maxsplit=1)[-1]
    return last.endswith(",") or last[:1].islower() or len(before) >= _LONG_LINE
