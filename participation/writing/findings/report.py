"""The checker's report about all texts of a strategy in one language: findings by rule, longest sentences, coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from participation.language.checker import Report
from participation.language.findings import Finding, Level
from participation.writing.findings.checking import key_of
from participation.writing.twin_models import DismissedFinding
from participation.writing.twins.standing import Twin

_LONGEST = 10
STATES = ("missing", "in_translation", "draft", "in_checking", "reviewed")


@dataclass(frozen=True)
class Found:
    """A finding in one text; `dismissed` if somebody let it stand."""

    twin: Twin
    finding: Finding
    dismissed: DismissedFinding | None


@dataclass(frozen=True)
class RuleCount:
    """How often a rule was broken; `example` is the gravest open finding, else the gravest of all."""

    rule: str
    level: Level
    open: int
    dismissed: int
    example: Found


@dataclass(frozen=True)
class Coverage:
    """How many texts of a part of the strategy stand where; `stale` ones are counted in their state, too."""

    part: Twin
    states: Mapping[str, int]
    said_elsewhere: int
    stale: int

    @property
    def total(self) -> int:
        """How many texts there are to be had."""
        return sum(self.states.values()) + self.said_elsewhere


@dataclass(frozen=True)
class Figures:
    """Sums over all texts that were checked; `score` is the mean, weighted by words."""

    texts: int
    words: int
    sentences: int
    score: float

    @property
    def mean_length(self) -> float:
        """Words a sentence."""
        return self.words / self.sentences if self.sentences else 0.0


def findings_in(
    twins: Iterable[Twin],
    reports: Mapping[UUID, Report],
    texts: Mapping[UUID, str],
    dismissed: Mapping[tuple[UUID, str], DismissedFinding],
) -> list[Found]:
    """All findings in reading order."""
    return [
        Found(twin, finding, dismissed.get((twin.block.id, key_of(finding, texts[twin.block.id]))))
        for twin in twins
        if twin.block.id in reports
        for finding in reports[twin.block.id].findings
    ]


def by_rule(found: Sequence[Found]) -> list[RuleCount]:
    """The rules that were broken, the graver first, then the more frequent."""
    rules: dict[str, list[Found]] = {}
    for each in found:
        rules.setdefault(each.finding.rule, []).append(each)
    counts = [_counted(rule, cases) for rule, cases in rules.items()]
    return sorted(counts, key=lambda count: (list(Level).index(count.level), -count.open, count.rule))


def _counted(rule: str, cases: Sequence[Found]) -> RuleCount:
    still = [case for case in cases if not case.dismissed]
    example = min(still or cases, key=lambda case: list(Level).index(case.finding.level))
    return RuleCount(rule, example.finding.level, len(still), len(cases) - len(still), example)


def longest_sentences(twins: Iterable[Twin], reports: Mapping[UUID, Report]) -> list[tuple[int, str, Twin]]:
    """The ten longest sentences of all: words, sentence, where."""
    found = [
        (length, sentence, twin)
        for twin in twins
        if twin.block.id in reports
        for length, sentence in reports[twin.block.id].long_sentences
    ]
    return sorted(found, key=lambda each: -each[0])[:_LONGEST]


def figures(reports: Collection[Report]) -> Figures:
    """The sums of the reports."""
    words = sum(report.words for report in reports)
    score = sum(report.score * report.words for report in reports) / words if words else 0.0
    return Figures(len(reports), words, sum(report.sentences for report in reports), round(score, 1))


def coverage(twins: Sequence[Twin]) -> list[Coverage]:
    """Which texts have which twin in which state, for each top part of the strategy."""
    parts: list[list[Twin]] = []
    for twin in twins:
        if twin.node.depth == 0 and (not parts or parts[-1][0].node.element.id != twin.node.element.id):
            parts.append([])
        if parts:
            parts[-1].append(twin)
    return [_covered(part) for part in parts]


def _covered(part: Sequence[Twin]) -> Coverage:
    elsewhere = [twin for twin in part if twin.said_in and not twin.text]
    states = Counter(twin.state for twin in part if twin not in elsewhere)
    return Coverage(
        part[0],
        {state: states.get(state, 0) for state in STATES},
        len(elsewhere),
        sum(twin.is_stale for twin in part),
    )
