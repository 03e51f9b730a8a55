"""Texts as weighted runs of three to five letters, in plain Python: small and fast enough for the server itself.

Similarity is the cosine of TF-IDF vectors over character n-grams (Salton and Buckley 1988; methods.md, 4). Letters
instead of words forgive typing errors, inflection and compounds, which German has plenty of.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from math import hypot, log
from zlib import crc32

_LETTERS = str.maketrans({"ä": "a", "ö": "o", "ü": "u"})
_WORD = re.compile(r"[a-z0-9]+")
_DOUBLE = re.compile(r"([a-z])\1+")
# Words that say nothing about a subject; negations, directions and comparisons stay, they can turn a sentence round.
_SILENT = """aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bitte bist da
    dabei dadurch dafür damit dann daran darauf das dass dazu dem den denn der deren des deshalb dessen die dies diese
    diesem diesen dieser dieses doch dort du durch eben ein eine einem einen einer eines er es etwa etwas für ganz gar
    gern gerne gibt habe haben halt hat hatte hier ich ihr ihre ihrem ihren ihrer im immer in ins ist ja jede jedem
    jeden jeder jedes kann können könnte leider mal man meine meinem meinen meiner mich mir mit müsste muss nach noch
    nur ob oder schon sehr sein seine seinem seinen seiner seit sich sie sind so sollen sollte soll sowie über um und
    uns unser unsere unserem unseren unserer viel viele vielen vom von vor war wäre waren warum was wegen weil welche
    wenn werden wie wieder wir wird wo wurde wurden zu zum zur zwar"""
SHORTEST, LONGEST = 3, 5
BUCKETS = 1 << 19
_STEP = 20  # an inverse document frequency of 1 to 12.7 in one byte
_MOST_LETTERS = 1_200
SAMPLE = 4
COMMON = 0.01
FEW = 2_000  # among so few texts nothing is common enough to take long
_MIXED = 2_654_435_761  # Knuth's multiplier: spreads what is taken over all runs
Vector = Mapping[bytes, float]


def words(text: str) -> list[str]:
    """The words of a text in their order, in small letters from a to z, doubled ones once ("ß" is "ss" is "s")."""
    return _WORD.findall(_DOUBLE.sub(r"\1", text.casefold().translate(_LETTERS)))


SILENT = frozenset(words(_SILENT))


def letters(text: str) -> bytes:
    """The words that say something, with a space around each; only so many as to keep a comparison short."""
    said = [word for word in words(text) if word not in SILENT] or words(text)
    return f" {' '.join(said)} ".encode()[:_MOST_LETTERS]


class Weights:
    """How much each n-gram tells: much if it is in few contributions, little if it is in many."""

    def __init__(self, table: bytes = b"", texts: int = 0) -> None:
        """Take a table of one byte a bucket that `weighed` has made; without one everything tells as much."""
        self.table = table or bytes([_STEP]) * BUCKETS
        self.texts = texts
        self._common = 0 if texts < FEW else _STEP * (1 - log(COMMON))

    def is_common(self, gram: bytes) -> bool:
        """Whether an n-gram is in so many texts that looking for it takes long and finds nothing in particular."""
        return self.table[crc32(gram) % BUCKETS] < self._common


def weighed(texts: Iterable[str]) -> Weights:
    """Count in how many texts each n-gram is; n-grams of one bucket are counted together."""
    counts = array("L", bytes(BUCKETS * array("L").itemsize))
    number = 0
    for text in texts:
        number += 1
        for bucket in {crc32(gram) % BUCKETS for gram in _grams(letters(text))}:
            counts[bucket] += 1
    table = bytes(min(round((log((number + 1) / (count + 1)) + 1) * _STEP), 255) for count in counts)
    return Weights(table, number)


def vector(text: str, weights: Weights) -> Vector:
    """The TF-IDF vector of a text with length 1; empty for a text without letters."""
    counted = Counter(_grams(letters(text)))
    table = weights.table
    raw = {
        gram: table[crc32(gram) % BUCKETS] * (1.0 if count == 1 else 1 + log(count)) for gram, count in counted.items()
    }
    length = hypot(*raw.values())
    return {gram: value / length for gram, value in raw.items()}


def cosine(first: Vector, second: Vector) -> float:
    """How alike two vectors are, 0 to 1."""
    if len(first) > len(second):
        first, second = second, first
    return sum(value * second[gram] for gram, value in first.items() if gram in second)


def _grams(said: bytes) -> list[bytes]:
    return [
        said[start : start + size] for size in range(SHORTEST, LONGEST + 1) for start in range(len(said) - size + 1)
    ]


def keys(text: str, salt: int, weights: Weights, at_least: int) -> set[int]:
    """Signed 32-bit numbers under which a text is found: a sample of its rarer five-letter runs.

    The same runs are taken from every text, so that texts that share much share keys: one in `SAMPLE` and, of a short
    text, more until there are `at_least`. `salt` keeps the keys of two regions apart.
    """
    said = letters(text)
    runs = {said[start : start + LONGEST] for start in range(len(said) - LONGEST + 1)} or {said}
    rare = sorted(((crc32(run) * _MIXED) & 0xFFFFFFFF, run) for run in runs if not weights.is_common(run))
    sampled = sum(mixed < (1 << 32) // SAMPLE for mixed, _ in rare)
    return {_signed(crc32(run, salt)) for _, run in rare[: max(sampled, at_least)]}


def _signed(number: int) -> int:
    return number - (1 << 32) if number >= 1 << 31 else number
