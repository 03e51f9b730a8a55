"""Rounds: phases in which people can do something with a strategy, open between their dates."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, false, func, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from participation.procedures.days import last_day
from participation.procedures.models import Phase, PhaseKind, Procedure, RoundField, RoundSettings, StoredState
from participation.strategy.passages import branches


@dataclass(frozen=True, slots=True)
class Round:
    """A phase of an active procedure; `strategy_id` is None where a procedure has no strategy yet.

    A closed one is for an invited circle. `version_id` is the version that staff chose for it, if they did; `elements`
    are the fields that it is about with all that is below them, None if it is about the whole strategy.
    """

    phase_id: UUID
    procedure_id: UUID
    region_id: UUID
    strategy_id: UUID | None
    opens_at: datetime
    closes_at: datetime
    is_closed: bool = False
    version_id: UUID | None = None
    elements: frozenset[UUID] | None = None

    @property
    def last_day(self) -> date:
        """The last day on which it is open."""
        return last_day(self.closes_at)

    def is_open(self, moment: datetime) -> bool:
        """Whether the moment lies between its dates."""
        return self.opens_at <= moment < self.closes_at

    def is_about(self, element_id: UUID) -> bool:
        """Whether it is about that element of its strategy."""
        return self.elements is None or element_id in self.elements


def rounds(
    session: Session, kind: PhaseKind, region_id: UUID | None = None, *, closed: bool | None = False
) -> list[Round]:
    """All phases of a kind of active procedures (of one region, or of all), the earliest opening first.

    Rounds for an invited circle are only among them if asked for: with `closed` nothing else, with None both.
    """
    is_closed = func.coalesce(col(RoundSettings.is_closed), false(), type_=Boolean)
    chosen = (
        select(
            col(Phase.id),
            col(Phase.procedure_id),
            col(Procedure.region_id),
            col(Procedure.strategy_id),
            col(Phase.opens_at),
            col(Phase.closes_at),
            is_closed,
            col(RoundSettings.version_id),
        )
        .join(Procedure, col(Procedure.id) == col(Phase.procedure_id))
        .outerjoin(RoundSettings, col(RoundSettings.phase_id) == col(Phase.id))
        .where(col(Phase.kind) == kind, col(Procedure.state) == StoredState.ACTIVE)
        .order_by(col(Phase.opens_at), col(Phase.id))
    )
    if region_id is not None:
        chosen = chosen.where(col(Procedure.region_id) == region_id)
    if closed is not None:
        chosen = chosen.where(is_closed == closed)
    rows = session.execute(chosen).all()
    elements = _elements(session, [row[0] for row in rows])
    return [replace(Round(*row), elements=elements.get(row[0])) for row in rows]


def _elements(session: Session, phases: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    rows = session.execute(
        select(col(RoundField.phase_id), col(RoundField.element_id)).where(col(RoundField.phase_id).in_(phases))
    ).all()
    if not rows:
        return {}
    below = branches(session, {row[1] for row in rows})
    found: dict[UUID, frozenset[UUID]] = {}
    for phase, element in rows:
        found[phase] = found.get(phase, frozenset()) | below[element]
    return found


def open_rounds(of: Iterable[Round], moment: datetime) -> list[Round]:
    """Those that are open at the moment."""
    return [one for one in of if one.is_open(moment)]


def open_on(session: Session, region_id: UUID, strategy_id: UUID, moment: datetime) -> Callable[[UUID], bool]:
    """Whether people can do something with an element of a strategy at the moment, in a phase of whatever kind."""
    running = [one for kind in PhaseKind for one in open_rounds(rounds(session, kind, region_id), moment)]
    own = [one for one in running if one.strategy_id == strategy_id]
    return lambda element_id: any(one.is_about(element_id) for one in own)


def is_for_all(phase_id: ColumnElement[UUID] | Mapped[UUID]) -> ColumnElement[bool]:
    """The condition that a contribution's column `phase_id` names no round for an invited circle."""
    closed = select(col(RoundSettings.phase_id)).where(col(RoundSettings.is_closed).is_(True))
    return phase_id.not_in(closed)


def settings_of(session: Session, phase_id: UUID) -> RoundSettings:
    """How that phase is run; the defaults where nobody has said anything."""
    return session.get(RoundSettings, phase_id) or RoundSettings(phase_id=phase_id)
