"""The code book as an Excel workbook: rows (JSON) in and a workbook out, or back; run as a process of its own."""

from __future__ import annotations

import io
import sys

import orjson

from participation.core.cells import safe


def written(rows: list[list[str]]) -> bytes:
    """A workbook of one sheet, the first row its header."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only this process may load it

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(at, column, safe(text), None if at else bold)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return file.getvalue()


def read(workbook: bytes, most: int) -> list[list[str]]:
    """The cells of the first sheet as text, at most so many rows."""
    from openpyxl import load_workbook  # noqa: PLC0415 - only this process may load it

    book = load_workbook(io.BytesIO(workbook), read_only=True, data_only=True)
    rows = book.worksheets[0].iter_rows(max_row=most, max_col=20, values_only=True)
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


if __name__ == "__main__":
    given = sys.stdin.buffer.read()
    what = sys.argv[1]
    sys.stdout.buffer.write(written(orjson.loads(given)) if what == "write" else orjson.dumps(read(given, int(what))))
