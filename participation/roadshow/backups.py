"""Which closed stops a backup holds whole: only then do tablets delete what they handed in."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlmodel import Session, col, func, select

from participation.core.clock import now
from participation.roadshow.models import DeviceItem, RoadshowStop, StopState


def closed_stops(session: Session) -> dict[UUID, int]:
    """The closed stops that no backup holds yet, with how many items each has; asked before a backup begins."""
    items = select(func.count()).where(col(DeviceItem.stop_id) == col(RoadshowStop.id)).scalar_subquery()
    waiting = select(RoadshowStop.id, items).where(
        RoadshowStop.state == StopState.CLOSED, col(RoadshowStop.backed_up_at).is_(None)
    )
    return {stop: number for stop, number in session.execute(waiting)}  # noqa: C416 - rows are no tuples


def mark_backed_up(session: Session, before: Mapping[UUID, int]) -> int:
    """Mark those to which nothing came while the backup was made; how many.

    Args:
        session: a writing session.
        before: what `closed_stops` said before.
    """
    same = [stop for stop, number in closed_stops(session).items() if before.get(stop) == number]
    for stop in session.exec(select(RoadshowStop).where(col(RoadshowStop.id).in_(same))):
        stop.backed_up_at = now()
        session.add(stop)
    return len(same)
