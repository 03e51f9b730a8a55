"""`person add`: staff accounts."""

from __future__ import annotations

import json
from datetime import timedelta

import click

from participation.accounts.actions import grant_role
from participation.accounts.models import Role
from participation.accounts.sessions import issue_link
from participation.cli.opening import open_database, settings
from participation.core.errors import Conflict
from participation.regions.queries import region_by_slug

_LINK_LASTS = timedelta(hours=24)


@click.group()
def person() -> None:
    """Staff accounts."""


@person.command()
@click.argument("email")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]), help="What they may do.")
@click.option("--region", help="Slug of the region; without it the role holds in all regions.")
@click.option("--name", default="", help="Shown to colleagues.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON only.")
def add(email: str, role: str, region: str | None, name: str, *, as_json: bool) -> None:
    """Give EMAIL a role and print a one-time sign-in link (valid for 24 hours)."""
    configured = settings()
    with open_database() as database, database.writing() as session:
        region_id = region_by_slug(session, region).id if region else None
        account = grant_role(session, email, Role(role), region_id, name=name)
        token = issue_link(session, account, _LINK_LASTS)
        if token is None:
            raise Conflict("There are already several unused links for this person. Use one, or wait a day.")
        address = account.email
    link = f"{configured.own_origin}/de/verwaltung/anmelden/link/{token}"
    click.echo(json.dumps({"email": address, "role": role, "link": link}) if as_json else f"{address} ({role}): {link}")
