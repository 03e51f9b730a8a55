"""Intervals, only for groups that were drawn by lot or asked (nearly) completely; an open link has none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from participation.core.text import msgid
from participation.statistics.counts import top_share
from participation.statistics.intervals import Interval, wilson
from participation.statistics.published import AnswerKind, PublishedRow, PublishedTable
from participation.surveys.aggregation.codes import Counted
from participation.surveys.results.comparing import Column
from participation.surveys.results.words import Words

NEARLY_ALL = 0.9
"""From this part of a population on it counts as asked completely, as a council is."""


def is_asked_completely(audience: Mapping[str, Any]) -> bool:
    """Whether (nearly) everybody of the group was invited, so that the finite population counts."""
    return bool(audience["population"]) and audience["invited"] >= NEARLY_ALL * audience["population"]


def has_spans(audience: Mapping[str, Any]) -> bool:
    """Whether intervals may be shown for the group's answers."""
    return bool(audience["is_sample"]) or is_asked_completely(audience)


def span_columns(words: Words) -> list[Column]:
    """The heads of the table of spans."""
    translate = words.translate
    share = (translate(msgid("Share")), "numeric")
    return [translate(msgid("Group")), translate(msgid("Answer")), share, (translate(msgid("Span")), "numeric")]


def span_rows(
    words: Words, counted: Counted, table: PublishedTable, audiences: Iterable[Mapping[str, Any]]
) -> list[list[str]]:
    """Group, answer, share and span of every share that has one, from the published counts."""
    lines = []
    for audience in audiences:
        row = table.row(audience["slug"])
        if row and row.is_full and not row.is_merged and has_spans(audience):
            population = audience["population"] if is_asked_completely(audience) else None
            name = words.category("audience", audience["slug"])
            lines += [
                [name, label, words.share(hits / n, row.decimals), _span(words, hits, n, population, row.decimals)]
                for label, hits, n in _shares(words, counted, row)
            ]
    return lines


def _shares(words: Words, counted: Counted, row: PublishedRow) -> list[tuple[str, float, int]]:
    """Label, how many, of how many."""
    if counted.kind is AnswerKind.SCALE:
        n = sum(row.scores.values())
        top = top_share(row.scores, row.scores)
        return [] if top is None else [(words.translate(msgid("Top two")), top * n, n)]
    shown = [(cell.code, cell.n) for cell in row.cells if cell.n is not None]
    n = (row.base or 0) if counted.kind is AnswerKind.SEVERAL else sum(k for _, k in shown)
    return [(words.option(counted.question, code), min(k, n), n) for code, k in shown] if n else []


def _span(words: Words, hits: float, n: int, population: int | None, decimals: int) -> str:
    # Changed counts may add up to a few more than there are people.
    interval: Interval = wilson(hits, n, population=max(population, n) if population else None)
    return f"{words.share(interval.low, decimals)} – {words.share(interval.high, decimals)}"
