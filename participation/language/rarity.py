"""How rare a word is for readers: by its form, its base form, or the rarest part of a compound."""

from __future__ import annotations

from functools import lru_cache

from participation.language.compounds import compound_parts
from participation.language.lexicon import lemma, zipf
from participation.language.words import Word

CONTENT = frozenset({"NN", "NNA", "NNI", "ADJ(A)", "ADJ(D)", "VV(FIN)", "VV(INF)", "VV(PP)", "VV(IZU)", "VV(IMP)"})
_LINKS = ("s", "en", "n")
_LONG_ENOUGH = 5
_SURELY_COMMON = 4.5


def commonness(word: Word, tag: str) -> float:
    """The zipf frequency of a word (7 "der", 5 "Haus", 3 rare, 0 unknown); a compound is as rare as its rarest part."""
    if len(word.parts) > 1:
        return min(_of_part(part, tag) for part in word.parts)
    whole = _of_part(word.text, tag)
    parts = compound_parts(word.text) if word.text[0].isupper() and tag in {"NN", "NNA"} else ()
    return max(whole, min((_of_part(part, "NN") for part in parts), default=0.0))


def zipf_of_word(word: Word, tag: str) -> float:
    """The zipf frequency of a word as it stands; of one with hyphens that of the rarest part."""
    return min((_of_part(part, tag) for part in word.parts), default=0.0)


@lru_cache(maxsize=50_000)
def _of_part(part: str, tag: str) -> float:
    direct = zipf(part)
    if direct >= _SURELY_COMMON:
        return direct
    base = lemma(part, tag) if part.isalpha() else part
    linked = [part.removesuffix(end) for end in _LINKS if len(part) > _LONG_ENOUGH and part.endswith(end)]
    return max(direct, *(zipf(form) for form in (base, *linked)))
