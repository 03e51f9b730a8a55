"""Invitation codes: made once, written down nowhere, found by their digest, used so many times and no more."""

from __future__ import annotations

from sqlalchemy import Connection, update
from sqlmodel import col

from participation.core.codes import code_letters
from participation.core.identifiers import digest
from participation.core.intake import Claim
from participation.surveys.models import InvitationCode


def code_hash(code: str) -> bytes | None:
    """The digest under which a typed code is found, or None if it cannot be one."""
    letters = code_letters(code)
    return digest("invitation:" + letters) if letters else None


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
