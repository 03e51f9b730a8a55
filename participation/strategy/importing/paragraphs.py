"""Putting wrapped lines together again: words cut by a hyphen, sentences and items over several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from participation.strategy.importing.lines import Line, Part
from participation.strategy.importing.wording import label, plain

NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})(?:[.)]\s*|\s*\|\s*|\s+)(?=[^\d\s.,)%])(.+)", re.DOTALL)
_ENDS_SENTENCE = (".", "!", "?", ":", ";", "“", "”", '"', "»")
# A line that ends like this is followed by the rest of its word; "Rad-" before "und" keeps its hyphen.
_HYPHEN = re.compile(r"(?<=[A-Za-zäöüßÄÖÜ])[-\u00ad]$")
_COORDINATION = re.compile(r"(?:und|oder|bzw|sowie|u\.|/)\b")
# After these words no paragraph ends; "ein" or "auf" may end one, being parts of verbs.
_OPEN = re.compile(
    r"(?:\b(?:und|oder|sowie|bzw\.|der|die|das|des|dem|den|eine[rsmn]?|für|von|vom|zur|zum|im|ins|am|beim|als|"
    r"zwischen|wie)|,)$"
)
_ITEM_NUMBER = re.compile(r"\d{1,2}(?:\.|\)|\s*\|)")
_COUNT = re.compile(r"\d{1,2} [A-ZÄÖÜ]")
_AROUND = 25
_SHORTEST_TITLE = 12
_SHORT = 30
_WIDEST = 160
_FULL = 0.88


def paragraphs(lines: Sequence[Line]) -> list[Part]:
    """Whole paragraphs, headings and items in their order."""
    wrapped = _is_wrapped(lines)
    titles = _said_twice(lines)
    parts: list[Part] = []
    for index, line in enumerate(lines):
        ended = bool(parts) and _is_whole(parts[-1], titles) and not line.text[:1].islower()
        if parts and not ended and _continues(lines, index, parts[-1], wrapped=wrapped):
            before = parts[-1]
            parts[-1] = Part(
                _joined(before.text, line.text), before.heading, before.bullet, before.starts, before.number, before.gap
            )
        elif line.text:
            parts.append(_part(line))
    return parts


def _part(line: Line) -> Part:
    cells = tuple(cell.strip() for cell in line.text.split("\t") if cell.strip()) if "\t" in line.text else ()
    text = " ".join(line.text.replace("\u2063", " ").split())
    number = NUMBER.fullmatch(text)
    own = label(text)
    if number and not (own and own.section):
        return Part(number[2].strip(), line.heading, line.bullet, line.starts, number[1], line.gap, cells)
    return Part(text, line.heading, line.bullet, line.starts, "", line.gap, cells)


def _said_twice(lines: Sequence[Line]) -> set[str]:
    """Lines that stand there more than once, each time before something else: each is whole."""
    followed: dict[str, set[str]] = {}
    for line, after in zip(lines, [*lines[1:], Line("")], strict=True):
        if not line.bullet and not _OPEN.search(line.text):
            followed.setdefault(plain(_title(line.text)), set()).add(plain(after.text))
    return {words for words, after in followed.items() if len(after) > 1 and len(words) > _SHORTEST_TITLE}


def _is_whole(part: Part, titles: set[str]) -> bool:
    last = part.text.rsplit(None, 1)[-1]
    return last[:1].isupper() and last[-1:].isalpha() and not part.bullet and plain(_title(part.text)) in titles


def _title(text: str) -> str:
    """A line without the number or level's name before its title."""
    if found := NUMBER.fullmatch(text):
        return found[2]
    named = label(text)
    return named.title if named and named.title else text


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether lines end where the page ends: then about every second long line is followed by a small letter."""
    lengths = sorted(len(line.text) for line in lines)
    if not lengths:
        return False
    width = lengths[int(len(lengths) * 0.9)]
    long = [index for index, line in enumerate(lines[:-1]) if len(line.text) >= width * 0.7]
    small = sum(1 for index in long if lines[index + 1].text[:1].islower() and not lines[index + 1].bullet)
    sharp = lengths[-1] <= width * 1.2
    return width <= _WIDEST and small >= len(long) * (0.08 if sharp else 0.2)


def _continues(lines: Sequence[Line], index: int, before: Part, *, wrapped: bool) -> bool:
    """Whether a line goes on with the paragraph before it."""
    line = lines[index]
    if line.bullet or line.heading != lines[index - 1].heading or "\t" in line.text or before.cells:
        return False
    if line.text[:1].islower():
        if _HYPHEN.search(before.text):
            return True
        if not before.text.endswith(_ENDS_SENTENCE):
            return wrapped or not line.gap
    if line.heading and line.page and not line.gap and not NUMBER.fullmatch(line.text) and not label(line.text):
        return True  # a heading over several lines of a page
    if _OPEN.search(before.text) and not line.heading and not _ITEM_NUMBER.match(line.text):
        return True
    return wrapped and not line.gap and not line.starts and _goes_on(lines, index, before)


def _goes_on(lines: Sequence[Line], index: int, before: Part) -> bool:
    """Whether a line directly below another, with a capital letter or a number, goes on with it."""
    text = lines[index].text
    if _COUNT.match(text) and not before.text.endswith(_ENDS_SENTENCE):
        return len(before.text) > _SHORT
    if NUMBER.fullmatch(text) or label(text):
        return False
    if before.text.endswith(":"):
        quotes = text.startswith(("„", "“", '"', "»"))
        return not before.number and (quotes or _wanted_more_room(lines, index))
    if before.text.endswith(("!", "?")):
        return False
    return _wanted_more_room(lines, index) or _is_open(before.text)


def _is_open(text: str) -> bool:
    """The last word is none that a title or item ends with: it is small and no verb."""
    word = text.rsplit(None, 1)[-1]
    return word[:1].islower() and word[-1:].isalpha() and len(text) > _SHORT


def _wanted_more_room(lines: Sequence[Line], index: int) -> bool:
    """The next word would not have fit on the line before, so the break there means nothing."""
    near = lines[max(0, index - _AROUND) : index + _AROUND]
    width = max(len(line.text) for line in near)
    first = lines[index].text.split(None, 1)[0]
    return len(lines[index - 1].text) + 1 + len(first) > width * _FULL


def _joined(before: str, after: str) -> str:
    if _HYPHEN.search(before):
        if after[:1].islower() and not _COORDINATION.match(after):
            return before[:-1] + after
        if after[:1].isupper():
            return before + after
    return f"{before} {after}"
