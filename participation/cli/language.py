"""`check-language`: what the rules of easy language say about files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from participation.language.checker import Report, check
from participation.language.findings import Finding


class UnreadableError(Exception):
    """A file that cannot be checked; the message is a sentence for the person at the terminal."""


@click.command("check-language")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--language", type=click.Choice(["de-simple", "de"]), default="de-simple", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON only, one result a line.")
def check_language(files: tuple[Path, ...], *, language: str, as_json: bool) -> None:
    """Check FILEs (.md, .txt, or .jsonl with id and text a line) against the rules of easy language.

    Findings are named by rule, level (E error, W warning, N note), line and sentence. A lower score is an easier text.
    No findings do not make a text Leichte Sprache: that takes a test group.
    """
    try:
        texts = [entry for path in files for entry in _texts(path)]
    except UnreadableError as problem:
        click.echo(str(problem), err=True)
        sys.exit(1)
    for name, text, from_lines in texts:
        report = check(text, language)
        if as_json or from_lines:
            click.echo(json.dumps(_as_json(name, report), ensure_ascii=False))
        else:
            _print(str(name), report)


def _texts(path: Path) -> Iterator[tuple[object, str, bool]]:
    """The identifier and text of each entry of a file, and whether it is one of many lines."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise UnreadableError(f"{path} cannot be read: {problem.strerror}.") from problem
    except UnicodeDecodeError as problem:
        raise UnreadableError(f"{path} is no text in UTF-8.") from problem
    if path.suffix.lower() != ".jsonl":
        yield str(path), content, False
        return
    for number, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            yield _entry(path, number, line)


def _entry(path: Path, number: int, line: str) -> tuple[object, str, bool]:
    try:
        entry = json.loads(line)
        identifier, text = entry["id"], entry["text"]
    except (ValueError, KeyError, TypeError) as problem:
        raise UnreadableError(f'{path}, line {number} is not JSON with "id" and "text".') from problem
    if not isinstance(text, str):
        raise UnreadableError(f'{path}, line {number}: "text" is no text.')
    return identifier, text, True


def _as_json(name: object, report: Report) -> dict[str, object]:
    return {
        "id": name,
        "score": report.score,
        "findings": [asdict(finding) for finding in report.findings],
        "indices": dict(report.indices),
    }


def _print(name: str, report: Report) -> None:
    click.echo(name)
    for finding in report.findings:
        click.echo(f"  line {finding.line}  {finding.rule} {finding.level}  {_quoted(finding)}")
        click.echo(f"      {finding.message} {finding.suggestion}".rstrip())
    figures = [f"score {report.score}", f"{report.sentences} sentences", f"{report.mean_length} words a sentence"]
    figures += [f"{index} {value}" for index, value in report.indices.items()]
    click.echo(f"  {_counted(len(report.findings))}; {', '.join(figures)}")


def _counted(number: int) -> str:
    return {0: "no rule findings", 1: "1 finding"}.get(number, f"{number} findings")


def _quoted(finding: Finding) -> str:
    return f"„{finding.sentence}“" if finding.sentence else ""
