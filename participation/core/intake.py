"""What citizens and tablets send: one writer thread, many rows per commit, each told only when it is on disk."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from participation.core.errors import Busy, ParticipationError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection
    from sqlalchemy import Table as SqlTable

    from participation.core.database import Database

logger = logging.getLogger(__name__)
BATCH = 256


class Stored(StrEnum):
    """What became of a delivery."""

    NEW = "new"
    AGAIN = "again"  # the same id with the same content: the first answer holds
    CONFLICT = "conflict"  # the same id with other content: nothing was stored
    REFUSED = "refused"  # what it claims is taken already: nothing was stored


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that only so many deliveries can have, an invitation for example; taken in the delivery's commit.

    `take` changes the database and says whether it was to be had. Everybody takes claims in the order of their keys,
    so that two writers never wait for one another.
    """

    key: bytes
    take: Callable[[Connection], bool]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One contribution on its way to the disk.

    `table` has the unique column `key` and the column `payload_hash` (32 bytes each); `followers` are rows stored with
    it in the same commit, only when it is new. A new one is refused unless it gets all its `claims`; one that is stored
    already claims nothing, so that a retry is told what the first one was.
    """

    table: SqlTable
    key: bytes
    payload_hash: bytes
    values: Mapping[str, Any]
    followers: Sequence[tuple[SqlTable, Mapping[str, Any]]] = ()
    claims: Sequence[Claim] = ()


@dataclass(slots=True)
class _Waiting:
    delivery: Delivery
    loop: asyncio.AbstractEventLoop
    answer: asyncio.Future[Stored]
    outcome: Stored | None = None
    problem: BaseException | None = None


@dataclass
class Intake:
    """The queue and its writer thread.

    Raises (from `store`):
        Busy: the queue is full, the writer has stopped, or the database refuses; nothing was stored.
        Conflict-like refusals are values (`Stored.CONFLICT`, `Stored.REFUSED`), not exceptions.
    """

    database: Database
    capacity: int = 5_000
    alive_at: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        """Prepare the queue; `start` starts the thread."""
        self._waiting: deque[_Waiting] = deque()
        self._wake = threading.Condition()
        self._stopping = False
        self._thread: threading.Thread | None = None
        self.stored = 0

    @property
    def waiting(self) -> int:
        """How many deliveries wait for the writer."""
        return len(self._waiting)

    def start(self) -> None:
        """Start the writer."""
        self._stopping = False
        self._thread = threading.Thread(target=self._write_forever, name="intake", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Write what is waiting, then end."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if self._thread:
            self._thread.join()
            self._thread = None

    @property
    def is_running(self) -> bool:
        """Whether the writer thread lives."""
        return self._thread is not None and self._thread.is_alive()

    async def store(self, delivery: Delivery) -> Stored:
        """Store a delivery; returns when it is on disk. A caller that goes away does not take its row along."""
        loop = asyncio.get_running_loop()
        item = _Waiting(delivery, loop, loop.create_future())
        with self._wake:
            if len(self._waiting) >= self.capacity or self._stopping or not self.is_running:
                raise Busy("So many contributions arrive that yours could not be taken yet. Please send it again.")
            self._waiting.append(item)
            self._wake.notify()
        return await asyncio.shield(item.answer)

    def _write_forever(self) -> None:
        while True:
            with self._wake:
                while not self._waiting and not self._stopping:
                    self._wake.wait(timeout=1)
                    self.alive_at = time.monotonic()
                if not self._waiting:
                    return
                batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
            self._write(batch)
            self.alive_at = time.monotonic()

    def _write(self, batch: list[_Waiting], *, tries: int = 2) -> None:
        try:
            with self.database.connection() as connection:
                _store_all(connection, batch)
        except Exception as problem:  # noqa: BLE001 - whatever it is, every waiting person gets an answer
            if len(batch) > 1 and not isinstance(problem, Busy):
                for item in batch:  # one poison row must not take the others along
                    self._write([item])
                return
            if isinstance(problem, IntegrityError) and tries > 1:  # another process stored the same key first
                self._write(batch, tries=tries - 1)
                return
            _log(problem)
            for item in batch:
                item.problem = (
                    problem
                    if isinstance(problem, ParticipationError)
                    else Busy("Nothing was stored. Please send it again.")
                )
        self.stored += sum(item.problem is None and item.outcome is Stored.NEW for item in batch)
        _answer(batch)


def _log(problem: Exception) -> None:
    # The sentence of a database error would carry the row, and with it what a person wrote.
    logger.error("Intake refused a delivery: %s", type(getattr(problem, "orig", None) or problem).__name__)


def _store_all(connection: Connection, batch: list[_Waiting]) -> None:
    by_table: dict[SqlTable, list[_Waiting]] = {}
    for item in batch:
        by_table.setdefault(item.delivery.table, []).append(item)
    followers: dict[SqlTable, list[Mapping[str, Any]]] = {}
    for table, items in by_table.items():
        new = _decide(connection, items, _known(connection, table, items))
        if new:
            connection.execute(insert(table), [item.delivery.values for item in new])
        for item in new:
            for follower, values in item.delivery.followers:
                followers.setdefault(follower, []).append(values)
    for table, rows in followers.items():
        connection.execute(insert(table), rows)


def _known(connection: Connection, table: SqlTable, items: list[_Waiting]) -> dict[bytes, bytes]:
    keys = [item.delivery.key for item in items]
    rows = connection.execute(select(table.c.key, table.c.payload_hash).where(table.c.key.in_(keys)))
    return {bytes(key): bytes(payload) for key, payload in rows}


def _decide(connection: Connection, items: list[_Waiting], known: dict[bytes, bytes]) -> list[_Waiting]:
    """Say what becomes of each delivery; returns those that are new and got what they claim."""
    new = []
    for item in sorted(items, key=_first_claim):
        stored = known.get(item.delivery.key)
        if stored is not None:
            item.outcome = Stored.AGAIN if stored == item.delivery.payload_hash else Stored.CONFLICT
        elif not _claimed(connection, item.delivery.claims):
            item.outcome = Stored.REFUSED
        else:
            known[item.delivery.key] = item.delivery.payload_hash
            item.outcome = Stored.NEW
            new.append(item)
    return new


def _first_claim(item: _Waiting) -> bytes:
    """The order in which a batch takes claims; deliveries without any keep their order, before the others."""
    return min((claim.key for claim in item.delivery.claims), default=b"")


def _claimed(connection: Connection, claims: Sequence[Claim]) -> bool:
    if len(claims) < 2:  # noqa: PLR2004 - a refused one alone has taken nothing
        return all(claim.take(connection) for claim in claims)
    savepoint = connection.begin_nested()  # what was taken before a refusal must be given back
    if all(claim.take(connection) for claim in sorted(claims, key=lambda claim: claim.key)):
        savepoint.commit()
        return True
    savepoint.rollback()
    return False


def _answer(batch: list[_Waiting]) -> None:
    by_loop: dict[asyncio.AbstractEventLoop, list[_Waiting]] = {}
    for item in batch:
        by_loop.setdefault(item.loop, []).append(item)
    for loop, items in by_loop.items():
        try:
            loop.call_soon_threadsafe(_resolve, items)
        except RuntimeError:  # the loop is closed: its clients are gone, their rows are stored
            logger.info("%d answers had nobody left to hear them", len(items))


def _resolve(items: list[_Waiting]) -> None:
    for item in items:
        if item.answer.done():
            continue
        if item.problem is not None:
            item.answer.set_exception(item.problem)
        elif item.outcome is not None:
            item.answer.set_result(item.outcome)
