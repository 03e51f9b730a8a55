"""Going to a provider, coming back, signing out there, and being told that somebody has signed out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import Session, col, delete
from starlette.responses import JSONResponse, RedirectResponse, Response

from participation.accounts.models import UsedSignIn
from participation.accounts.oidc.doors import Door
from participation.accounts.oidc.failures import Failure
from participation.accounts.oidc.identities import Identity, Logout
from participation.accounts.oidc.journeys import COOKIE, LASTS, Journey
from participation.accounts.oidc.providers import Provider, provider_named
from participation.core.clock import now
from participation.core.database import upsert
from participation.core.errors import NotFound
from participation.core.identifiers import digest
from participation.web.languages import BY_SLUG, GERMAN
from participation.web.pages import Consult
from participation.web.visit import Visit

if TYPE_CHECKING:
    from participation.accounts.oidc.conversations import Conversation

_USED = UsedSignIn.__table__  # type: ignore[attr-defined]
_LOGOUTS_KEPT = timedelta(days=1)


@dataclass(frozen=True)
class SignIn:
    """The pages of signing in at providers, for everything that the areas declare."""

    doors: Sequence[Door]

    def begin(self, visit: Visit, provider: str) -> Consult:
        """Send the browser to the provider; it begins with a link, since the CSP judges where forms lead."""
        chosen, door = provider_named(visit.site, provider), self._door(visit.query.get("zweck", ""))
        if door is None or door.purpose not in chosen.purposes:
            raise NotFound("There is no such page.")
        journey = Journey(chosen.name, door.purpose.value, visit.language.slug, door.errand(visit))
        conversation = _conversation(visit, chosen)

        def go(address: str | Failure) -> Response:
            if isinstance(address, Failure):
                return _told(visit, chosen, address, door.back(visit, journey.errand))
            visit.cookies.append((COOKIE, journey.packed(), int(LASTS.total_seconds())))
            return RedirectResponse(address, 303)

        return Consult(lambda: conversation.address(journey, _return_address(visit, chosen)), go)

    def come_back(self, visit: Visit, provider: str) -> Response | Consult:
        """Take what the provider sends along with the browser, once."""
        chosen, journey = provider_named(visit.site, provider), Journey.unpacked(visit.cookie(COOKIE))
        visit.cookies.append((COOKIE, "", 0))
        door = self._door(journey.purpose) if journey else None
        state = visit.query.get("state", "")
        if (
            not journey
            or not door
            or journey.provider != provider
            or not journey.is_answered_by(state)
            or journey.is_over
        ):
            return _told(visit, chosen, Failure.LOST)
        visit.language = BY_SLUG.get(journey.language, GERMAN)
        back = door.back(visit, journey.errand)
        if visit.query.get("iss", chosen.issuer) != chosen.issuer:  # RFC 9207: the answer of another provider
            return _told(visit, chosen, Failure.UNVERIFIED, back)
        if "code" not in visit.query:
            return _told(visit, chosen, Failure.DENIED, back)
        conversation, code = _conversation(visit, chosen), visit.query["code"]
        return Consult(
            lambda: conversation.identity(code, journey, _return_address(visit, chosen)),
            lambda found: _entered(visit, chosen, door, journey, found),
        )

    def leave(self, visit: Visit, provider: str) -> Consult:
        """Send the browser to the provider's own sign-out page, if it has one."""
        chosen = provider_named(visit.site, provider)
        back = visit.url("sign_in", language=GERMAN.slug)
        return Consult(
            lambda: _conversation(visit, chosen).way_out(visit.origin + back),
            lambda address: RedirectResponse(address or back, 303),
        )

    def hear_logout(self, visit: Visit, provider: str) -> Consult:
        """The provider itself says that somebody has signed out (OpenID Connect Back-Channel Logout 1.0)."""
        chosen = provider_named(visit.site, provider)
        token = visit.form.text("logout_token")
        return Consult(
            lambda: _conversation(visit, chosen).logout(token),
            lambda found: self._signed_out(visit, chosen, found),
        )

    def _signed_out(self, visit: Visit, provider: Provider, found: Logout | Failure) -> Response:
        if isinstance(found, Failure):
            return JSONResponse({"error": "invalid_request"}, 503 if found is Failure.DOWN else 400)
        with visit.site.database.writing() as session:
            if not _spend(session, f"logout {provider.issuer} {found.jti}", _LOGOUTS_KEPT):
                return JSONResponse({"error": "invalid_request"}, 400)
            for door in self.doors:
                if door.purpose in provider.purposes:
                    door.sign_out(session, provider, found)
        return Response(status_code=200)

    def _door(self, purpose: str) -> Door | None:
        return next((door for door in self.doors if door.purpose == purpose), None)


def _entered(visit: Visit, provider: Provider, door: Door, journey: Journey, found: Identity | Failure) -> Response:
    back = door.back(visit, journey.errand)
    if isinstance(found, Failure):
        return _told(visit, provider, found, back)
    with visit.site.database.writing() as session:
        is_first = _spend(session, f"sign-in {journey.seed}", LASTS)
        answer = door.enter(visit, session, provider, found, journey.errand) if is_first else Failure.REPLAYED
    return _told(visit, provider, answer, back) if isinstance(answer, Failure) else answer


def _conversation(visit: Visit, provider: Provider) -> Conversation:
    from participation.accounts.oidc.conversations import conversation_with  # noqa: PLC0415 - heavy: only with providers

    return conversation_with(visit.site, provider)


def _spend(session: Session, what: str, lasts: timedelta) -> bool:
    """Note that this was used; whether it is the first time."""
    session.exec(delete(UsedSignIn).where(col(UsedSignIn.expires_at) < now()))
    new = upsert(session.connection(), _USED).values(key=digest(what), expires_at=now() + lasts)
    return session.execute(new.on_conflict_do_nothing().returning(_USED.c.key)).first() is not None


def _return_address(visit: Visit, provider: Provider) -> str:
    """The one address that is registered at the provider, whatever the language."""
    return visit.origin + visit.url("oidc_return", language=GERMAN.slug, provider=provider.name)


def _told(visit: Visit, provider: Provider, failure: Failure, back: str | None = None) -> Response:
    status, title, sentence = failure.value
    return visit.render(
        "accounts/oidc/failed.html",
        status=status,
        title=visit._(title),
        sentence=visit._(sentence, provider=provider.label),
        back=back,
    )
