"""Where a text has the words that are looked for: pieces that are marked or not, and the part worth showing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from participation.language.stems import Term, is_met, written_words
from participation.web.markdown import markdown

_LONGEST, _BEFORE = 260, 70
_MORE = "…"


@dataclass(frozen=True)
class Piece:
    """Some words of a text; `is_hit` if they are what was looked for."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True)
class _Met:
    start: int
    end: int
    terms: tuple[Term, ...]


def marked(text: str, terms: tuple[Term, ...]) -> tuple[Piece, ...]:
    """The whole text (Markdown) without markup, in pieces."""
    plain = _plain(text)
    return tuple(_pieces(plain, _met(plain, terms), 0, len(plain)))


def meets(text: str, terms: tuple[Term, ...]) -> int:
    """How many of the terms a text (Markdown) has."""
    return len({term for met in _met(_plain(text), terms) for term in met.terms})


def snippet(text: str, terms: tuple[Term, ...]) -> tuple[Piece, ...]:
    """The part of a text (Markdown) that has most of the terms, in pieces, with an ellipsis for what is left out."""
    plain = _plain(text)
    met = _met(plain, terms)
    start = _start(plain, _best(met)) if met else 0
    end = len(plain) if len(plain) - start <= _LONGEST else _end_of_word(plain, start + _LONGEST)
    before, after = _MORE if start else "", _MORE if end < len(plain) else ""
    shown = list(_pieces(plain, met, start, end))
    return (*([Piece(before)] if before else []), *shown, *([Piece(after)] if after else []))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", markdown(text).striptags())


def _met(plain: str, terms: tuple[Term, ...]) -> list[_Met]:
    words = ((word, is_met(word.group(), terms)) for word in written_words(plain))
    return [_Met(word.start(), word.end(), found) for word, found in words if found]


def _best(met: Sequence[_Met]) -> int:
    """Where the part begins that has the most different terms, the earliest of several."""

    def different(first: _Met) -> int:
        inside = (one for one in met if first.start <= one.start < first.start + _LONGEST - _BEFORE)
        return len({term for one in inside for term in one.terms})

    return max(met, key=different).start


def _start(plain: str, hit: int) -> int:
    """A word's beginning some letters before the hit, or that of the text."""
    if hit <= _BEFORE:
        return 0
    return plain.rfind(" ", 0, hit - _BEFORE) + 1


def _end_of_word(plain: str, end: int) -> int:
    space = plain.rfind(" ", end - _BEFORE, end)
    return space if space > 0 else end


def _pieces(plain: str, met: Sequence[_Met], start: int, end: int) -> Iterator[Piece]:
    at = start
    for one in met:
        if one.start >= at and one.end <= end:
            if one.start > at:
                yield Piece(plain[at : one.start])
            yield Piece(plain[one.start : one.end], is_hit=True)
            at = one.end
    if at < end:
        yield Piece(plain[at:end])
