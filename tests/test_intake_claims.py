"""What can be had only so often is given away only so often, whoever asks at the same time."""

from __future__ import annotations

import asyncio
from typing import ClassVar
from uuid import uuid4

from sqlalchemy import Connection, LargeBinary, func, insert, update
from sqlmodel import Field, SQLModel, col, select

from participation.core.columns import UUID, Table, primary_key
from participation.core.database import Database
from participation.core.identifiers import digest
from participation.core.intake import Claim, Delivery, Intake, Stored


class Parcel(Table, table=True):
    """A stand-in for what citizens send."""

    __tablename__: ClassVar[str] = "test_parcel"
    id: UUID = primary_key()
    key: bytes = Field(sa_type=LargeBinary, unique=True)
    payload_hash: bytes = Field(sa_type=LargeBinary)


class Ticket(Table, table=True):
    """A stand-in for what can be used so many times."""

    __tablename__: ClassVar[str] = "test_ticket"
    name: str = Field(primary_key=True)
    left: int


def _ticket(name: str) -> Claim:
    def take(connection: Connection) -> bool:
        used = update(Ticket).where(col(Ticket.name) == name, col(Ticket.left) > 0).values(left=col(Ticket.left) - 1)
        return connection.execute(used).rowcount == 1

    return Claim(digest(name), take)


def _delivery(name: str, *tickets: str, content: str = "") -> Delivery:
    key, payload = digest(name), digest(content)
    values = {"id": uuid4(), "key": key, "payload_hash": payload}
    claims = tuple(_ticket(ticket) for ticket in tickets)
    return Delivery(SQLModel.metadata.tables["test_parcel"], key, payload, values, claims=claims)


def _tickets(database: Database, **left: int) -> None:
    with database.connection() as connection:
        connection.execute(insert(Ticket), [{"name": name, "left": number} for name, number in left.items()])


def _left(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {ticket.name: ticket.left for ticket in session.exec(select(Ticket))}


def _stored(database: Database) -> int:
    with database.reading() as session:
        return session.exec(select(func.count()).select_from(Parcel)).one()


def _store(database: Database, *deliveries: Delivery, writers: int = 1) -> list[Stored]:
    async def store_all() -> list[Stored]:
        return await asyncio.gather(
            *(intakes[place % writers].store(one) for place, one in enumerate(deliveries)),
        )

    intakes = [Intake(database) for _ in range(writers)]
    for intake in intakes:
        intake.start()
    try:
        return asyncio.run(store_all())
    finally:
        for intake in intakes:
            intake.stop()


def test_thirty_at_once_with_one_ticket_store_one(database: Database) -> None:
    _tickets(database, once=1)
    outcomes = _store(database, *(_delivery(str(number), "once") for number in range(30)))
    assert sorted(outcomes) == [Stored.NEW, *[Stored.REFUSED] * 29]
    assert _stored(database) == 1
    assert _left(database) == {"once": 0}


def test_several_writers_at_once_give_away_no_more_than_there_is(database: Database) -> None:
    _tickets(database, several=7, other=50)
    deliveries = [
        _delivery(str(number), *(("several", "other"), ("other", "several"))[number % 2]) for number in range(60)
    ]
    outcomes = _store(database, *deliveries, writers=3)
    assert outcomes.count(Stored.NEW) == 7
    assert _stored(database) == 7
    assert _left(database) == {"several": 0, "other": 43}


def test_a_refusal_gives_back_what_was_taken_for_it(database: Database) -> None:
    empty = [f"none{number}" for number in range(6)]  # claims are taken in the order of their digests
    _tickets(database, plenty=9, **dict.fromkeys(empty, 0))
    assert _store(database, *(_delivery(name, "plenty", name) for name in empty)) == [Stored.REFUSED] * 6
    assert _left(database)["plenty"] == 9


def test_a_retry_takes_nothing_and_is_told_the_first_answer(database: Database) -> None:
    _tickets(database, once=1)
    assert _store(database, _delivery("a", "once")) == [Stored.NEW]
    assert _store(database, _delivery("a", "once"), _delivery("a", "once", content="other")) == [
        Stored.AGAIN,
        Stored.CONFLICT,
    ]


def test_a_refused_id_can_be_sent_again_with_another_ticket(database: Database) -> None:
    _tickets(database, none=0, one=1)
    assert _store(database, _delivery("a", "none")) == [Stored.REFUSED]
    assert _store(database, _delivery("a", "one")) == [Stored.NEW]


def test_deliveries_without_claims_are_not_kept_waiting(database: Database) -> None:
    _tickets(database, none=0)
    outcomes = _store(database, _delivery("a", "none"), *(_delivery(f"free {number}") for number in range(100)))
    assert outcomes == [Stored.REFUSED, *[Stored.NEW] * 100]
