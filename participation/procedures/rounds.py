"""Rounds: phases in which people can do something with a strategy, open between their dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from participation.procedures.models import Phase, PhaseKind, Procedure, RoundSettings, StoredState


@dataclass(frozen=True, slots=True)
class Round:
    """A phase of an active procedure; `strategy_id` is None where a procedure has no strategy yet."""

    phase_id: UUID
    procedure_id: UUID
    region_id: UUID
    strategy_id: UUID | None
    opens_at: datetime
    closes_at: datetime

    def is_open(self, moment: datetime) -> bool:
        """Whether the moment lies between its dates."""
        return self.opens_at <= moment < self.closes_at


def rounds(session: Session, kind: PhaseKind, region_id: UUID | None = None) -> list[Round]:
    """All phases of a kind of active procedures (of one region, or of all), the earliest opening first."""
    chosen = (
        select(
            col(Phase.id),
            col(Phase.procedure_id),
            col(Procedure.region_id),
            col(Procedure.strategy_id),
            col(Phase.opens_at),
            col(Phase.closes_at),
        )
        .join(Procedure, col(Procedure.id) == col(Phase.procedure_id))
        .where(col(Phase.kind) == kind, col(Procedure.state) == StoredState.ACTIVE)
        .order_by(col(Phase.opens_at), col(Phase.id))
    )
    if region_id is not None:
        chosen = chosen.where(col(Procedure.region_id) == region_id)
    return [Round(*row) for row in session.execute(chosen)]


def open_rounds(of: Iterable[Round], moment: datetime) -> list[Round]:
    """Those that are open at the moment."""
    return [one for one in of if one.is_open(moment)]


def settings_of(session: Session, phase_id: UUID) -> RoundSettings:
    """How that phase is run; the defaults where nobody has said anything."""
    return session.get(RoundSettings, phase_id) or RoundSettings(phase_id=phase_id)
