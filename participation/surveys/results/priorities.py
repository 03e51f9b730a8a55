"""The priority matrix of a release: importance and satisfaction of every field, divided by the locked cut-offs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from participation.statistics.priorities import CutOffs, Joint, Priority, priority
from participation.statistics.published import PublishedRow, PublishedTable
from participation.surveys.aggregation.codes import Pair, pairs
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.release_figures import joint_of


@dataclass(frozen=True)
class FieldPriority:
    """A field in the matrix; the rows carry the figures as they are shown."""

    pair: Pair
    figures: Priority
    importance: PublishedRow
    satisfaction: PublishedRow


def priorities_of(
    questionnaire: Questionnaire, tables: Mapping[str, PublishedTable], cut_offs: CutOffs, audience: str = ""
) -> list[FieldPriority]:
    """The fields that have enough answers for both means, most urgent group first, then by importance.

    With an audience `tables` are those by audience, and only rows of that audience alone count.
    """
    found = []
    for pair in pairs(questionnaire):
        wanted = _row(tables, pair.importance.name, audience)
        given = _row(tables, pair.satisfaction.name, audience)
        if wanted is None or given is None:
            continue
        figures = priority(wanted.scores, given.scores, _joint(_row(tables, pair.name, audience)), cut_offs)
        if figures is not None:
            found.append(FieldPriority(pair, figures, wanted, given))
    return sorted(found, key=lambda one: (one.figures.group, -one.figures.importance))


def _row(tables: Mapping[str, PublishedTable], name: str, audience: str) -> PublishedRow | None:
    segment = (audience,) if audience else ()
    table = tables.get(name)
    return next((row for row in table.rows if row.segment == segment and not row.is_merged), None) if table else None


def _joint(row: PublishedRow | None) -> Joint:
    """The joint counts, where they are shown exactly."""
    if row is None or not row.is_full:
        return {}
    return joint_of(row)
