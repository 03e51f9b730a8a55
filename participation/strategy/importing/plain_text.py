"""Reading `.md` and `.txt`: Markdown's marks, HTML left over from conversions, tables, and lines set in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from participation.strategy.importing.furniture import without_line_numbers
from participation.strategy.importing.lines import Line

_BULLET = re.compile(r"(?:[-*+•–—▪▫■□◦‣·●○➢➔✓✔\uf0b7\uf0a7\uf0d8]|o(?=\s{2,}))\s+(?=\S)")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"\s*(?:[-_*=]\s*){3,}$|\s*\|?(?:\s*:?-{3,}:?\s*\|)+\s*:?-*:?\s*$")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\([^)\s]*\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])(.+?)(?<=\S)\1(?![\w*])")
_ITEM = re.compile(r"<li[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_SPACED_OUT = 0.6
_FEWEST_LINES = 20


def lines_of_text(text: str) -> list[Line]:
    """The lines of a text; a form feed begins a page.

    Double-spaced texts (an empty line after nearly every line) are set single-spaced first.
    """
    found: list[Line] = []
    pages = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    is_paged = len(pages) > 1
    for page, content in enumerate(pages, start=1):
        raw = without_line_numbers(content.split("\n"))
        found += [replace(line, page=page if is_paged else 0) for line in _lines(_single_spaced(raw))]
    return found


def _single_spaced(raw: Sequence[str]) -> list[str]:
    runs = [(bool(key), len(list(group))) for key, group in groupby(raw, key=lambda line: bool(line.strip()))]
    words = sum(length for filled, length in runs if filled)
    followed = sum(1 for filled, _ in runs if not filled)
    if (
        words < _FEWEST_LINES
        or followed < words * _SPACED_OUT
        or not any(not filled and length > 1 for filled, length in runs)
    ):
        return list(raw)
    spacing = [length for filled, length in runs if not filled]
    if spacing.count(1) < len(spacing) / 3:
        return list(raw)
    kept: list[str] = []
    empty = 0
    for line in raw:
        if line.strip():
            kept += [""] * (empty > 1)
            kept.append(line)
            empty = 0
        else:
            empty += 1
    return kept


def _lines(raw: Sequence[str]) -> Iterator[Line]:
    gap = True
    for text in raw:
        if not text.strip() or _RULE.fullmatch(text):
            gap = True
            continue
        for line in _line(text):
            yield Line(line.text, line.heading, line.bullet, line.starts, gap=gap)
            gap = False


def _line(raw: str) -> Iterator[Line]:
    text = _PICTURE.sub("", raw.rstrip())
    if "<" in text:
        text = _ITEM.sub("\n- ", text) if "\t" not in text else _ITEM.sub(" \u2063 ", text)
        text = html.unescape(_TAG.sub("", text))
    for piece in text.split("\n"):
        if not piece.strip():
            continue
        if heading := _HEADING.fullmatch(piece.strip()):
            if words := words_of(heading[2]):
                yield Line(words, heading=len(heading[1]))
            continue
        yield _unmarked(piece)


def _unmarked(piece: str) -> Line:
    stripped = piece.strip("\n ")
    stripped = "\t".join(cell.strip() for cell in stripped.strip("|").split("|")) if _is_row(stripped) else stripped
    bullet = False
    while mark := _BULLET.match(stripped):
        stripped, bullet = stripped[mark.end() :], True
    indent = len(piece) - len(piece.lstrip(" "))
    return Line(words_of(stripped), bullet=bullet, starts=indent > 0 and not bullet)


def _is_row(text: str) -> bool:
    return text.startswith("|") and text.count("|") > 1


def words_of(text: str) -> str:
    """A text without Markdown's emphasis, links and escapes."""
    text = _LINK.sub(r"\1", text)
    text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(r"\2", text)
    text = text.replace("**", "")
    text = _ESCAPE.sub(r"\1", text).replace("\u00ad", "").replace("\u00a0", " ")
    return re.sub(r"[ ]{2,}", " ", text).strip()
