"""The code tree of a procedure for staff: read, changed, merged, taken as a table and read back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import orjson
from starlette.responses import Response

from participation.coding.actions import (
    change_code,
    create_code,
    merge_code,
    parent_named,
    retire_code,
    taken_marks,
)
from participation.coding.code_table import COLUMNS, MOST_ROWS, rows_of, table_of, take_over
from participation.coding.codes import CodeTree, code_in, field_counts, tree_of
from participation.coding.forms import CodeSheet
from participation.coding.models import LONGEST_DESCRIPTION, LONGEST_KEYWORDS, LONGEST_NAME, Code
from participation.coding.sources import Coding
from participation.core.elsewhere import ElsewhereFailed, elsewhere
from participation.core.errors import Conflict, Invalid, NotAllowed, NotFound
from participation.core.journal import record
from participation.core.text import msgid
from participation.procedures.models import Procedure
from participation.procedures.reading import procedure_named, procedures_of
from participation.web.downloads import CSV, XLSX, csv_of, download
from participation.web.languages import GERMAN
from participation.web.visit import Visit

TAKES = 2_000_000
_SECONDS = 60
_WORKBOOK = "participation.coding.workbook"
_BEGINS_ZIP = b"PK"  # what every XLSX file begins with
_LONGEST = {"name": LONGEST_NAME, "description": LONGEST_DESCRIPTION, "keywords": LONGEST_KEYWORDS}
_NO_FILE = msgid("Please choose a file.")
_UNREADABLE = msgid("This file cannot be read. Please save it as XLSX or CSV.")


def coded_procedures(visit: Visit) -> Response:
    """The procedures of the region; the only one at once."""
    found = procedures_of(visit.db, visit.place, visit.language.tag, visit.now, drafts=True)
    if len(found) == 1:
        return visit.redirect("code_book", procedure=found[0].slug)
    return visit.render("coding/procedures.html", procedures=found)


def code_book(visit: Visit, procedure: str) -> Response:
    """The tree, each code with how many contributions carry it."""
    found = procedure_named(visit.db, visit.place, procedure)
    return visit.render("coding/book.html", procedure=found, tree=tree_of(visit.db, found.id, counted=True))


def new_code(visit: Visit, procedure: str) -> Response:
    """The form for another code."""
    found = procedure_named(visit.db, visit.place, procedure)
    return _form(visit, found, None, CodeSheet(parent=visit.query.get("unter", "")))


def add_code(visit: Visit, procedure: str) -> Response:
    """Add it."""
    found = procedure_named(visit.db, visit.place, procedure)
    sheet = CodeSheet.read(visit.form, taken_marks(visit.db, found.id))
    if sheet.problems:
        return _form(visit, found, None, sheet, 422)
    code = create_code(visit.db, found, sheet, parent_named(visit.db, found, sheet.parent), person(visit))
    return visit.redirect("code_book", procedure=procedure, anchor=f"code-{code.id}")


def edit_code(visit: Visit, procedure: str, code: UUID) -> Response:
    """The form for one code, with what else can be done with it."""
    found = procedure_named(visit.db, visit.place, procedure)
    known = code_in(visit.db, found.id, code)
    return _form(visit, found, known, CodeSheet.of(known))


def save_code(visit: Visit, procedure: str, code: UUID) -> Response:
    """Change, move, merge, retire or revive it."""
    found = procedure_named(visit.db, visit.place, procedure)
    known = code_in(visit.db, found.id, code, to_change=True)
    sheet, then = CodeSheet.of(known), visit.form.text("then")
    try:
        if then == "retire":
            retire_code(visit.db, found, known, person(visit))
        elif then == "merge":
            target = _target(visit, found)
            merge_code(visit.db, found, known, target, person(visit))
            code = target.id
        else:
            sheet = CodeSheet.read(visit.form, taken_marks(visit.db, found.id, known))
            if sheet.problems:
                return _form(visit, found, known, sheet, 422)
            change_code(visit.db, found, known, sheet, parent_named(visit.db, found, sheet.parent), person(visit))
    except Conflict as conflict:
        return _form(visit, found, known, sheet, 409, visit._(conflict.message))
    return visit.redirect("code_book", procedure=procedure, anchor=f"code-{code}")


def _target(visit: Visit, procedure: Procedure) -> Code:
    target = parent_named(visit.db, procedure, visit.form.text("into"))
    if target is None:
        raise Conflict("Please choose the code that it is merged into.")
    return target


def export_codes(visit: Visit, procedure: str, form: str) -> Response:
    """The tree as CSV or XLSX."""
    found = procedure_named(visit.db, visit.place, procedure)
    rows, name = table_of(tree_of(visit.db, found.id)), f"codes-{found.slug}"
    if form == "csv":
        return download(csv_of(rows), f"{name}.csv", CSV)
    if form != "xlsx":
        raise NotFound("There is no such file.")
    return download(elsewhere(_WORKBOOK, orjson.dumps(rows), _SECONDS, "write"), f"{name}.xlsx", XLSX)


def read_codes(visit: Visit, procedure: str) -> Response:
    """The form for a table of codes."""
    return _import(visit, procedure_named(visit.db, visit.place, procedure))


def import_codes(visit: Visit, procedure: str) -> Response:
    """Take a table over, all of it or nothing; a workbook is read in another process."""
    found = procedure_named(visit.db, visit.place, procedure)
    sent = visit.form.file("file")
    if sent is None:
        return _import(visit, found, visit._(_NO_FILE))
    try:
        rows = _cells(sent[1])
        with visit.site.database.writing() as session:
            number = take_over(session, found, rows, person(visit))
            details = {"rows": number}
            record(
                session,
                "imported",
                "codes",
                found.id,
                actor_id=person(visit),
                region_id=visit.place.id,
                details=details,
            )
    except ElsewhereFailed:
        return _import(visit, found, visit._(_UNREADABLE))
    except (Invalid, Conflict) as problem:
        return _import(visit, found, visit._(problem.message, **problem.params))
    return visit.redirect("code_book", procedure=procedure)


def _cells(content: bytes) -> list[list[str]]:
    if not content.startswith(_BEGINS_ZIP):
        return rows_of(content)
    rows: list[list[str]] = orjson.loads(elsewhere(_WORKBOOK, content, _SECONDS, str(MOST_ROWS + 2)))
    return rows


def _form(
    visit: Visit, procedure: Procedure, code: Code | None, sheet: CodeSheet, status: int = 200, problem: str = ""
) -> Response:
    tree = tree_of(visit.db, procedure.id)
    inside = tree.below(code.id) if code else set()
    return visit.render(
        "coding/code.html",
        status=status,
        procedure=procedure,
        code=code,
        sheet=sheet,
        errors={name: visit._(problem) for name, problem in sheet.problems.items()},
        problem=problem,
        others=[one for one in options(tree) if UUID(one[0]) not in inside],
        longest=_LONGEST,
    )


def options(tree: CodeTree) -> list[tuple[str, str]]:
    """The codes of a tree to choose from, by their ids."""
    return [(str(node.code.id), f"{'– ' * node.depth}{node.code.mark} {node.code.name}") for node in tree.nodes]


def _import(visit: Visit, procedure: Procedure, problem: str = "") -> Response:
    status = 422 if problem else 200
    return visit.render(
        "coding/import.html", status=status, procedure=procedure, problem=problem, columns=COLUMNS, most=MOST_ROWS
    )


def person(visit: Visit) -> UUID:
    """Who does it.

    Raises:
        NotAllowed: nobody is signed in.
    """
    if visit.person is None:
        raise NotAllowed("Please sign in.")
    return visit.person.id


@dataclass(frozen=True)
class CountViews:
    """What is counted of codes: for staff, never for everybody."""

    coding: Coding

    def code_counts(self, visit: Visit, procedure: str) -> Response:
        """How many contributions of each field carry which code."""
        found = procedure_named(visit.db, visit.place, procedure)
        tag = GERMAN.tag if visit.language.tag == "de-simple" else visit.language.tag
        areas = self.coding.areas(visit.db, visit.place.id, tag)
        counts = field_counts(visit.db, found.id, areas)
        met = {thread for of_code in counts.values() for thread in of_code}
        return visit.render(
            "coding/counts.html",
            procedure=found,
            tree=tree_of(visit.db, found.id, counted=True),
            areas=[area for area in areas if area.thread_id in met],
            without=None in met,
            counts=counts,
        )
