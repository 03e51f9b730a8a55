"""The priority matrix of a release: importance and satisfaction of every field, divided by the locked cut-offs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from participation.statistics.priorities import CutOffs, Joint, Priority, priority
from participation.statistics.published import PublishedRow, PublishedTable
from participation.surveys.aggregation.codes import Pair, pairs
from participation.surveys.questionnaire import Questionnaire


@dataclass(frozen=True)
class FieldPriority:
    """A field in the matrix; the rows carry the figures as they are shown."""

    pair: Pair
    figures: Priority
    importance: PublishedRow
    satisfaction: PublishedRow


def priorities_of(
    questionnaire: Questionnaire, tables: Mapping[str, PublishedTable], cut_offs: CutOffs
) -> list[FieldPriority]:
    """The fields that have enough answers for both means, most urgent group first, then by importance."""
    found = []
    for pair in pairs(questionnaire):
        wanted, given = _row(tables, pair.importance.name), _row(tables, pair.satisfaction.name)
        if wanted is None or given is None:
            continue
        figures = priority(wanted.scores, given.scores, _joint(_row(tables, pair.name)), cut_offs)
        if figures is not None:
            found.append(FieldPriority(pair, figures, wanted, given))
    return sorted(found, key=lambda one: (one.figures.group, -one.figures.importance))


def _row(tables: Mapping[str, PublishedTable], name: str) -> PublishedRow | None:
    table = tables.get(name)
    return table.rows[0] if table and table.rows else None


def _joint(row: PublishedRow | None) -> Joint:
    """The joint counts, where they are shown exactly."""
    if row is None or not row.is_full:
        return {}
    counts: dict[tuple[int, int], int] = {}
    for cell in row.cells:
        importance, satisfaction = str(cell.code).split(",")
        counts[int(importance), int(satisfaction)] = cell.n or 0
    return counts
