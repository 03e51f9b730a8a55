"""Measures as they are read: words in the reader's language, milestones, phase gates, the goals they work for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.errors import NotFound
from participation.language.normalise import text_hash
from participation.measures.models import (
    OPEN_STEPS,
    Measure,
    MeasureElement,
    MeasureStep,
    MeasureText,
    PhaseGate,
    Stage,
    StepState,
)
from participation.regions.models import Department
from participation.web.languages import GERMAN

Row = TypeVar("Row")


@dataclass(frozen=True)
class Told:
    """A measure with everything that belongs to it; `steps` by their day, `gates` from the oldest.

    `tag` is the language of name and description: that asked for, or German where it lacks them.
    """

    measure: Measure
    texts: dict[str, MeasureText]
    tag: str
    department: str
    steps: tuple[MeasureStep, ...]
    gates: tuple[PhaseGate, ...]
    element_ids: frozenset[UUID]

    @property
    def name(self) -> str:
        """The name in the language of `tag`."""
        return self.texts[self.tag].name

    @property
    def description(self) -> str:
        """What is done, in the language of `tag`."""
        return self.texts[self.tag].description

    @property
    def is_stale(self) -> bool:
        """Whether the words shown are a twin whose German text changed since."""
        return self.tag != GERMAN.tag and self.texts[self.tag].source_hash != german_hash(self.texts[GERMAN.tag])

    @property
    def stage(self) -> Stage:
        """The phase that it is in: that of the last gate, the first before any."""
        return self.gates[-1].stage if self.gates else Stage.INITIAL

    @property
    def passed(self) -> tuple[tuple[Stage, PhaseGate | None], ...]:
        """All phases in their order, each with the last decision to enter it."""
        last = {gate.stage: gate for gate in self.gates}
        return tuple((stage, last.get(stage)) for stage in Stage)

    @property
    def next_step(self) -> MeasureStep | None:
        """The first milestone that is still open."""
        return next((step for step in self.steps if step.state in OPEN_STEPS), None)

    def until(self, end: date) -> Told | None:
        """As it stood at the end of a year, with the milestones up to then; None if nothing was known of it.

        What was reached only later was still open, and what is given up now is left as such.
        """
        gates = tuple(gate for gate in self.gates if gate.decided_on <= end)
        steps = tuple(_at(step, end) for step in self.steps if min(step.due_on, step.reached_on or step.due_on) <= end)
        return replace(self, gates=gates, steps=steps) if gates or steps else None

    def late(self, today: date) -> tuple[MeasureStep, ...]:
        """Open milestones whose day is over."""
        return tuple(step for step in self.steps if is_late(step, today))


def _at(step: MeasureStep, end: date) -> MeasureStep:
    if step.reached_on is None or step.reached_on <= end:
        return step
    return MeasureStep(**step.model_dump() | {"state": StepState.UNDER_WAY, "reached_on": None})


def is_late(step: MeasureStep, today: date) -> bool:
    """Whether a milestone is open though its day is over."""
    return step.state in OPEN_STEPS and step.due_on < today


def title_of(step: MeasureStep, tag: str) -> tuple[str, str, bool]:
    """A milestone's title, its language, and whether it is a twin that lags behind the German one."""
    german = step.titles[GERMAN.tag]
    if tag == GERMAN.tag or not step.titles.get(tag):
        return german, GERMAN.tag, False
    return step.titles[tag], tag, step.twin_of != german


def german_hash(text: MeasureText) -> str:
    """What a twin notes of the German name and description that it says."""
    return text_hash(f"{text.name}\n{text.description}")


def measures_of(
    session: Session, region_id: UUID, tag: str, *, public_only: bool = True, of: Collection[UUID] | None = None
) -> list[Told]:
    """The measures of a region by German name; six queries.

    Args:
        session: reads.
        region_id: whose.
        tag: the reader's language.
        public_only: without those that only the administration sees.
        of: only those of these elements.
    """
    chosen = select(Measure).where(Measure.region_id == region_id)
    if public_only:
        chosen = chosen.where(col(Measure.is_public).is_(True))
    if of is not None:
        linked = select(MeasureElement.measure_id).where(col(MeasureElement.element_id).in_(of))
        chosen = chosen.where(col(Measure.id).in_(linked))
    return _told(session, session.exec(chosen).all(), tag)


def measure_by_slug(session: Session, region_id: UUID, slug: str, tag: str, *, public_only: bool = True) -> Told:
    """One measure.

    Raises:
        NotFound: there is none, or it is not public.
    """
    one = session.exec(select(Measure).where(Measure.region_id == region_id, Measure.slug == slug)).first()
    if one is None or (public_only and not one.is_public):
        raise NotFound("There is no such measure.")
    return _told(session, [one], tag)[0]


def _told(session: Session, measures: Sequence[Measure], tag: str) -> list[Told]:
    if not measures:
        return []
    ids = [one.id for one in measures]
    texts = _by_measure(session.exec(select(MeasureText).where(col(MeasureText.measure_id).in_(ids))))
    steps = _by_measure(
        session.exec(
            select(MeasureStep)
            .where(col(MeasureStep.measure_id).in_(ids))
            .order_by(col(MeasureStep.due_on), col(MeasureStep.id))
        )
    )
    gates = _by_measure(
        session.exec(
            select(PhaseGate)
            .where(col(PhaseGate.measure_id).in_(ids))
            .order_by(col(PhaseGate.decided_on), col(PhaseGate.recorded_at), col(PhaseGate.id))
        )
    )
    links = _by_measure(session.exec(select(MeasureElement).where(col(MeasureElement.measure_id).in_(ids))))
    wanted = {one.department_id for one in measures if one.department_id}
    names = dict(session.exec(select(Department.id, Department.name).where(col(Department.id).in_(wanted))).all())
    found = []
    for one in measures:
        words = {text.language: text for text in texts[one.id]}
        told = Told(
            one,
            words,
            tag if tag in words else GERMAN.tag,
            names[one.department_id] if one.department_id else "",
            tuple(steps.get(one.id, ())),
            tuple(gates.get(one.id, ())),
            frozenset(link.element_id for link in links.get(one.id, ())),
        )
        found.append(told)
    return sorted(found, key=lambda told: told.texts[GERMAN.tag].name.casefold())


def _by_measure(rows: Iterable[Row]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = {}
    for row in rows:
        owner: Any = row
        found.setdefault(owner.measure_id, []).append(row)
    return found
