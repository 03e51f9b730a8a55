"""The database: an engine to read, one to write, a file lock around SQLite's writes, the few sentences that differ."""

from __future__ import annotations

import fcntl
import re
import sqlite3
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, sql, text
from sqlalchemy.pool import QueuePool
from sqlmodel import Session

from participation.core.database_errors import tell_without_values, told_as_busy
from participation.core.settings import SettingsError
from participation.core.text import msgid
from participation.core.write_lock import WriteLock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

DEFAULT_URL = "sqlite:///var/participation.db"
BUSY_SECONDS = 10
MORE_PROCESSES_NEED_POSTGRESQL = (
    "SQLite serves one process with one worker. For more set PARTICIPATION_DATABASE_URL to a PostgreSQL database."
)
_UNREACHABLE = msgid("The database cannot be reached right now. Please try again in a moment.")
_BUSY = msgid("The database is busy. Nothing was stored; please try again.")
_OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
"""
_POSTGRESQL_TIMEOUTS = "-c statement_timeout=60000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000"


def database_url(configured: str) -> str:
    """The SQLAlchemy URL for a configured one.

    Raises:
        SettingsError: neither SQLite nor PostgreSQL.
    """
    url = configured or DEFAULT_URL
    if url.startswith("sqlite:///"):
        return url
    if re.match(r"postgres(ql)?(\+psycopg)?://", url):
        return re.sub(r"^postgres(ql)?(\+psycopg)?://", "postgresql+psycopg://", url)
    raise SettingsError("PARTICIPATION_DATABASE_URL begins with sqlite:/// or postgresql://.")


class Database:
    """A configured database; `reading()` and `writing()` are the only ways in."""

    def __init__(self, configured: str = "", threads: int = 16) -> None:
        """Open the pools; nothing is connected yet.

        Args:
            configured: the URL from the settings, empty for the default file.
            threads: as many of them use it at once; each may need a second or third while it holds its first.
        """
        self.url = database_url(configured)
        self.is_one_file = self.url.startswith("sqlite")
        self._lock: WriteLock | None = None
        if self.is_one_file:
            self.path = Path(make_url(self.url).database or "")
            self._lock = WriteLock(self.path.with_name(self.path.name + ".lock"))
            self.reader = _file_engine(self.url, threads, writing=False)
            self.writer = _file_engine(self.url, 2, writing=True)
        else:
            self.writer = _server_engine(self.url, threads)
            self.reader = self.writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one snapshot that cannot write.

        Raises:
            Busy: the database cannot be reached or read right now.
        """
        with told_as_busy(_UNREACHABLE), Session(self.reader, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session in one write transaction: committed at the end, rolled back on any error.

        Raises:
            Busy: the database could not be locked or written in time; nothing was stored.
        """
        with self.connection() as connection, Session(connection, expire_on_commit=False) as session:
            yield session
            session.flush()

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """The same as `writing()`, for statements without objects."""
        with self._locked(), told_as_busy(_BUSY), self.writer.begin() as connection:
            yield connection

    @contextmanager
    def _locked(self) -> Iterator[None]:
        if self._lock is None:
            yield
            return
        with self._lock.held():
            yield

    def close(self) -> None:
        """Give all connections back."""
        self.reader.dispose()
        self.writer.dispose()
        if self._lock:
            self._lock.close()


def _server_engine(url: str, size: int) -> Engine:
    engine = create_engine(
        url,
        pool_size=size,
        max_overflow=2 * size,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"options": _POSTGRESQL_TIMEOUTS, "connect_timeout": 10},
    )
    event.listen(engine, "handle_error", tell_without_values)
    return engine


def _file_engine(url: str, size: int, *, writing: bool) -> Engine:
    database = make_url(url).database
    if database:
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0 if writing else 2 * size,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        hide_parameters=True,  # errors go into the log, and what people wrote must not
    )

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, see below
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA cache_size=-16000" if writing else "PRAGMA cache_size=-4000")
        cursor.execute("PRAGMA wal_autocheckpoint=1000" if writing else "PRAGMA wal_autocheckpoint=0")
        cursor.execute("PRAGMA query_only=OFF" if writing else "PRAGMA query_only=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A deferred transaction that reads and then writes fails with "database is locked" whatever the timeout.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def only_one_at_a_time(session: Session | Connection, name: str) -> None:
    """Let one transaction after the other pass here (a hash chain, a counter), until it ends.

    A write transaction on SQLite is alone anyway.
    """
    connection = session.connection() if isinstance(session, Session) else session
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": name})


def skip_locked(session: Session | Connection) -> dict[str, Any]:
    """Arguments for `with_for_update` when several workers take rows: {} where there is only one writer."""
    connection = session.connection() if isinstance(session, Session) else session
    return {"skip_locked": True} if connection.dialect.name == "postgresql" else {}


def upsert(connection: Connection, table: Any) -> Any:
    """The database's own INSERT that has `on_conflict_do_update`/`on_conflict_do_nothing` and `excluded`."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert  # noqa: PLC0415 - only the dialect in use is loaded
    else:
        from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment]  # noqa: PLC0415
    return insert(table)


def upsert_rows(
    connection: Connection,
    table: Any,
    same: Mapping[str, Any],
    columns: Sequence[str],
    rows: list[tuple[Any, ...]],
    on_conflict: Callable[[Any], Any],
) -> None:
    """Insert many rows in their order, as fast as the driver can: without a look at each by SQLAlchemy.

    `same` are the columns with one value for all rows; `columns` the others, numbers and texts only, in the order of
    what is in a row. `on_conflict` completes the INSERT, as `upsert` gives it, with `on_conflict_do_…`.
    """
    if not rows:
        return
    names = [*same, *columns]
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import ARRAY  # noqa: PLC0415 - only the dialect in use is loaded

        given: list[Any] = [sql.literal(value, table.c[name].type) for name, value in same.items()]
        for name, values in zip(columns, zip(*rows, strict=True), strict=True):
            given.append(sql.func.unnest(sql.literal(list(values), ARRAY(table.c[name].type))))
        connection.execute(on_conflict(upsert(connection, table).from_select(names, sql.select(*given))))
        return
    statement = on_conflict(upsert(connection, table).values({name: sql.bindparam(name) for name in names}))
    compiled = statement.compile(dialect=connection.dialect, column_keys=names)
    in_order = itemgetter(*(names.index(name) for name in compiled.positiontup or ()))
    ready = tuple(_for_driver(connection, table.c[name], value) for name, value in same.items())
    connection.exec_driver_sql(str(compiled), [in_order((*ready, *row)) for row in rows])


def _for_driver(connection: Connection, column: Any, value: Any) -> Any:
    process = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    return process(value) if process else value


def back_up(database: Database, target: Path) -> None:
    """Write a consistent copy of a SQLite database while it is in use (VACUUM INTO; a file copy would be damaged).

    Raises:
        SettingsError: PostgreSQL, which has its own tools, or the target exists.
    """
    if not database.is_one_file:
        raise SettingsError("A PostgreSQL database is backed up with pg_dump or pg_basebackup; see docs.")
    if target.exists():
        raise SettingsError(f"{target} exists already; choose another name.")
    target.parent.mkdir(parents=True, exist_ok=True)
    # Our engines begin a transaction with every connection, and VACUUM runs in none.
    with database._locked(), closing(sqlite3.connect(database.path)) as connection:  # noqa: SLF001
        connection.execute("VACUUM INTO ?", (str(target),))


def restore_file(database: Database, source: Path, *, force: bool) -> None:
    """Put a backup in the place of a SQLite database.

    Raises:
        SettingsError: PostgreSQL, a file that is no intact SQLite database, or a filled target without `force`.
    """
    if not database.is_one_file:
        raise SettingsError("A PostgreSQL database is restored with pg_restore or from its base backup; see docs.")
    with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as backup, database._locked():  # noqa: SLF001
        try:
            intact = backup.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        except sqlite3.DatabaseError:
            intact = False
        if not intact:
            raise SettingsError(f"{source} is no intact SQLite database; nothing was changed.")
        with sqlite3.connect(database.path) as present:
            if not force and present.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise SettingsError("The database is not empty; add --force to replace it.")
            backup.backup(present)
        present.close()
    backup.close()


def claim_worker(database: Database) -> AbstractContextManager[object] | None:
    """The right to be the worker of a SQLite installation, held until closed; None if another process has it.

    PostgreSQL has as many workers as are started.
    """
    if not database.is_one_file:
        return nullcontext()
    file = database.path.with_name(database.path.name + ".worker").open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def in_use_elsewhere(database: Database) -> bool:
    """Whether anybody else is connected to it, whoever works on it or serves it above all.

    On PostgreSQL that is anybody with the same name as we.
    """
    if not database.is_one_file:
        with database.reader.connect() as connection:
            return bool(connection.execute(text(_OTHERS)).scalar())
    database.reader.dispose()
    database.writer.dispose()
    with closing(sqlite3.connect(database.path, timeout=0)) as connection:
        try:  # leaving the log is refused while anybody else has the file open; the next connection returns to it
            return bool(connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete")
        except sqlite3.OperationalError:
            return True
