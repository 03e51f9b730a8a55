"""Words that stand out in what people wrote, against German as it is written elsewhere; run as a process of its own.

Ranked by log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, Political Analysis 16,
372-403).
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from math import log, sqrt
from typing import NamedTuple, TypeAlias

import orjson

_WORD = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]{2,})*")
_MEANINGFUL = ("NN", "NE", "ADJ", "VV")
"""Parts of speech that say what a text is about; articles, pronouns and auxiliary verbs do not."""
_COMMON = 5.6
"""Zipf frequency from which a word says nothing: "gehen", "gut", "Jahr"."""
_RAREST = 1e-8
"""Frequency of words that the list of German does not have."""
_SIGNIFICANT = 1.96
MOST = 20
_LONGEST = 40
"""Letters of a word that is looked at: finding a base form takes minutes for a thousand letters."""
_FORMS, _HELD = 20_000, 200_000
"""Different words of a question that are looked at, the most frequent ones (a rarer one stands out of nothing), and
those that are counted until the rare ones among them are forgotten."""

Written: TypeAlias = tuple[str, str]
"""The counted name of a question, and a text."""


class Keyword(NamedTuple):
    """A base form, in how many sheets it stands, and how far it stands out (in standard errors)."""

    word: str
    sheets: int
    score: float


def forms_of(text: str) -> set[str]:
    """The words of a text as they are written there; none of them is very long."""
    return {word for word in _WORD.findall(text) if len(word) <= _LONGEST}


def on_sheets(first: Iterable[Written], again: Iterable[Written]) -> dict[str, Counter[str]]:
    """Counted name -> base form -> on how many sheets it stands; memory does not grow with the number of texts.

    Args:
        first: (counted name, text) of all texts, to find the frequent words; only they are looked at.
        again: the same once more.
    """
    forms: dict[str, Counter[str]] = {}
    for name, text in first:
        found = forms.setdefault(name, Counter())
        found.update(forms_of(text))
        if len(found) > _HELD:
            _forget_rare(found)
    bases = {name: {form: _lemma(form) for form, _ in found.most_common(_FORMS)} for name, found in forms.items()}
    sheets: dict[str, Counter[str]] = {name: Counter() for name in forms}
    for name, text in again:
        sheets[name].update({base for form in forms_of(text) if (base := bases[name].get(form))})
    return sheets


def _forget_rare(found: Counter[str]) -> None:
    kept = dict(found.most_common(_FORMS))
    found.clear()
    found.update(kept)


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


def _texts(stream: Iterable[bytes]) -> Iterator[Written]:
    """The lines [name, text] up to an empty one."""
    for line in iter(stream):
        if line == b"\n":
            return
        name, text = orjson.loads(line)
        yield name, text


def main() -> None:
    """Read the minimum and, twice, lines of [name, text] up to an empty one; write {name: [[word, sheets, score]]}."""
    stream = sys.stdin.buffer
    minimum = int(stream.readline())
    sheets = on_sheets(_texts(stream), _texts(stream))
    found = {name: keywords(of_name, minimum, german) for name, of_name in sheets.items()}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
