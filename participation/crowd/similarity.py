"""Which contributions are like a text: candidates from the index, then compared word for word as they stand now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from participation.crowd.grams import Weights, cosine, keys, vector
from participation.crowd.index import present_weights, salt_of
from participation.crowd.models import CrowdEntry, CrowdKey
from participation.crowd.sources import Audience, Crowd, Words

SIMILAR = 0.2  # below this, what is alike is German and not the subject
_KEYS_ASKED = 48
_CANDIDATES, _COMPARED = 150, 16


@dataclass(frozen=True)
class Similar:
    """A contribution that is like a text, and how much: 0 to 1, the cosine."""

    words: Words
    score: float

    @property
    def id(self) -> UUID:
        """The id of the contribution."""
        return self.words.id


def similar(
    session: Session,
    crowd: Crowd,
    region_id: UUID,
    text: str,
    limit: int = 5,
    *,
    audience: Audience = Audience.EVERYONE,
    but: Collection[bytes] = (),
    at_least: float = SIMILAR,
    weights: Weights | None = None,
) -> list[Similar]:
    """The contributions of a region that are most like a text, the most similar first.

    Args:
        session: a session that can read.
        crowd: the kinds of contributions to look through.
        region_id: only contributions of this region are found.
        text: what to compare with.
        limit: how many to return at most.
        audience: citizens find public contributions of rounds that are not closed; staff what waits, too.
        but: receipt keys of contributions that are not wanted, that of the text itself for example.
        at_least: the smallest cosine (0 to 1) that counts as similar.
        weights: what `present_weights` gives, where it is at hand already.
    """
    weights = weights or present_weights(session)
    asked = vector(text, weights)
    candidates = [key for key in _candidates(session, region_id, text, weights) if key not in but]
    found = crowd.words_of(session, region_id, candidates, audience)
    compared = [found[key] for key in candidates if key in found][:_COMPARED]
    scored = (Similar(words, cosine(asked, vector(words.text, weights))) for words in compared)
    return sorted((one for one in scored if one.score >= at_least), key=lambda one: (-one.score, one.id))[:limit]


def _candidates(session: Session, region_id: UUID, text: str, weights: Weights) -> list[bytes]:
    """Receipt keys of the contributions that share most keys with a text."""
    numbers = list(keys(text, salt_of(region_id), weights, _KEYS_ASKED))[: 2 * _KEYS_ASKED]
    shared = func.count().label("shared")
    most = (
        select(col(CrowdKey.entry_id), shared)
        .where(col(CrowdKey.number).in_(numbers))
        .group_by(col(CrowdKey.entry_id))
        .order_by(shared.desc(), col(CrowdKey.entry_id))
        .limit(_CANDIDATES)
        .subquery()
    )
    rows = session.exec(
        select(CrowdEntry.receipt_key)
        .join(most, most.c.entry_id == col(CrowdEntry.id))
        .order_by(most.c.shared.desc(), most.c.entry_id)
    )
    return [bytes(key) for key in rows]
