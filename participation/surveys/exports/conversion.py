"""Workbooks and SPSS files of raw answer sheets, in a process of their own: they take time and heavy libraries."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Any, Literal

import orjson

from participation.core.clock import now
from participation.core.elsewhere import fed_elsewhere
from participation.surveys.exports.cells import Cell
from participation.surveys.exports.codebook import HEADER as CODEBOOK_HEADER
from participation.surveys.exports.columns import Column, Shape
from participation.surveys.exports.workbook import Sheet, write_workbook

Heavy = Literal["xlsx", "sav"]
_LONGEST_SECONDS = 600
_CODEBOOK_WIDTHS = (26, 24, 22, 12, 10, 44, 44, 44, 26, 26, 26)


@dataclass(frozen=True)
class Contents:
    """Everything of a file but its rows."""

    title: str
    about: Sequence[tuple[str, str]]
    columns: Sequence[Column]
    codebook: Sequence[Sequence[Cell]]

    def as_document(self) -> dict[str, Any]:
        """JSON-ready values."""
        columns = [column.as_document() for column in self.columns]
        return {"title": self.title, "about": self.about, "columns": columns, "codebook": self.codebook}

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> Contents:
        """The contents back from `as_document`."""
        columns = [Column.from_document(one) for one in document["columns"]]
        about = [(label, text) for label, text in document["about"]]
        return cls(document["title"], about, columns, document["codebook"])


def write_here(form: Heavy, target: Path, contents: Contents, rows: Iterable[Sequence[Cell]]) -> None:
    """Write the file in this process."""
    if form == "sav":
        from participation.surveys.exports.spss import write_sav  # noqa: PLC0415 - loads polars

        write_sav(target, contents.title, contents.columns, rows)
        return
    dates = frozenset(place for place, column in enumerate(contents.columns) if column.shape is Shape.DATE)
    names = [column.name for column in contents.columns]
    sheets = [
        Sheet("Antwortbögen", names, rows, dates=dates),
        Sheet("Codebuch", CODEBOOK_HEADER, contents.codebook, _CODEBOOK_WIDTHS),
    ]
    write_workbook(target, contents.about, sheets, now())


def write_elsewhere(form: Heavy, target: Path, contents: Contents, rows: Iterable[list[list[Cell]]]) -> None:
    """Write the file in another process, which gets the rows through a pipe as they are read.

    Raises:
        ElsewhereFailed: the other process failed or took longer than ten minutes; the target is not whole.
    """
    lines = (orjson.dumps(part) + b"\n" for part in chain([contents.as_document()], rows))
    fed_elsewhere("participation.surveys.exports.conversion", lines, _LONGEST_SECONDS, form, str(target))


def _received(stream: IO[bytes]) -> Iterator[list[Cell]]:
    for line in stream:
        yield from orjson.loads(line)


def main(form: Heavy, target: Path, stream: IO[bytes]) -> None:
    """Write what comes in: the contents in the first line, then lists of rows."""
    contents = Contents.from_document(orjson.loads(stream.readline()))
    write_here(form, target, contents, _received(stream))


if __name__ == "__main__":
    main("sav" if sys.argv[1] == "sav" else "xlsx", Path(sys.argv[2]), sys.stdin.buffer)
