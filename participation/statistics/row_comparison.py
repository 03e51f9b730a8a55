"""Comparing published rows with each other: two audiences, two channels, two waves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from participation.statistics.cell_key_table import DESIGN
from participation.statistics.comparison import Difference, Key, differences
from participation.statistics.counts import Code, Scores
from participation.statistics.published import AnswerKind, PublishedRow, Status

Place: TypeAlias = "tuple[Key, Code | None]"
"""What is compared, and of it an option; None is the mean of a scale."""

_TWO = 2


class RowPair(NamedTuple):
    """Two rows of the same question."""

    kind: AnswerKind
    first: PublishedRow
    second: PublishedRow


def row_differences(pairs: Mapping[Key, RowPair]) -> dict[tuple[Key, Code | None], Difference]:
    """The differences of all pairs, first minus second, as one family of tests; rows that are not full are passed over.

    Scales are compared by their means, other questions by the share of each option; of two exclusive options only the
    first is, since the other says the same. The counts are the published ones.
    """
    scores: dict[tuple[Key, Code | None], tuple[Scores, Scores]] = {}
    for key, pair in pairs.items():
        if pair.first.is_full and pair.second.is_full:
            one, other = compared_scores(pair.kind, pair.first), compared_scores(pair.kind, pair.second)
            for code in one.keys() & other.keys():
                if sum(one[code].values()) and sum(other[code].values()):
                    scores[key, code] = one[code], other[code]
    ordered = dict(sorted(scores.items(), key=lambda item: (str(item[0][0]), str(item[0][1]))))
    return differences(
        ordered,
        shares={place for place in ordered if place[1] is not None},
        noise={place: (_noise(pairs[place[0]].first), _noise(pairs[place[0]].second)) for place in ordered},
    )


def _noise(row: PublishedRow) -> float:
    """The variance of the noise in each count of a row."""
    return 0.0 if row.status is Status.EXACT else DESIGN.variance


def compared_scores(kind: AnswerKind, row: PublishedRow) -> dict[Code | None, Scores]:
    """What of a row is compared: its scores, or for each option how many chose it (1) and how many did not (0)."""
    if kind is AnswerKind.SCALE:
        return {None: row.scores}
    counts = {cell.code: cell.n for cell in row.cells if cell.n is not None}
    people = (row.base or 0) if kind is AnswerKind.SEVERAL else sum(counts.values())
    shown = list(counts)[:1] if kind is AnswerKind.CHOICE and len(row.cells) == _TWO else list(counts)
    return {code: {1: min(counts[code], people), 0: max(people - counts[code], 0)} for code in shown}
