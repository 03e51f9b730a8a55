"""Who somebody is to one survey: an HMAC with a secret of that survey alone, so that no two surveys can be compared."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from uuid import UUID

from sqlmodel import Session, select

from participation.core.codes import BITS, grouped
from participation.core.database import upsert
from participation.core.identifiers import CROCKFORD
from participation.surveys.models import SurveySecret

_SECRETS = SurveySecret.__table__  # type: ignore[attr-defined]
_BYTES = 32


def pseudonym(session: Session, survey_id: UUID, *parts: str) -> bytes:
    """HMAC-SHA-256 over the parts (how somebody is known, and what is known), 32 bytes; needs a writing session.

    The first pseudonym of a survey makes its secret.
    """
    return hmac.new(_secret(session, survey_id), "\0".join(parts).encode(), hashlib.sha256).digest()


def own_code(session: Session, survey_id: UUID, *parts: str) -> str:
    """The one code of a person: whoever comes back, from another device too, has the same."""
    number = int.from_bytes(pseudonym(session, survey_id, "code", *parts), "big")
    return grouped("".join(CROCKFORD[(number >> place) & 31] for place in range(0, BITS, 5)))


def _secret(session: Session, survey_id: UUID) -> bytes:
    known = select(SurveySecret.secret).where(SurveySecret.survey_id == survey_id)
    if session.exec(known).first() is None:
        new = upsert(session.connection(), _SECRETS).values(survey_id=survey_id, secret=secrets.token_bytes(_BYTES))
        session.execute(new.on_conflict_do_nothing())  # somebody else may have made it in this moment
    return bytes(session.exec(known).one())
