"""Names in addresses: a body's name as a part of a path."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, select

from participation.core.slugs import free, slug_of
from participation.youth_council.models import YouthCouncil

# Paths of the youth area that a body must not hide.
_TAKEN = {"feed", "antraege", "protokolle", "hilfe", "eltern", "mitmachen", "wieder-da", "abmelden", "klasse"}


def free_slug(session: Session, region_id: UUID, name: str) -> str:
    """A name for a body's address that no other body of the region has."""
    known = session.exec(select(YouthCouncil.slug).where(YouthCouncil.region_id == region_id))
    return free(slug_of(name, 50, "gremium"), _TAKEN.union(known))
