"""Words as a search compares them: without inflection, hyphen, Mediopunkt and ways of writing umlauts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from participation.language.lists import lowered

RULES = 1
"""Grows with every change of these rules: what was filed by older ones has to be filed again."""
_JOINT = "[-\u00ad\u00b7\u2010\u2011\u2022\u2027\u2219\u30fb]|[*:_/](?=[iI]nn)"
_WORD = re.compile(rf"[^\W_]+(?:(?:{_JOINT})[^\W_]+)*")
_JOINTS = re.compile(_JOINT)
_SPELLED_OUT = re.compile(r"(?<![aeq])([aou])e")  # "Steuer" and "Quelle" have none
_MARKUP = re.compile(r"\]\([^)\s]*\)")
_MOST_PARTS = 4
_LONGEST = 60
_SHORTEST_START = 3
_MOST_WANTED = 12
# One mark for letters that belong together, so that no ending is cut in the middle of them.
_PAIRS = (("sch", "$"), ("ei", "%"), ("ie", "&"))
_DOUBLE = re.compile(r"(.)\1")
_PARTICIPLE = re.compile(r"^ge(?=.{4})")
_LONG_ENDING = re.compile(r"(?:e[mr]|nd)$")
_SHORT_ENDING = re.compile(r"[tesn]$")
_DOUBLED_PLURAL = ((re.compile(r"ss(?:e[ns]?)?$"), "s"), (re.compile(r"(?<=\w{3})innen$"), "in"))
_SHORTEST_STEM, _CUT_LONG_FROM = 3, 6


@dataclass(frozen=True, slots=True)
class Term:
    """A word that somebody looks for: the stem that must be met, or the letters with which a longer word begins."""

    stem: str
    start: str


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Lower case, umlauts and their spelling with e as plain vowels, ß as ss, other letters without their marks."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return _SPELLED_OUT.sub(r"\1", "".join(letter for letter in plain if letter.isalnum()))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What the inflected forms of a folded word share.

    The algorithm is CISTEM (Weissweiler and Fraser, "Developing a Stemmer for German Based on a Comparative Analysis of
    Publicly Available Stemmers", GSCL 2017), after two plurals that double a letter: Busse, Bürgerinnen.
    """
    for plural, one in _DOUBLED_PLURAL:
        word = plural.sub(one, word)
    word = _PARTICIPLE.sub("", word)
    for letters, mark in _PAIRS:
        word = word.replace(letters, mark)
    word = _DOUBLE.sub(r"\1*", word)
    while len(word) > _SHORTEST_STEM:
        shorter = _LONG_ENDING.sub("", word) if len(word) >= _CUT_LONG_FROM else word
        shorter = shorter if shorter != word else _SHORT_ENDING.sub("", word)
        if shorter == word:
            break
        word = shorter
    word = re.sub(r"(.)\*", r"\1\1", word)
    for letters, mark in _PAIRS:
        word = word.replace(mark, letters)
    return word


@lru_cache(maxsize=50_000)
def stems_of(word: str) -> tuple[str, ...]:
    """The stems under which a written word is found: its own, and, if it is put together, those of its pieces."""
    parts = [part for piece in _JOINTS.split(word) if (part := folded(piece))]
    if len(parts) > _MOST_PARTS:
        runs = [*([part] for part in parts), parts]
    else:
        runs = [parts[first:last] for first in range(len(parts)) for last in range(first + 1, len(parts) + 1)]
    return tuple(dict.fromkeys(stem("".join(run)[:_LONGEST]) for run in runs))


def written_words(text: str) -> Iterator[re.Match[str]]:
    """The words of a text where they stand, with hyphens and points inside; the text is composed (NFC)."""
    return _WORD.finditer(text)


def filed_words(text: str) -> str:
    """All stems of a text in Markdown in their order, parted by spaces, without the targets of links."""
    plain = _MARKUP.sub("]", unicodedata.normalize("NFC", text))
    return " ".join(one for match in _WORD.finditer(plain) for one in stems_of(match.group()))


def terms_of(query: str) -> tuple[Term, ...]:
    """What a query asks for: at most twelve words, each once; words that say nothing only if there are no others."""
    words = [match.group() for match in _WORD.finditer(unicodedata.normalize("NFC", query))]
    telling = [word for word in words if word.lower() not in lowered("function_words")] or words
    terms = dict.fromkeys(_term(word) for word in telling)
    return tuple(term for term in terms if term.stem)[:_MOST_WANTED]


def _term(word: str) -> Term:
    whole = "".join(folded(part) for part in _JOINTS.split(word))[:_LONGEST]
    has_start = len(whole) >= _SHORTEST_START and not whole.isdigit()
    return Term(stem(whole), _PARTICIPLE.sub("", whole) if has_start else "")


def is_met(word: str, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Those of the terms that a written word meets."""
    stems = stems_of(word)
    return tuple(
        term
        for term in terms
        if term.stem in stems or (term.start and any(one.startswith(term.start) for one in stems))
    )
