"""Reading what a provider has signed: ID tokens and logout tokens, each claim checked here once more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, InvalidClaimError
from joserfc.jwk import KeySet

from participation.accounts.oidc.failures import Failure
from participation.accounts.oidc.identities import Identity, Logout, identity_key
from participation.accounts.oidc.providers import Provider
from participation.core.clock import now
from participation.core.identifiers import digest

LEEWAY = 60
"""Seconds by which the clocks of two servers may differ."""
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""With keys that the provider publishes; never `none`, never one with the client's secret."""
_TIMES = {"exp", "iat", "nbf"}
_OLDEST_LOGOUT = 600


def identity_in(provider: Provider, token: str, keys: KeySet, nonce: str, access_token: str) -> Identity | Failure:
    """The person of an ID token (OpenID Connect Core 1.0, 3.1.3.7), or why it is not believed.

    Raises:
        InvalidKeyIdError: it was signed with a key that is not among `keys`.
    """
    try:
        decoded = jwt.decode(token, keys, algorithms=_ALGORITHMS)
        options = {"iss": {"essential": True, "value": provider.issuer}}
        params = {"nonce": nonce, "client_id": provider.client_id, "access_token": access_token}
        CodeIDToken(decoded.claims, decoded.header, options, params).validate(int(now().timestamp()), LEEWAY)
    except ExpiredTokenError:
        return Failure.CLOCK
    except InvalidClaimError as problem:
        return Failure.CLOCK if problem.claim in _TIMES else Failure.UNVERIFIED
    claims = decoded.claims
    if not _is_for_us(provider, claims) or claims.get("nonce") != nonce or not claims.get("sub"):
        return Failure.UNVERIFIED
    return Identity(
        issuer=provider.issuer,
        subject=str(claims["sub"]),
        name=str(claims.get("name") or claims.get("preferred_username") or ""),
        email=str(claims.get("email") or "") if claims.get("email_verified", True) is not False else "",
        groups=frozenset(_groups(claims, provider.groups_claim)),
        session=_session_key(provider, claims),
    )


def logout_in(provider: Provider, token: str, keys: KeySet) -> Logout | None:
    """The logout of a logout token (OpenID Connect Back-Channel Logout 1.0, 2.6); None if it is not believed.

    Raises:
        InvalidKeyIdError: it was signed with a key that is not among `keys`.
    """
    claims = jwt.decode(token, keys, algorithms=_ALGORITHMS).claims
    events, jti, subject = claims.get("events"), claims.get("jti"), claims.get("sub")
    is_logout = isinstance(events, dict) and isinstance(events.get(LOGOUT_EVENT), dict) and "nonce" not in claims
    session = _session_key(provider, claims)
    if not is_logout or not jti or not (subject or session) or not _is_for_us(provider, claims) or _is_late(claims):
        return None
    return Logout(str(jti), identity_key(provider.issuer, str(subject)) if subject else None, session)


def _is_for_us(provider: Provider, claims: Mapping[str, Any]) -> bool:
    """Whether this provider issued it, for us: the library's own check let a wrong issuer pass once."""
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    return claims.get("iss") == provider.issuer and provider.client_id in audiences


def _is_late(claims: Mapping[str, Any]) -> bool:
    moment, issued, expires = now().timestamp(), claims.get("iat"), claims.get("exp", now().timestamp())
    if not isinstance(issued, (int, float)) or not isinstance(expires, (int, float)):
        return True
    return not moment - _OLDEST_LOGOUT <= issued <= moment + LEEWAY or expires < moment - LEEWAY


def _session_key(provider: Provider, claims: Mapping[str, Any]) -> bytes | None:
    sid = claims.get("sid")
    return digest(f"oidc session {provider.issuer}\n{sid}") if sid else None


def _groups(claims: Mapping[str, Any], name: str) -> list[str]:
    """The groups of a claim, which may lie inside others: `realm_access.roles`."""
    found: Any = claims.get(name)
    if found is None:
        found = claims
        for part in name.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    return [str(one) for one in found] if isinstance(found, list) else []
