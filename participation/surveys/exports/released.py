"""Released tables in long form: a line for each option of each group, in CSV or JSON; the numbers of the page."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any, Literal, TextIO

from sqlmodel import Session, col, select

from participation.core.errors import NotFound
from participation.statistics.published import PublishedCell, PublishedRow, PublishedTable
from participation.surveys.aggregation.codes import Counted, counted_questions, pairs
from participation.surveys.models import ReleaseTable
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.results.reading import Results, latest_results
from participation.surveys.running import RunningSurvey
from participation.surveys.scales import DE, Texts
from participation.surveys.wording import plain

Format = Literal["csv", "json"]

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
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def export_released(session: Session, survey: RunningSurvey, form: Format, stream: TextIO) -> int:
    """Write the latest release's tables as CSV (comma, UTF-8, first line the names) or as a JSON array.

    Returns:
        The number of lines. Tables are read one after the other, so memory stays flat.

    Raises:
        NotFound: nothing of the survey is released yet.
    """
    results = latest_results(session, survey)
    if results is None:
        raise NotFound("Nothing of this survey has been released yet.")
    lines = _lines(session, results)
    return _write_csv(lines, stream) if form == "csv" else _write_json(lines, stream)


def _write_csv(lines: Iterator[dict[str, Any]], stream: TextIO) -> int:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    written = 0
    for line in lines:
        writer.writerow([_cell(line[name]) for name in COLUMNS])
        written += 1
    return written


def _write_json(lines: Iterator[dict[str, Any]], stream: TextIO) -> int:
    written = 0
    stream.write("[")
    for line in lines:
        stream.write((",\n" if written else "\n") + json.dumps(line, ensure_ascii=False))
        written += 1
    stream.write("\n]\n")
    return written


def _cell(value: Any) -> Any:
    """A value that no spreadsheet takes for a formula (methods.md §5); nothing stays empty."""
    if isinstance(value, str) and value.startswith(_RISKY):
        return "'" + value
    return int(value) if isinstance(value, bool) else value


def _lines(session: Session, results: Results) -> Iterator[dict[str, Any]]:
    names = _names(results.questionnaire)
    tables = select(ReleaseTable.document).where(ReleaseTable.release_id == results.release.id)
    ordered = tables.order_by(col(ReleaseTable.dimensions), col(ReleaseTable.question))
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


def _names(questionnaire: Questionnaire) -> dict[str, Counted]:
    counted = {one.name: one for one in counted_questions(questionnaire)}
    return counted | {pair.name: pair.importance for pair in pairs(questionnaire)}


def _row_lines(table: PublishedTable, row: PublishedRow, about: Counted | None) -> Iterator[dict[str, Any]]:
    answers = {str(option.code): option.text for option in about.question.options} if about else {}
    common = {
        "question_text": _german(about.question.text) if about else "",
        "item_text": _german(about.item.text) if about and about.item else "",
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
    cells = [*((cell, False) for cell in row.cells), *((cell, True) for cell in row.missing)]
    for cell, is_missing in cells or [(PublishedCell("", None, None), False)]:
        answer = _german(answers.get(str(cell.code), {}))
        yield common | {
            "code": cell.code,
            "answer": answer,
            "is_missing": is_missing,
            "n": cell.n,
            "share": cell.share,
        }


def _german(texts: Texts) -> str:
    return plain(texts, DE)
