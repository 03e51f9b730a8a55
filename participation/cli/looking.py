"""`routes`, `openapi`, `settings` and `journal verify`: what there is."""

from __future__ import annotations

import json
import sys

import click

from participation.core.settings import load_settings


@click.command()
def routes() -> None:
    """The route table: who may use what."""
    from participation.areas import PAGES  # noqa: PLC0415 - `settings` needs no areas
    from participation.web.routes import access_table  # noqa: PLC0415

    click.echo(access_table(PAGES), nl=False)


@click.command()
def openapi() -> None:
    """The OpenAPI document of the JSON API."""
    from participation.areas import ENDPOINTS  # noqa: PLC0415
    from participation.web.openapi import openapi_document  # noqa: PLC0415

    click.echo(json.dumps(openapi_document(ENDPOINTS), ensure_ascii=False, indent=2))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON only.")
def settings(*, as_json: bool) -> None:
    """Every setting, its value and where it comes from."""
    listed = load_settings()[1]
    if as_json:
        click.echo(json.dumps([vars(setting) for setting in listed], ensure_ascii=False, indent=2))
        return
    for setting in listed:
        click.echo(f"{setting.name:<18} {setting.value!s:<34} {setting.source:<28} {setting.description}")


@click.group()
def journal() -> None:
    """The audit journal."""


@journal.command()
def verify() -> None:
    """Check the hash chain; exit 1 and the numbers of the broken entries if it does not hold."""
    from participation.cli.opening import open_database  # noqa: PLC0415
    from participation.core.journal import broken_links  # noqa: PLC0415

    with open_database() as database, database.reading() as session:
        broken = list(broken_links(session))
    if broken:
        click.echo(f"The journal was changed at entries {', '.join(map(str, broken[:20]))}.", err=True)
        sys.exit(1)
    click.echo("The journal is whole.")
