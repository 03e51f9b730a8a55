"""Names in addresses: a body's name as a part of a path."""

from __future__ import annotations

import re
import unicodedata
from uuid import UUID

from sqlmodel import Session, select

from participation.youth_council.models import YouthCouncil

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# Paths of the youth area that a body must not hide.
_TAKEN = {"feed", "antraege", "protokolle", "hilfe", "eltern", "mitmachen", "wieder-da", "abmelden", "klasse"}


def slug_of(session: Session, region_id: UUID, name: str) -> str:
    """A name for a body's address that no other body of the region has."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_GERMAN)).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50] or "gremium"
    known = set(session.exec(select(YouthCouncil.slug).where(YouthCouncil.region_id == region_id))) | _TAKEN
    number, slug = 1, base
    while slug in known:
        number += 1
        slug = f"{base}-{number}"
    return slug
