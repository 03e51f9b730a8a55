"""The pages of the checker's report: read, and as a table for a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.responses import Response

from participation.core.elsewhere import ElsewhereFailed
from participation.language.checker import Report
from participation.language.profiles import PROFILES
from participation.strategy.models import Strategy
from participation.web.downloads import CSV, csv_of, download
from participation.web.languages import BY_SLUG, EASY, GERMAN, Language
from participation.web.visit import Visit, chosen
from participation.writing.draft import draft_strategy
from participation.writing.findings.checking import BOOKS, CHECKER
from participation.writing.findings.dismissing import dismissed_of
from participation.writing.findings.report import (
    Found,
    by_rule,
    coverage,
    figures,
    findings_in,
    longest_sentences,
)
from participation.writing.findings.shown import BOOK_NAMES, LEVEL_NAMES, book_of
from participation.writing.findings.vocabulary import vocabulary_of
from participation.writing.twins.standing import Twin, twins_of
from participation.writing.twins.views import strategy_context

# How long one visit may check; what is left is checked by the next ones.
_SECONDS = 3.0
_CHECKED = (EASY.slug, GERMAN.slug)
_COLUMNS = ("element", "title", "block", "rule", "level", "line", "sentence", "message", "suggestion", "let stand")


@dataclass(frozen=True)
class Inspection:
    """The texts of a strategy in one language with what was found in them; `left` could not be checked yet."""

    strategy: Strategy
    language: Language
    twins: list[Twin]
    texts: dict[UUID, str]
    reports: dict[UUID, Report]
    found: list[Found]

    @property
    def left(self) -> int:
        """How many texts are still to be checked."""
        return len(self.texts) - len(self.reports)


def read_report(visit: Visit, strategy: str) -> Response:
    """Findings by rule, the longest sentences, the indices, and which texts have which twin."""
    inspection = _inspection(visit, strategy, _SECONDS)
    tag = inspection.language.tag
    return visit.render(
        "writing/findings/report.html",
        fragment="report",
        inspection=inspection,
        rules=by_rule(inspection.found),
        longest=longest_sentences(inspection.twins, inspection.reports),
        figures=figures(inspection.reports.values()),
        indices=_indices(inspection),
        profile=PROFILES[book_of(visit, tag)],
        coverage=coverage(inspection.twins) if tag == EASY.tag else [],
        dismissed=[each for each in inspection.found if each.dismissed],
        checked=inspection.language,
        checkable=[BY_SLUG[slug] for slug in _CHECKED],
        book=book_of(visit, tag),
        books=[(name, visit._(BOOK_NAMES[name])) for name in BOOKS[tag]],
        level_names={level.value: visit._(name) for level, name in LEVEL_NAMES.items()},
        **strategy_context(visit, inspection.strategy),
    )


def report_csv(visit: Visit, strategy: str) -> Response:
    """One line per finding."""
    inspection = _inspection(visit, strategy, float("inf"))
    name = f"{inspection.strategy.slug}-{inspection.language.slug}-findings.csv"
    return download(csv_of([_COLUMNS, *map(_row, inspection.found)]), name, CSV)


def _row(found: Found) -> tuple[str, ...]:
    finding, node = found.finding, found.twin.node
    return (
        node.element.number,
        node.title,
        found.twin.block.key,
        finding.rule,
        finding.level.value,
        str(finding.line),
        finding.sentence,
        finding.message,
        finding.suggestion,
        found.dismissed.reason if found.dismissed else "",
    )


def _inspection(visit: Visit, slug: str, seconds: float) -> Inspection:
    strategy = draft_strategy(visit.db, visit.place, slug)
    language = BY_SLUG[chosen(visit.query, "sprache", _CHECKED)]
    twins = twins_of(visit.db, strategy, EASY.tag)
    of_twins = language == EASY
    texts = {twin.block.id: twin.text if of_twins else twin.standard for twin in twins if twin.text or not of_twins}
    words = vocabulary_of(visit.db, visit.place.id, language.tag)
    dismissed = dismissed_of(visit.db, strategy, language.tag)
    try:
        reports = CHECKER.reports(texts.items(), book_of(visit, language.tag), words, seconds)
    except ElsewhereFailed:
        reports = {}
    return Inspection(strategy, language, twins, texts, reports, findings_in(twins, reports, texts, dismissed))


def _indices(inspection: Inspection) -> dict[str, Any]:
    """The published indices of the whole text, once all of it is checked."""
    if inspection.left or not inspection.texts:
        return {}
    try:
        return CHECKER.indices("\n\n".join(inspection.texts.values()))
    except ElsewhereFailed:
        return {}
