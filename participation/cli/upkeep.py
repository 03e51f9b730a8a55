"""`migrate`, `backup` and `restore`."""

from __future__ import annotations

from pathlib import Path

import click

from participation.cli.opening import open_database
from participation.core.database import back_up, restore_file
from participation.migrations import HEAD, present_revision
from participation.migrations import migrate as bring_to_head
from participation.roadshow.backups import closed_stops, mark_backed_up


@click.command()
def migrate() -> None:
    """Bring the database to this version; a database file is backed up beside itself first."""
    with open_database(must_be_current=False) as database:
        changed = bring_to_head(database)
    click.echo(f"The database is at {HEAD}." + ("" if changed else " Nothing to do."))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write a consistent copy of the database to FILE while it is in use."""
    with open_database(must_be_current=False) as database:
        is_current = present_revision(database) == HEAD
        with database.reading() as session:
            closed = closed_stops(session) if is_current else {}
        back_up(database, file)
        if closed:
            with database.writing() as session:
                mark_backed_up(session, closed)
    click.echo(f"{file}: {file.stat().st_size} bytes")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--force", is_flag=True, help="Replace a database that is not empty.")
def restore(file: Path, *, force: bool) -> None:
    """Put the backup FILE in the database's place; stop the server first."""
    with open_database(must_be_current=False) as database:
        restore_file(database, file, force=force)
    click.echo("Restored.")
