"""Keys of the day: what they sign or blur cannot be followed back once they are thrown away."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection
from sqlmodel import Session, col, select

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

    def keys(self, database: Database, session: Session | None = None) -> Keys:
        """Today's keys; the first one who asks on a day makes the day's.

        Whoever asks inside a write transaction hands its session over, since nobody else can write meanwhile.
        """
        today = local_day(now())
        if self._keys is None or self._keys.day != today:
            own = session.get_bind() if session else None
            known = _read(database, today)
            if known is None and isinstance(own, Connection):
                return _made(own, today)  # not kept here: the transaction may still be rolled back
            if known is None:
                with database.connection() as connection:
                    known = _made(connection, today)
            self._keys = known
        return self._keys


def keys_of(site: Site, session: Session | None = None) -> Keys:
    """The keys of this installation today; `session` as for `KeyRing.keys`."""
    return site.lasting("key ring", KeyRing).keys(site.database, session)


def _read(database: Database, today: date) -> Keys | None:
    with database.reading() as session:
        return _known(session, today)


def _known(session: Session, today: date) -> Keys | None:
    known = select(DailyKey).where(col(DailyKey.day) >= today - timedelta(days=1), col(DailyKey.day) <= today)
    rows = session.exec(known.order_by(col(DailyKey.day).desc())).all()
    if not rows or rows[0].day != today:
        return None
    return Keys(today, tuple(bytes(row.secret) for row in rows))


def _made(connection: Connection, today: date) -> Keys:
    new = upsert(connection, _KEYS).values(day=today, secret=secrets.token_bytes(_BYTES))
    connection.execute(new.on_conflict_do_nothing())  # another process may have made it meanwhile
    made = _known(Session(connection), today)
    if made is None:
        raise RuntimeError("The key of the day was not kept.")
    return made
