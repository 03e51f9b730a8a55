"""Weighted figures of a question from nothing but its published tables, so that they tell no more than those.

The weights are raked over all answers to the question. What the tables do not say, how the groups of different tables
cross, is filled in as the most even cross table that fits them: among people with the same answer, age, gender and
municipality are taken as independent.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TypeAlias

from participation.statistics.counts import Code
from participation.statistics.published import AnswerKind, PublishedRow, PublishedTable
from participation.statistics.weights import EmptyMargin, Margin, Segment, Weights, raked

REST = ""
"""The category of all segments that are not shown in full."""

_Counts: TypeAlias = Mapping[Code | None, float]
"""Code -> answers; None is the base."""

_FEWEST = 10


@dataclass(frozen=True, slots=True)
class Weighted:
    """The weighted figures of a question.

    Attributes:
        shares: code -> weighted share, 0 to 1; `mean` on scales, else None.
        n: answers that carry weights; those outside the population do not.
        effective_n: Kish's effective number of them; `design_effect` is n divided by it.
        trimmed: answers whose weight stands at a limit; `margin_error` how far a margin is missed for it, 0 to 1.
    """

    shares: Mapping[Code, float]
    mean: float | None
    n: float
    effective_n: float
    design_effect: float
    trimmed: int
    margin_error: float


@dataclass(frozen=True, slots=True)
class _Profile:
    """One dimension: for each category how many gave which answer, and the population of those that have one."""

    categories: Mapping[str, _Counts]
    margin: Margin

    def part(self, category: str, code: Code | None, everyone: _Counts) -> float:
        """Which part of those who answered `code` belongs to the category."""
        whole = everyone.get(code, 0.0)
        return min(self.categories[category].get(code, 0.0) / whole, 1.0) if whole else 0.0


def weighted(
    overall: PublishedTable,
    by: Mapping[str, PublishedTable],
    margins: Mapping[str, Margin],
    *,
    outside: AbstractSet[str] = frozenset(),
) -> Weighted:
    """The figures of everybody, weighted to the population.

    Args:
        overall: the question by everyone, shown exactly.
        by: dimension -> the same question by it.
        margins: dimension -> category -> people; only dimensions that are also in `by` are used.
        outside: categories that do not belong to the population (people under 18, people from elsewhere).

    Raises:
        WeightsRefused: a category of the population has no answers, or too few would count.
        ValueError: nothing is shown of everybody, or no dimension has both a table and a margin.
    """
    dimensions = [one for one in margins if one in by and margins[one]]
    if not overall.rows or not overall.rows[0].is_full or not dimensions:
        raise ValueError("Weights need exact answers of everybody and the population of a dimension.")
    everyone = _counts(overall.rows[0])
    profiles = [_profile(everyone, by[one], margins[one], outside, place) for place, one in enumerate(dimensions)]
    cross = _cross(everyone, profiles)
    people = {segment: _people(answers, overall.kind) for segment, answers in cross.items()}
    people = {segment: n for segment, n in people.items() if n > 0}
    weights = raked(people, [profile.margin for profile in profiles])
    shares = _shares(cross, weights, overall.kind)
    return Weighted(
        shares=shares,
        mean=_mean(shares) if overall.kind is AnswerKind.SCALE else None,
        n=sum(people.values()),
        effective_n=weights.effective_n,
        design_effect=weights.design_effect,
        trimmed=weights.trimmed,
        margin_error=weights.margin_error,
    )


def _shares(cross: Mapping[Segment, _Counts], weights: Weights, kind: AnswerKind) -> dict[Code, float]:
    sums: dict[Code | None, float] = {}
    for segment, weight in weights.by_segment.items():
        for code, n in cross[segment].items():
            sums[code] = sums.get(code, 0.0) + weight * n
    whole = sums[None] if kind is AnswerKind.SEVERAL else _answers(sums)
    return {code: n / whole for code, n in sums.items() if code is not None and whole}


def _counts(row: PublishedRow) -> dict[Code | None, float]:
    answers: dict[Code | None, float] = {cell.code: float(cell.n or 0) for cell in row.cells}
    return {**answers, None: float(row.base or 0)}


def _profile(
    everyone: _Counts, table: PublishedTable, margin: Margin, outside: AbstractSet[str], place: int
) -> _Profile:
    """Rows in full as they are; all others together are what remains of everybody."""
    asked = {category for row in table.rows for (category,) in row.members}
    unheard = [category for category, n in margin.items() if n > 0 and category not in asked]
    if unheard:
        raise EmptyMargin(place, unheard[0])
    categories: dict[str, _Counts] = {}
    people: dict[str, float] = {}
    remaining, unshown = dict(everyone), set(asked)
    for row in table.rows:
        if not row.is_full:
            continue
        members, counts = {category for (category,) in row.members}, _counts(row)
        unshown -= members
        remaining = {code: max(0.0, n - counts.get(code, 0.0)) for code, n in remaining.items()}
        if not members <= outside:
            categories[row.segment[0]] = counts
            people[row.segment[0]] = sum(margin.get(member, 0) for member in members)
    people[REST] = sum(margin.get(category, 0) for category in unshown)
    if people[REST] and remaining[None] < _FEWEST:
        raise EmptyMargin(place, min(category for category in unshown if margin.get(category)))
    if not unshown <= outside:
        categories[REST] = remaining
    return _Profile(categories, {category: n for category, n in people.items() if n})


def _cross(everyone: _Counts, profiles: list[_Profile]) -> dict[Segment, dict[Code | None, float]]:
    """Combination of categories -> code -> answers, independent of one another for each answer."""
    return {
        segment: {
            code: n * prod(profile.part(name, code, everyone) for profile, name in zip(profiles, segment, strict=True))
            for code, n in everyone.items()
        }
        for segment in product(*(profile.categories for profile in profiles))
    }


def _people(answers: _Counts, kind: AnswerKind) -> float:
    return answers[None] if kind is AnswerKind.SEVERAL else _answers(answers)


def _answers(counts: _Counts) -> float:
    return sum(n for code, n in counts.items() if code is not None)


def _mean(shares: Mapping[Code, float]) -> float:
    return sum(code * share for code, share in shares.items() if isinstance(code, int))
