"""What others ask about accounts."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session, col, select

from participation.accounts.models import Account, RoleGrant, SignInSession
from participation.core.clock import now
from participation.core.identifiers import digest
from participation.web.pages import Person

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)


def identify(session: Session, token: str) -> Person | None:
    """The person whose session cookie this is, if the session is neither idle nor too old."""
    present = now()
    account = session.exec(
        select(Account)
        .join(SignInSession, col(SignInSession.account_id) == col(Account.id))
        .where(
            SignInSession.token_hash == digest(token),
            col(SignInSession.created_at) > present - LONGEST,
            col(SignInSession.seen_at) > present - IDLE,
            col(Account.disabled_at).is_(None),
        )
    ).first()
    if account is None:
        return None
    grants = session.exec(select(RoleGrant.role, RoleGrant.region_id).where(RoleGrant.account_id == account.id))
    return Person(account.id, account.name, frozenset((str(role), region_id, None) for role, region_id in grants))
