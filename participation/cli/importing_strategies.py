"""`import-strategy`: a document of a county becomes a strategy that nobody but the office sees."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click
from sqlmodel import select

from participation.cli.opening import open_database
from participation.core.errors import NotFound
from participation.regions.models import Region
from participation.strategy.importing.opening import recognise_file
from participation.strategy.importing.storing import store_draft
from participation.strategy.importing.tree import Recognised


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--region", required=True, help="Slug of the region whose strategy it is.")
@click.option("--dry-run", is_flag=True, help="Only show what is recognised; needs no database.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON only.")
def import_strategy(file: Path, region: str, *, dry_run: bool, as_json: bool) -> None:
    """Recognise what FILE (.md, .docx, .txt, .pdf) says and store it as a strategy that is not published."""
    recognition = recognise_file(file)
    if as_json:
        click.echo(json.dumps(recognition.as_document(), ensure_ascii=False))
    else:
        click.echo(recognition.title)
        for element in recognition.elements:
            for line in _outline(element, 1):
                click.echo(line)
        for sentence in recognition.contradictions:
            click.echo(f"! {sentence}")
    if dry_run:
        return
    with open_database() as database, database.writing() as session:
        place = session.exec(select(Region).where(Region.slug == region)).first()
        if place is None:
            raise NotFound("There is no region “%(slug)s”.", slug=region)
        stored = store_draft(session, place, recognition)
        said = "replaced the earlier draft" if stored.replaced else "a new draft"
        slug = stored.strategy.slug
    click.echo(f"{slug}: {said}, not published.", err=True)


def _outline(element: Recognised, depth: int) -> Iterator[str]:
    number = f"{element.number} " if element.number else ""
    words = sum(len(text.split()) for text in element.paragraphs)
    text = f" [{words} words]" if words else ""
    links = "".join(f"\n{'  ' * (depth + 1)}→ {target.title}" for _, target in element.links)
    yield f"{'  ' * depth}{element.kind.value}: {number}{element.title}{text}{links}"
    for child in element.children:
        yield from _outline(child, depth + 1)
