"""Rankings: position counts, the pairwise matrix, Borda, the pairwise winner, Schulze."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import TypeAlias

Pairwise: TypeAlias = Mapping[tuple[str, str], int]
"""(a, b) -> number of ballots that put a before b; additive, so counters can hold it."""


@dataclass(frozen=True, slots=True)
class Ballots:
    """`n` equal ballots; options left out stand behind all ranked ones, tied with each other."""

    ranked: tuple[str, ...]
    n: int = 1


def position_counts(ballots: Iterable[Ballots], options: Sequence[str]) -> dict[str, list[int]]:
    """Option -> how often it stood first, second and so on."""
    positions = {option: [0] * len(options) for option in options}
    for ballot in ballots:
        for place, option in enumerate(ballot.ranked):
            positions[option][place] += ballot.n
    return positions


def pairwise_counts(ballots: Iterable[Ballots], options: Sequence[str]) -> dict[tuple[str, str], int]:
    """For every ordered pair of options the number of ballots that prefer the first."""
    counts = dict.fromkeys(permutations(options, 2), 0)
    for ballot in ballots:
        place = {option: rank for rank, option in enumerate(ballot.ranked)}
        for a, b in counts:
            if place.get(a, len(options)) < place.get(b, len(options)):
                counts[a, b] += ballot.n
    return counts


def borda(pairwise: Pairwise, ballots: int) -> dict[str, float]:
    """Borda points: a point for every option beaten on a ballot, half a point for a tie; best first.

    Args:
        pairwise: as `pairwise_counts` gives it.
        ballots: how many ballots there are.
    """
    points: dict[str, float] = {}
    for (a, b), wins in pairwise.items():
        ties = ballots - wins - pairwise[b, a]
        points[a] = points.get(a, 0.0) + wins + ties / 2
    return dict(sorted(points.items(), key=lambda item: (-item[1], item[0])))


def pairwise_winner(pairwise: Pairwise) -> str | None:
    """The option that beats every other in direct comparison (Condorcet), if there is one."""
    options = _options(pairwise)
    for a in options:
        if all(pairwise[a, b] > pairwise[b, a] for b in options if b != a):
            return a
    return None


def schulze(pairwise: Pairwise) -> list[list[str]]:
    """The order by strongest paths (winning votes), best first; options in one group are tied.

    Source: Schulze 2011, Social Choice and Welfare 36, 267-303.
    """
    options = _options(pairwise)
    path = {(a, b): n if n > pairwise[b, a] else 0 for (a, b), n in pairwise.items()}
    # permutations leaves the relay in the outermost place, as Floyd and Warshall need it
    for relay, a, b in permutations(options, 3):
        path[a, b] = max(path[a, b], min(path[a, relay], path[relay, b]))
    beaten = {a: sum(path[a, b] > path[b, a] for b in options if b != a) for a in options}
    return [sorted(a for a in options if beaten[a] == score) for score in sorted(set(beaten.values()), reverse=True)]


def _options(pairwise: Pairwise) -> list[str]:
    return list(dict.fromkeys(a for a, _ in pairwise))


@dataclass(frozen=True, slots=True)
class Ranking:
    """The Borda points with the pairwise winner beside them."""

    points: Mapping[str, float]
    pairwise_winner: str | None

    @property
    def leaders(self) -> list[str]:
        """The options with the most Borda points."""
        most = max(self.points.values(), default=0.0)
        return [option for option, points in self.points.items() if points == most]

    @property
    def methods_agree(self) -> bool:
        """Whether Borda has one leader and it also wins every direct comparison."""
        return self.leaders == [self.pairwise_winner]


def ranking(pairwise: Pairwise, ballots: int) -> Ranking:
    """Borda with the pairwise winner; where they disagree, the page says so."""
    return Ranking(borda(pairwise, ballots), pairwise_winner(pairwise))
