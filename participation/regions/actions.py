"""What changes regions."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, col, update

from participation.regions.models import Region


def publish_change(session: Session, region_id: UUID) -> None:
    """Public data of the region changed: cached pages of all processes go within a second, ours at once."""
    session.exec(
        update(Region).where(col(Region.id) == region_id).values(published_version=Region.published_version + 1)
    )
    session.info["published"] = True
