"""What stands around a text and is none of it: columns of line numbers, page numbers, repeated headers and footers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from participation.strategy.importing.lines import Line
from participation.strategy.importing.wording import label

_AT_START = re.compile(r"^\s*(?:[-–•]\s+)?(\d{1,3})(?:\s+(?=\S)|\s*$)")
_AT_END = re.compile(r"(?<=[^\d.,/:])(\d{1,3})\s*$")
_PAGE_NUMBER = re.compile(r"(?:seite\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:von|/|\|)\s*\d{1,4})?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_STEP = 5
_FEWEST_LINE_NUMBERS = 4
_REPEATED_ON = 3
_REPEATED_WITHOUT_PAGES = 4
_LONGEST_FURNITURE = 120


def without_line_numbers(lines: Sequence[str]) -> list[str]:
    """The lines without a column that counts every fifth line, at their beginning or end.

    The column may begin anew on a page, and leave a number out where an empty line or a heading stands.
    """
    found = list(lines)
    for pattern in (_AT_START, _AT_END):
        for index, match in _counting(found, pattern):
            text = found[index]
            found[index] = text[match.end() :] if pattern is _AT_START else text[: match.start()]
    return found


def _counting(lines: Sequence[str], pattern: re.Pattern[str]) -> list[tuple[int, re.Match[str]]]:
    """The numbers of the column with their lines: runs that count on by fives; a stray 5 begins one that ends soon."""
    runs: list[list[tuple[int, re.Match[str]]]] = []
    for index, text in enumerate(lines):
        match = pattern.search(text)
        if match is None or int(match[1]) % _STEP:
            continue
        number = int(match[1])
        run = next((run for run in reversed(runs) if number - int(run[-1][1][1]) in {_STEP, 2 * _STEP}), None)
        if run is not None:
            run.append((index, match))
        elif number == _STEP:
            runs.append([(index, match)])
    return [hit for run in runs if len(run) >= _FEWEST_LINE_NUMBERS for hit in run]


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines without page numbers and without what is repeated at the edge of pages."""
    repeated = _repeated(lines)
    kept: list[Line] = []
    gap = False
    for index, line in enumerate(lines):
        gap = gap or line.gap
        if _is_page_number(line) or _shape(line) in repeated or _stands_before_page_number(lines, index):
            continue
        kept.append(line if line.gap or not gap else _with_gap(line))
        gap = False
    return kept


def _with_gap(line: Line) -> Line:
    # A page break inside a sentence is no end of it: only what begins like one begins anew.
    if line.text[:1].islower():
        return line
    return Line(line.text, line.heading, line.bullet, line.starts, gap=True, page=line.page)


def _shape(line: Line) -> str:
    return _DIGITS.sub("#", " ".join(line.text.split()).lower())


def _is_page_number(line: Line) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.text)) and (not line.heading or line.page > 0)


def _repeated(lines: Sequence[Line]) -> set[str]:
    by_shape: Counter[str] = Counter()
    pages = {line.page for line in lines}
    edges = _edges(lines) if len(pages) > 1 else range(len(lines))
    seen: set[tuple[str, int]] = set()
    for index in edges:
        line = lines[index]
        key = (_shape(line), line.page if len(pages) > 1 else index)
        if _can_be_furniture(line) and key not in seen:
            seen.add(key)
            by_shape[key[0]] += 1
    enough = max(_REPEATED_ON, len(pages) // 3) if len(pages) > 1 else _REPEATED_WITHOUT_PAGES
    return {shape for shape, count in by_shape.items() if count >= enough}


def _can_be_furniture(line: Line) -> bool:
    short = len(line.text) <= _LONGEST_FURNITURE and not line.text.endswith(":")
    # On pages, large letters may be a running head; elsewhere a heading is marked as one.
    return short and not line.bullet and (not line.heading or line.page > 0) and label(line.text) is None


def _edges(lines: Sequence[Line]) -> list[int]:
    """Indices of the first and last three lines of each page."""
    by_page: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(index)
    return [index for indices in by_page.values() for index in sorted({*indices[:3], *indices[-3:]})]


def _stands_before_page_number(lines: Sequence[Line], index: int) -> bool:
    """A running head stands alone, and below it alone the page's number."""
    line = lines[index]
    if index + 1 >= len(lines) or not line.gap or line.starts or line.heading or not _can_be_furniture(line):
        return False
    below = lines[index + 1]
    return below.gap and _is_page_number(below) and not line.text.endswith((".", ":", "!", "?"))
