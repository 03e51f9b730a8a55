"""Members' devices: a cookie of 32 random bytes for fourteen days, its digest in a table of its own."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, delete, select

from participation.core.clock import now
from participation.core.identifiers import digest
from participation.web.security import new_token
from participation.youth_council.models import YouthCouncil, YouthMember, YouthSession

COOKIE = "y"
LASTS = timedelta(days=14)


def open_session(session: Session, member_id: UUID) -> str:
    """A new session of a member; its token goes into the cookie and nowhere else. Only the hour of its end is kept."""
    token = new_token()
    ends = (now() + LASTS + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    session.add(YouthSession(token_hash=digest(token), member_id=member_id, expires_at=ends))
    return token


def close_session(session: Session, token: str) -> None:
    """Sign out on this device."""
    session.exec(delete(YouthSession).where(col(YouthSession.token_hash) == digest(token)))


def close_all_sessions(session: Session, member_id: UUID) -> None:
    """Sign a member out everywhere."""
    session.exec(delete(YouthSession).where(col(YouthSession.member_id) == member_id))


def member_with(session: Session, token: str) -> tuple[YouthMember, YouthCouncil] | None:
    """The member whose cookie this is, with their body."""
    return session.exec(
        select(YouthMember, YouthCouncil)
        .join(YouthSession, col(YouthSession.member_id) == col(YouthMember.id))
        .join(YouthCouncil, col(YouthCouncil.id) == col(YouthMember.council_id))
        .where(YouthSession.token_hash == digest(token), YouthSession.expires_at > now())
    ).first()
