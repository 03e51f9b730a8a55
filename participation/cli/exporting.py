"""`export`: released tables and raw answer sheets as files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlmodel import Session

from participation.cli.opening import open_database
from participation.core.database import Database
from participation.core.journal import record
from participation.surveys.aggregation.tally import without_collecting
from participation.surveys.exports.codebook import Codebook, codebook_csv
from participation.surveys.exports.files import RawFormat, write_raw
from participation.surveys.exports.markdown import codebook_markdown
from participation.surveys.exports.raw import RawSheets, number_of_sheets
from participation.surveys.exports.released import released_file
from participation.surveys.running import RunningSurvey, surveys_in


@click.command()
@click.argument("survey")
@click.option("--format", "form", required=True, type=click.Choice(["csv", "xlsx", "sav", "json"]), help="Of the file.")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@click.option("--raw", is_flag=True, help="The answer sheets themselves, one a row; keep them safe.")
@click.option(
    "--codebook",
    type=click.Path(path_type=Path, dir_okay=False),
    help="With --raw: also write what the columns mean, as .csv or .md.",
)
def export(survey: str, form: RawFormat, out: Path, *, raw: bool, codebook: Path | None) -> None:
    """Write the latest released tables of SURVEY (id or slug) in long form, or with --raw its answer sheets.

    Raw CSV takes the same little memory for any number of sheets. Raw JSON is an array with an object a line.
    """
    if form == "sav" and not raw:
        raise click.UsageError("SPSS files hold answer sheets: add --raw.")
    if codebook and (not raw or codebook.suffix not in {".csv", ".md"}):
        raise click.UsageError("--codebook goes with --raw, and its file ends in .csv or .md.")
    with open_database() as database:
        if raw:
            _write_into_journal(database, survey, form)
        with database.reading() as session:
            written = _write(session, survey, form, out, raw=raw, codebook=codebook)
    click.echo(f"{out}: {written} {'answer sheets' if raw else 'lines'}", err=True)


def _write_into_journal(database: Database, survey: str, form: RawFormat) -> None:
    """Whoever may run commands is trusted, and leaves the same trace as in the web."""
    with database.writing() as session:
        found = surveys_in(session).named(survey)
        details = {"format": form, "purpose": "command line", "sheets": number_of_sheets(session, found.id)}
        record(session, "exported", "survey", found.id, region_id=found.region_id, details=details)


def _write(session: Session, survey: str, form: RawFormat, out: Path, *, raw: bool, codebook: Path | None) -> int:
    found = surveys_in(session).named(survey)
    written = _write_raw(session, found, form, out) if raw else _write_released(session, found, form, out)
    if codebook:
        _write_codebook(session, found, codebook)
    return written


def _write_released(session: Session, survey: RunningSurvey, form: RawFormat, out: Path) -> int:
    content, written = released_file(session, survey, "csv" if form == "sav" else form)
    with _whole(out) as scratch:
        scratch.write_bytes(content)
    return written


def _write_raw(session: Session, survey: RunningSurvey, form: RawFormat, out: Path) -> int:
    number = number_of_sheets(session, survey.id)
    bar = click.progressbar(length=number, label=survey.slug, file=sys.stderr)
    with _whole(out) as scratch, bar, without_collecting():
        for rows in write_raw(session, survey, form, scratch):
            bar.update(rows)
    return number


def _write_codebook(session: Session, survey: RunningSurvey, target: Path) -> None:
    codebook = Codebook.of(session, RawSheets.of(survey))
    content = codebook_markdown(codebook) if target.suffix == ".md" else codebook_csv(codebook)
    with _whole(target) as scratch:
        scratch.write_text(content, encoding="utf-8", newline="")


@contextmanager
def _whole(target: Path) -> Iterator[Path]:
    """A file beside the target that takes its place when everything is written."""
    scratch = target.with_name(target.name + ".part")
    try:
        yield scratch
        scratch.replace(target)
    finally:
        scratch.unlink(missing_ok=True)
