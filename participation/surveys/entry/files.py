"""Files of answer sheets, row by row: CSV, XLSX (turned into CSV elsewhere), NDJSON of API bodies."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from participation.core.elsewhere import ElsewhereFailed, elsewhere
from participation.core.errors import Invalid
from participation.core.text import cleaned, msgid
from participation.surveys.entry.tabular import Columns
from participation.surveys.questionnaire import Questionnaire

KINDS = (".csv", ".xlsx", ".ndjson")
_WORKBOOK_SECONDS = 300
_SAMPLE = 64 * 1024
_BLOCK = 1024 * 1024
_LONGEST_CELL = 100_000
_NO_ROW = msgid("This line is no row of a table.")
_NO_BODY = msgid("This line is no answer sheet as the API takes it.")


@dataclass(frozen=True)
class Row:
    """An answer sheet as a file has it; `number` is the line, or the row of the workbook, from 1.

    `broken` says why it cannot be read at all (an English msgid). What a file leaves open is empty or None.
    """

    number: int
    given: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""
    language: str = ""
    audience: str = ""
    version: int | None = None
    broken: str = ""


def rows_of(name: str, file: BinaryIO, questionnaire: Questionnaire) -> Iterator[Row]:
    """The rows of a file, one after the other; empty ones are passed over.

    Args:
        name: the file's name; its ending says what it is.
        file: opened at its beginning, and able to go back there.
        questionnaire: the version whose columns tables have.

    Raises:
        Invalid: the file is of no known kind; or, at the first row, a table has columns that mean nothing.
    """
    kind = Path(name).suffix.lower()
    if kind == ".ndjson":
        return _bodies(file)
    if kind == ".csv":
        return _table_in(file, questionnaire)
    if kind == ".xlsx":
        return _table(io.StringIO(_workbook(file), newline=""), questionnaire)
    raise Invalid("A file with answer sheets ends in .csv, .xlsx or .ndjson.")


def _workbook(file: BinaryIO) -> str:
    try:
        return elsewhere("participation.surveys.entry.workbook", file.read(), _WORKBOOK_SECONDS).decode()
    except ElsewhereFailed as failed:
        raise Invalid("This workbook cannot be read. Please save it again as .xlsx or as .csv.") from failed


def _text_of(file: BinaryIO) -> io.TextIOWrapper:
    """Text in UTF-8, or in the code page of older office programs."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding = "utf-8-sig"
    try:
        for block in iter(lambda: file.read(_BLOCK), b""):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        encoding = "cp1252"
    file.seek(0)
    return io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")


def _table_in(file: BinaryIO, questionnaire: Questionnaire) -> Iterator[Row]:
    text = _text_of(file)
    try:
        yield from _table(text, questionnaire)
    finally:
        text.detach()  # whoever opened the file closes it


def _table(text: TextIO, questionnaire: Questionnaire) -> Iterator[Row]:
    sample = text.read(_SAMPLE)
    text.seek(0)
    first_line = sample.splitlines()[0] if sample else ""
    delimiter = max(";,\t", key=first_line.count)
    csv.field_size_limit(_LONGEST_CELL)
    lines = csv.reader(text, delimiter=delimiter)
    columns = Columns.of(next(lines, []), questionnaire)
    yield from _rows(lines, columns)


def _rows(lines: Any, columns: Columns) -> Iterator[Row]:
    number = 1
    while True:
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error:
            yield Row(lines.line_num, broken=_NO_ROW)
            continue
        number += 1
        if any(cell.strip() for cell in cells):
            given, facts = columns.read(cells)
            yield Row(number, given, facts.get("id", ""), facts.get("language", ""), facts.get("audience", ""))


def _bodies(file: BinaryIO) -> Iterator[Row]:
    for number, line in enumerate(file, start=1):
        if line.strip():
            yield _body(number, line)


def _body(number: int, line: bytes) -> Row:
    try:
        body = json.loads(line)
        version, given = body.get("questionnaire_version"), body["answers"]
    except (ValueError, TypeError, KeyError, AttributeError):
        return Row(number, broken=_NO_BODY)
    if not isinstance(given, dict) or not isinstance(version, int | None):
        return Row(number, broken=_NO_BODY)
    sheet_id, language, audience = (cleaned(str(body.get(name) or "")) for name in ("id", "language", "audience"))
    return Row(number, given, sheet_id, language, audience, version)
