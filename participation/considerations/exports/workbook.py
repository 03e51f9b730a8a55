"""The table as an Excel workbook, written by a process of its own from rows that come through a pipe; and read back."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any

import orjson

from participation.core.clock import now
from participation.core.elsewhere import fed_elsewhere, limit_memory
from participation.surveys.exports.workbook import Sheet, write_workbook

SHEET = "Abwägung"
WIDTHS = (8, 16, 26, 12, 60, 36, 24, 60, 40, 26, 20, 30, 14, 16, 30, 46, 40)
MOST_READ = 50_000
_MOST_CHARACTERS, _MOST_IN_ALL = 8_000, 50_000_000
_LONGEST_SECONDS = 600


def write_elsewhere(target: Path, about: list[tuple[str, str]], header: list[str], rows: Iterable[list[Any]]) -> None:
    """Write the workbook in another process, which gets the rows as they are read.

    Raises:
        ElsewhereFailed: the other process failed or took longer than ten minutes; the target is not whole.
    """
    lines = (orjson.dumps(line) + b"\n" for line in chain([{"about": about, "header": header}], rows))
    fed_elsewhere("participation.considerations.exports.workbook", lines, _LONGEST_SECONDS, "write", str(target))


def _write(target: Path, stream: IO[bytes]) -> None:
    head = orjson.loads(stream.readline())
    rows = (orjson.loads(line) for line in stream)
    about = [(label, text) for label, text in head["about"]]
    write_workbook(target, about, [Sheet(SHEET, head["header"], rows, WIDTHS)], now())


def rows_of(workbook: bytes) -> Iterator[list[str]]:
    """The rows of the table's sheet, the header first; a formula becomes "=" alone, which no value of ours is.

    Raises:
        KeyError: the workbook has no such sheet.
        ValueError: it has too many rows, or too much text.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - only this process may load it

    book = load_workbook(io.BytesIO(workbook), read_only=True, data_only=False)
    length = 0
    for number, row in enumerate(book[SHEET].iter_rows(max_col=len(WIDTHS))):
        texts = [_text(cell) for cell in row]
        length += sum(map(len, texts))
        if number > MOST_READ or length > _MOST_IN_ALL:
            raise ValueError("too much")
        yield texts


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return "="
    if hasattr(value, "date"):
        return str(value.date().isoformat())
    text = str(value).replace("\r\n", "\n").replace("_x000D_", "").strip()[:_MOST_CHARACTERS]
    return text[1:] if text[:1] == "'" and text[1:2] in set("=+-@\t\r") else text


def main(arguments: list[str]) -> None:
    """Write a workbook from the input, or the rows of the workbook on the input as JSON."""
    if arguments[0] == "write":
        _write(Path(arguments[1]), sys.stdin.buffer)
        return
    limit_memory()
    sys.stdout.buffer.write(orjson.dumps(list(rows_of(sys.stdin.buffer.read()))))


if __name__ == "__main__":
    main(sys.argv[1:])
