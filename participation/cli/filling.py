"""`seed`: loads `content/`, with `--demo` simulated contributions."""

from __future__ import annotations

import json
from pathlib import Path

import click

from participation import areas
from participation.cli.opening import open_database
from participation.content import load_content
from participation.core.settings import load_settings
from participation.demonstration import add_demo
from participation.migrations import migrate as bring_to_head
from participation.strategy.content.media_files import keep_media
from participation.strategy.media import medium_store
from participation.web.folders import folder


@click.command()
@click.option("--demo", is_flag=True, help="Add demo people and simulated contributions.")
@click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Load this folder instead of the content that comes along.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON only.")
def seed(*, demo: bool, content: Path | None, as_json: bool) -> None:
    """Load `content/` (or the folder named) into the database; repeating changes nothing."""
    with open_database(must_be_current=False) as database:
        bring_to_head(database)
        settings, contents = load_settings()[0], content or folder("content")
        keep_media(medium_store(database, settings), contents)
        added = load_content(database, contents, areas.CONTENT, demo=demo)
        if demo:
            added |= add_demo(database, settings.files_folder)
    if as_json:
        click.echo(json.dumps(added))
        return
    for what, count in added.items():
        click.echo(f"{what}: {count} new")
