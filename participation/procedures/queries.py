"""What others ask about procedures."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import union_all
from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.procedures.models import Phase, PhaseKind, Procedure, StoredState
from participation.web.pages import Place


def next_change(session: Session, place: Place) -> datetime | None:
    """When the next phase of the region opens or closes; public pages are kept only until then."""
    present = now()
    moments = [
        select(moment.label("moment"))
        .join(Procedure, col(Procedure.id) == col(Phase.procedure_id))
        .where(Procedure.region_id == place.id, Procedure.state == StoredState.ACTIVE, moment > present)
        .order_by(moment)
        .limit(1)
        .subquery()
        for moment in (col(Phase.opens_at), col(Phase.closes_at))
    ]
    found = session.exec(union_all(*(select(part.c.moment) for part in moments)))  # type: ignore[call-overload]
    return min((row[0] for row in found), default=None)


def open_phase(session: Session, procedure_id: object, kind: PhaseKind) -> Phase | None:
    """The phase of that kind that is open now, if any."""
    present = now()
    return session.exec(
        select(Phase)
        .join(Procedure, col(Procedure.id) == col(Phase.procedure_id))
        .where(
            col(Phase.procedure_id) == procedure_id,
            Phase.kind == kind,
            Procedure.state == StoredState.ACTIVE,
            col(Phase.opens_at) <= present,
            col(Phase.closes_at) > present,
        )
        .order_by(col(Phase.opens_at))
    ).first()
