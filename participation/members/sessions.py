"""Signing in by a link in a mail, and staying signed in for fourteen days on a device."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session, col, delete, func, select

from participation.brakes.mails import count_mail
from participation.core.clock import now
from participation.core.errors import NotFound
from participation.core.identifiers import digest
from participation.members.models import Member, MemberLink, MemberSession
from participation.procedures.days import local_day
from participation.web.security import new_token

COOKIE = "m"
LASTS = timedelta(days=14)
LINK_LASTS = timedelta(minutes=10)
MOST_OPEN_LINKS, MOST_LINKS_A_DAY = 3, 20


def issue_link(session: Session, email: str) -> str | None:
    """The token of a new link for an address; None when it has had enough of them (somebody is playing)."""
    present = now()
    session.exec(delete(MemberLink).where(col(MemberLink.expires_at) < present))
    still_open = select(func.count()).select_from(MemberLink).where(MemberLink.email == email)
    if session.exec(still_open).one() >= MOST_OPEN_LINKS:
        return None
    if count_mail(session, "sign-in", email, local_day(present)) > MOST_LINKS_A_DAY:
        return None
    token = new_token()
    session.add(MemberLink(token_hash=digest(token), email=email, expires_at=present + LINK_LASTS))
    return token


def use_link(session: Session, token: str, language: str, page: str) -> str:
    """Consume a link and open a session; a new address becomes a member. Returns the session's token.

    Args:
        session: a writing session.
        token: from the link.
        language: the tag in which the member will be written to.
        page: the path of the own area, for mails.

    Raises:
        NotFound: the link does not exist, was used, or is too old.
    """
    used = session.execute(
        delete(MemberLink)
        .where(col(MemberLink.token_hash) == digest(token), col(MemberLink.expires_at) > now())
        .returning(col(MemberLink.email))
    ).first()
    if used is None:
        raise NotFound("This sign-in link is not valid any more. Please ask for a new one.")
    member = session.exec(select(Member).where(Member.email == used[0])).first()
    if member is None:
        member = Member(email=used[0], language=language, joined_on=local_day(now()), token=new_token(), page=page)
        session.add(member)
        session.flush()
    return open_session(session, member)


def open_session(session: Session, member: Member) -> str:
    """A new session; its token goes into the cookie and nowhere else. Only the hour of its end is kept."""
    session.exec(delete(MemberSession).where(col(MemberSession.expires_at) < now()))
    token = new_token()
    ends = (now() + LASTS + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    session.add(MemberSession(token_hash=digest(token), member_id=member.id, expires_at=ends))
    return token


def close_session(session: Session, token: str) -> None:
    """Sign out on this device."""
    session.exec(delete(MemberSession).where(col(MemberSession.token_hash) == digest(token)))


def member_with(session: Session, token: str) -> Member | None:
    """The member whose cookie this is."""
    return session.exec(
        select(Member)
        .join(MemberSession, col(MemberSession.member_id) == col(Member.id))
        .where(MemberSession.token_hash == digest(token), MemberSession.expires_at > now())
    ).first()
