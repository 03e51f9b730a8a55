"""The priority matrix of each audience beside the others; they are never averaged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from participation.core.text import msgid
from participation.statistics.priorities import Priority, audience_matrix
from participation.statistics.published import PublishedTable
from participation.surveys.aggregation.codes import pairs
from participation.surveys.results.comparing import Column, group_differences, shown_groups
from participation.surveys.results.matrix import how_sure
from participation.surveys.results.priorities import priorities_of
from participation.surveys.results.reading import Results
from participation.surveys.results.words import Words

AUDIENCE = "audience"


@dataclass(frozen=True)
class ShownAudiences:
    """A table: fields by audiences, each with its group and how sure it is; and a mark where views differ."""

    columns: list[Column]
    rows: list[list[str]]


def shown_audiences(words: Words, results: Results, tables: Mapping[str, PublishedTable]) -> ShownAudiences | None:
    """The matrix of a release by audience; None where fewer than two audiences can be placed in it."""
    audiences = shown_groups(words, tables, AUDIENCE)
    views: dict[str, dict[str, Priority]] = {pair.name: {} for pair in pairs(results.questionnaire)}
    for audience in audiences:
        for one in priorities_of(results.questionnaire, tables, results.cut_offs, audience):
            views[one.pair.name][audience] = one.figures
    placed = {audience for seen in views.values() for audience in seen}
    if len(placed) <= 1:
        return None
    names = [audience for audience in audiences if audience in placed]
    items = {pair.name: words.item(pair.item) for pair in pairs(results.questionnaire)}
    matrix = audience_matrix({name: seen for name, seen in views.items() if seen}, _different(words, results, tables))
    return ShownAudiences(
        columns=[
            words.translate(msgid("Topic")),
            *(words.category(AUDIENCE, name) for name in names),
            words.translate(msgid("Different view")),
        ],
        rows=[
            [
                items[row.field],
                *(_group(words, results, name, row.field, row.groups.get(name)) for name in names),
                words.translate(msgid("Different view")) if row.views_differ else "",
            ]
            for row in matrix
        ],
    )


def _different(words: Words, results: Results, tables: Mapping[str, PublishedTable]) -> set[str]:
    """The fields that an audience judges differently from the first one, in importance or satisfaction."""
    found = group_differences(words, tables, AUDIENCE)
    names = {question for ((question, _), _), one in found.items() if one.is_notable}
    return {
        pair.name
        for pair in pairs(results.questionnaire)
        if pair.importance.name in names or pair.satisfaction.name in names
    }


def _group(words: Words, results: Results, audience: str, pair: str, group: int | None) -> str:
    if group is None:
        return "–"
    return words.translate(
        msgid("Group %(group)s (%(sure)s)"), group=group, sure=how_sure(words, results, audience, pair)
    )
