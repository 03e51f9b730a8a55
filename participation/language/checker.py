"""Checks a German text against the rules of easy language: it names faults and never certifies Leichte Sprache."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from participation.language.findings import Finding, Level
from participation.language.profiles import PROFILES, Profile, profile_for
from participation.language.reading import Reading, Vocabulary
from participation.language.rules import RULES
from participation.language.scores import indices, measures, plain_sentences, score


@dataclass(frozen=True)
class Report:
    """Findings in order; `score` grows with difficulty; `indices` are empty for short texts; lengths in words.

    `long_sentences` are the three longest with their lengths, the longest first.
    """

    profile: str
    score: float
    findings: tuple[Finding, ...]
    indices: Mapping[str, float] = field(default_factory=dict)
    words: int = 0
    sentences: int = 0
    mean_length: float = 0.0
    longest: int = 0
    long_sentences: tuple[tuple[int, str], ...] = ()

    def count(self, level: Level) -> int:
        """How many findings have this level."""
        return sum(finding.level is level for finding in self.findings)


_NO_VOCABULARY = Vocabulary()
_LONGEST = 3


def check(
    text: str,
    language: str = "de-simple",
    profile: str | None = None,
    vocabulary: Vocabulary = _NO_VOCABULARY,
    *,
    year: int | None = None,
    with_indices: bool = True,
) -> Report:
    """Check a text (Markdown or plain).

    Args:
        text: any number of lines; a line may be a heading, a list item, a sentence or a paragraph.
        language: `de-simple` (Leichte Sprache) or `de` (Einfache Sprache); chooses the rule book.
        profile: the name of another rule book: bitv, din, einfach.
        vocabulary: words that the glossary explains, and variants to be replaced.
        year: the present year, for rule Z05; the clock's where none is given.
        with_indices: False where only findings and score are wanted (textstat is slow to load).

    Raises:
        ValueError: no such language or profile.
    """
    book = _book(language, profile)
    reading = Reading(text, book, vocabulary, year or datetime.now(UTC).year)
    # The score is always measured by the same strict rules, so that scores of texts can be compared.
    strict = reading if book.name == "bitv" else replace(reading, profile=PROFILES["bitv"])
    all_found = _all_findings(strict)
    measured = measures(strict, all_found)
    kept = _kept(book, all_found if strict is reading else _all_findings(reading))
    return Report(
        profile=book.name,
        score=score(measured),
        findings=kept,
        indices=indices(plain_sentences(reading), measured.words) if with_indices else {},
        words=measured.words,
        sentences=measured.sentences,
        mean_length=round(measured.mean_length, 1),
        longest=measured.longest,
        long_sentences=_longest(reading),
    )


def _all_findings(reading: Reading) -> list[Finding]:
    return [finding for rule in RULES.values() for finding in rule(reading)]


def _kept(book: Profile, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """What counts in a rule book, with its levels there, in the order of the text."""
    kept = [replace(finding, level=level) for finding in found if (level := book.level_of(finding)) is not None]
    return tuple(sorted(kept, key=lambda finding: (finding.line, finding.start, finding.rule)))


def _longest(reading: Reading) -> tuple[tuple[int, str], ...]:
    ordered = sorted(reading.running, key=lambda sentence: -sentence.length)
    return tuple((sentence.length, sentence.text) for sentence in ordered[:_LONGEST])


def _book(language: str, profile: str | None) -> Profile:
    chosen = profile_for(language)
    if profile is None:
        return chosen
    if profile not in PROFILES:
        raise ValueError(f"No profile {profile!r}; there are {', '.join(PROFILES)}.")
    return PROFILES[profile]
