"""Findings as an editor sees them beside a text: marked words in their sentence, with what was dismissed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from participation.core.elsewhere import ElsewhereFailed
from participation.core.text import msgid
from participation.language.checker import Report
from participation.language.findings import Finding, Level
from participation.web.visit import Visit, chosen
from participation.writing.findings.checking import BOOKS, CHECKER, key_of
from participation.writing.findings.dismissing import LONGEST_REASON, dismissed_in
from participation.writing.findings.vocabulary import vocabulary_of
from participation.writing.twin_models import DismissedFinding

LEVEL_NAMES = {
    Level.ERROR: msgid("error"),
    Level.WARNING: msgid("warning"),
    Level.NOTE: msgid("hint"),
}
BOOK_NAMES = {
    "bitv": msgid("Leichte Sprache by BITV 2.0 and the Netzwerk"),
    "din": msgid("Leichte Sprache by DIN SPEC 33429"),
    "einfach": msgid("Einfache Sprache by DIN 8581-1"),
}


@dataclass(frozen=True)
class ShownFinding:
    """A finding with the words before it, marked, and behind it; `dismissed` if somebody let it stand."""

    finding: Finding
    key: str
    before: str
    marked: str
    behind: str
    dismissed: DismissedFinding | None = None


@dataclass(frozen=True)
class Beside:
    """What stands beside a text: what is open, what was dismissed, and figures; None of it where checking failed."""

    report: Report | None
    open: tuple[ShownFinding, ...] = ()
    dismissed: tuple[ShownFinding, ...] = ()


def findings_context(visit: Visit, block_id: UUID | None, tag: str, text: str) -> dict[str, Any]:
    """What the template of findings beside a text needs, the text being checked; an empty one is not."""
    return {
        "beside": beside(visit, block_id, tag, text),
        "checked_text": text,
        "book": book_of(visit, tag) if tag in BOOKS else "",
        "books": [(name, visit._(BOOK_NAMES[name])) for name in BOOKS.get(tag, ())],
        "level_names": {level.value: visit._(name) for level, name in LEVEL_NAMES.items()},
        "reason_problems": {},
        "is_answered": False,
        "longest_reason": LONGEST_REASON,
    }


def book_of(visit: Visit, tag: str) -> str:
    """The rule book that was asked for, else the usual one of a language."""
    return chosen(visit.query, "regeln", BOOKS[tag])


def beside(visit: Visit, block_id: UUID | None, tag: str, text: str) -> Beside:
    """Check a text as it is being written; without a block nothing was dismissed."""
    if tag not in BOOKS or not text:
        return Beside(None)
    try:
        words = vocabulary_of(visit.db, visit.place.id, tag)
        report = CHECKER.report(text, book_of(visit, tag), words)
    except ElsewhereFailed:
        return Beside(None)
    dismissed = dismissed_in(visit.db, [block_id], tag) if block_id else {}
    found = shown(report, text, {key: row for (_block, key), row in dismissed.items()})
    return Beside(
        report,
        tuple(one for one in found if not one.dismissed),
        tuple(one for one in found if one.dismissed),
    )


def shown(report: Report, text: str, dismissed: Mapping[str, DismissedFinding]) -> list[ShownFinding]:
    """The findings of a report, the worst first, else in their order in the text."""
    lines = text.splitlines()
    found = []
    for finding in sorted(report.findings, key=lambda one: list(Level).index(one.level)):
        line = lines[finding.line - 1] if finding.line <= len(lines) else ""
        key = key_of(finding, text)
        parts = line[: finding.start], line[finding.start : finding.end], line[finding.end :]
        found.append(ShownFinding(finding, key, *parts, dismissed.get(key)))
    return found
