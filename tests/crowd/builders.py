"""Builders of what staff said about the crowd."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from participation.core.clock import now
from participation.core.identifiers import digest
from participation.crowd.models import CrowdEntry, DuplicateGroup


def confirmed_same(session: Session, region_id: UUID, actor_id: UUID, receipt_keys: Sequence[bytes]) -> None:
    """A person has confirmed that these contributions say the same."""
    group = DuplicateGroup(region_id=region_id, confirmed_by=actor_id, confirmed_at=now())
    session.add(group)
    session.flush()
    session.add_all(
        CrowdEntry(region_id=region_id, receipt_key=key, source="comment", words_digest=digest("x"), group_id=group.id)
        for key in receipt_keys
    )
    session.flush()
