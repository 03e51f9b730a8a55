"""Procedures as a reader sees them: texts in one language, phases in order, the state at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.errors import NotFound
from participation.procedures.days import last_day, local_day
from participation.procedures.models import (
    Phase,
    PhaseKind,
    PhaseText,
    Procedure,
    ProcedureText,
    RoundSettings,
    StoredState,
)
from participation.procedures.states import ProcedureState, is_open, state_of
from participation.web.languages import GERMAN
from participation.web.pages import Place


@dataclass(frozen=True)
class ShownPhase:
    """A phase with its title; `tag` is the language that the title is really in, `closes` the last day of it."""

    id: UUID
    kind: PhaseKind
    title: str
    tag: str
    opens: date
    closes: date
    is_open: bool


@dataclass(frozen=True)
class ShownProcedure:
    """A procedure with its texts; `tag` is the language that they are really in."""

    id: UUID
    slug: str
    strategy_id: UUID | None
    state: ProcedureState
    title: str
    summary: str
    tag: str
    meeting_on: date | None
    phases: tuple[ShownPhase, ...]

    @property
    def open_phases(self) -> list[ShownPhase]:
        """What one can do now."""
        return [phase for phase in self.phases if phase.is_open]


def procedures_of(
    session: Session, place: Place, tag: str, moment: datetime, *, drafts: bool = False
) -> list[ShownProcedure]:
    """A region's procedures in the language `tag` (German where there is no text), the newest first.

    Args:
        session: any session.
        place: the region.
        tag: the language.
        moment: for the states.
        drafts: whether drafts are included, for staff.
    """
    chosen = select(Procedure).where(Procedure.region_id == place.id)
    if not drafts:
        chosen = chosen.where(Procedure.state != StoredState.DRAFT)
    found = session.exec(chosen.order_by(col(Procedure.id).desc())).all()
    return [_shown(session, procedure, tag, moment, closed=drafts) for procedure in found]


def procedure_named(session: Session, place: Place, slug: str) -> Procedure:
    """The region's procedure of that slug, drafts too.

    Raises:
        NotFound: there is none.
    """
    found = session.exec(select(Procedure).where(Procedure.region_id == place.id, Procedure.slug == slug)).first()
    if found is None:
        raise NotFound("There is no such procedure.")
    return found


def public_procedure(session: Session, place: Place, slug: str, tag: str, moment: datetime) -> ShownProcedure:
    """The procedure of that slug in the language `tag`.

    Raises:
        NotFound: there is none, or it is a draft.
    """
    procedure = procedure_named(session, place, slug)
    if procedure.state is StoredState.DRAFT:
        raise NotFound("There is no such procedure.")
    return _shown(session, procedure, tag, moment)


def phases_of(session: Session, procedure_id: UUID) -> Sequence[Phase]:
    """A procedure's phases by date."""
    chosen = select(Phase).where(Phase.procedure_id == procedure_id)
    return session.exec(chosen.order_by(col(Phase.opens_at), col(Phase.position))).all()


def _shown(
    session: Session, procedure: Procedure, tag: str, moment: datetime, *, closed: bool = False
) -> ShownProcedure:
    phases = phases_of(session, procedure.id)
    if not closed:  # readers do not even learn that an invited circle is asked
        hidden = _closed(session, [phase.id for phase in phases])
        phases = [phase for phase in phases if phase.id not in hidden]
    texts = {
        text.language: text
        for text in session.exec(select(ProcedureText).where(ProcedureText.procedure_id == procedure.id))
    }
    text = texts.get(tag) or texts.get(GERMAN.tag)
    return ShownProcedure(
        id=procedure.id,
        slug=procedure.slug,
        strategy_id=procedure.strategy_id,
        state=state_of(procedure, phases, moment),
        title=text.title if text else procedure.slug,
        summary=text.summary if text else "",
        tag=text.language if text else GERMAN.tag,
        meeting_on=procedure.meeting_on,
        phases=_shown_phases(session, phases, tag, moment),
    )


def _closed(session: Session, phase_ids: Sequence[UUID]) -> set[UUID]:
    wanted = col(RoundSettings.phase_id).in_(phase_ids)
    return set(session.exec(select(RoundSettings.phase_id).where(wanted, col(RoundSettings.is_closed).is_(True))))


def _shown_phases(session: Session, phases: Sequence[Phase], tag: str, moment: datetime) -> tuple[ShownPhase, ...]:
    wanted = col(PhaseText.phase_id).in_([phase.id for phase in phases])
    titles = {(text.phase_id, text.language): text for text in session.exec(select(PhaseText).where(wanted))}
    shown = []
    for phase in phases:
        text = titles.get((phase.id, tag)) or titles.get((phase.id, GERMAN.tag))
        shown.append(
            ShownPhase(
                id=phase.id,
                kind=phase.kind,
                title=text.title if text else phase.kind.value,
                tag=text.language if text else GERMAN.tag,
                opens=local_day(phase.opens_at),
                closes=last_day(phase.closes_at),
                is_open=is_open(phase, moment),
            )
        )
    return tuple(shown)
