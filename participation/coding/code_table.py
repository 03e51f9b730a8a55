"""The code book as a table: written for spreadsheets, and read back; codes are known by their marks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlmodel import Session, select

from participation.coding.actions import change_code, create_code
from participation.coding.codes import CodeTree
from participation.coding.forms import CodeSheet
from participation.coding.models import Code
from participation.core.cells import safe
from participation.core.errors import Invalid
from participation.core.text import cleaned
from participation.procedures.models import Procedure

COLUMNS = ("Kürzel", "Name", "Beschreibung", "Stichwörter", "Gehört zu")
MOST_ROWS = 500
_FIELDS = ("mark", "name", "description", "keywords", "parent")
_MEANT = dict(zip((column.lower() for column in COLUMNS), _FIELDS, strict=True)) | {field: field for field in _FIELDS}


def table_of(tree: CodeTree) -> list[list[str]]:
    """The header and a row for each code, those above before those below."""
    marks = {node.code.id: node.code.mark for node in tree.nodes}
    rows = [
        [code.mark, code.name, code.description, code.keywords, marks[code.parent_id] if code.parent_id else ""]
        for code in (node.code for node in tree.nodes)
    ]
    return [list(COLUMNS), *rows]


def rows_of(content: bytes) -> list[list[str]]:
    """The cells of a CSV table in UTF-8 or in the code page of older office programs.

    Raises:
        Invalid: it is no table.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    delimiter = max(";,\t", key=text.partition("\n")[0].count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as problem:
        raise Invalid("This table cannot be read. Please save it again as CSV.") from problem


def take_over(session: Session, procedure: Procedure, rows: Sequence[Sequence[str]], actor_id: UUID | None) -> int:
    """Write the codes of a table into the tree: known marks are changed, new ones added, none is dropped.

    Returns how many rows there were.

    Raises:
        Invalid: a row cannot be taken; then nothing may be kept, the caller's transaction has to end.
        Conflict: a code would stand below itself.
    """
    sheets = list(_sheets(rows))
    known = {code.mark: code for code in session.exec(select(Code).where(Code.procedure_id == procedure.id))}
    for line, sheet in sheets:
        if sheet.problems:
            raise Invalid("Row %(line)s cannot be taken: please check its mark and name.", line=line)
        if sheet.parent and sheet.parent not in known and sheet.parent not in {one.mark for _line, one in sheets}:
            raise Invalid(
                "Row %(line)s belongs to “%(mark)s”, and there is no such code.", line=line, mark=sheet.parent
            )
    for _line, sheet in sheets:
        if sheet.mark not in known:
            known[sheet.mark] = create_code(session, procedure, sheet, None, actor_id)
    for _line, sheet in sheets:
        _put(session, procedure, sheet, known, actor_id)
    return len(sheets)


def _put(
    session: Session, procedure: Procedure, sheet: CodeSheet, known: Mapping[str, Code], actor_id: UUID | None
) -> None:
    code, parent = known[sheet.mark], known[sheet.parent] if sheet.parent else None
    present = replace(CodeSheet.of(code), parent="", problems={})
    if present != replace(sheet, parent="") or code.parent_id != (parent.id if parent else None):
        change_code(session, procedure, code, sheet, parent, actor_id)


def _sheets(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, CodeSheet]]:
    meant = [_MEANT.get(cleaned(name).lower(), "") for name in rows[0]] if rows else []
    if not {"mark", "name"} <= set(meant):
        raise Invalid("The first row names the columns: %(columns)s.", columns=", ".join(COLUMNS))
    if len(rows) > MOST_ROWS + 1:
        raise Invalid("A table has at most %(most)s rows.", most=MOST_ROWS)
    seen: set[str] = set()
    for line, cells in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in cells):
            found = dict(zip(meant, (_as_typed(cell) for cell in cells), strict=False))
            sheet = CodeSheet(
                found["name"],
                found["mark"].upper(),
                found.get("description", ""),
                found.get("keywords", ""),
                found.get("parent", "").upper(),
            )
            yield line, sheet.checked(seen)
            seen.add(sheet.mark)


def _as_typed(cell: str) -> str:
    """A cell without the apostrophe that kept it from becoming a formula."""
    text = cleaned(cell)
    return text[1:] if text.startswith("'") and safe(text[1:]) == text else text
