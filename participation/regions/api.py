"""Regions over the API."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel
from sqlmodel import col, select

from participation.regions.models import Region
from participation.web.api import Call, Endpoint, Listing


class RegionItem(BaseModel):
    """A county or an association of municipalities."""

    id: UUID
    slug: str
    name: str
    kind: str
    state: str
    key: str


def list_regions(call: Call) -> Listing[RegionItem]:
    """All regions of this installation."""
    after, limit = call.cursor()
    chosen = select(Region).order_by(col(Region.id))
    if after:
        chosen = chosen.where(col(Region.id) > after)
    rows = call.db.exec(chosen.limit(limit + 1)).all()
    items = [
        RegionItem(id=row.id, slug=row.slug, name=row.name, kind=row.kind.value, state=row.state, key=row.key)
        for row in rows[:limit]
    ]
    return Listing[RegionItem](items=items, next=str(items[-1].id) if len(rows) > limit else None)


_PAGING = {"cursor": "`next` of the page before", "limit": "items a page, 1 to 100"}
ENDPOINTS = (Endpoint("/regions", list_regions, "All regions", Listing[RegionItem], query=_PAGING),)
