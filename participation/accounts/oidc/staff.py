"""Staff who sign in at a provider: their roles are what their groups stand for, each time anew."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from uuid import UUID

from sqlmodel import Session, col, delete, select
from starlette.responses import Response

from participation.accounts.actions import normal_email, set_roles
from participation.accounts.models import Account, Role, SignInSession
from participation.accounts.oidc.doors import Door, Errand
from participation.accounts.oidc.failures import Failure
from participation.accounts.oidc.identities import Identity, Logout
from participation.accounts.oidc.providers import Provider, Purpose
from participation.accounts.queries import LONGEST
from participation.accounts.sessions import close_all_sessions, open_session
from participation.core.clock import now
from participation.core.errors import Invalid
from participation.web.visit import Visit

logger = logging.getLogger(__name__)
COOKIE = "s"
_LONGEST_NAME = 120
_LONGEST_EMAIL = 254


def _errand(visit: Visit) -> Errand:
    return {"weiter": visit.query.get("weiter", "")[:300]}


def _enter(
    visit: Visit, session: Session, provider: Provider, identity: Identity, errand: Errand
) -> Response | Failure:
    account = session.exec(select(Account).where(Account.identity == identity.key)).first()
    if account and account.disabled_at:
        return Failure.CLOSED
    roles = set(_roles(visit, provider, identity))
    if not roles:
        if account:
            set_roles(session, account, ())
            close_all_sessions(session, account)
        return Failure.NO_GROUP
    account = account or Account(
        email=_placeholder(provider, identity),
        name="",
        created_at=now(),
        provider=provider.name,
        identity=identity.key,
    )
    account.name = (identity.name or provider.label)[:_LONGEST_NAME]
    account.email = _free_address(session, identity, account) or account.email
    session.add(account)
    session.flush()
    set_roles(session, account, roles)
    token = open_session(session, account, provider=provider.name, provider_session=identity.session)
    visit.cookies.append((COOKIE, token, int(LONGEST.total_seconds())))
    return visit.redirect_to(errand.get("weiter") or visit.url("staff_entry"))


def _roles(visit: Visit, provider: Provider, identity: Identity) -> Iterator[tuple[Role, UUID | None]]:
    for group in identity.groups & provider.roles.keys():
        for granted in provider.roles[group]:
            place = visit.site.places.get(granted.region) if granted.region else None
            if granted.region and place is None:
                logger.warning("Provider %s grants a role in the unknown region %s", provider.name, granted.region)
                continue
            yield granted.role, place.id if place else None


def _free_address(session: Session, identity: Identity, account: Account) -> str | None:
    """The address that the provider names, for mails only; None if it is none, or somebody else's here."""
    try:
        email = normal_email(identity.email)
    except Invalid:
        return None
    taken = session.exec(select(Account.id).where(Account.email == email, Account.id != account.id)).first()
    return email if taken is None and len(email) <= _LONGEST_EMAIL else None


def _placeholder(provider: Provider, identity: Identity) -> str:
    """What stands where accounts have an address, until one is known; no mail ever reaches `.invalid` (RFC 2606)."""
    return f"{identity.key.hex()[:32]}@{provider.name}.invalid"


def _sign_out(session: Session, provider: Provider, logout: Logout) -> None:
    """End the one session that the provider names; if it names none that is known here, all of the person."""
    here = col(SignInSession.provider) == provider.name
    if logout.session:
        ended = session.exec(delete(SignInSession).where(here, col(SignInSession.provider_session) == logout.session))
        if ended.rowcount:
            return
    account = session.exec(select(Account).where(Account.identity == logout.identity)).first()
    if logout.identity and account:
        close_all_sessions(session, account)


def _back(visit: Visit, errand: Errand) -> str:
    return visit.url("sign_in", weiter=errand.get("weiter") or None)


STAFF = Door(Purpose.STAFF, _errand, _enter, _back, _sign_out)
