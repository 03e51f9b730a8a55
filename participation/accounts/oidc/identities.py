"""Who has signed in at a provider, or out there: known by a digest, never by an address."""

from __future__ import annotations

from dataclasses import dataclass

from participation.core.identifiers import digest


@dataclass(frozen=True)
class Identity:
    """Who has signed in: known by `key`, a digest of issuer and subject; never by an address.

    `issuer` and `subject` make pseudonyms of surveys. `session` is a digest of the provider's name for the session.
    """

    issuer: str
    subject: str
    name: str
    email: str
    groups: frozenset[str]
    session: bytes | None = None

    @property
    def key(self) -> bytes:
        """The digest under which the person is known here."""
        return identity_key(self.issuer, self.subject)


@dataclass(frozen=True)
class Logout:
    """That somebody has signed out at the provider: of all sessions (`identity`), or of one (`session`)."""

    jti: str
    identity: bytes | None
    session: bytes | None


def identity_key(issuer: str, subject: str) -> bytes:
    """The digest for a subject of an issuer."""
    return digest(f"oidc {issuer}\n{subject}")
