"""`import-submissions`: answer sheets from a file, all of them or none."""

from __future__ import annotations

import csv
import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from participation import tables  # noqa: F401 - what refers to accounts needs their table
from participation.cli.opening import open_database
from participation.core.database import Database
from participation.core.errors import Invalid
from participation.surveys.entry.files import rows_of
from participation.surveys.entry.importing import CheckedFile, Source, checked_file, ensure_name_is_free, store_file
from participation.surveys.entry.tabular import names_of_columns
from participation.surveys.models import Channel
from participation.surveys.running import RunningSurvey, surveys_in
from participation.web.languages import BY_TAG, GERMAN

_PATH = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("survey")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--channel", type=click.Choice([one.value for one in Channel]), help="On which way the sheets came in.")
@click.option("--batch", help="Name of the batch; a name can be used only once, so that no file counts twice.")
@click.option("--audience", default="", help="Slug of the group, for rows that do not say.")
@click.option("--language", default=GERMAN.tag, type=click.Choice([*BY_TAG]), help="For rows that do not say.")
@click.option("--dry-run", is_flag=True, help="Only check.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON only.")
@click.option("--template", type=_PATH, help="Write an empty table with all columns of SURVEY here, and stop.")
def import_submissions(survey: str, file: Path | None, template: Path | None, **wanted: Any) -> None:
    """Store the answer sheets of FILE (.csv, .xlsx, .ndjson) for SURVEY (id or slug), all of them or none."""
    with open_database() as database:
        with database.reading() as session:
            found = surveys_in(session).named(survey)
        if template:
            _write_template(found, template)
        elif file is None or not wanted["channel"] or not wanted["batch"]:
            raise click.UsageError("FILE, --channel and --batch are needed, or --template.")
        else:
            _import(database, found, file, wanted)


def _write_template(survey: RunningSurvey, template: Path) -> None:
    with template.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerow(names_of_columns(survey.latest.questionnaire))
    click.echo(str(template), err=True)


def _import(database: Database, survey: RunningSurvey, file: Path, wanted: dict[str, Any]) -> None:
    name = wanted["batch"].strip()[:80]
    source = Source(survey, Channel(wanted["channel"]), wanted["language"], wanted["audience"])
    with ExitStack() as opened:
        session = opened.enter_context(database.reading())
        ensure_name_is_free(session, survey, name)
        stream = opened.enter_context(file.open("rb"))
        rows = rows_of(file.name, stream, survey.latest.questionnaire)
        bar = opened.enter_context(click.progressbar(length=0, label=file.name, file=sys.stderr))
        checked = opened.enter_context(checked_file(session, source, rows, _in_english, bar.update))
        session.rollback()  # the snapshot is not needed while everything is stored
        stores = not checked.bad_count and not wanted["dry_run"]
        stored = store_file(database, checked, name) if stores else 0
    _tell(checked, survey, name, stored, as_json=wanted["as_json"])
    if checked.bad_count:
        raise Invalid(
            "%(bad)s problems in %(rows)s rows. Nothing was stored.", bad=checked.bad_count, rows=checked.rows
        )


def _tell(checked: CheckedFile, survey: RunningSurvey, name: str, stored: int, *, as_json: bool) -> None:
    if as_json:
        problems = [{"row": bad.row, "field": bad.name, "problem": bad.sentence} for bad in checked.bad]
        facts = {"survey": survey.slug, "batch": name, "rows": checked.rows, "stored": stored}
        click.echo(json.dumps({**facts, "problems": problems}, ensure_ascii=False))
        return
    for bad in checked.bad:
        click.echo(f"Row {bad.row}{f', {bad.name}' if bad.name else ''}: {bad.sentence}", err=True)
    if not checked.bad_count:
        click.echo(f"{checked.rows} rows are in order; {stored} answer sheets stored.")


def _in_english(message: str, **values: object) -> str:
    return message % values if values else message
