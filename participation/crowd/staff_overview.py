"""The start page of putting contributions in order: what there is, and what waits."""

from __future__ import annotations

from sqlalchemy import func
from sqlmodel import col, select
from starlette.responses import Response

from participation.crowd.models import CrowdEntry, DuplicatePair, PairState
from participation.web.visit import Visit


def show_order(visit: Visit) -> Response:
    """The pages, with how many pairs and contributions wait for a person."""
    here = visit.place.id
    pairs = (
        select(func.count())
        .select_from(DuplicatePair)
        .where(DuplicatePair.region_id == here, DuplicatePair.state == PairState.PROPOSED)
    )
    unassigned = (
        select(func.count())
        .select_from(CrowdEntry)
        .where(CrowdEntry.region_id == here, col(CrowdEntry.coded_at).is_(None), col(CrowdEntry.certainty).is_not(None))
    )
    return visit.render(
        "crowd/staff/order.html", pairs=visit.db.exec(pairs).one(), unassigned=visit.db.exec(unassigned).one()
    )
