"""Personal links: 32 random bytes, or a code of 75 bits to type from a letter; only digests are stored."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, delete, select

from participation.core.clock import now
from participation.core.errors import NotFound
from participation.core.identifiers import CROCKFORD, LOOKALIKES, digest
from participation.statements.models import Addressee, AddresseeLink, StatementRound
from participation.web.security import new_token

_LETTERS, _GROUP = 15, 5


def fresh_link() -> str:
    """32 random bytes for an address; shown once, and stored by `keep_link` as a digest only."""
    return new_token()


def fresh_code() -> str:
    """A code that can be typed in the place of a link, three groups of five letters and digits."""
    letters = "".join(secrets.choice(CROCKFORD) for _ in range(_LETTERS))
    return "-".join(letters[at : at + _GROUP] for at in range(0, _LETTERS, _GROUP))


def keep_link(session: Session, addressee_id: UUID, token: str) -> None:
    """Let a fresh link or code work for the addressee; earlier ones go on working."""
    session.add(AddresseeLink(addressee_id=addressee_id, token_hash=_digest(token), made_at=now()))
    session.flush()


def forget_links(session: Session, addressee_id: UUID) -> None:
    """Let no link or code of the addressee work any more."""
    session.exec(delete(AddresseeLink).where(col(AddresseeLink.addressee_id) == addressee_id))


def code_letters(text: str) -> str | None:
    """The letters of a typed code, None if it cannot be one; case, spaces, hyphens and lookalikes are forgiven."""
    letters = "".join(text.split()).replace("-", "").upper().translate(LOOKALIKES)
    return letters if len(letters) == _LETTERS and all(letter in CROCKFORD for letter in letters) else None


def addressee_of(session: Session, token: str, region_id: UUID | None = None) -> Addressee:
    """Whose link or code it is; the region is looked at, too, where it is known.

    Raises:
        NotFound: nobody's, or one that was taken back.
    """
    chosen = (
        select(Addressee)
        .join(AddresseeLink, col(AddresseeLink.addressee_id) == col(Addressee.id))
        .join(StatementRound, col(StatementRound.phase_id) == col(Addressee.phase_id))
        .where(col(AddresseeLink.token_hash) == _digest(token))
    )
    if region_id is not None:
        chosen = chosen.where(col(StatementRound.region_id) == region_id)
    found = session.exec(chosen).first()
    if found is None:
        raise NotFound("This link is not valid. Please use the latest one that you received, or ask the county.")
    return found


def holds_link(session: Any, params: Mapping[str, Any]) -> bool:
    """Whether the path carries somebody's link; only then larger bodies are taken."""
    try:
        addressee_of(session, str(params.get("token", "")))
    except NotFound:
        return False
    return True


def _digest(token: str) -> bytes:
    letters = code_letters(token)
    return digest(f"statement-code:{letters}" if letters else f"statement-link:{token}")
