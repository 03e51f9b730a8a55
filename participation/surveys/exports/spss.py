"""SPSS files of raw answer sheets: labels, levels of measurement, missing values that SPSS knows as such."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from participation.core.errors import Invalid
from participation.core.text import msgid
from participation.surveys.exports.cells import Cell
from participation.surveys.exports.columns import Column, Shape

if TYPE_CHECKING:
    import polars as pl
    from pyreadstat.pyclasses import MissingRange

_AT_ONCE = 20_000
MOST_CELLS = 100_000_000
"""The library takes all rows at once; see `write_sav` for the memory that they need."""

_LONGEST_TEXT = 32_767
"""Bytes of a string variable (IBM SPSS Statistics, variable types and formats)."""

_LARGEST_IN_A_BYTE = 127
_TOO_LARGE = msgid(
    "An SPSS file can have %(most)s values here, since it is made in memory, and these are %(given)s. Please take CSV."
)

_LABEL, _VALUE_LABEL, _FILE_LABEL = 255, 120, 64
"""Bytes that variable labels, value labels and the file's label may have."""


def ensure_fits_memory(rows: int, columns: int) -> None:
    """Raises Invalid, in a sentence that names the way out, if an SPSS file of so many cells needs too much memory."""
    if rows * columns > MOST_CELLS:
        raise Invalid(_TOO_LARGE, most=MOST_CELLS, given=rows * columns)


def write_sav(target: Path, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
    """Write the rows as an SPSS file; words as codes become numbers with labels, dates are dates.

    Needs polars and pyreadstat, which take too much memory for a server: only commands and child processes call this.
    Memory grows with the number of rows: 170 MB and about 4 bytes a cell, texts apart (410 MB for a million sheets with
    57 columns).
    """
    import polars as pl  # noqa: PLC0415 - not in a server
    import pyreadstat  # noqa: PLC0415

    lasting = iter(rows)
    parts = [_frame(columns, [])]
    while chunk := list(islice(lasting, _AT_ONCE)):
        parts.append(_frame(columns, chunk))
    pyreadstat.write_sav(
        pl.concat(parts),
        target,
        file_label=_cut(title, _FILE_LABEL),
        column_labels=[_cut(column.label, _LABEL) for column in columns],
        row_compress=True,
        variable_value_labels={column.spss: _value_labels(column) for column in columns if column.codes},
        missing_ranges=_missing_values(columns),
        variable_measure={column.spss: column.measure.value for column in columns},
        variable_format={column.spss: _format(column) for column in columns if column.shape is not Shape.TEXT},
    )


def _missing_values(columns: Sequence[Column]) -> dict[str, list[int | float | str | MissingRange]]:
    return {column.spss: [*sorted(column.missing)] for column in columns if column.missing}


def _value_labels(column: Column) -> dict[int | float, str]:
    return {column.numbers[str(code)]: _cut(label, _VALUE_LABEL) for code, label in column.codes}


def _frame(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> pl.DataFrame:
    import polars as pl  # noqa: PLC0415

    given: Iterable[Sequence[Cell]] = zip(*rows, strict=True) if rows else [()] * len(columns)
    return pl.DataFrame(
        [
            pl.Series(column.spss, _values(column, cells), _type(column))
            for column, cells in zip(columns, given, strict=True)
        ]
    )


def _type(column: Column) -> Any:
    """The smallest type that holds the column: all cells are in memory until the file is written."""
    import polars as pl  # noqa: PLC0415

    if column.shape is Shape.CODE:
        return pl.Int8 if max(column.numbers.values(), default=0) <= _LARGEST_IN_A_BYTE else pl.Int32
    if column.shape is Shape.NUMBER:
        return pl.Float64 if column.decimals else pl.Int32
    return {Shape.FLAG: pl.Int8, Shape.DATE: pl.Date, Shape.TEXT: pl.String}[column.shape]


def _values(column: Column, cells: Sequence[Cell]) -> list[int | float | str | date | None]:
    """The cells of a column as SPSS gets them; most of them are alike, so each is made once."""
    made = {cell: _value(column, cell) for cell in set(cells)}
    return [made[cell] for cell in cells]


def _value(column: Column, cell: Cell) -> int | float | str | date | None:
    if cell is None:
        return None
    if column.shape is Shape.DATE:
        return date.fromisoformat(str(cell))
    if column.shape is Shape.TEXT:
        return _cut(str(cell), _LONGEST_TEXT)
    return column.in_spss(cell)


def _format(column: Column) -> str:
    if column.shape is Shape.DATE:
        return "EDATE10"
    return f"F12.{column.decimals}" if column.shape is Shape.NUMBER else "F8.0"


def _cut(text: str, most: int) -> str:
    """At most so many bytes of UTF-8, no letter cut in half."""
    return text.encode()[:most].decode(errors="ignore")
