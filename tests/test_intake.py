"""Nothing that was acknowledged is lost, and nothing is stored twice."""

from __future__ import annotations

import asyncio
from typing import ClassVar
from uuid import uuid4

from sqlalchemy import LargeBinary, func
from sqlmodel import Field, SQLModel, select

from participation.core.columns import UUID, Table, primary_key
from participation.core.database import Database
from participation.core.identifiers import digest
from participation.core.intake import Delivery, Intake, Stored


class Card(Table, table=True):
    """A stand-in for what citizens send."""

    __tablename__: ClassVar[str] = "test_card"
    id: UUID = primary_key()
    key: bytes = Field(sa_type=LargeBinary, unique=True)
    payload_hash: bytes = Field(sa_type=LargeBinary)
    words: str


def _delivery(name: str, words: str | None = "words") -> Delivery:
    values = {"id": uuid4(), "key": digest(name), "payload_hash": digest(str(words)), "words": words}
    return Delivery(SQLModel.metadata.tables["test_card"], digest(name), digest(str(words)), values)


async def _store(database: Database, deliveries: list[Delivery]) -> list[Stored | BaseException]:
    intake = Intake(database)
    intake.start()
    try:
        return await asyncio.gather(*(intake.store(delivery) for delivery in deliveries), return_exceptions=True)
    finally:
        intake.stop()


def _count(database: Database) -> int:
    with database.reading() as session:
        return session.exec(select(func.count()).select_from(Card)).one()


def test_the_same_delivery_again_is_stored_once(database: Database) -> None:
    outcomes = asyncio.run(_store(database, [_delivery("a"), _delivery("a"), _delivery("b")]))
    assert outcomes == [Stored.NEW, Stored.AGAIN, Stored.NEW]
    assert _count(database) == 2


def test_the_same_id_with_other_content_is_a_conflict(database: Database) -> None:
    outcomes = asyncio.run(_store(database, [_delivery("a", "first"), _delivery("a", "second")]))
    assert outcomes == [Stored.NEW, Stored.CONFLICT]
    assert _count(database) == 1


def test_a_poison_row_does_not_take_the_others_along(database: Database) -> None:
    outcomes = asyncio.run(_store(database, [_delivery("a"), _delivery("poison", None), _delivery("b")]))
    assert outcomes[0] == outcomes[2] == Stored.NEW
    assert isinstance(outcomes[1], Exception)
    assert _count(database) == 2


def test_five_hundred_at_once_are_all_stored(database: Database) -> None:
    outcomes = asyncio.run(_store(database, [_delivery(str(number)) for number in range(500)]))
    assert set(outcomes) == {Stored.NEW}
    assert _count(database) == 500
