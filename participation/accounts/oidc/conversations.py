"""Talking to a provider: what it publishes about itself, where to send people, what their code is worth."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import httpx2 as httpx
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from participation.accounts.oidc.failures import Failure
from participation.accounts.oidc.identities import Identity, Logout
from participation.accounts.oidc.journeys import Journey
from participation.accounts.oidc.providers import Provider, Purpose
from participation.accounts.oidc.tokens import identity_in, logout_in
from participation.core.clock import now

if TYPE_CHECKING:
    from participation.web.site import Site

logger = logging.getLogger(__name__)
SECONDS = 8.0
_KNOWN_FOR = timedelta(minutes=10)
_KEYS_AGAIN_AFTER = timedelta(minutes=1)
_DISCOVERY = "/.well-known/openid-configuration"
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class _Unusable(Exception):  # noqa: N818 - becomes a failure that a person is told
    """What the provider says about itself cannot be used."""


@dataclass
class Conversation:
    """All that is asked of one provider; what it publishes is remembered for ten minutes."""

    provider: Provider
    _metadata: Mapping[str, Any] = field(default_factory=dict)
    _keys: KeySet | None = None
    _asked_at: datetime | None = None
    _keys_at: datetime | None = None

    async def address(self, journey: Journey, return_to: str) -> str | Failure:
        """Where the browser goes to sign in and back to `return_to`; of citizens no name and no address is asked."""
        try:
            metadata = await self._about()
        except (httpx.HTTPError, ValueError, _Unusable) as problem:
            return self._down(problem)
        async with self._client(redirect_uri=return_to) as client:
            address, _state = client.create_authorization_url(
                metadata["authorization_endpoint"],
                scope=self.provider.scope if journey.purpose == Purpose.STAFF else "openid",
                state=journey.state,
                nonce=journey.nonce,
                code_verifier=journey.verifier,
            )
        return str(address)

    async def identity(self, code: str, journey: Journey, return_to: str) -> Identity | Failure:
        """Who has signed in, for the code that they brought back."""
        try:
            metadata = await self._about()
            async with self._client(redirect_uri=return_to) as client:
                token = await client.fetch_token(
                    metadata["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=journey.verifier,
                )
            return await self._identified(token, journey)
        except OAuthError as problem:
            logger.warning("%s gave no token: %s", self.provider.name, problem.error)
            return Failure.REPLAYED if problem.error == "invalid_grant" else Failure.UNVERIFIED
        except JoseError as problem:
            logger.warning("%s signed something else: %s", self.provider.name, type(problem).__name__)
            return Failure.UNVERIFIED
        except (httpx.HTTPError, ValueError, _Unusable) as problem:
            return self._down(problem)

    async def logout(self, token: str) -> Logout | Failure:
        """What a logout token says."""
        try:
            try:
                found = logout_in(self.provider, token, await self._key_set())
            except InvalidKeyIdError:
                found = logout_in(self.provider, token, await self._key_set(again=True))
        except (JoseError, ValueError):
            return Failure.UNVERIFIED
        except (httpx.HTTPError, _Unusable) as problem:
            return self._down(problem)
        return found or Failure.UNVERIFIED

    async def way_out(self, return_to: str) -> str | None:
        """Where the browser goes to sign out there (RP-Initiated Logout 1.0); None if the provider has no such page."""
        try:
            address = (await self._about()).get("end_session_endpoint")
        except (httpx.HTTPError, ValueError, _Unusable):
            return None
        if not address or not self._is_ours(str(address)):
            return None
        query = {"client_id": self.provider.client_id, "post_logout_redirect_uri": return_to}
        return f"{address}{'&' if '?' in str(address) else '?'}{urlencode(query)}"

    async def _identified(self, token: Mapping[str, Any], journey: Journey) -> Identity | Failure:
        signed, access = str(token.get("id_token", "")), str(token.get("access_token", ""))
        try:
            return identity_in(self.provider, signed, await self._key_set(), journey.nonce, access)
        except InvalidKeyIdError:  # the provider may have a new key
            return identity_in(self.provider, signed, await self._key_set(again=True), journey.nonce, access)

    async def _about(self) -> Mapping[str, Any]:
        if self._asked_at is None or now() - self._asked_at > _KNOWN_FOR:
            found = await self._json(self.provider.issuer.rstrip("/") + _DISCOVERY)
            if found.get("issuer") != self.provider.issuer:
                raise _Unusable("it calls itself by another issuer")
            if not all(self._is_ours(str(found.get(name, ""))) for name in _ENDPOINTS):
                raise _Unusable("its addresses lie elsewhere")
            self._metadata, self._asked_at = found, now()
        return self._metadata

    async def _key_set(self, *, again: bool = False) -> KeySet:
        """Its public keys; anew if one is missing, but not more often than once a minute."""
        age = now() - self._keys_at if self._keys_at else _KNOWN_FOR + _KEYS_AGAIN_AFTER
        if self._keys is None or age > (_KEYS_AGAIN_AFTER if again else _KNOWN_FOR):
            self._keys = KeySet.import_key_set(await self._json((await self._about())["jwks_uri"]))  # type: ignore[arg-type]
            self._keys_at = now()
        return self._keys

    def _is_ours(self, address: str) -> bool:
        """Whether an address lies at the configured issuer: nothing else is ever called."""
        return urlsplit(address)[:2] == urlsplit(self.provider.issuer)[:2]

    async def _json(self, address: str) -> dict[str, Any]:
        async with httpx.AsyncClient(timeout=SECONDS, follow_redirects=False) as client:
            answer = (await client.get(address)).raise_for_status().json()
        if not isinstance(answer, dict):
            raise _Unusable("it answers something else")
        return answer

    def _client(self, redirect_uri: str) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            client_id=self.provider.client_id,
            client_secret=self.provider.client_secret,
            scope=self.provider.scope,
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
            timeout=SECONDS,
            follow_redirects=False,
        )

    def _down(self, problem: Exception) -> Failure:
        logger.warning(
            "%s cannot be asked: %s", self.provider.name, problem if str(problem) else type(problem).__name__
        )
        return Failure.DOWN


def conversation_with(site: Site, provider: Provider) -> Conversation:
    """The one conversation that this process has with a provider."""
    key = ("oidc", provider.name, provider.issuer, provider.client_id)
    return site.lasting(key, lambda: Conversation(provider))
