"""A whole database into an empty one, of another kind or not: in one transaction, compared before it is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, Table, Text, cast, column, insert, inspect, select, table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import UserDefinedType
from sqlmodel import SQLModel

from participation import tables  # noqa: F401 - loads every table
from participation.core.columns import Json, continue_numbers, references_at_the_end, without_time_limits
from participation.core.database import Database, claim_worker, in_use_elsewhere
from participation.core.errors import Conflict
from participation.core.search import fill_index
from participation.migrations import HEAD, migrate, present_revision

_ROWS_AT_ONCE = 1_000


class _JsonText(UserDefinedType[str]):
    """JSON exactly as it is spelled: parsed, an empty field and the document `null` would become the same."""

    cache_ok = True

    def get_col_spec(self, **_more: Any) -> str:
        """The column's type."""
        return "JSON"


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a table; `checksum` is the sum of the SHA-256 of its rows, so their order does not count."""

    table: str
    rows: int
    checksum: int


def move(source: Database, target: Database) -> list[Content]:
    """Copy all rows of `source` into `target`, which gets its tables if it has none; returns what is there now.

    Nothing stays in the target unless every table was read back with the same number of rows and the same checksum.

    Raises:
        Conflict: the target is filled, one of them has another version or is in use, or the contents differ.
    """
    claim = None if in_use_elsewhere(source) else claim_worker(source)
    if claim is None or in_use_elsewhere(target):
        raise Conflict("One of the databases is in use. Stop the server, `work` and what else is connected first.")
    with claim:
        _check_versions(source, target)
        with target.connection() as writing, source.reader.connect() as reading:
            return _moved(reading, writing)


def _check_versions(source: Database, target: Database) -> None:
    if present_revision(source) != HEAD:
        raise Conflict("The database has another version. Run `participation migrate` first.")
    with target.reader.connect() as looking:
        has_tables = bool(inspect(looking).get_table_names())
    if not has_tables:
        migrate(target)
    if present_revision(target) != HEAD:
        raise Conflict("The target has tables already, of something else or of another version. Name an empty one.")


def _moved(reading: Connection, writing: Connection) -> list[Content]:
    for connection in (reading, writing):
        without_time_limits(connection)
    ours = _tables(reading)
    for one in ours:
        if writing.execute(select(one).limit(1)).first():
            raise Conflict("The target is not empty: there are rows in %(table)s.", table=one.name)
    with references_at_the_end(writing):
        sent = [_copied(reading, writing, one) for one in ours]
    fill_index(writing)
    arrived = [_content(one, _batches(writing, one)) for one in ours]
    for here, there in zip(sent, arrived, strict=True):
        if here != there:
            raise Conflict("The contents of %(table)s differ. Nothing was moved.", table=here.table)
    return arrived


def _tables(connection: Connection) -> list[Table]:
    """The program's tables, those first that others refer to."""
    present = set(inspect(connection).get_table_names())
    return [one for one in SQLModel.metadata.sorted_tables if one.name in present]


def _copied(reading: Connection, writing: Connection, one: Table) -> Content:
    kinds = [column(field.name, _JsonText() if _is_json(field) else field.type) for field in one.columns]
    statement = insert(table(one.name, *kinds))
    names = [field.name for field in one.columns]

    def passed_on() -> Iterator[Sequence[Any]]:
        for rows in _batches(reading, one):
            writing.execute(statement, [dict(zip(names, row, strict=True)) for row in rows])
            yield rows

    try:
        content = _content(one, passed_on())
        continue_numbers(writing, one)
    except DBAPIError as problem:
        reason = type(problem.orig).__name__
        raise Conflict("%(table)s was refused: %(reason)s. Nothing was moved.", table=one.name, reason=reason) from None
    return content


def _batches(connection: Connection, one: Table) -> Iterator[Sequence[Any]]:
    fields = [cast(field, Text) if _is_json(field) else field for field in one.columns]
    streaming = connection.execution_options(yield_per=_ROWS_AT_ONCE)
    yield from streaming.execute(select(*fields).select_from(one)).partitions()


def _is_json(field: Any) -> bool:
    return isinstance(field.type, Json)


def _content(one: Table, batches: Iterator[Sequence[Any]]) -> Content:
    rows, checksum = 0, 0
    for batch in batches:
        rows += len(batch)
        checksum += sum(_hash(row) for row in batch)
    return Content(one.name, rows, checksum % 2**256)


def _hash(row: Any) -> int:
    return int.from_bytes(hashlib.sha256(orjson.dumps(list(row), default=bytes.hex)).digest())
