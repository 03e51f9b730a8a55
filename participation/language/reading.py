"""A text as the rules see it: its lines, its sentences, and the words that its editors explain or avoid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from participation.language.findings import Finding, Level
from participation.language.profiles import Profile
from participation.language.sentences import Sentence, sentences_of


@dataclass(frozen=True)
class Vocabulary:
    """What editors know of their words: `explained` stand in the glossary, `variants` give way to one term."""

    explained: frozenset[str] = frozenset()
    variants: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """A text, read once for all rules."""

    text: str
    profile: Profile
    vocabulary: Vocabulary
    year: int

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, headings among them."""
        return tuple(sentences_of(self.text))

    @cached_property
    def running(self) -> tuple[Sentence, ...]:
        """The sentences of paragraphs and lists; where a text has none, its headings."""
        return tuple(sentence for sentence in self.sentences if sentence.is_running_text) or self.sentences

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines as they stand."""
        return tuple(self.text.splitlines())


Rule = Callable[[Reading], Iterable[Finding]]


def found(
    rule: str,
    level: Level,
    sentence: Sentence,
    message: str,
    suggestion: str = "",
    at: int | tuple[int, int] | None = None,
) -> Finding:
    """A finding in a sentence: at a token, from one token to another, or (without `at`) the whole sentence."""
    first, last = (0, len(sentence.words) - 1) if at is None else (at, at) if isinstance(at, int) else at
    start = sentence.words[first]
    end = max((word.end for word in sentence.words[first : last + 1] if word.line == start.line), default=start.end)
    return Finding(rule, level, start.line, start.start, end, sentence.text, message, suggestion)


def phrases(sentence: Sentence, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], tuple[int, int]]]:
    """Where an expression stands in a sentence, with its first and last token."""
    for match in pattern.finditer(sentence.text):
        yield match, sentence.tokens_at(match.start(), match.end())


def words_of(sentence: Sentence, first: int, last: int) -> str:
    """Some tokens as written."""
    words = sentence.words[first : last + 1]
    start, end = words[0].at - sentence.offset, words[-1].at - sentence.offset + len(words[-1].text)
    return sentence.text[start:end]
