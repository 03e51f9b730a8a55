"""The audit before a release: linear programming looks for small segment cells that follow exactly from the tables.

An attacker knows every published value up to the largest noise, and that parts add up to their whole. The unknowns are
the cells of the planned tables themselves: one-way tables and two-way tables that share one dimension form a
decomposable model, so whatever fits them also fits some full cross table, and nothing is lost by not building it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, permutations
from math import inf
from typing import NamedTuple

from participation.statistics.attack import Unknowns, determined
from participation.statistics.counts import Code
from participation.statistics.disclosure import USUAL, Rules
from participation.statistics.published import AnswerKind, PublishedRow, PublishedTable, Segment
from participation.statistics.reading import BASE, Option, Reading, exact_counts


class Hint(StrEnum):
    """Message keys: how to coarsen the table of a finding."""

    MERGE_SEGMENT = "audit.merge_segment"
    """Merge the segment into a wider unit."""
    LEAVE_OUT_TABLE = "audit.leave_out_table"
    """Take wider classes in the second dimension, or release the one-way tables only."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A small cell that can be worked out.

    Attributes:
        question: of the table; `dimensions` and `segment` name the row.
        code: of the option, or None for the base of the row.
        value: the exact count that follows, below the minimum base.
        hint: how to coarsen.
    """

    question: str
    dimensions: tuple[str, ...]
    segment: Segment
    code: Code | None
    value: int
    hint: Hint


class _Unknown(NamedTuple):
    """A cell of a table, also one inside a merged row."""

    dimensions: tuple[str, ...]
    segment: Segment
    option: Option


def findings(
    tables: Iterable[PublishedTable], rules: Rules = USUAL, *, zeros_are_certain: bool = True, least: int | None = None
) -> list[Finding]:
    """Every segment cell below the minimum base that the tables of a release together determine exactly.

    Args:
        tables: the whole release, overall tables included.
        rules: those that the tables were made with; of several the most generous ones, since readers know them.
        zeros_are_certain: whether the attacker also uses that a published count above 0 stands for at least one
            record; that finds options which hardly anybody chose in the exact overall table.
        least: cells below this count are small; those below the minimum base unless something else is said.

    Raises:
        Contradiction: when the tables cannot belong together.
    """
    ordered = sorted(tables, key=lambda table: table.question)
    reading = Reading(rules, zeros_are_certain=zeros_are_certain)
    return [
        finding
        for _, same in groupby(ordered, key=lambda table: table.question)
        for finding in _of_question(list(same), reading, least or rules.minimum)
    ]


def _of_question(tables: list[PublishedTable], reading: Reading, least: int) -> list[Finding]:
    unknowns = Unknowns()
    options = list(dict.fromkeys(option for table in tables for row in table.rows for option in reading.options(row)))
    for table in tables:
        for row in table.rows:
            _read_row(unknowns, table, row, reading, options)
    for whole, parts in permutations(tables, 2):
        if set(whole.dimensions) < set(parts.dimensions):
            _add_up_segments(unknowns, whole, parts, options)
    cells = [cell for table in tables for cell in _worth_hiding(table, _never_chosen(tables), options)]
    exact = determined(unknowns, cells)
    return [_finding(tables[0], cell, exact[cell]) for cell in cells if exact.get(cell, inf) < least]


def _read_row(
    unknowns: Unknowns, table: PublishedTable, row: PublishedRow, reading: Reading, options: list[Option]
) -> None:
    """What one row says: intervals, the sum of its members, and options against the base."""
    for option, (low, high) in reading.intervals(row, table.kind).items():
        unknowns.bound(_Unknown(table.dimensions, row.segment, option), low, high)
    for option in options:
        if row.members != (row.segment,):
            members = [_Unknown(table.dimensions, member, option) for member in row.members]
            unknowns.add_up(members, [_Unknown(table.dimensions, row.segment, option)])
    for member in row.members:
        base = [_Unknown(table.dimensions, member, BASE)]
        valid = [_Unknown(table.dimensions, member, option) for option in options if option.is_valid]
        if table.kind is AnswerKind.SEVERAL:
            for cell in valid:
                unknowns.add_up([cell], base, exactly=False)
        elif valid:  # none, when every row of the question is withheld
            unknowns.add_up(valid, base)


def _add_up_segments(unknowns: Unknowns, whole: PublishedTable, parts: PublishedTable, options: list[Option]) -> None:
    """The members of the finer table add up to those of the coarser one, for every option and the base."""
    places = [parts.dimensions.index(dimension) for dimension in whole.dimensions]
    inside: dict[Segment, list[Segment]] = {}
    for member in _members(parts):
        inside.setdefault(tuple(member[place] for place in places), []).append(member)
    for member in _members(whole):
        for option in options:
            finer = [_Unknown(parts.dimensions, part, option) for part in inside.get(member, [])]
            if finer:
                unknowns.add_up(finer, [_Unknown(whole.dimensions, member, option)])


def _members(table: PublishedTable) -> Iterator[Segment]:
    return (member for row in table.rows for member in row.members)


def _worth_hiding(table: PublishedTable, never: set[Option], options: list[Option]) -> Iterator[_Unknown]:
    """The cells of segments; a lone row is the overall table, and what nobody at all chose is no secret."""
    rows = [row.segment for row in table.rows if len(table.rows) > 1]
    members = [member for row in table.rows for member in row.members if row.is_merged]
    segments = dict.fromkeys(rows + members) if table.dimensions else {}
    yield from (
        _Unknown(table.dimensions, segment, option) for segment in segments for option in options if option not in never
    )


def _never_chosen(tables: list[PublishedTable]) -> set[Option]:
    overall = [row for table in tables if not table.dimensions for row in table.rows]
    return {option for row in overall for option, n in exact_counts(row).items() if n == 0}


def _finding(table: PublishedTable, cell: _Unknown, value: int) -> Finding:
    hint = Hint.LEAVE_OUT_TABLE if len(cell.dimensions) > 1 else Hint.MERGE_SEGMENT
    return Finding(table.question, cell.dimensions, cell.segment, cell.option.code, value, hint)
