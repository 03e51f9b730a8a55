"""Keys of the day: what they sign or blur cannot be followed back once they are thrown away."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, select

from participation.brakes.models import DailyKey
from participation.core.clock import now
from participation.core.database import Database, upsert
from participation.core.days import local_day

if TYPE_CHECKING:
    from participation.web.site import Site

_KEYS = DailyKey.__table__  # type: ignore[attr-defined]
_BYTES = 32


@dataclass(frozen=True)
class Keys:
    """The key of today, and before it that of yesterday where there is one: what was signed late is still known."""

    day: date
    secrets: tuple[bytes, ...]

    def sign(self, *parts: object) -> bytes:
        """An HMAC-SHA-256 over the parts with today's key, 32 bytes."""
        return _mac(self.secrets[0], parts)

    def signed(self, signature: bytes, *parts: object) -> bool:
        """Whether one of the keys made this signature of the parts."""
        return any(hmac.compare_digest(_mac(secret, parts)[: len(signature)], signature) for secret in self.secrets)


def _mac(secret: bytes, parts: tuple[object, ...]) -> bytes:
    return hmac.new(secret, "\0".join(map(str, parts)).encode(), hashlib.sha256).digest()


class KeyRing:
    """The keys in memory, read anew every day; yesterday's are dropped with it."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._keys: Keys | None = None

    def keys(self, database: Database) -> Keys:
        """Today's keys; the first one who asks on a day makes the day's."""
        today = local_day(now())
        if self._keys is None or self._keys.day != today:
            self._keys = _read(database, today) or _made(database, today)
        return self._keys


def keys_of(site: Site) -> Keys:
    """The keys of this installation today."""
    return site.lasting("key ring", KeyRing).keys(site.database)


def _read(database: Database, today: date) -> Keys | None:
    known = select(DailyKey).where(col(DailyKey.day) >= today - timedelta(days=1), col(DailyKey.day) <= today)
    with database.reading() as session:
        rows = session.exec(known.order_by(col(DailyKey.day).desc())).all()
    if not rows or rows[0].day != today:
        return None
    return Keys(today, tuple(bytes(row.secret) for row in rows))


def _made(database: Database, today: date) -> Keys:
    with database.connection() as connection:
        new = upsert(connection, _KEYS).values(day=today, secret=secrets.token_bytes(_BYTES))
        connection.execute(new.on_conflict_do_nothing())  # another process may have made it meanwhile
    made = _read(database, today)
    if made is None:
        raise RuntimeError("The key of the day was not kept.")
    return made
