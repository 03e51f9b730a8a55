"""A sign-in under way: what the browser carries to the provider and back, and nobody else can."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta

from participation.core.clock import now
from participation.web.security import new_token

COOKIE = "o"
LASTS = timedelta(minutes=10)
_LONGEST = 2_000


@dataclass(frozen=True)
class Journey:
    """A sign-in that one browser has begun; its cookie is the only place where it stands.

    State, nonce and the verifier of PKCE (RFC 7636) are digests of `seed`, 32 random bytes: whoever brings the answer
    of the provider without the cookie, or the cookie of another sign-in, has not begun it here. `errand` is what the
    person wanted.
    """

    provider: str
    purpose: str
    language: str
    errand: Mapping[str, str] = field(default_factory=dict)
    seed: str = field(default_factory=new_token)
    begun_at: int = field(default_factory=lambda: int(now().timestamp()))

    @property
    def state(self) -> str:
        """What the provider gives back."""
        return self._derived("state")

    @property
    def nonce(self) -> str:
        """What stands in the ID token."""
        return self._derived("nonce")

    @property
    def verifier(self) -> str:
        """What proves at the token endpoint that the code was asked for here (43 characters)."""
        return self._derived("verifier")

    @property
    def is_over(self) -> bool:
        """Whether it took too long."""
        return now().timestamp() - self.begun_at > LASTS.total_seconds()

    def is_answered_by(self, state: str) -> bool:
        """Whether that answer belongs to this journey."""
        return hmac.compare_digest(state.encode(), self.state.encode())

    def packed(self) -> str:
        """The value of the cookie."""
        return base64.urlsafe_b64encode(json.dumps(asdict(self)).encode()).decode()

    @classmethod
    def unpacked(cls, value: str | None) -> Journey | None:
        """The journey of a cookie; None for everything that is none."""
        try:
            found = json.loads(base64.urlsafe_b64decode((value or "")[:_LONGEST]))
            texts = {name: str(found[name]) for name in ("provider", "purpose", "language", "seed")}
            errand = {str(name): str(text) for name, text in found["errand"].items()}
            return cls(**texts, errand=errand, begun_at=int(found["begun_at"]))
        except (binascii.Error, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            return None

    def _derived(self, use: str) -> str:
        digest = hashlib.sha256(f"{use} {self.seed}".encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
