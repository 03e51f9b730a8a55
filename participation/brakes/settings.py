"""Where contributions are braked: in every region, unless its staff have switched it off."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, col, select

from participation.brakes.models import RegionBrake
from participation.core.journal import record
from participation.regions.actions import publish_change
from participation.regions.models import Region
from participation.web.site import Site


def is_braked(site: Site, region_id: UUID | None) -> bool:
    """Whether contributions to a region are braked; without a region, whether they are in any."""
    braked = site.remembered("braked regions", _braked)
    return bool(braked) if region_id is None else region_id in braked


def _braked(session: Session) -> frozenset[UUID]:
    free = select(RegionBrake.region_id).where(col(RegionBrake.is_on).is_(False))
    return frozenset(session.exec(select(Region.id).where(col(Region.id).not_in(free))))


def set_brake(session: Session, region_id: UUID, *, is_on: bool, actor_id: UUID | None = None) -> None:
    """Switch the brake of a region on or off; journaled where a person does it."""
    row = session.get(RegionBrake, region_id) or RegionBrake(region_id=region_id)
    if row.is_on == is_on and row in session:
        return
    row.is_on = is_on
    session.add(row)
    session.flush()
    if actor_id:
        verb = "switched on" if is_on else "switched off"
        record(session, verb, "brake", region_id, actor_id=actor_id, region_id=region_id)
    publish_change(session, region_id)
