"""What every command opens: the settings and the database they name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from participation.core.database import Database
from participation.core.errors import Conflict
from participation.core.settings import Settings, load_settings
from participation.migrations import HEAD, present_revision


def settings() -> Settings:
    """The settings in force."""
    return load_settings()[0]


@contextmanager
def open_database(*, must_be_current: bool = True) -> Iterator[Database]:
    """The configured database, closed at the end.

    Raises:
        Conflict: it has not been migrated to this version.
    """
    configured = settings()
    database = Database(configured.database_url, configured.threads)
    try:
        if must_be_current and present_revision(database) != HEAD:
            raise Conflict("The database has another version. Run `participation migrate` first.")
        yield database
    finally:
        database.close()
