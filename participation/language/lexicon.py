"""How common a word is (wordfreq) and what it is made of (HanTa), both loaded when first asked."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

_TAGGER_MODEL = "morphmodel_ger.pgz"


class Morphemes(NamedTuple):
    """HanTa's analysis of one word: its base form and its pieces with their kinds."""

    lemma: str
    pieces: tuple[tuple[str, str], ...]
    tag: str


@lru_cache(maxsize=1)
def _tagger() -> Any:
    from HanTa import HanoverTagger  # noqa: PLC0415 - 0.3 s and 100 MB that only the checker needs

    tagger = HanoverTagger.HanoverTagger(_TAGGER_MODEL)
    # HanTa analyses a word anew each time it meets it; words come back.
    tagger.analyze_forward = lru_cache(maxsize=50_000)(tagger.analyze_forward)
    tagger.analyze_viterbi = lru_cache(maxsize=50_000)(tagger.analyze_viterbi)
    return tagger


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, float]:
    from wordfreq import get_frequency_dict  # noqa: PLC0415 - large

    return get_frequency_dict("de", wordlist="small")


def load() -> None:
    """Load both models now, so that the first check is as fast as the next."""
    _tagger()
    _frequencies()


@lru_cache(maxsize=50_000)
def zipf(word: str) -> float:
    """The frequency of a word form: log10 of occurrences per 10⁹ words (7 "der", 5 "Haus", 3 rare, 0 not listed)."""
    from math import log10  # noqa: PLC0415 - only used here

    frequency = _frequencies().get(word.casefold(), 0.0)
    return round(log10(frequency) + 9, 2) if frequency else 0.0


def tags(words: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of speech of a sentence's tokens, STTS-like: NN, NE, ADJ(A), ADJ(D), VV(FIN), VV(PP), VA(FIN) ….

    HanTa fails on empty tokens; there are none here, and an empty sentence gives an empty answer.
    """
    return tuple(_tagger().tag_sent(list(words), taglevel=0)) if words else ()


@lru_cache(maxsize=50_000)
def possible_tags(word: str) -> frozenset[str]:
    """The parts of speech that a word may have on its own."""
    return frozenset(tag for tag, _ in _tagger().tag_word(word)) if word else frozenset()


@lru_cache(maxsize=50_000)
def morphemes(word: str, tag: str = "") -> Morphemes:
    """HanTa's analysis of a word, of the part of speech if one is named."""
    if not word:
        return Morphemes("", (), "")
    tagger = _tagger()
    stem, pieces, found = tagger.analyze(word, taglevel=3, pos=tag or "EMPTY")
    return Morphemes(str(stem), tuple(map(tuple, pieces)), str(found))


@lru_cache(maxsize=50_000)
def lemma(word: str, tag: str) -> str:
    """The base form of a word as the given part of speech: gingen, VV(FIN) -> gehen."""
    return str(_tagger().analyze(word, pos=tag, taglevel=1)[0]) if word else ""
