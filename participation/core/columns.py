"""Column types and the table base that mean the same on every database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

import orjson
from sqlalchemy import (
    JSON,
    BigInteger,
    Connection,
    DateTime,
    Dialect,
    Enum,
    Index,
    Integer,
    LargeBinary,
    Uuid,
    func,
    select,
    text,
)
from sqlalchemy import Table as SqlTable
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel

from participation.core.identifiers import uuid7

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Digest = LargeBinary
Identifier = Uuid
# A counter that SQLite fills by itself must be INTEGER there; PostgreSQL needs 64 bits.
Serial = BigInteger().with_variant(Integer, "sqlite")
# A table that is its primary key and little else, kept once instead of twice; for `__table_args__`.
CLUSTERED = {"sqlite_with_rowid": False}
_FOREIGN_KEYS = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
"""


class Table(SQLModel):
    """Base of all tables: rows are not validated (forms do that), constraints stand in the database."""

    __tablename__: ClassVar[str]


class UtcTime(TypeDecorator[datetime]):
    """An aware time, stored in UTC; SQLite keeps it without zone, so that it sorts as text."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times: they would be read as something else on another machine."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"A time without zone cannot be stored: {value}")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the interface's
        """Always aware, always UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Json(TypeDecorator[Any]):
    """A JSON document, kept readable: no escapes for umlauts, stable key order."""

    impl = JSON
    cache_ok = True

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine[Any]:
        """Compare as JSON does."""
        return self.impl_instance.coerce_compared_value(op, value)


def dump_json(value: Any) -> str:
    """The one JSON spelling: UTF-8 letters as they are, keys sorted, no spaces; equal values give equal bytes."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def enum_type(kind: type[StrEnum], name: str) -> Enum:
    """A text column with a CHECK for the values of `kind`; `name` becomes part of the constraint's name."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


def replace_check(connection: Connection, table: str, name: str, condition: str) -> None:
    """Give a named CHECK of a table another condition that no stored row contradicts, in a migration.

    SQLite can change that only in its own description of the table, as its documentation says how ("Making other kinds
    of table schema changes"): building the table anew would take along the rows that refer to it.

    Raises:
        LookupError: the table has no such constraint.
    """
    if connection.dialect.name != "sqlite":
        connection.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT {name}"))
        connection.execute(text(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({condition})"))
        return
    described = text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :table")
    sentence = connection.execute(described, {"table": table}).scalar() or ""
    start = sentence.find(f"CONSTRAINT {name} CHECK (")
    if start < 0:
        raise LookupError(f"{table} has no constraint {name}.")
    opening = sentence.index("(", start)
    changed = sentence[: opening + 1] + condition + sentence[_closing(sentence, opening) :]
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    store = text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = :table")
    connection.execute(store, {"sql": changed, "table": table})
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema=RESET")


def _closing(sentence: str, opening: int) -> int:
    """Where the bracket closes that opens at `opening`; brackets in quoted words do not count."""
    depth, quoted = 0, False
    for place in range(opening, len(sentence)):
        letter = sentence[place]
        quoted ^= letter == "'"
        depth += 0 if quoted else (letter == "(") - (letter == ")")
        if not depth:
            return place
    raise LookupError("A bracket is never closed.")


@contextmanager
def references_at_the_end(connection: Connection) -> Iterator[None]:
    """Check inside the block's transaction only at its end whether what rows refer to is there.

    PostgreSQL's keys are taken away and made anew, which every owner of the tables may do; SQLite waits for the commit.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        yield
        return
    keys = connection.execute(text(_FOREIGN_KEYS)).all()
    for table, name, _definition in keys:
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    yield
    for table, name, definition in keys:
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


def continue_numbers(connection: Connection, table: SqlTable) -> None:
    """Let a table's `Serial` go on after the highest number in it; SQLite does that by itself."""
    counted = table.autoincrement_column
    if counted is None or connection.dialect.name == "sqlite":
        return
    highest = connection.execute(select(func.max(counted))).scalar()
    given = {"name": table.name, "column": counted.name, "last": highest or 1, "used": highest is not None}
    connection.execute(text("SELECT setval(pg_get_serial_sequence(:name, :column), :last, :used)"), given)


def without_time_limits(connection: Connection) -> None:
    """Let the transaction take as long as it needs."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")


def primary_key() -> Any:
    """A UUIDv7 primary key, made by us so that rows of one transaction can refer to each other."""
    return Field(default_factory=uuid7, primary_key=True, sa_type=Uuid)


def reference(target: str, *, nullable: bool = False, index: bool = True, on_delete: str = "RESTRICT") -> Any:
    """A foreign key to `target` ("table.column"); indexed, since every join and every deletion needs it."""
    if nullable:
        return Field(default=None, foreign_key=target, index=index, nullable=True, ondelete=on_delete)  # type: ignore[call-overload]
    return Field(foreign_key=target, index=index, ondelete=on_delete)  # type: ignore[call-overload]


def partial_index(name: str, *columns: str, where: str) -> Index:
    """An index of only those rows for which the SQL condition `where` holds; queries use it that state the same."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


__all__ = [
    "CLUSTERED",
    "UUID",
    "Digest",
    "Json",
    "Serial",
    "Table",
    "UtcTime",
    "continue_numbers",
    "dump_json",
    "enum_type",
    "partial_index",
    "primary_key",
    "reference",
    "references_at_the_end",
    "replace_check",
    "without_time_limits",
]
