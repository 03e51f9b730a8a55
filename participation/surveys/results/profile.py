"""Who took part: groups of a release beside the population, residents as a share of all inhabitants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, select

from participation.regions.models import PopulationGroup, Region
from participation.statistics.published import PublishedRow, PublishedTable
from participation.surveys.results.words import Words
from participation.surveys.scales import OUTSIDE

_NOT_RESIDENT = (OUTSIDE, "no_answer")


@dataclass(frozen=True)
class ProfileLine:
    """A group: how many sheets (as shown), their share of all sheets, the group's share of the population."""

    label: str
    base: str
    share: str
    population: str


@dataclass(frozen=True)
class Profile:
    """All groups of one dimension."""

    dimension: str
    lines: list[ProfileLine]
    has_population: bool


@dataclass(frozen=True)
class Reach:
    """At most so many residents answered, of so many inhabitants; `share` from 0 to 1."""

    residents: int
    inhabitants: int

    @property
    def share(self) -> float:
        """Residents who answered as a part of all inhabitants: an upper bound, not representativeness."""
        return self.residents / self.inhabitants


def profiles(
    words: Words, session: Session, region_id: UUID, sheets: Mapping[str, PublishedTable], everyone: PublishedRow
) -> list[Profile]:
    """Who took part, by each dimension of a release.

    Args:
        words: of the questionnaire.
        session: to read the population with.
        region_id: whose population.
        sheets: dimension -> the released table of sheets.
        everyone: the released row of all sheets.
    """
    population = _population(session, region_id)
    found = []
    for dimension, table in sheets.items():
        people = population.get(dimension, {})
        lines = [
            ProfileLine(
                words.row(table.dimensions, row),
                words.base(row),
                words.share(row.base / everyone.base) if row.base and everyone.base else "–",
                words.share(_part(row, people)),
            )
            for row in words.sorted_rows(table.dimensions, table.rows)
        ]
        found.append(Profile(dimension, lines, bool(people)))
    return found


def reach(
    session: Session, region_id: UUID, by_municipality: PublishedTable | None, everyone: PublishedRow
) -> Reach | None:
    """How many residents took part at most; None where that is not known or not shown.

    Only those who are known to live elsewhere, or did not say, are left out; of a group that is not shown exactly the
    smallest number that it can have.
    """
    region = session.get_one(Region, region_id)
    if by_municipality is None or everyone.base is None or not region.population_total:
        return None
    elsewhere = (by_municipality.row(category) for category in _NOT_RESIDENT)
    others = sum(row.base or 0 for row in elsewhere if row is not None)
    return Reach(max(everyone.base - others, 0), region.population_total)


def _population(session: Session, region_id: UUID) -> dict[str, dict[str, float]]:
    """Dimension -> category -> share of the inhabitants."""
    found: dict[str, dict[str, float]] = {"age": {}, "gender": {}}
    groups = session.exec(select(PopulationGroup).where(PopulationGroup.region_id == region_id)).all()
    total = sum(group.people for group in groups)
    for group in groups:
        for dimension, category in (("age", group.age_group), ("gender", group.gender)):
            found[dimension][category] = found[dimension].get(category, 0) + group.people / total
    return {dimension: shares for dimension, shares in found.items() if shares}


def _part(row: PublishedRow, people: Mapping[str, float]) -> float | None:
    known = [people[category] for (category,) in row.members if category in people]
    return sum(known) if len(known) == len(row.members) and known else None
