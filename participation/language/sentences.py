"""Sentences of a text in Markdown or plain text; line breaks, bullets, headings, abbreviations and dates count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from participation.language.lexicon import tags
from participation.language.lists import phrase_list, word_list
from participation.language.markup import Block, Place, blocks
from participation.language.words import TOKEN, Word, WordKind

_FEW_LETTERS, _MOST = 12, 0.8
_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_AFTER_ORDINAL = re.compile(rf"\s*(?:{_MONTHS}|Jahrhundert|Jh|Etage|Stock|Klasse|Mal|Platz|Lebensjahr|und\b|bis\b)")
_BEFORE_ORDINAL = re.compile(
    r"\b(?:der|die|das|dem|den|des|am|im|zum|zur|vom|beim|bis|seit|ab|und|ihr|sein|unser)\s+$", re.IGNORECASE
)
_STOP = re.compile(r"(?:[.!?…]+|(?<=:)(?=\s*$))[\"“”»«’')\]]*(?=\s+|$)")
_INITIAL = re.compile(r"(?:^|[\s.(])[A-ZÄÖÜa-zäöü]$")


@dataclass(frozen=True)
class Sentence:
    """A sentence with its tokens and where it stands."""

    text: str
    words: tuple[Word, ...]
    place: Place
    block: int
    offset: int

    @property
    def line(self) -> int:
        """The line, from 1, on which it begins."""
        return self.words[0].line

    @property
    def start(self) -> int:
        """Its first character within its first line."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """The end of its part within its first line."""
        return max(word.end for word in self.words if word.line == self.line)

    @cached_property
    def length(self) -> int:
        """Words, a hyphen compound and grouped digits counting one; of the parts at a colon the longer one."""
        counts = [0]
        for before, word in zip((None, *self.words), self.words, strict=False):
            if word.text == ":":
                counts.append(0)
            grouped = before is not None and before.kind is WordKind.NUMBER and word.kind is WordKind.NUMBER
            counts[-1] += word.counts and not grouped
        return max(counts)

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The part of speech of each token."""
        return tags(tuple(word.joined for word in self.words))

    def tokens_at(self, first: int, last: int) -> tuple[int, int]:
        """The first and last token of a stretch of `text`, given by its characters."""
        inside = [index for index, word in enumerate(self.words) if first <= word.at - self.offset < last]
        return (inside[0], inside[-1]) if inside else (0, len(self.words) - 1)

    @cached_property
    def is_shouted(self) -> bool:
        """Whether nearly all letters are capitals."""
        letters = [character for character in self.text if character.isalpha()]
        return len(letters) > _FEW_LETTERS and sum(map(str.isupper, letters)) > _MOST * len(letters)

    @property
    def is_running_text(self) -> bool:
        """Whether it stands in a paragraph or list, not in a heading or table."""
        return self.place in {Place.TEXT, Place.BULLET}


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of a text in order, headings and table rows among them."""
    return [sentence for number, block in enumerate(blocks(text)) for sentence in _sentences_of_block(number, block)]


def _sentences_of_block(number: int, block: Block) -> Iterator[Sentence]:
    start = 0
    for stop in [*sentence_ends(block.text), len(block.text)]:
        words = tuple(_words(block, start, stop))
        if any(word.counts for word in words):
            offset = start + len(block.text[start:stop]) - len(block.text[start:stop].lstrip())
            yield Sentence(block.text[start:stop].strip(), words, block.place, number, offset)
        start = stop


def _words(block: Block, start: int, stop: int) -> Iterator[Word]:
    for found in TOKEN.finditer(block.text, start, stop):
        line, first = block.origin[found.start()]
        last_line, last = block.origin[found.end() - 1]
        end = last + 1 if last_line == line else first + len(found[0])
        yield Word(found[0], WordKind(str(found.lastgroup)), line, first, end, found.start())


def sentence_ends(text: str) -> Iterator[int]:
    """Behind which characters sentences of a text without markup end; the last one need not be among them."""
    for found in _STOP.finditer(text):
        rest = text[found.end() :].lstrip()
        if rest and not _ends_here(text[: found.start()], found[0], rest):
            continue
        yield found.end()


def _ends_here(before: str, mark: str, rest: str) -> bool:
    first = rest.lstrip("\"„“»«‚'([*")[:1]
    if first.islower():
        return False
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    if before[-1:].isdigit():
        return not _is_ordinal(before, rest)
    if _INITIAL.search(before) and not before.rstrip().endswith(("I", "V", "X")):
        return False
    return not _is_abbreviated(before)


def _is_ordinal(before: str, rest: str) -> bool:
    digits = re.search(r"(\d+(?:\.\d+)*)$", before)
    if digits is None or len(digits[1].rpartition(".")[2]) > 2:  # noqa: PLR2004 - an ordinal of three digits ends a sentence
        return False
    return bool(_AFTER_ORDINAL.match(rest) or _BEFORE_ORDINAL.search(before[: digits.start()]))


def _is_abbreviated(before: str) -> bool:
    word = before.rsplit(maxsplit=1)[-1].lstrip('(„"[') if before.split() else ""
    return f"{word}." in word_list("stops") or any(before.endswith(phrase) for phrase in phrase_list("stops"))
