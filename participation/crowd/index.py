"""The index of what is similar: filled in the background, emptied at once when words are taken back."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, exists, func, insert, update
from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.crowd.candidates import take_back
from participation.crowd.grams import Weights, keys
from participation.crowd.models import CrowdEntry, CrowdKey, CrowdWeights
from participation.crowd.sources import Audience, Crowd, CrowdSource, Words
from participation.threads.contributions import contribution_id

KEYS_KEPT = 40
RECENT = timedelta(days=2)
_FIRST_UUID_BITS = 48
_NOTHING = b""  # the digest of words that are to be taken in


def salt_of(region_id: UUID) -> int:
    """What keeps the keys of a region apart from those of others."""
    return zlib.crc32(region_id.bytes)


def present_weights(session: Session) -> Weights:
    """The weights that were counted last; without any everything weighs as much."""
    row = session.get(CrowdWeights, 1)
    return Weights(bytes(row.weights), row.texts) if row else Weights()


def forget(session: Session, receipt_key: bytes) -> None:
    """Take a contribution out of the index in the caller's write transaction: it was withdrawn.

    What staff said about it (its field, its group) goes, too, and so do summaries that were made from its words.
    """
    take_back(session, receipt_key)
    session.execute(delete(CrowdEntry).where(col(CrowdEntry.receipt_key) == receipt_key))


def renew(session: Session, receipt_key: bytes) -> None:
    """Words of a contribution changed or were blackened: the index of the old ones goes at once, in this transaction.

    What staff said about it stays; its words are taken in again in a moment. Summaries that were made from them go.
    """
    take_back(session, receipt_key)
    entry = select(CrowdEntry.id).where(CrowdEntry.receipt_key == receipt_key).scalar_subquery()
    session.execute(delete(CrowdKey).where(col(CrowdKey.entry_id) == entry))
    session.execute(update(CrowdEntry).where(col(CrowdEntry.receipt_key) == receipt_key).values(words_digest=_NOTHING))


def renewed(session: Session, most: int) -> Sequence[CrowdEntry]:
    """Entries whose words have to be taken in again."""
    return session.exec(select(CrowdEntry).where(CrowdEntry.words_digest == _NOTHING).limit(most)).all()


def missing(session: Session, source: CrowdSource, most: int, *, recent: bool) -> list[tuple[UUID, Words]]:
    """Up to `most` contributions of a kind that are not in the index, with their region.

    With `recent` only those that were received in the last days are looked at, which takes a moment only.
    """
    table = source.table
    query = source.chosen(None, Audience.STAFF).add_columns(col(table.region_id))
    query = query.where(~exists().where(col(CrowdEntry.receipt_key) == getattr(table, source.key)))
    if recent:
        first = contribution_id((now() - RECENT).date())
        query = query.where(col(table.id) >= UUID(int=first.int >> 128 - _FIRST_UUID_BITS << 128 - _FIRST_UUID_BITS))
    rows = session.execute(query.limit(most))
    return [(row[-1], Words(source.code, row[0], bytes(row[1]), "\n".join(row[3:-1]), row[2])) for row in rows]


def add(session: Session, region_id: UUID, words: Words, weights: Weights) -> CrowdEntry:
    """Take a contribution into the index."""
    entry = CrowdEntry(region_id=region_id, receipt_key=words.receipt_key, source=words.source, words_digest=_NOTHING)
    session.add(entry)
    session.flush()
    fill(session, entry, words, weights)
    return entry


def fill(session: Session, entry: CrowdEntry, words: Words, weights: Weights) -> None:
    """Note under which keys an entry without any is found."""
    entry.words_digest = words_digest(words.text)
    session.add(entry)
    numbers = keys(words.text, salt_of(entry.region_id), weights, KEYS_KEPT)
    if numbers:
        session.execute(insert(CrowdKey), [{"number": number, "entry_id": entry.id} for number in numbers])


def words_digest(text: str) -> bytes:
    """By which a change of words is noticed."""
    return hashlib.sha256(text.encode()).digest()[:16]


def outdated(session: Session, crowd: Crowd, entries: Sequence[CrowdEntry]) -> tuple[list[bytes], list[bytes]]:
    """Receipt keys of entries whose contribution is gone (rejected, withdrawn), and of those that say something new."""
    found: dict[bytes, Words] = {}
    for region_id in {entry.region_id for entry in entries}:
        found |= crowd.words_of(session, region_id, [entry.receipt_key for entry in entries], Audience.STAFF)
    gone = [entry.receipt_key for entry in entries if bytes(entry.receipt_key) not in found]
    changed = [
        entry.receipt_key
        for entry in entries
        if (words := found.get(bytes(entry.receipt_key))) and words_digest(words.text) != bytes(entry.words_digest)
    ]
    return gone, changed


def entries_after(session: Session, after: int, most: int) -> Sequence[CrowdEntry]:
    """The next entries in the order in which they came."""
    chosen = select(CrowdEntry).where(col(CrowdEntry.id) > after).order_by(col(CrowdEntry.id)).limit(most)
    return session.exec(chosen).all()


def keep_weights(session: Session, weights: Weights) -> None:
    """Keep how much each run of letters tells."""
    session.merge(CrowdWeights(id=1, texts=weights.texts, counted_at=now(), weights=weights.table))
    session.flush()


def is_known(session: Session, receipt_key: bytes) -> bool:
    """Whether a contribution is in the index already."""
    return session.exec(select(CrowdEntry.id).where(CrowdEntry.receipt_key == receipt_key)).first() is not None


def number_of(session: Session, source: CrowdSource) -> int:
    """How many contributions of a kind can be compared, of all regions."""
    chosen = source.chosen(None, Audience.STAFF).subquery()
    return int(session.execute(select(func.count()).select_from(chosen)).scalar_one())
