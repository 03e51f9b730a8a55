"""Results of a weighing, as far as they may be shown: every number goes through disclosure control."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from participation.ideas.priorities.models import Ballot, Method
from participation.statistics.counts import Cell, Code, Distribution, total
from participation.statistics.disclosure import CountedTable, protected, rare_codes
from participation.statistics.published import AnswerKind, PublishedCell, PublishedRow, Segment, Status
from participation.statistics.rankings import Ballots, Ranking, pairwise_counts, ranking

VERIFIED: Final = "verified"
UNVERIFIED: Final = "unverified"
_NAME = "weights"


@dataclass(frozen=True)
class Weighed:
    """An idea in the results: who chose it, and its points (or Borda points) where they may be shown."""

    idea_id: str
    people: PublishedCell | None = None
    points: float | None = None


@dataclass(frozen=True)
class Result:
    """The results of a closed phase, best first.

    `overall` says how many took part and how far the rest is shown; `by_way` has a row of those with a code and one of
    those without, with slightly changed values; `order` is the Borda ranking beside the pairwise winner.
    """

    overall: PublishedRow
    ideas: tuple[Weighed, ...]
    by_way: tuple[PublishedRow, ...] = ()
    order: Ranking | None = None

    @property
    def is_shown(self) -> bool:
        """Whether enough people took part to show anything."""
        return self.overall.status is not Status.WITHHELD


def result_of(ballots: Sequence[Ballot], method: Method, ideas: Sequence[str]) -> Result:
    """What may be shown of the ballots of a closed phase.

    Args:
        ballots: all of them.
        method: of the phase.
        ideas: the ids of all ideas that were weighed, in their order.
    """
    everyone: dict[Segment, Distribution] = {(): _counted(ballots, ideas)}
    ways: dict[Segment, Distribution] = {
        (way,): _counted(part, ideas)
        for way, is_verified in ((VERIFIED, True), (UNVERIFIED, False))
        if (part := [one for one in ballots if one.is_verified is is_verified])
    }
    overall = protected(CountedTable(_NAME, AnswerKind.SEVERAL, (), everyone)).rows[0]
    rare = rare_codes(everyone[()], overall)
    by_way = protected(CountedTable(_NAME, AnswerKind.SEVERAL, ("audience",), ways), rare=rare).rows if ways else ()
    order = _order(ballots, ideas) if method is Method.RANKING and overall.is_full else None
    points: Mapping[str, float] = order.points if order else _points(ballots) if overall.is_full else {}
    cells = {str(cell.code): cell for cell in overall.cells}
    weighed = (Weighed(one, cells.get(one), points.get(one, 0.0) if overall.is_full else None) for one in ideas)
    return Result(overall, tuple(sorted(weighed, key=_best_first)), by_way, order)


def chosen(ballot: Ballot) -> list[str]:
    """The ids of the ideas that somebody chose."""
    return [one if isinstance(one, str) else str(one[0]) for one in ballot.choices]


def _counted(ballots: Sequence[Ballot], ideas: Sequence[str]) -> Distribution:
    cells: dict[Code, Cell] = dict.fromkeys(ideas, Cell())
    for ballot in ballots:
        for one in chosen(ballot):
            cells[one] = cells.get(one, Cell()) + Cell(1, ballot.cell_key)
    return Distribution(cells, {}, total(Cell(1, ballot.cell_key) for ballot in ballots))


def _points(ballots: Sequence[Ballot]) -> dict[str, float]:
    found: dict[str, float] = {}
    for ballot in ballots:
        for one, given in ballot.choices:
            found[one] = found.get(one, 0.0) + given
    return found


def _order(ballots: Sequence[Ballot], ideas: Sequence[str]) -> Ranking:
    ranked = [Ballots(tuple(ballot.choices)) for ballot in ballots]
    return ranking(pairwise_counts(ranked, ideas), len(ranked))


def _best_first(one: Weighed) -> tuple[Any, ...]:
    share = one.people.share if one.people and one.people.share is not None else 0.0
    return -(one.points or 0.0), -share
