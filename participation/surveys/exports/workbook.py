"""Excel workbooks: first what the file is, then the rows; text is never a formula, memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from participation.core.errors import Invalid
from participation.core.text import msgid
from participation.surveys.exports.cells import Cell, safe

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""Limits of the format (Microsoft: Excel specifications and limits); the first row holds the names."""

MOST_CHARACTERS = 32_767
_ABOUT_WIDTHS = (28, 90)
_TOO_MANY = msgid("An Excel sheet holds %(most)s rows, and these are %(given)s. Please take CSV or SPSS.")
_TOO_WIDE = msgid("An Excel sheet holds %(most)s columns, and these are %(given)s. Please take CSV or SPSS.")


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook: names in a frozen first row, then the rows.

    `dates` are the places of columns (from 0) whose ISO text becomes a date; `widths` in characters, 16 where none is
    given.
    """

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int] = ()
    dates: frozenset[int] = field(default_factory=frozenset)


def ensure_fits(rows: int, columns: int) -> None:
    """Raises Invalid, in a sentence that names the way out, if Excel cannot hold so many rows or columns."""
    if rows > MOST_ROWS - 1:
        raise Invalid(_TOO_MANY, most=MOST_ROWS - 1, given=rows)
    if columns > MOST_COLUMNS:
        raise Invalid(_TOO_WIDE, most=MOST_COLUMNS, given=columns)


def write_workbook(
    target: Path | IO[bytes], about: Sequence[tuple[str, str]], sheets: Iterable[Sheet], made_at: datetime
) -> None:
    """Write a workbook whose first sheet says what it is.

    Args:
        target: a path, or a stream of bytes.
        about: label and text of each line of the first sheet.
        sheets: written one after the other, row by row, so that only a row is in memory.
        made_at: stands in the file's properties; the same content with the same moment gives the same bytes.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - only who wants a workbook waits for it

    workbook = Workbook(target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"created": made_at.replace(tzinfo=None)})
    formats = {
        "head": workbook.add_format({"bold": True, "bg_color": "#E8EEF2", "border": 1}),
        "wrap": workbook.add_format({"text_wrap": True, "valign": "top"}),
        "label": workbook.add_format({"bold": True, "valign": "top"}),
        "date": workbook.add_format({"num_format": "dd.mm.yyyy"}),
    }
    _write_about(workbook.add_worksheet("Über diese Datei"), about, formats)
    for sheet in sheets:
        _write_sheet(workbook.add_worksheet(sheet.title), sheet, formats)
    workbook.close()


def _write_about(worksheet: Worksheet, about: Sequence[tuple[str, str]], formats: dict[str, Any]) -> None:
    for place, width in enumerate(_ABOUT_WIDTHS):
        worksheet.set_column(place, place, width)
    for row, (label, text) in enumerate(about):
        worksheet.write_string(row, 0, label, formats["label"])
        worksheet.write_string(row, 1, safe(text), formats["wrap"])


def _write_sheet(worksheet: Worksheet, sheet: Sheet, formats: dict[str, Any]) -> None:
    for place, name in enumerate(sheet.header):
        width = sheet.widths[place] if place < len(sheet.widths) else 16
        worksheet.set_column(place, place, width)
        worksheet.write_string(0, place, name, formats["head"])
    worksheet.freeze_panes(1, 0)
    for number, row in enumerate(sheet.rows, start=1):
        for place, cell in enumerate(row):
            _write_cell(worksheet, number, place, cell, formats["date"] if place in sheet.dates else None)


def _write_cell(worksheet: Worksheet, row: int, column: int, cell: Cell, date_format: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, int | float):
        worksheet.write_number(row, column, cell)
    elif date_format is not None:
        worksheet.write_datetime(row, column, date.fromisoformat(cell), date_format)
    else:
        worksheet.write_string(row, column, safe(cell)[:MOST_CHARACTERS])
