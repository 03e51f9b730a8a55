"""`simulate` and `recount`: what commands do with answer sheets."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from participation.cli.opening import open_database
from participation.surveys.recount import differences
from participation.surveys.recount import recount as correct_counters
from participation.surveys.running import RunningSurvey, surveys_in
from participation.surveys.simulation.storing import store_simulated, write_bodies


@click.command()
@click.argument("survey")
@click.option("--submissions", required=True, type=click.IntRange(min=1), help="How many.")
@click.option("--seed", required=True, type=int, help="The same seed gives the same answer sheets.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write API bodies here, one a line.")
def simulate(survey: str, submissions: int, seed: int, out: Path | None) -> None:
    """Make up plausible answer sheets for SURVEY (id or slug): stored, or written as bodies of the API."""
    with open_database() as database:
        with database.reading() as session:
            found = surveys_in(session).named(survey)
            if out:
                with out.open("w", encoding="utf-8") as stream:
                    write_bodies(session, found, submissions, seed, stream)
                return
        with click.progressbar(length=submissions, label=found.slug, file=sys.stderr) as bar:
            stored = store_simulated(database, found, submissions, seed, bar.update)
    click.echo(f"{stored} answer sheets stored." if stored else "This seed was stored before. Nothing to do.")


@click.command()
@click.argument("survey", required=False)
@click.option("--check", is_flag=True, help="Only compare; exit 1 on a difference.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON only.")
def recount(survey: str | None, *, check: bool, as_json: bool) -> None:
    """Count SURVEY (or every survey) again from its raw answer sheets."""
    wrong: dict[str, int] = {}
    with open_database() as database:
        with database.reading() as session:
            known = surveys_in(session)
            chosen: list[RunningSurvey] = [known.named(survey)] if survey else list(known.by_id.values())
        for found in chosen:
            with click.progressbar(length=0, label=found.slug, file=sys.stderr) as bar:
                if check:
                    with database.reading() as session:
                        wrong[found.slug] = len(differences(session, found.id, bar.update))
                else:
                    wrong[found.slug] = correct_counters(database, found.id, bar.update)
    if as_json:
        click.echo(json.dumps(wrong))
    else:
        for slug, count in wrong.items():
            click.echo(
                f"{slug}: {'right' if not count else f'{count} counters differ' if check else f'{count} corrected'}"
            )
    if check and any(wrong.values()):
        sys.exit(1)
