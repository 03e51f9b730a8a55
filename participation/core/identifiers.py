"""Ids and codes: UUIDv7 for rows, digests for secrets, receipt codes that a person can read aloud."""

from __future__ import annotations

import hashlib
import os
import time
from uuid import UUID

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_RECEIPT_BITS = 80
_RECEIPT_LENGTH = _RECEIPT_BITS // 5


def uuid7() -> UUID:
    """A time-ordered random id (RFC 9562, version 7): 48 bits of Unix milliseconds, 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    number = (milliseconds << 80) | int.from_bytes(os.urandom(10), "big")
    number = number & ~(0xF << 76) | (0x7 << 76)
    number = number & ~(0x3 << 62) | (0x2 << 62)
    return UUID(int=number)


def uuid_or_none(text: str) -> UUID | None:
    """The id that a text is, None if it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def digest(text: str) -> bytes:
    """SHA-256 of the UTF-8 text, 32 bytes: what is stored instead of a secret."""
    return hashlib.sha256(text.encode()).digest()


def receipt_code(client_id: UUID) -> str:
    """The Rückmeldecode of a contribution: 80 bits of SHA-256("receipt:" + id) in Crockford base32, in groups of four.

    A tablet computes the same code without a network, and a retry shows the same code again.
    """
    number = int.from_bytes(hashlib.sha256(f"receipt:{client_id}".encode()).digest()[: _RECEIPT_BITS // 8], "big")
    letters = [CROCKFORD[(number >> shift) & 31] for shift in range(_RECEIPT_BITS - 5, -1, -5)]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, _RECEIPT_LENGTH, 4))


def receipt_key(code: str) -> bytes | None:
    """The digest under which a typed receipt code is found, or None if it cannot be one.

    Lower case, spaces, hyphens and the letters that look like digits (O, I, L) are forgiven.
    """
    letters = "".join(code.split()).replace("-", "").upper().translate(LOOKALIKES)
    if len(letters) != _RECEIPT_LENGTH or any(letter not in CROCKFORD for letter in letters):
        return None
    return digest("receipt-code:" + letters)


def receipt_key_of(client_id: UUID) -> bytes:
    """The digest of the receipt code that belongs to a client's id."""
    return digest("receipt-code:" + receipt_code(client_id).replace("-", ""))
