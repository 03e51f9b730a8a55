"""`export-strategy`: a published version as content files, JSON, PDF or Word document."""

from __future__ import annotations

from pathlib import Path

import click
from sqlmodel import Session, select

from participation.cli.opening import open_database, settings
from participation.core.errors import Invalid, NotFound
from participation.core.files import FileStore
from participation.publications.archive import write_archive
from participation.publications.book import book_of
from participation.publications.models import Form
from participation.publications.press import printed
from participation.regions.models import Region
from participation.strategy.api import version_answer
from participation.strategy.content.frozen import source_of_version
from participation.strategy.media import medium_store
from participation.strategy.models import Strategy, Version
from participation.strategy.versions import numbered_version

FORMS = ("md", "json", *(form.value for form in Form))


@click.command()
@click.argument("strategy")
@click.option("--format", "form", required=True, type=click.Choice(FORMS), help="md is a ZIP of content files.")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@click.option("--region", help="Slug of the region, where several have a strategy of that slug.")
@click.option(
    "--version", "number", type=click.IntRange(min=1), help="Its number; the one that readers see if left out."
)
def export_strategy(strategy: str, form: str, out: Path, *, region: str | None, number: int | None) -> None:
    """Write a published version of STRATEGY (slug) as a file."""
    with open_database() as database, database.reading() as session:
        found = _found(session, strategy, region)
        version = numbered_version(session, found, number or found.latest_version)
        media = medium_store(database, settings())
        if form == "md":
            source = source_of_version(session, found, version, media)
            with out.open("wb") as file:
                write_archive(source, file)
        else:
            out.write_bytes(_written(session, found, version, form, media))
    click.echo(f"{out}: version {version.number} of {strategy}", err=True)


def _written(session: Session, strategy: Strategy, version: Version, form: str, media: FileStore) -> bytes:
    if form == "json":
        return version_answer(session, strategy, version).model_dump_json(indent=2).encode()
    return printed(Form(form), book_of(session, strategy, version, settings().own_origin, media))


def _found(session: Session, slug: str, region: str | None) -> Strategy:
    chosen = select(Strategy).join(Region).where(Strategy.slug == slug, Strategy.latest_version > 0)
    if region:
        chosen = chosen.where(Region.slug == region)
    found = session.exec(chosen).all()
    if not found:
        raise NotFound("There is no published strategy “%(slug)s”.", slug=slug)
    if len(found) > 1:
        raise Invalid("Several regions have a strategy “%(slug)s”; name one with --region.", slug=slug)
    return found[0]
