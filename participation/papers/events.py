"""How a strategy came about, from what really happened: milestones, phases, releases of surveys, versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from participation.core.days import local_day
from participation.procedures.days import last_day
from participation.procedures.models import Phase, PhaseText, Procedure, StoredState
from participation.strategy.models import Precision, Strategy
from participation.strategy.queries import milestones
from participation.strategy.versions import published_versions
from participation.surveys.models import Release, Survey
from participation.web.languages import GERMAN


@dataclass(frozen=True)
class Event:
    """Something that happened; `kind` is milestone, phase, release or version, `text` the county's own words.

    `until` is the last day of a phase, `number` that of a release or a version.
    """

    day: date
    precision: Precision
    kind: str
    text: str
    until: date | None = None
    number: int = 0


def events_of(session: Session, strategy: Strategy, until: date) -> list[Event]:
    """Everything up to a day, the earliest first; no figures stand in it."""
    found = [
        *_milestones(session, strategy),
        *_phases(session, strategy),
        *_releases(session, strategy),
        *_versions(session, strategy),
    ]
    return sorted((event for event in found if event.day <= until), key=lambda event: event.day)


def _milestones(session: Session, strategy: Strategy) -> Iterator[Event]:
    for found in milestones(session, strategy, GERMAN.tag):
        yield Event(found.milestone.day, found.milestone.precision, "milestone", found.title)


def _phases(session: Session, strategy: Strategy) -> Iterator[Event]:
    rows = session.exec(
        select(Phase, PhaseText.title)
        .join(Procedure, col(Procedure.id) == col(Phase.procedure_id))
        .join(PhaseText, col(PhaseText.phase_id) == col(Phase.id))
        .where(
            Procedure.strategy_id == strategy.id,
            col(Procedure.state).in_((StoredState.ACTIVE, StoredState.ARCHIVED)),
            PhaseText.language == GERMAN.tag,
        )
    )
    for phase, title in rows:
        yield Event(local_day(phase.opens_at), Precision.DAY, "phase", title, last_day(phase.closes_at))


def _releases(session: Session, strategy: Strategy) -> Iterator[Event]:
    rows = session.exec(
        select(Release.number, Release.released_at)
        .join(Survey, col(Survey.id) == col(Release.survey_id))
        .join(Procedure, col(Procedure.id) == col(Survey.procedure_id))
        .where(Procedure.strategy_id == strategy.id, col(Procedure.state) != StoredState.DRAFT)
    )
    for number, moment in rows:
        yield Event(local_day(moment), Precision.DAY, "release", "", number=number)


def _versions(session: Session, strategy: Strategy) -> Iterator[Event]:
    for version in published_versions(session, strategy):
        if version.published_at:
            note = version.note
            yield Event(local_day(version.published_at), Precision.DAY, "version", note, number=version.number)
