"""Registered people who come in by a provider: known by issuer and subject, without an address, so without mails."""

from __future__ import annotations

from sqlmodel import Session, col, delete, select
from starlette.responses import Response

from participation.accounts.oidc.doors import Door, Errand
from participation.accounts.oidc.failures import Failure
from participation.accounts.oidc.identities import Identity, Logout
from participation.accounts.oidc.providers import Provider, Purpose, providers_for
from participation.core.errors import NotFound
from participation.members.models import Member, MemberSession
from participation.members.sessions import COOKIE, LASTS, open_session
from participation.procedures.days import local_day
from participation.web.security import new_token
from participation.web.visit import Visit

_LONGEST_PATH = 300


def known_as(visit: Visit, member: Member) -> str:
    """What a member reads about how they signed in: the address, or what people call the provider."""
    if member.provider is None:
        return member.email
    labels = {provider.name: provider.label for provider in providers_for(visit.site, Purpose.MEMBERS)}
    return labels.get(member.provider, member.provider)


def _errand(visit: Visit) -> Errand:
    region = visit.query.get("kreis", "")
    if region not in visit.site.places:
        raise NotFound("There is no such page.")
    return {"kreis": region, "weiter": visit.query.get("weiter", "")[:_LONGEST_PATH]}


def _enter(
    visit: Visit, session: Session, provider: Provider, identity: Identity, errand: Errand
) -> Response | Failure:
    visit.region = visit.site.places.get(errand.get("kreis", ""))
    if visit.region is None:
        raise NotFound("There is no such page.")
    member = session.exec(select(Member).where(Member.identity == identity.key)).first()
    if member is None:
        member = Member(
            email=f"oidc:{identity.key.hex()}",
            language=visit.language.tag,
            joined_on=local_day(visit.now),
            token=new_token(),
            page=visit.url("own_area"),
            wants_mail=False,
            provider=provider.name,
            identity=identity.key,
        )
        session.add(member)
        session.flush()
    visit.cookies.append((COOKIE, open_session(session, member), int(LASTS.total_seconds())))
    return visit.redirect_to(errand.get("weiter") or visit.url("own_area"))


def _back(visit: Visit, errand: Errand) -> str:
    return visit.url("join", region=errand.get("kreis"), weiter=errand.get("weiter") or None)


def _sign_out(session: Session, _provider: Provider, logout: Logout) -> None:
    """End the person's sessions on all devices; which one it was is not kept."""
    if logout.identity:
        own = select(Member.id).where(Member.identity == logout.identity)
        session.exec(delete(MemberSession).where(col(MemberSession.member_id).in_(own)))


DOOR = Door(Purpose.MEMBERS, _errand, _enter, _back, _sign_out)
