"""What others ask about procedures."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import union_all
from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.procedures.models import Phase, Procedure, StoredState
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
