"""A dataset as CSV or JSON, written piece by piece: sending it holds neither memory nor a connection."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Literal

from participation.core.cells import cell, plain
from participation.core.database import Database
from participation.web.datasets import Dataset, Piece, Value
from participation.web.downloads import CSV
from participation.web.pages import Place

Format = Literal["csv", "json"]
MEDIA_TYPES: dict[Format, str] = {"csv": CSV, "json": "application/json"}


def written(database: Database, dataset: Dataset, place: Place, form: Format) -> Iterator[str]:
    """The whole file: CSV has commas, UTF-8 and the names in its first line; JSON is an array with an object a line."""
    pieces = _pieces(database, dataset, place)
    return _csv(dataset, pieces) if form == "csv" else _json(dataset, pieces)


def _pieces(database: Database, dataset: Dataset, place: Place) -> Iterator[Piece]:
    mark: str | None = ""
    while mark is not None:
        with database.reading() as session:  # each piece its own: whoever reads slowly keeps nobody waiting
            piece = dataset.read(session, place, mark)
        yield piece
        mark = piece.following


def _csv(dataset: Dataset, pieces: Iterator[Piece]) -> Iterator[str]:
    names = [column.name for column in dataset.columns]
    yield _lines([names])
    for piece in pieces:
        yield _lines([[cell(row.get(name)) for name in names] for row in piece.rows])


def _lines(rows: list[list[str]] | list[list[object]]) -> str:
    stream = StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def _json(dataset: Dataset, pieces: Iterator[Piece]) -> Iterator[str]:
    before = "[\n"
    for piece in pieces:
        documents = ",\n".join(_document(dataset, row) for row in piece.rows)
        if documents:
            yield before + documents
            before = ",\n"
    yield "\n]\n" if before != "[\n" else "[]\n"


def _document(dataset: Dataset, row: Mapping[str, Value]) -> str:
    return json.dumps({column.name: plain(row.get(column.name)) for column in dataset.columns}, ensure_ascii=False)
