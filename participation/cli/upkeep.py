"""`migrate`, `backup`, `restore` and `move`."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from participation.cli.moving import move as move_rows
from participation.cli.opening import open_database
from participation.core.database import Database, back_up, restore_file
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


@click.command()
@click.argument("target_url")
def move(target_url: str) -> None:
    """Copy the database into the empty one at TARGET_URL and compare each table; stop the server first."""
    with open_database() as source, closing(Database(target_url)) as target:
        moved = move_rows(source, target)
    for content in moved:
        click.echo(f"{content.table:40} {content.rows:>12} {content.checksum:064x}")
    rows = sum(content.rows for content in moved)
    click.echo(f"{len(moved)} tables, {rows} rows: the same in both databases. Uploaded files stay where they are.")
