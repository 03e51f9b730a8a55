"""Which standard texts a text in easy language may be saying: by the runs of letters they share; a proposal only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from math import log, sqrt
from typing import TypeVar

from participation.language.normalise import normalised

_GRAM = 4
_LEAST = 0.1
_Key = TypeVar("_Key", bound=Hashable)


def likely_sources(twin: str, standards: Mapping[_Key, str]) -> list[tuple[_Key, float]]:
    """Standard texts that resemble a twin, the most alike first, with their likeness from 0 to 1.

    Cosine of the weighted runs of four letters, words with hyphens taken as one (Land-Kreis resembles Landkreis). Half
    of the first guesses are right between standard and easy texts (the paper on easy language): an editor decides.
    """
    grams = {key: _grams(text) for key, text in standards.items()}
    spread = Counter(gram for counted in grams.values() for gram in counted)
    weights = {gram: log(1 + len(grams) / count) for gram, count in spread.items()}
    wanted = _grams(twin)
    found = [(key, _likeness(wanted, counted, weights)) for key, counted in grams.items()]
    return sorted((each for each in found if each[1] >= _LEAST), key=lambda each: -each[1])


def _grams(text: str) -> Counter[str]:
    plain = f" {normalised(text).replace('-', '').replace('·', '')} "
    return Counter(plain[place : place + _GRAM] for place in range(len(plain) - _GRAM + 1))


def _likeness(one: Counter[str], other: Counter[str], weights: Mapping[str, float]) -> float:
    shared = sum(count * other[gram] * weights[gram] ** 2 for gram, count in one.items() if gram in other)
    lengths = sqrt(_length(one, weights) * _length(other, weights))
    return shared / lengths if lengths else 0.0


def _length(counted: Counter[str], weights: Mapping[str, float]) -> float:
    return sum((count * weights.get(gram, 1.0)) ** 2 for gram, count in counted.items())
