"""A real OpenID Connect provider on loopback, with what an attacker would like to change."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import uuid4

import httpx2 as httpx

from participation.core.clock import now

_ROOT = Path(__file__).resolve().parent.parent
NAME, CLIENT = "kreis", "beteiligung"
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"


@dataclass
class RunningProvider:
    """The provider, by its issuer."""

    issuer: str

    def settings(self, *purposes: str, **more: Any) -> dict[str, Any]:
        """The table of settings for it."""
        roles = {"redaktion": "editor", "it": ["admin"], "boerde": "editor@boerde"}
        known = {"name": NAME, "label": "Konto des Kreises", "issuer": self.issuer, "client_id": CLIENT}
        return known | {"client_secret": "geheim", "purposes": list(purposes), "roles": roles} | more

    def person(self, sub: str, **claims: Any) -> None:
        """Let somebody have an account there."""
        httpx.put(f"{self.issuer}/users/{sub}", json=claims).raise_for_status()

    def lies(self, **about: str) -> None:
        """Let it do something wrong from now on; nothing is wrong without arguments."""
        httpx.put(f"{self.issuer}/lies", json=about).raise_for_status()

    def answer(self, address: str, sub: str = "", *, action: str = "", **changed: str) -> str:
        """Sign in there as `sub` (or press `action`); the address to which the browser is sent back."""
        parts = urlsplit(address)
        query = urlencode(dict(parse_qsl(parts.query)) | changed)
        form = {"action": action} if action else {"sub": sub}
        answer = httpx.post(f"{self.issuer}{parts.path}?{query}", data=form, follow_redirects=False)
        assert answer.status_code == httpx.codes.FOUND, answer.text
        back = urlsplit(answer.headers["location"])
        # This provider forgets the state when somebody declines; others are told to send it (RFC 6749, 4.1.2.1).
        state = {"state": dict(parse_qsl(parts.query))["state"]} if action else {}
        return f"{back.path}?{urlencode(dict(parse_qsl(back.query)) | state)}"

    def signed(self, **claims: Any) -> str:
        """A token with the provider's own key."""
        return httpx.post(f"{self.issuer}/sign", json=claims).raise_for_status().text

    def logout_token(self, **changed: Any) -> str:
        """A logout token as the provider would send it, but for what is changed (None: left out)."""
        moment = int(now().timestamp())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": moment, "exp": moment + 120, "jti": str(uuid4())}
        claims |= {"events": {LOGOUT_EVENT: {}}} | changed
        return self.signed(**{name: value for name, value in claims.items() if value is not None})


def _environment() -> dict[str, str]:
    return os.environ | {"AUTHLIB_INSECURE_TRANSPORT": "1"}  # it may sign for any host over plain http


@contextmanager
def running_provider() -> Iterator[RunningProvider]:
    """A running provider, a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.provider_process"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=_ROOT, env=_environment()
    )
    assert process.stdout is not None
    try:
        yield RunningProvider(f"http://127.0.0.1:{int(process.stdout.readline())}")
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()
