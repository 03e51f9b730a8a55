"""Invitation codes: made once, written down nowhere, found by their digest, used so many times and no more."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, update
from sqlmodel import col

from participation.core.identifiers import CROCKFORD, LOOKALIKES, digest
from participation.core.intake import Claim
from participation.surveys.models import InvitationCode

BITS = 75
_GROUP = 5
_LENGTH = BITS // 5


def new_code() -> str:
    """A code of 75 random bits in Crockford base32, in three groups of five letters and digits."""
    letters = "".join(secrets.choice(CROCKFORD) for _ in range(_LENGTH))
    return grouped(letters)


def grouped(letters: str) -> str:
    """A code as it is printed."""
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def code_hash(code: str) -> bytes | None:
    """The digest under which a typed code is found, or None if it cannot be one.

    Lower case, spaces, hyphens and the letters that look like digits (O, I, L) are forgiven.
    """
    letters = "".join(code.split()).replace("-", "").upper().translate(LOOKALIKES)
    if len(letters) != _LENGTH or any(letter not in CROCKFORD for letter in letters):
        return None
    return digest("invitation:" + letters)


def use_of(found: bytes) -> Claim:
    """One use of the code with this digest; neither when nor for what is kept."""

    def take(connection: Connection) -> bool:
        free = (
            col(InvitationCode.code_hash) == found,
            col(InvitationCode.uses) < col(InvitationCode.most_uses),
            col(InvitationCode.is_void).is_(False),
        )
        used = update(InvitationCode).where(*free).values(uses=col(InvitationCode.uses) + 1)
        return connection.execute(used).rowcount == 1

    return Claim(found, take)
