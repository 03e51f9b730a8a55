"""Words that stand out in what people wrote, against German as it is written elsewhere; run as a process of its own.

Ranked by log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, Political Analysis 16,
372-403).
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from math import log, sqrt
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]{2,})*")
_MEANINGFUL = ("NN", "NE", "ADJ", "VV")
"""Parts of speech that say what a text is about; articles, pronouns and auxiliary verbs do not."""
_COMMON = 5.6
"""Zipf frequency from which a word says nothing: "gehen", "gut", "Jahr"."""
_RAREST = 1e-8
"""Frequency of words that the list of German does not have."""
_SIGNIFICANT = 1.96
MOST = 20


class Keyword(NamedTuple):
    """A base form, in how many sheets it stands, and how far it stands out (in standard errors)."""

    word: str
    sheets: int
    score: float


def words_of(text: str) -> set[str]:
    """The base forms of the words of a text that say something."""
    return {lemma for word in _WORD.findall(text) if (lemma := _lemma(word))}


def keywords(sheets: Mapping[str, int], minimum: int, frequency: Callable[[str], float]) -> list[Keyword]:
    """The words that stand out, the most striking first.

    Args:
        sheets: word -> on how many sheets it stands.
        minimum: a word is named only if it stands on so many sheets.
        frequency: how often (0 to 1) a word stands in German elsewhere.
    """
    n = sum(sheets.values())
    scored = [
        Keyword(word, count, round(_log_odds(count, n, max(frequency(word), _RAREST)), 2))
        for word, count in sheets.items()
        if count >= minimum
    ]
    striking = (one for one in scored if one.score >= _SIGNIFICANT)
    return sorted(striking, key=lambda one: (-one.score, one.word))[:MOST]


def _log_odds(count: int, n: int, share: float) -> float:
    """How far the odds of a word lie above those elsewhere, in standard errors; the prior weighs as the texts do."""
    prior = n * share
    here = (count + prior) / max(2 * n - count - prior, 1)
    return (log(here) - log(share / (1 - share))) * sqrt(count + prior)


def german(word: str) -> float:
    """How often (0 to 1) a word stands in German texts of all sorts."""
    from wordfreq import word_frequency  # noqa: PLC0415 - large, and only this process needs it

    return float(word_frequency(word, "de"))


@cache
def _lemma(word: str) -> str:
    """The base form of a word that says something, else nothing."""
    from wordfreq import zipf_frequency  # noqa: PLC0415

    base, tag = _analysed(word)
    if not tag.startswith(_MEANINGFUL) or max(zipf_frequency(word, "de"), zipf_frequency(base, "de")) >= _COMMON:
        return ""
    return word if word.isupper() else base  # abbreviations such as ÖPNV


def _analysed(word: str) -> tuple[str, str]:
    base, tag = _tagger().analyze(word, taglevel=1)
    return str(base), str(tag)


@cache
def _tagger():  # type: ignore[no-untyped-def] # noqa: ANN202 - HanTa has no types
    from HanTa import HanoverTagger  # noqa: PLC0415 - a second and 100 MB

    return HanoverTagger.HanoverTagger("morphmodel_ger.pgz")


def main() -> None:
    """Read the minimum and lines of [name, text]; write {name: [[word, sheets, score], …]}."""
    minimum = int(sys.stdin.readline())
    sheets: dict[str, Counter[str]] = {}
    for line in sys.stdin:
        name, text = json.loads(line)
        sheets.setdefault(name, Counter()).update(words_of(text))
    sys.stdout.write(json.dumps({name: keywords(of_name, minimum, german) for name, of_name in sheets.items()}))


if __name__ == "__main__":
    main()
