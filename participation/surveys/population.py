"""The population that a survey's answers can be weighted to: a file of the county, or the region's own figures."""

from __future__ import annotations

from typing import Final, TypeAlias

from sqlmodel import Session, select

from participation.regions.models import PopulationGroup
from participation.surveys.models import PopulationMargin, Survey

Margins: TypeAlias = dict[str, dict[str, int]]
"""Dimension -> category -> people from 18 years up."""

DIMENSIONS: Final = ("municipality", "age", "gender")
YOUNG: Final = frozenset({"under-14", "14-17", "under-18"})
"""Weights are for people from 18 years up (methods.md §4)."""


def margins_of(session: Session, survey: Survey) -> Margins:
    """What the county handed in for this survey; for dimensions that are not in it, age and gender of the region."""
    given = uploaded_margins(session, survey)
    known = regional_margins(session, survey)
    return {one: given.get(one) or known[one] for one in DIMENSIONS if given.get(one) or known.get(one)}


def uploaded_margins(session: Session, survey: Survey) -> Margins:
    """The margins from the county's file."""
    found: Margins = {}
    rows = session.exec(
        select(PopulationMargin)
        .where(PopulationMargin.survey_id == survey.id)
        .order_by(PopulationMargin.dimension, PopulationMargin.category)
    )
    for row in rows:
        found.setdefault(row.dimension, {})[row.category] = row.people
    return found


def regional_margins(session: Session, survey: Survey) -> Margins:
    """Adults by age and by gender from the region's population."""
    found: Margins = {}
    groups = session.exec(
        select(PopulationGroup)
        .where(PopulationGroup.region_id == survey.region_id)
        .order_by(PopulationGroup.age_group, PopulationGroup.gender)
    )
    for group in groups:
        if group.age_group not in YOUNG:
            for dimension, category in (("age", group.age_group), ("gender", group.gender)):
                of_dimension = found.setdefault(dimension, {})
                of_dimension[category] = of_dimension.get(category, 0) + group.people
    return found
