"""What changes measures: writing them down, linking them, their milestones, decisions on their phases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, delete, select

from participation.core.clock import now
from participation.core.errors import Conflict
from participation.core.journal import record
from participation.measures.models import (
    Decider,
    Measure,
    MeasureElement,
    MeasureStep,
    MeasureText,
    PhaseGate,
    Stage,
    StepState,
)
from participation.measures.told import german_hash
from participation.regions.actions import publish_change
from participation.web.languages import GERMAN


@dataclass(frozen=True)
class MeasureFacts:
    """Everything about a measure but its milestones, phases and goals.

    `words`: tag -> (name, description, whether a twin says what the German text says now); empty names are left out.
    `cost` and `funding` are whole euros.
    """

    words: Mapping[str, tuple[str, str, bool]]
    department_id: UUID | None = None
    cost: int | None = None
    funding: int | None = None
    funding_source: str = ""
    is_public: bool = False


@dataclass(frozen=True)
class StepFacts:
    """A milestone; `titles` by language, the German one among them."""

    due_on: date
    titles: Mapping[str, str]
    state: StepState = StepState.PLANNED
    reached_on: date | None = None
    is_in_step: bool = False


@dataclass(frozen=True)
class Decision:
    """A decision that a measure enters a phase."""

    stage: Stage
    decided_on: date
    decider: Decider
    body: str = ""
    note: str = ""


def add_measure(session: Session, region_id: UUID, slug: str, facts: MeasureFacts, actor_id: UUID | None) -> Measure:
    """A new measure.

    Raises:
        Conflict: the region has one of that name in addresses.
    """
    if session.exec(select(Measure).where(Measure.region_id == region_id, Measure.slug == slug)).first():
        raise Conflict("There is a measure with this short name already.")
    measure = Measure(region_id=region_id, slug=slug, created_at=now())
    _store(session, measure, facts, actor_id, "added")
    return measure


def change_measure(session: Session, measure: Measure, facts: MeasureFacts, actor_id: UUID | None) -> None:
    """Write a measure down anew; milestones, phases and goals stay."""
    _store(session, measure, facts, actor_id, "changed")


def _store(session: Session, measure: Measure, facts: MeasureFacts, actor_id: UUID | None, act: str) -> None:
    was_public = measure.is_public
    measure.department_id, measure.is_public = facts.department_id, facts.is_public
    measure.cost, measure.funding, measure.funding_source = facts.cost, facts.funding, facts.funding_source
    session.add(measure)
    session.flush()
    _store_words(session, measure.id, facts.words)
    _note(session, act, measure, actor_id, {"public": measure.is_public})
    if was_public or measure.is_public:
        publish_change(session, measure.region_id)


def _store_words(session: Session, measure_id: UUID, words: Mapping[str, tuple[str, str, bool]]) -> None:
    rows = session.exec(select(MeasureText).where(MeasureText.measure_id == measure_id)).all()
    stored = {row.language: row for row in rows}
    name, text, _is_in_step = words[GERMAN.tag]
    german = german_hash(MeasureText(measure_id=measure_id, language=GERMAN.tag, name=name, description=text))
    for tag, (name, text, is_in_step) in words.items():
        row = stored.get(tag) or MeasureText(measure_id=measure_id, language=tag, name="")
        if not name:
            if tag in stored:
                session.delete(row)
            continue
        if is_in_step or (row.name, row.description) != (name, text):
            row.source_hash = german  # whoever writes a twin anew writes it for the present text
        row.name, row.description = name, text
        session.add(row)
    session.flush()


def link_element(session: Session, measure: Measure, element_id: UUID, actor_id: UUID | None) -> None:
    """Say that a measure works for an element; saying it twice changes nothing."""
    same = select(MeasureElement).where(
        MeasureElement.measure_id == measure.id, MeasureElement.element_id == element_id
    )
    if session.exec(same).first():
        return
    session.add(MeasureElement(measure_id=measure.id, element_id=element_id))
    session.flush()
    _tell(session, "linked", measure, actor_id, {"element": str(element_id)})


def unlink_element(session: Session, measure: Measure, element_id: UUID, actor_id: UUID | None) -> None:
    """Say that a measure does not work for an element any more."""
    own = col(MeasureElement.measure_id) == measure.id, col(MeasureElement.element_id) == element_id
    session.exec(delete(MeasureElement).where(*own))
    _tell(session, "unlinked", measure, actor_id, {"element": str(element_id)})


def store_step(
    session: Session, measure: Measure, step: MeasureStep | None, facts: StepFacts, actor_id: UUID | None
) -> MeasureStep:
    """Write a milestone down, new or known; the journal keeps the day and state that it had."""
    german = facts.titles[GERMAN.tag]
    before = {"due_on": step.due_on.isoformat(), "state": step.state.value} if step else {}
    twins = {tag: title for tag, title in facts.titles.items() if tag != GERMAN.tag and title}
    stored = step or MeasureStep(measure_id=measure.id, due_on=facts.due_on)
    known = {tag: title for tag, title in stored.titles.items() if tag != GERMAN.tag}
    if facts.is_in_step or twins != known:
        stored.twin_of = german
    stored.due_on, stored.state, stored.titles = facts.due_on, facts.state, {GERMAN.tag: german, **twins}
    stored.reached_on = (facts.reached_on or facts.due_on) if facts.state is StepState.REACHED else None
    session.add(stored)
    session.flush()
    details = {"step": str(stored.id), "due_on": stored.due_on.isoformat(), "state": stored.state.value}
    _tell(session, "set_step", measure, actor_id, {**details, "before": before})
    return stored


def remove_step(session: Session, measure: Measure, step: MeasureStep, actor_id: UUID | None) -> None:
    """Take a milestone out that was written down by mistake; one that is given up stays and says so."""
    session.delete(step)
    session.flush()
    _tell(session, "removed_step", measure, actor_id, {"step": str(step.id), "due_on": step.due_on.isoformat()})


def decide(session: Session, measure: Measure, decision: Decision, actor_id: UUID | None) -> PhaseGate:
    """Write down a decision on the phase; decisions stay, a wrong one is followed by the right one."""
    gate = PhaseGate(
        measure_id=measure.id,
        stage=decision.stage,
        decided_on=decision.decided_on,
        decider=decision.decider,
        body=decision.body,
        note=decision.note,
        recorded_at=now(),
        recorded_by=actor_id,
    )
    session.add(gate)
    session.flush()
    details: dict[str, object] = {
        "stage": gate.stage.value,
        "decided_on": gate.decided_on.isoformat(),
        "decider": gate.decider.value,
    }
    _tell(session, "decided_phase", measure, actor_id, details)
    return gate


def _tell(session: Session, act: str, measure: Measure, actor_id: UUID | None, details: dict[str, object]) -> None:
    _note(session, act, measure, actor_id, details)
    if measure.is_public:
        publish_change(session, measure.region_id)


def _note(session: Session, act: str, measure: Measure, actor_id: UUID | None, details: dict[str, object]) -> None:
    record(session, act, "measure", measure.id, actor_id=actor_id, region_id=measure.region_id, details=details)
