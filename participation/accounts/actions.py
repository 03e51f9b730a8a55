"""What changes accounts."""

from __future__ import annotations

import re
from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session, select

from participation.accounts.models import Account, Role, RoleGrant
from participation.accounts.sessions import close_all_sessions
from participation.core.clock import now
from participation.core.errors import Invalid
from participation.core.journal import record

_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}")


def normal_email(text: str) -> str:
    """An address as it is stored: lower case, no space around.

    Raises:
        Invalid: it is not one address.
    """
    email = text.strip().lower()
    if not _EMAIL.fullmatch(email):
        raise Invalid("“%(email)s” is not an e-mail address.", email=text.strip())
    return email


def grant_role(
    session: Session,
    email: str,
    role: Role,
    region_id: UUID | None,
    *,
    name: str = "",
    is_demo: bool = False,
    actor_id: UUID | None = None,
) -> Account:
    """Give a person a role in a region (None: in all); a new address becomes a new account.

    Raises:
        Invalid: the address is not one, or belongs to somebody whose roles come from a provider.
    """
    email = normal_email(email)
    account = session.exec(select(Account).where(Account.email == email)).first()
    if account is None:
        account = Account(email=email, name=name or email.split("@", maxsplit=1)[0], is_demo=is_demo, created_at=now())
        session.add(account)
        session.flush()
    if account.identity:
        raise Invalid("“%(email)s” signs in elsewhere. The roles follow the groups there.", email=email)
    _grant(session, account, role, region_id, actor_id)
    return account


def _grant(session: Session, account: Account, role: Role, region_id: UUID | None, actor_id: UUID | None) -> None:
    held = select(RoleGrant).where(
        RoleGrant.account_id == account.id, RoleGrant.role == role, RoleGrant.region_id == region_id
    )
    if session.exec(held).first() is None:
        session.add(RoleGrant(account_id=account.id, role=role, region_id=region_id))
        details = {"role": role.value}
        record(session, "granted role", "account", account.id, actor_id=actor_id, region_id=region_id, details=details)


def set_roles(session: Session, account: Account, roles: Collection[tuple[Role, UUID | None]]) -> None:
    """Let an account have these roles in these regions (None: in all) and no others."""
    for grant in session.exec(select(RoleGrant).where(RoleGrant.account_id == account.id)).all():
        if (grant.role, grant.region_id) not in roles:
            session.delete(grant)
            details = {"role": grant.role.value}
            record(session, "withdrew role", "account", account.id, region_id=grant.region_id, details=details)
    for role, region_id in roles:
        _grant(session, account, role, region_id, None)


def disable_account(session: Session, account: Account, actor_id: UUID | None) -> None:
    """Close an account: nobody signs in with it any more, open sessions end at once."""
    account.disabled_at = now()
    session.add(account)
    close_all_sessions(session, account)
    record(session, "disabled", "account", account.id, actor_id=actor_id)
