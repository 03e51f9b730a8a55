"""A workbook on the input, its first sheet as CSV on the output; run as a process of its own."""

from __future__ import annotations

import csv
import io
import sys
from datetime import date, datetime
from typing import Any


def first_sheet(workbook: bytes, stream: io.TextIOBase) -> None:
    """Write the first sheet as CSV, a line for each row, empty ones too, so that row numbers stay."""
    from openpyxl import load_workbook  # noqa: PLC0415 - only this process may load it

    book = load_workbook(io.BytesIO(workbook), read_only=True, data_only=True)
    writer = csv.writer(stream, lineterminator="\n")
    for row in book.worksheets[0].iter_rows(values_only=True):
        writer.writerow([_text(cell) for cell in row])


def _text(cell: Any) -> str:
    """A cell as somebody would type it: 5.0 is 5, days are ISO dates, true is 1."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


if __name__ == "__main__":
    with io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="") as out:
        first_sheet(sys.stdin.buffer.read(), out)
