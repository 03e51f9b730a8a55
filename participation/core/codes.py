"""Codes on letters and cards: 75 random bits that a person can type; only digests of them are stored."""

from __future__ import annotations

import secrets

from participation.core.identifiers import CROCKFORD, LOOKALIKES

BITS = 75
_GROUP = 5
_LENGTH = BITS // 5


def new_code() -> str:
    """A code of 75 random bits in Crockford base32, in three groups of five letters and digits."""
    return grouped("".join(secrets.choice(CROCKFORD) for _ in range(_LENGTH)))


def grouped(letters: str) -> str:
    """A code as it is printed."""
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def code_letters(code: str) -> str | None:
    """The letters of a typed code as they were made, or None if it cannot be one.

    Lower case, spaces, hyphens and the letters that look like digits (O, I, L) are forgiven.
    """
    letters = "".join(code.split()).replace("-", "").upper().translate(LOOKALIKES)
    return letters if len(letters) == _LENGTH and all(letter in CROCKFORD for letter in letters) else None
