"""Who is working on a contribution: a claim holds for a quarter of an hour, and nobody else decides meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, update

from participation.core.clock import now
from participation.core.errors import Conflict
from participation.threads.cases import case_of
from participation.threads.contributions import Contribution
from participation.threads.models import ModerationCase

CLAIM_FOR = timedelta(minutes=15)


def is_taken(case: ModerationCase | None, actor_id: UUID) -> bool:
    """Whether somebody else is working on it at the moment."""
    return holder(case) not in {None, actor_id}


def holder(case: ModerationCase | None) -> UUID | None:
    """The account that has claimed it and whose time is not over."""
    if case is None or case.claimed_until is None or case.claimed_until <= now():
        return None
    return case.claimed_by


def ensure_free(case: ModerationCase | None, actor_id: UUID) -> None:
    """Raises Conflict while somebody else is working on it."""
    if is_taken(case, actor_id):
        raise Conflict("Somebody else is working on this at the moment.")


def claim(session: Session, contributions: Iterable[Contribution], actor_id: UUID) -> int:
    """Claim what is free, in the caller's write transaction with the rows locked; how many one has then."""
    claimed = 0
    for contribution in contributions:
        case = case_of(session, contribution)
        if is_taken(case, actor_id):
            continue
        case.claimed_by, case.claimed_until = actor_id, now() + CLAIM_FOR
        session.add(case)
        claimed += 1
    return claimed


def release(session: Session, case_ids: Iterable[UUID], actor_id: UUID) -> None:
    """Give back what one has claimed oneself; other people's claims stay."""
    mine = update(ModerationCase).where(
        col(ModerationCase.id).in_(case_ids), col(ModerationCase.claimed_by) == actor_id
    )
    session.exec(mine.values(claimed_by=None, claimed_until=None))


def release_all(session: Session, region_id: UUID, actor_id: UUID) -> None:
    """Give back everything in a region."""
    mine = update(ModerationCase).where(
        col(ModerationCase.region_id) == region_id, col(ModerationCase.claimed_by) == actor_id
    )
    session.exec(mine.values(claimed_by=None, claimed_until=None))
