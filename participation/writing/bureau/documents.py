"""Having documents written and read beside the server."""

from __future__ import annotations

import json
from collections.abc import Sequence

from participation.core.elsewhere import elsewhere
from participation.strategy.importing.lines import UnreadableDocument
from participation.writing.bureau.rows import ReturnedRow, SentRow

_MODULE = "participation.writing.bureau.word"
_LONGEST_SECONDS = 60
LARGEST_FILE = 20_000_000
TAKES = LARGEST_FILE + 1_048_576
"""The largest form in bytes: a document and what is written beside it."""


def document_of(title: str, advice: Sequence[str], heads: Sequence[str], rows: Sequence[SentRow]) -> bytes:
    """A `.docx` with a table: id with marks, standard text, twin, picture.

    Raises:
        ElsewhereFailed: it could not be written.
    """
    asked = {
        "do": "write",
        "title": title,
        "advice": list(advice),
        "heads": list(heads),
        "rows": [(row.id, row.marks, row.standard, row.twin) for row in rows],
    }
    return elsewhere(_MODULE, json.dumps(asked).encode() + b"\n", _LONGEST_SECONDS)


def rows_of(name: str, content: bytes) -> list[ReturnedRow]:
    """The rows of a document that came back.

    Raises:
        UnreadableDocument: it is no such document; the sentence says why.
        ElsewhereFailed: reading it took too long or too much memory.
    """
    if len(content) > LARGEST_FILE:
        raise UnreadableDocument("%(file)s is too large: a document may have 20 megabytes.", file=name)
    if not content:
        raise UnreadableDocument("%(file)s is empty.", file=name)
    asked = json.dumps({"do": "read", "name": name}).encode() + b"\n"
    answer = json.loads(elsewhere(_MODULE, asked + content, _LONGEST_SECONDS))
    if "problem" in answer:
        sentence, values = answer["problem"]["sentence"], answer["problem"]["values"]
        raise UnreadableDocument(sentence, **values)
    return [ReturnedRow(**row) for row in answer["rows"]]
