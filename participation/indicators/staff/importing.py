"""Tables that are read in: every row checked first, then all of them stored or none."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from participation.core.errors import Invalid
from participation.core.text import cleaned, msgid

MOST_ROWS = 1_000
"""So many are stored in one transaction without keeping others waiting."""
Planned = TypeVar("Planned")
Translate = Callable[..., str]
Columns = Mapping[str, tuple[str, ...]]
"""Our name of a column -> the names that a file may give it, in small letters; the first is that of the template."""


@dataclass(frozen=True)
class Row:
    """A row of a table; `number` counts the lines of the file, the heading is 1."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be used: its number, the column as the file's template calls it, a sentence."""

    number: int
    column: str
    sentence: str


@dataclass
class Plan(Generic[Planned]):
    """What reading a table in would do; nothing is stored while `bad` has any row."""

    rows: int = 0
    planned: list[Planned] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)


def text_of(content: bytes) -> str:
    """A file's text: UTF-8, or the code page of older office programs."""
    try:
        return cleaned(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return cleaned(content.decode("cp1252", errors="replace"))


def rows_of(text: str, columns: Columns, needed: Sequence[str]) -> list[Row]:
    """The rows of a table with a heading, parted by semicolons, commas or tabs; empty ones are passed over.

    Raises:
        Invalid: a column is missing, there is no row, there are too many, or it is no table.
    """
    first_line = text.partition("\n")[0]
    delimiter = max(";,\t", key=first_line.count)
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as problem:
        raise Invalid("This file is no table that can be read. Please save it as CSV.") from problem
    places = _places(lines[0] if lines else [], columns)
    missing = [columns[name][0] for name in needed if name not in places]
    if missing:
        raise Invalid("The table has no column “%(name)s”.", None, name=missing[0])
    rows = [
        Row(number, {name: _cell(line, at) for name, at in places.items()})
        for number, line in enumerate(lines[1:], start=2)
        if any(cell.strip() for cell in line)
    ]
    if not rows:
        raise Invalid("There is no row in this table.")
    if len(rows) > MOST_ROWS:
        raise Invalid("This table is too long. At most %(most)s rows can be read in at once.", None, most=MOST_ROWS)
    return rows


def _places(heading: Sequence[str], columns: Columns) -> dict[str, int]:
    names = [cleaned(cell).lower() for cell in heading]
    return {name: names.index(alias) for name, aliases in columns.items() for alias in aliases if alias in names}


def _cell(line: Sequence[str], at: int) -> str:
    return cleaned(line[at]) if at < len(line) else ""


TWICE = msgid("This stands in the table twice.")
