"""The guards in front of everything: known hosts, same origin for writing, security headers on every answer."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from participation.core.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
_TRANSPORT = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")
_LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "testserver"}
_SAFE = {"GET", "HEAD", "OPTIONS"}


class Guards:
    """ASGI middleware; nothing stands in front of it."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Remember which origins are ours."""
        self._app = app
        self._origins = {origin.lower() for origin in settings.public_origins}
        self._hosts = {urlsplit(origin).netloc for origin in self._origins}
        self._headers = [*_HEADERS]
        if any(origin.startswith("https:") for origin in self._origins):
            self._headers.append(_TRANSPORT)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on and add the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = self._headers

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"].extend(headers)
            await send(message)

        if refusal := self._refusal(scope):
            await refusal(scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        given = dict(scope["headers"])
        host = given.get(b"host", b"").decode("latin-1").lower()
        if host not in self._hosts and _without_port(host) not in _LOOPBACK:
            return PlainTextResponse("This host name is not served here. Set PARTICIPATION_PUBLIC_ORIGINS.\n", 421)
        if scope["method"] in _SAFE or self._same_origin(given, host):
            return None
        return PlainTextResponse("The form was sent from another web site and was not accepted.\n", 403)

    def _same_origin(self, given: dict[bytes, bytes], host: str) -> bool:
        """The rules of Go 1.25's CrossOriginProtection: Sec-Fetch-Site, else Origin against Host, else no cookie."""
        origin = given.get(b"origin", b"").decode("latin-1").lower()
        if origin and origin in self._origins:
            return True
        if site := given.get(b"sec-fetch-site"):
            return site in {b"same-origin", b"none"}
        if origin:
            return origin.partition("://")[2] == host
        return b"cookie" not in given


def _without_port(host: str) -> str:
    return host.rsplit(":", 1)[0] if host.rsplit(":", 1)[-1].isdecimal() else host


def new_token() -> str:
    """32 random bytes, URL-safe: a session, a sign-in link, a device."""
    return secrets.token_urlsafe(32)
