"""A small calculation that costs a machine time: find a number whose SHA-256 begins with enough zero bits."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from participation.brakes.daily_keys import Keys
from participation.brakes.models import SpentChallenge
from participation.core.clock import now
from participation.core.database import upsert
from participation.core.identifiers import digest
from participation.core.intake import Claim

VALID_FOR = timedelta(hours=6)
LONGEST_PROOF = 200
_SIGNATURE_BYTES = 16
_SPENT = SpentChallenge.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Challenge:
    """A signed challenge; `text:number` proves it if its SHA-256 begins with at least `bits` zero bits."""

    text: str
    bits: int
    expires_at: datetime

    @property
    def sum(self) -> tuple[int, int]:
        """Two numbers from 1 to 9 that somebody without scripts adds instead."""
        digest_ = hashlib.sha256(f"sum {self.text}".encode()).digest()
        return digest_[0] % 9 + 1, digest_[1] % 9 + 1

    @property
    def spending(self) -> Claim:
        """That nobody answers this challenge a second time, by calculating or by adding."""
        return Claim(digest(f"challenge {self.text}"), self.spend)

    def spend(self, connection: Connection) -> bool:
        """Use the challenge up; False if it was used before."""
        row = {"key": digest(f"challenge {self.text}"), "expires_at": self.expires_at}
        new = upsert(connection, _SPENT).values(row).on_conflict_do_nothing()
        return connection.execute(new.returning(_SPENT.c.key)).first() is not None


def new_challenge(keys: Keys, purpose: object, bits: int) -> Challenge:
    """A challenge for a survey (its id) or another purpose; about 2**bits hashes solve it."""
    expires_at = (now() + VALID_FOR).replace(microsecond=0)
    body = f"{secrets.token_hex(12)}.{int(expires_at.timestamp())}.{bits}"
    signature = keys.sign("challenge", purpose, body)[:_SIGNATURE_BYTES].hex()
    return Challenge(f"{body}.{signature}", bits, expires_at)


def challenge_from(keys: Keys, purpose: object, text: str) -> Challenge | None:
    """A challenge that we signed for this purpose and that has not expired; None for everything else."""
    body, _, signature = text.rpartition(".")
    parts = body.split(".")
    try:
        signed = keys.signed(bytes.fromhex(signature), "challenge", purpose, body)
    except ValueError:
        return None
    if not signed or len(signature) != 2 * _SIGNATURE_BYTES or len(parts) != 3:  # noqa: PLR2004 - salt, expiry, bits
        return None
    expires_at = datetime.fromtimestamp(int(parts[1]), UTC)
    return Challenge(text, int(parts[2]), expires_at) if expires_at > now() else None


def proven(keys: Keys, purpose: object, proof: str) -> Challenge | None:
    """The challenge that a proof solves, None if it does not."""
    if len(proof) > LONGEST_PROOF:
        return None
    text, _, number = proof.rpartition(":")
    challenge = challenge_from(keys, purpose, text)
    if challenge is None or not number:
        return None
    return challenge if zero_bits(proof) >= challenge.bits else None


def zero_bits(proof: str) -> int:
    """How many bits SHA-256 of the text begins with that are zero."""
    value = int.from_bytes(hashlib.sha256(proof.encode()).digest(), "big")
    return 256 - value.bit_length()
