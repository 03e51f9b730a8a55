"""One-time links and server-side sessions; tokens are 32 random bytes, only their SHA-256 is stored."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy import CursorResult, delete, update
from sqlmodel import Session, col, select

from participation.accounts.models import Account, SignInLink, SignInSession
from participation.accounts.queries import LONGEST
from participation.core.clock import now
from participation.core.database import Database
from participation.core.errors import NotFound
from participation.core.identifiers import digest
from participation.core.journal import record
from participation.web.security import new_token

LINK_LASTS = timedelta(minutes=10)
MOST_OPEN_LINKS = 5
TOUCH_EVERY = timedelta(minutes=1)
_REMEMBERED = 2_000


def issue_link(session: Session, account: Account, lasts: timedelta = LINK_LASTS) -> str | None:
    """The token of a new one-time link; None when the account has too many open ones (somebody is playing)."""
    present = now()
    session.execute(delete(SignInLink).where(col(SignInLink.expires_at) < present - LONGEST))
    still_open = select(SignInLink.id).where(
        SignInLink.account_id == account.id, col(SignInLink.used_at).is_(None), col(SignInLink.expires_at) > present
    )
    if len(session.exec(still_open).all()) >= MOST_OPEN_LINKS:
        return None
    token = new_token()
    session.add(SignInLink(token_hash=digest(token), account_id=account.id, expires_at=present + lasts))
    session.flush()
    return token


def use_link(session: Session, token: str) -> str:
    """Consume a one-time link and open a session; the session's token.

    Raises:
        NotFound: the link does not exist, was used, is too old, or its account is closed.
    """
    present = now()
    used = session.execute(
        update(SignInLink)
        .where(
            col(SignInLink.token_hash) == digest(token),
            col(SignInLink.used_at).is_(None),
            col(SignInLink.expires_at) > present,
        )
        .values(used_at=present)
        .returning(col(SignInLink.account_id))
    ).first()
    account = session.get(Account, used[0]) if used else None
    if account is None or account.disabled_at is not None:
        raise NotFound("This sign-in link is not valid any more. Please ask for a new one.")
    return open_session(session, account)


def open_session(
    session: Session, account: Account, *, provider: str | None = None, provider_session: bytes | None = None
) -> str:
    """A new session for an account; its token goes into the cookie and nowhere else.

    Who signed in at a provider can be signed out from there, too.
    """
    token, present = new_token(), now()
    session.execute(delete(SignInSession).where(col(SignInSession.created_at) < present - LONGEST))
    session.add(
        SignInSession(
            token_hash=digest(token),
            account_id=account.id,
            created_at=present,
            seen_at=present,
            provider=provider,
            provider_session=provider_session,
        )
    )
    record(session, "signed in", "account", account.id, actor_id=account.id)
    return token


def close_session(session: Session, token: str) -> str | None:
    """End a session; its cookie is worth nothing from now on. Where the person had signed in, if not with a link."""
    ended = delete(SignInSession).where(col(SignInSession.token_hash) == digest(token))
    row = session.execute(ended.returning(col(SignInSession.provider))).first()
    return row[0] if row else None


def close_all_sessions(session: Session, account: Account) -> int:
    """End every session of an account; how many there were."""
    result = session.execute(delete(SignInSession).where(col(SignInSession.account_id) == account.id))
    return result.rowcount if isinstance(result, CursorResult) else 0


_touched: OrderedDict[bytes, datetime] = OrderedDict()
_touching = Lock()


def touch(database: Database, token: str) -> None:
    """Note that a session is in use, at most once a minute, in a short transaction of its own."""
    key, present = digest(token), now()
    with _touching:
        if key in _touched and present - _touched[key] < TOUCH_EVERY:
            return
        _touched[key] = present
        while len(_touched) > _REMEMBERED:
            _touched.popitem(last=False)
    with database.writing() as session:
        session.execute(update(SignInSession).where(col(SignInSession.token_hash) == key).values(seen_at=present))
