"""Released tables in long form: a line for each option of each group, as CSV, JSON or XLSX; the numbers of the page."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from typing import Any, Literal

from sqlmodel import Session, col, select

from participation.core import cells
from participation.core.errors import NotFound
from participation.statistics.published import PublishedCell, PublishedRow, PublishedTable
from participation.surveys.aggregation.codes import Counted
from participation.surveys.exports.about import about_release
from participation.surveys.exports.answers import answer_text, counted_by_name, german, row_text
from participation.surveys.exports.workbook import Sheet, write_workbook
from participation.surveys.models import ReleaseTable
from participation.surveys.results.reading import Results, latest_results
from participation.surveys.running import RunningSurvey

Format = Literal["csv", "json", "xlsx"]

COLUMNS = (
    "survey",
    "release",
    "cut_off",
    "question",
    "question_text",
    "item_text",
    "dimensions",
    "segment",
    "members",
    "status",
    "base",
    "code",
    "answer",
    "is_missing",
    "n",
    "share",
    "mean",
    "top_two",
    "decimals",
    "is_kept",
)
_WIDTHS = (20, 8, 26, 26, 44, 30, 18, 18, 30, 13, 8, 10, 30, 10, 8, 8, 8, 8, 8, 8)


def released_file(session: Session, survey: RunningSurvey, form: Format) -> tuple[bytes, int]:
    """The latest release's tables as CSV (comma, UTF-8, first line the names), a JSON array or a workbook.

    Returns:
        The file and the number of its lines. Only as large as a release; the same release gives the same bytes.

    Raises:
        NotFound: nothing of the survey is released yet.
    """
    results = latest_results(session, survey)
    if results is None:
        raise NotFound("Nothing of this survey has been released yet.")
    lines = list(released_lines(session, results))
    return _WRITERS[form](lines, results), len(lines)


def _csv(lines: list[dict[str, Any]], _results: Results) -> bytes:
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(line) for line in lines)
    return stream.getvalue().encode()


def _json(lines: list[dict[str, Any]], _results: Results) -> bytes:
    documents = ",\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    return f"[\n{documents}\n]\n".encode()


def _xlsx(lines: list[dict[str, Any]], results: Results) -> bytes:
    stream = BytesIO()
    sheet = Sheet("Tabellen", COLUMNS, map(_cells, lines), _WIDTHS)
    write_workbook(stream, about_release(results), [sheet], results.release.released_at)
    return stream.getvalue()


_WRITERS: dict[Format, Callable[[list[dict[str, Any]], Results], bytes]] = {"csv": _csv, "json": _json, "xlsx": _xlsx}


def _cells(line: dict[str, Any]) -> list[Any]:
    return [cells.cell(line[name]) for name in COLUMNS]


def released_lines(
    session: Session, results: Results, start: int = 0, most: int | None = None
) -> Iterator[dict[str, Any]]:
    """The lines of a release's tables in their order: of all, or of at most `most` tables from number `start` on."""
    names = counted_by_name(results.questionnaire)
    tables = select(ReleaseTable.document).where(ReleaseTable.release_id == results.release.id)
    ordered = tables.order_by(col(ReleaseTable.dimensions), col(ReleaseTable.question)).offset(start).limit(most)
    for document in session.exec(ordered.execution_options(yield_per=20)):
        table = PublishedTable.from_document(document)
        head = {
            "survey": results.survey.slug,
            "release": results.release.number,
            "cut_off": results.release.cut_off_at.isoformat(),
            "question": table.question or "answer_sheets",
        }
        about = names.get(table.question)
        for row in table.rows:
            yield from (head | line for line in _row_lines(table, row, about))


def _row_lines(table: PublishedTable, row: PublishedRow, about: Counted | None) -> Iterator[dict[str, Any]]:
    common = {
        "question_text": german(about.question.text) if about else "",
        "item_text": row_text(about) if about else "",
        "dimensions": ",".join(table.dimensions),
        "segment": ",".join(row.segment),
        "members": ";".join(",".join(member) for member in row.members),
        "status": row.status.value,
        "base": row.base_label,
        "mean": row.mean,
        "top_two": row.top_share,
        "decimals": row.decimals,
        "is_kept": row.is_kept,
    }
    counted = [*((cell, False) for cell in row.cells), *((cell, True) for cell in row.missing)]
    for cell, is_missing in counted or [(PublishedCell("", None, None), False)]:
        yield common | {
            "code": cell.code,
            "answer": answer_text(about, cell.code) if about else "",
            "is_missing": is_missing,
            "n": cell.n,
            "share": cell.share,
        }
