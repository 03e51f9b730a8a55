"""One number for how hard a text is to read, and the published indices in the background."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from participation.language.findings import Finding, Level
from participation.language.rarity import CONTENT, zipf_of_word
from participation.language.reading import Reading
from participation.language.sentences import Sentence
from participation.language.syllables import syllables
from participation.language.words import WordKind

FEWEST_WORDS_FOR_INDICES = 100
# The form of lines and numbers says little about the language; these rules do not count.
_NOT_COUNTED = ("T", "W06", "W07", "W09", "S02", "S13", "S17", "S18", "S19", "S20", "S21", "Z")
_POINTS: Mapping[Level, float] = {Level.ERROR: 2.0, Level.WARNING: 1.0, Level.NOTE: 0.3}
_COMMON, _MOST_RARE = 5.0, 2.5
_MOST_POINTS = 6.0
_EASY_SYLLABLES = 1.4


@dataclass(frozen=True)
class Measures:
    """What the score is made of, each per text."""

    words: int
    sentences: int
    mean_length: float
    longest: int
    rareness: float
    syllables_per_word: float
    points_per_sentence: float


def measures(reading: Reading, findings: Iterable[Finding]) -> Measures:
    """Lengths in words, rareness of content words, syllables per part of a word, rule points per sentence."""
    sentences = [sentence for sentence in reading.running if sentence.length]
    lengths = [sentence.length for sentence in sentences]
    if not lengths:
        return Measures(0, 0, 0.0, 0, 0.0, 0.0, 0.0)
    texts = {sentence.text for sentence in sentences}
    counted = [found for found in findings if found.sentence in texts and not found.rule.startswith(_NOT_COUNTED)]
    points = sum(_POINTS[found.level] for found in counted)
    spoken = [
        syllables(part)
        for sentence in sentences
        for word in sentence.words
        if word.kind is WordKind.WORD
        for part in word.parts
    ]
    return Measures(
        words=sum(lengths),
        sentences=len(lengths),
        mean_length=sum(lengths) / len(lengths),
        longest=max(lengths),
        rareness=_rareness(sentences),
        syllables_per_word=sum(spoken) / len(spoken) if spoken else 0.0,
        points_per_sentence=points / len(lengths),
    )


def score(found: Measures) -> float:
    """How hard the text is: about 4 to 6 for Leichte Sprache, 9 and more for standard texts; lower is easier.

    A weighted sum of mean and longest sentence (as logarithms: the tenth word weighs more than the fortieth), rule
    points per sentence (bounded), rare words and syllables; checked by `tools/language_evaluation.py`.
    """
    if not found.sentences:
        return 0.0
    total = (
        2.6 * log(found.mean_length + 1)
        + 0.8 * log(found.longest + 1)
        + 0.5 * min(found.points_per_sentence, _MOST_POINTS)
        + 2.0 * found.rareness
        + 4.0 * max(found.syllables_per_word - _EASY_SYLLABLES, 0.0)
        - 3.0
    )
    return round(max(total, 0.0), 2)


def indices(text: str, words: int) -> dict[str, float]:
    """Flesch-Amstad (0 hard to 100 easy) and first Wiener Sachtextformel (school years, 4 to 15), from 100 words on.

    Both know neither lines nor hyphens: they are a background figure, no verdict.
    """
    if words < FEWEST_WORDS_FOR_INDICES:
        return {}
    from textstat.backend import metrics  # noqa: PLC0415 - slow to import

    return {
        "amstad": round(float(metrics.flesch_reading_ease(text, "de")), 1),
        "wiener_sachtextformel": round(float(metrics.wiener_sachtextformel(text, 1, "de")), 1),
    }


def plain_sentences(reading: Reading) -> str:
    """The running text, words split at separators and each sentence closed by a full stop, as the indices need it."""
    closed = (
        " ".join(" ".join(word.parts) if word.parts else word.text for word in sentence.words)
        for sentence in reading.running
    )
    return " ".join(f"{text.rstrip('.!?:; ')}." for text in closed)


def _rareness(sentences: Iterable[Sentence]) -> float:
    """How far content words lie below the frequency of common words, on average, from 0 to 2.5 orders of magnitude."""
    gaps = [
        min(max(_COMMON - zipf_of_word(word, sentence.tags[index]), 0.0), _MOST_RARE)
        for sentence in sentences
        for index, word in enumerate(sentence.words)
        if word.kind is WordKind.WORD and sentence.tags[index] in CONTENT
    ]
    return sum(gaps) / len(gaps) if gaps else 0.0
