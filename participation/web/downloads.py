"""Files that somebody takes away: tables for spreadsheets in German, documents, their types."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from starlette.responses import Response

from participation.core.cells import cell

CSV = "text/csv; charset=utf-8"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_of(rows: Iterable[Iterable[object]]) -> bytes:
    """A table for people: semicolons and a byte order mark, so that a spreadsheet set to German opens it in columns."""
    return csv_lines(rows).encode("utf-8-sig")


def csv_lines(rows: Iterable[Iterable[object]]) -> str:
    """Lines of such a table, without the mark before the first; no text becomes a formula."""
    stream = StringIO(newline="")
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows([cell(value) for value in row] for row in rows)
    return stream.getvalue()


def download(content: bytes | str, name: str, media_type: str, caching: str = "") -> Response:
    """A file to be saved under a name of ours; nobody keeps it on the way unless `caching` says how long."""
    return Response(content, 200, attachment(name) | ({"cache-control": caching} if caching else {}), media_type)


def attachment(name: str) -> dict[str, str]:
    """The header that makes an answer a file of that name: letters, digits, points and hyphens."""
    return {"content-disposition": f'attachment; filename="{name}"'}
