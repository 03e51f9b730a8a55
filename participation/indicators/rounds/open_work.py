"""What is open in a round of reporting, by department: readings that are due at the Stichtag, and milestones."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from participation.indicators.figures import Figure, figures
from participation.indicators.lights import months_later
from participation.measures.models import OPEN_STEPS, MeasureStep
from participation.measures.told import Told, measures_of
from participation.regions.departments import departments
from participation.regions.models import Department
from participation.web.languages import GERMAN


@dataclass(frozen=True)
class OpenWork:
    """What a department still has to hand in; without a department it is what nobody answers for."""

    department: Department | None
    figures: tuple[Figure, ...]
    steps: tuple[tuple[Told, MeasureStep], ...]

    @property
    def count(self) -> int:
        """How many readings and milestones."""
        return len(self.figures) + len(self.steps)

    def old(self, today: date) -> int:
        """Of how many indicators even the last reading is stale."""
        return sum(figure.needs_reading(today) for figure in self.figures)


def is_due(figure: Figure, cutoff: date) -> bool:
    """Whether a reading is lacking at the Stichtag: none up to then, or the last as old as the interval."""
    known = [reading.day for reading in figure.readings if reading.day <= cutoff]
    return not known or months_later(known[-1], figure.indicator.interval_months) <= cutoff


def open_work(session: Session, region_id: UUID, element_ids: Collection[UUID], cutoff: date) -> list[OpenWork]:
    """What is open for the elements of a strategy, by department; departments that answer for nothing are left out.

    Args:
        session: reads.
        region_id: whose.
        element_ids: those of the strategy.
        cutoff: the Stichtag; milestones up to it should be reached or given up.
    """
    found = figures(session, region_id, GERMAN.tag, public_only=False, of=element_ids)
    measures = measures_of(session, region_id, GERMAN.tag, public_only=False, of=element_ids)
    asked = {one.indicator.department_id for one in found} | {one.measure.department_id for one in measures}
    known: list[Department | None] = [one for one in departments(session, region_id) if one.id in asked]
    nobody = [None] if None in asked else []
    return [_of(one, found, measures, cutoff) for one in [*known, *nobody]]


def _of(department: Department | None, found: list[Figure], measures: list[Told], cutoff: date) -> OpenWork:
    own = department.id if department else None
    return OpenWork(
        department,
        tuple(one for one in found if one.indicator.department_id == own and is_due(one, cutoff)),
        tuple(
            (told, step)
            for told in measures
            if told.measure.department_id == own
            for step in told.steps
            if step.state in OPEN_STEPS and step.due_on <= cutoff
        ),
    )
