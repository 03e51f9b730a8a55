"""Live numbers for staff: counters as they are, without protection; never on a public page."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from participation.statistics.counts import Distribution, mean, top_share
from participation.statistics.disclosure import CountedTable
from participation.statistics.published import AnswerKind, PublishedCell, PublishedRow, PublishedTable, Status
from participation.surveys.aggregation.counted import counted_tables
from participation.surveys.questionnaire import Questionnaire


def live_tables(session: Session, survey_id: UUID, questionnaire: Questionnaire) -> dict[str, PublishedTable]:
    """Every question by everyone, exact, by name; shaped like released tables, so that they are shown alike."""
    tables = counted_tables(session, survey_id, questionnaire)
    return {table.question: _shown(table) for table in tables if table.rows}


def _shown(table: CountedTable) -> PublishedTable:
    rows = tuple(_row(answers, table.kind) for answers in table.rows.values())
    return PublishedTable(table.question, table.kind, table.dimensions, rows)


def _row(answers: Distribution, kind: AnswerKind) -> PublishedRow:
    base = answers.base.n
    scores = answers.scores if kind is AnswerKind.SCALE else {}
    return PublishedRow(
        segment=(),
        members=((),),
        status=Status.EXACT,
        base=base,
        base_label=str(base),
        cells=tuple(PublishedCell(code, cell.n, cell.n / base if base else 0) for code, cell in answers.cells.items()),
        missing=tuple(PublishedCell(code, cell.n, None) for code, cell in answers.missing.items()),
        mean=mean(scores),
        top_share=top_share(scores, scores),
        decimals=1,
    )
