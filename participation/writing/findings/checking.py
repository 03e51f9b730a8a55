"""Checking texts beside the server: by a process that stays ready, what was checked being kept in memory."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from uuid import UUID

from participation.core.standby import Standby
from participation.language.checker import Report
from participation.language.findings import Finding
from participation.language.helper import unpacked
from participation.language.reading import Vocabulary
from participation.web.languages import EASY, GERMAN

# Rule books by language; the first is the usual one.
BOOKS: Mapping[str, tuple[str, ...]] = {EASY.tag: ("bitv", "din"), GERMAN.tag: ("einfach",)}
_KEPT = 4_000
_NO_WORDS = Vocabulary()


@dataclass
class Checker:
    """The checker of this process."""

    _standby: Standby = field(default_factory=lambda: Standby("participation.language.helper"))
    _reports: OrderedDict[str, Report] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def report(self, text: str, book: str, vocabulary: Vocabulary = _NO_WORDS) -> Report:
        """What the rules of a book say about a text.

        Raises:
            ElsewhereFailed: the text could not be checked.
        """
        key = _key(text, book, vocabulary)
        found = self._known(key)
        if found is None:
            language = next(tag for tag, books in BOOKS.items() if book in books)
            question = {"text": text, "language": language, "profile": book}
            words = {"explained": sorted(vocabulary.explained), "variants": dict(vocabulary.variants)}
            found = unpacked(self._standby.ask(question | words))
            self._keep(key, found)
        return found

    def reports(
        self, texts: Iterable[tuple[UUID, str]], book: str, vocabulary: Vocabulary, seconds: float
    ) -> dict[UUID, Report]:
        """Reports by id, as many as can be had in that time; what is known takes none, one is always made."""
        end = monotonic() + seconds
        found: dict[UUID, Report] = {}
        for key, text in texts:
            if not found or monotonic() < end or self._known(_key(text, book, vocabulary)):
                found[key] = self.report(text, book, vocabulary)
        return found

    def indices(self, text: str) -> dict[str, float]:
        """The published indices of a long text; none below 100 words."""
        answer = self._standby.ask({"task": "indices", "text": text})
        return {str(name): float(value) for name, value in answer["indices"].items()}

    def _known(self, key: str) -> Report | None:
        with self._lock:
            if key in self._reports:
                self._reports.move_to_end(key)
            return self._reports.get(key)

    def _keep(self, key: str, report: Report) -> None:
        with self._lock:
            self._reports[key] = report
            if len(self._reports) > _KEPT:
                self._reports.popitem(last=False)


CHECKER = Checker()


def _key(text: str, book: str, vocabulary: Vocabulary) -> str:
    words = f"{sorted(vocabulary.explained)}{sorted(vocabulary.variants.items())}"
    return hashlib.sha256(f"{book}\0{words}\0{text}".encode()).hexdigest()


def key_of(finding: Finding, text: str) -> str:
    """What stands for a finding as long as its sentence stays: the hash of rule, sentence and marked words."""
    lines = text.splitlines()
    line = lines[finding.line - 1] if finding.line <= len(lines) else ""
    words = line[finding.start : finding.end]
    return hashlib.sha256("\0".join([finding.rule, finding.sentence or line, words]).encode()).hexdigest()
