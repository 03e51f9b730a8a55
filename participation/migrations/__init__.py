"""Bringing a database to the shape that this version of the program needs."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from participation.core.clock import now
from participation.core.database import Database, back_up

HEAD = "0045"
_FOLDER = Path(__file__).parent


def present_revision(database: Database) -> str | None:
    """The revision that the database is at; None if it is empty."""
    with database.reader.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def migrate(database: Database, *, keep_backup: bool = True) -> bool:
    """Bring the database to the head revision; False if it was there already.

    A filled database file is backed up beside itself before anything changes.
    """
    present = present_revision(database)
    if present == HEAD:
        return False
    if present is not None and keep_backup and database.is_one_file:
        stamp = now().strftime("%Y%m%dT%H%M%S")
        back_up(database, database.path.with_name(f"{database.path.stem}-before-{HEAD}-{stamp}.db"))
    with database.connection() as connection:
        upgrade(connection)
    return True


def upgrade(connection: Connection) -> None:
    """Run the missing migrations on an open connection."""
    from alembic import command  # noqa: PLC0415 - 0.2 s that a start without migrations need not wait
    from alembic.config import Config  # noqa: PLC0415

    configuration = Config()
    configuration.set_main_option("script_location", str(_FOLDER))
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, "head")
