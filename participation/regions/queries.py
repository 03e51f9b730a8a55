"""What others ask about regions."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from participation.core.errors import NotFound
from participation.regions.models import Municipality, Region, RegionOutline
from participation.web.maps import RegionMap
from participation.web.pages import Place


def places(session: Session) -> list[Place]:
    """All regions as pages need them."""
    regions = session.exec(select(Region).order_by(col(Region.name)))
    return [Place(region.id, region.slug, region.name, region.short_name) for region in regions]


def region_by_slug(session: Session, slug: str) -> Region:
    """The region of that slug.

    Raises:
        NotFound: there is none.
    """
    region = session.exec(select(Region).where(Region.slug == slug)).first()
    if region is None:
        raise NotFound("There is no such region.")
    return region


def municipalities(session: Session, place: Place) -> Sequence[Municipality]:
    """The municipalities of a region by name."""
    chosen = select(Municipality).where(Municipality.region_id == place.id)
    return session.exec(chosen.order_by(col(Municipality.name))).all()


def published_version(session: Session) -> int:
    """A number that grows whenever anything is published in any region."""
    return session.exec(select(func.coalesce(func.sum(Region.published_version), 0))).one()


def region_map(session: Session, region_id: UUID) -> RegionMap | None:
    """The region's map, if the county has given an outline."""
    outline = session.get(RegionOutline, region_id)
    return RegionMap.of(outline.document) if outline else None
