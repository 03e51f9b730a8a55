"""Word documents for a translation bureau, written and read in a process of their own: a table, a row per text.

What comes in: a line of JSON that says what to do, then (for reading) the file. What goes out: the file, or JSON.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from participation.core.elsewhere import limit_memory
from participation.core.errors import ParticipationError

MOST_ROWS = 3_000
LONGEST_TEXT = 10_000
_COLUMNS = 4
_ID = re.compile(r"^\s*(?P<id>[\w.-]+/[\w-]+)\s+\[(?P<marks>[0-9a-f-]+/[0-9a-f-]+)\]\s*$")


def write(asked: dict[str, Any]) -> bytes:
    """The document for rows (id, marks, standard, twin), with `title`, `advice`, `heads` and the twin's `language`."""
    from docx import Document  # noqa: PLC0415 - only this process needs it
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415

    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.core_properties.title = asked["title"]
    document.core_properties.author = document.core_properties.comments = ""
    document.add_heading(asked["title"], 1)
    for sentence in asked["advice"]:
        document.add_paragraph(sentence)
    table = document.add_table(rows=1 + len(asked["rows"]), cols=_COLUMNS, style="Table Grid")
    _repeat_head(table.rows[0])
    lines = [asked["heads"], *([f"{id_}\n[{marks}]", old, new, ""] for id_, marks, old, new in asked["rows"])]
    for row, texts in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _repeat_head(row: Any) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - the library has no word for it


def read(name: str, content: bytes) -> dict[str, Any]:
    """The rows of a document that came back, or {"problem": the sentence why there are none}."""
    from participation.strategy.importing.lines import UnreadableDocument  # noqa: PLC0415
    from participation.strategy.importing.word_files import check_word_file  # noqa: PLC0415 - lxml is slow to load

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            check_word_file(path)
            rows = _rows(path)
            if not rows:
                sentence = "%(file)s has no table with the ids of this strategy. Please send back the document itself."
                raise UnreadableDocument(sentence, file=name)
            if len(rows) > MOST_ROWS:
                raise UnreadableDocument("%(file)s has too many rows.", file=name)
        except ParticipationError as problem:
            return {"problem": {"sentence": problem.message, "values": problem.params}}
    return {"rows": rows}


def _rows(path: Path) -> list[dict[str, str]]:
    from docx import Document  # noqa: PLC0415 - as above

    from participation.strategy.importing.lines import UnreadableDocument  # noqa: PLC0415

    try:
        document = Document(str(path))
    except Exception as problem:
        raise UnreadableDocument("%(file)s is a damaged Word file.", file=path.name) from problem
    found = []
    for table in document.tables:
        for row in table.rows:
            texts = [_text(cell) for cell in row.cells]
            known = _ID.match(" ".join(texts[0].split())) if len(texts) == _COLUMNS else None
            if known:
                standard, text, picture = (each[:LONGEST_TEXT] for each in texts[1:])
                found.append({**known.groupdict(), "standard": standard, "text": text, "picture": picture})
    return found


def _text(cell: Any) -> str:
    """The text of a cell: paragraphs are lines, as Leichte Sprache writes them."""
    lines = "\n".join(paragraph.text for paragraph in cell.paragraphs).splitlines()
    return "\n".join(line.strip() for line in lines).strip()


def main() -> None:
    """Write or read what is asked."""
    limit_memory()
    asked = json.loads(sys.stdin.buffer.readline())
    if asked["do"] == "write":
        sys.stdout.buffer.write(write(asked))
    else:
        sys.stdout.buffer.write(json.dumps(read(asked["name"], sys.stdin.buffer.read())).encode())


if __name__ == "__main__":
    main()
