"""What changes procedures: beginning one, editing it with its phases, mapping topics to fields."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, select

from participation.core import journal
from participation.core.clock import now
from participation.core.errors import Conflict, NotNow
from participation.core.slugs import free, slug_of
from participation.procedures.days import day_begins
from participation.procedures.forms import PhaseSheet, ProcedureSheet
from participation.procedures.models import Phase, PhaseKind, PhaseText, Procedure, ProcedureText, TopicField
from participation.procedures.plan import counted_back
from participation.procedures.reading import phases_of
from participation.regions.actions import publish_change
from participation.strategy.models import Strategy
from participation.web.languages import EASY, ENGLISH, GERMAN

_LONGEST_SLUG = 60

FIRST_TITLES: Final[Mapping[PhaseKind, tuple[str, str, str]]] = {
    PhaseKind.INFORMATION: ("Informieren", "Lesen Sie den Plan", "Read the draft"),
    PhaseKind.SURVEY: ("Umfrage", "Umfrage", "Survey"),
    PhaseKind.COMMENTS: ("Kommentieren", "Schreiben Sie Ihre Meinung", "Comment"),
    PhaseKind.IDEAS: ("Ideen einreichen", "Schreiben Sie Ihre Ideen", "Hand in ideas"),
    PhaseKind.PRIORITIES: ("Ideen gewichten", "Welche Ideen sind wichtig?", "Weigh the ideas"),
    PhaseKind.STATEMENTS: ("Stellungnahmen", "Ämter und Vereine sagen ihre Meinung", "Statements"),
    PhaseKind.EVALUATION: ("Auswerten und abwägen", "Wir lesen alle Beiträge", "Evaluation"),
    PhaseKind.DECISION: ("Beratung und Beschluss", "Die Entscheidung", "Decision"),
    PhaseKind.REPORT: ("Rückmeldung", "Wir sagen Ihnen das Ergebnis", "Report"),
}
"""German, Leichte Sprache and English title of a phase that the plan proposes."""


def begin_procedure(session: Session, region_id: UUID, sheet: ProcedureSheet, actor_id: UUID) -> Procedure:
    """A new procedure as a draft; with a date for the council meeting its phases are counted back from there."""
    procedure = Procedure(
        region_id=region_id,
        slug=_free_slug(session, region_id, sheet.titles[GERMAN.tag]),
        state=sheet.state,
    )
    session.add(procedure)
    _write_facts(session, procedure, sheet)
    plan = counted_back(sheet.meeting_on, sheet.submission_days) if sheet.meeting_on else ()
    for position, planned in enumerate(plan):
        titles = dict(zip((GERMAN.tag, EASY.tag, ENGLISH.tag), FIRST_TITLES[planned.kind], strict=True))
        _add_phase(session, procedure, planned.kind, (planned.opens, planned.closes), titles, position)
    _record(session, "began", procedure, actor_id)
    return procedure


def change_procedure(session: Session, procedure: Procedure, sheet: ProcedureSheet, actor_id: UUID) -> None:
    """Bring a procedure and its phases to what the sheet says; the public pages follow.

    Raises:
        Conflict: a phase that shall go is used, a survey hangs on it for example.
    """
    _write_facts(session, procedure, sheet)
    phases = {str(phase.id): phase for phase in phases_of(session, procedure.id)}
    for position, row in enumerate(sheet.phases):
        if row.key not in phases:
            _add_phase(session, procedure, row.kind, _days(row), row.titles, position)
        elif row.is_removed:
            _remove_phase(session, phases[row.key])
        else:
            _change_phase(session, phases[row.key], row, position)
    _record(session, "changed", procedure, actor_id)


def extend_phase(session: Session, phase: Phase, last: date, actor_id: UUID | None) -> None:
    """Let an open phase last until the end of that day; the end that was announced first is kept beside it.

    Raises:
        NotNow: the phase is not open now.
        Conflict: it would not be longer than it is.
    """
    closes_at = day_begins(last + timedelta(days=1))
    if not phase.opens_at <= now() < phase.closes_at:
        raise NotNow("Only what is open now can be extended.")
    if closes_at <= phase.closes_at:
        raise Conflict("The new last day has to come after the present one.")
    details = {"from": phase.closes_at.isoformat(), "to": closes_at.isoformat()}
    _close_at(phase, closes_at)
    session.add(phase)
    procedure = session.get_one(Procedure, phase.procedure_id)
    region_id = procedure.region_id
    journal.record(session, "extended", "phase", phase.id, actor_id=actor_id, region_id=region_id, details=details)
    publish_change(session, region_id)


def map_topic(session: Session, topic_id: UUID, element_ids: Collection[UUID]) -> bool:
    """Let a topic belong to these elements from now on; earlier mappings stay with the moment they ended.

    Returns:
        Whether anything changed.
    """
    current = session.exec(
        select(TopicField).where(TopicField.topic_id == topic_id, col(TopicField.until).is_(None))
    ).all()
    gone = [mapping for mapping in current if mapping.element_id not in element_ids]
    new = set(element_ids) - {mapping.element_id for mapping in current}
    for mapping in gone:
        mapping.until = now()
        session.add(mapping)
    session.add_all(TopicField(topic_id=topic_id, element_id=element_id, since=now()) for element_id in new)
    session.flush()
    return bool(gone or new)


def _write_facts(session: Session, procedure: Procedure, sheet: ProcedureSheet) -> None:
    strategy = select(Strategy.id).where(Strategy.region_id == procedure.region_id, Strategy.slug == sheet.strategy)
    procedure.strategy_id = session.exec(strategy).first()
    procedure.legal_basis = sheet.legal_basis
    procedure.state = sheet.state
    procedure.meeting_on = sheet.meeting_on
    procedure.submission_days = sheet.submission_days
    session.add(procedure)
    session.flush()
    session.exec(delete(ProcedureText).where(col(ProcedureText.procedure_id) == procedure.id))
    for tag, title in sheet.titles.items():
        summary = sheet.summaries.get(tag, "")
        session.add(ProcedureText(procedure_id=procedure.id, language=tag, title=title, summary=summary))
    session.flush()


def _add_phase(
    session: Session,
    procedure: Procedure,
    kind: PhaseKind,
    days: tuple[date, date],
    titles: Mapping[str, str],
    position: int,
) -> None:
    opens_at, closes_at = day_begins(days[0]), day_begins(days[1] + timedelta(days=1))
    phase = Phase(procedure_id=procedure.id, kind=kind, opens_at=opens_at, closes_at=closes_at, position=position)
    session.add(phase)
    session.flush()
    _title_phase(session, phase, titles)


def _change_phase(session: Session, phase: Phase, row: PhaseSheet, position: int) -> None:
    opens, closes = _days(row)
    phase.opens_at = day_begins(opens)
    _close_at(phase, day_begins(closes + timedelta(days=1)))
    phase.position = position
    session.add(phase)
    _title_phase(session, phase, row.titles)


def _close_at(phase: Phase, closes_at: datetime) -> None:
    """Move the end; what people were told first is kept when an open phase becomes longer."""
    is_longer = closes_at > phase.closes_at and phase.opens_at <= now() < phase.closes_at
    if is_longer and phase.first_closes_at is None:
        phase.first_closes_at = phase.closes_at
    phase.closes_at = closes_at
    if phase.first_closes_at is not None and closes_at <= phase.first_closes_at:
        phase.first_closes_at = None


def _title_phase(session: Session, phase: Phase, titles: Mapping[str, str]) -> None:
    session.exec(delete(PhaseText).where(col(PhaseText.phase_id) == phase.id))
    session.add_all(PhaseText(phase_id=phase.id, language=tag, title=title) for tag, title in titles.items())
    session.flush()


def _remove_phase(session: Session, phase: Phase) -> None:
    try:
        with session.begin_nested():
            session.exec(delete(PhaseText).where(col(PhaseText.phase_id) == phase.id))
            session.exec(delete(Phase).where(col(Phase.id) == phase.id))
    except IntegrityError as problem:
        raise Conflict("This phase is in use, by a survey for example, and cannot be removed.") from problem
    session.expunge(phase)


def _days(row: PhaseSheet) -> tuple[date, date]:
    if row.opens is None or row.closes is None:
        raise ValueError("A sheet without problems has both dates of each phase.")
    return row.opens, row.closes


def _record(session: Session, action: str, procedure: Procedure, actor_id: UUID) -> None:
    journal.record(session, action, "procedure", procedure.id, actor_id=actor_id, region_id=procedure.region_id)
    publish_change(session, procedure.region_id)


def _free_slug(session: Session, region_id: UUID, title: str) -> str:
    taken = session.exec(select(Procedure.slug).where(Procedure.region_id == region_id))
    return free(slug_of(title, _LONGEST_SLUG, "beteiligung"), {"neu", *taken})
