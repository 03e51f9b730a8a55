"""Live numbers for staff: counters as they are, without protection; never on a public page."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from participation.statistics.counts import Distribution, mean, top_share
from participation.statistics.disclosure import USUAL, CountedTable
from participation.statistics.published import (
    AnswerKind,
    PublishedCell,
    PublishedRow,
    PublishedTable,
    Segment,
    Status,
)
from participation.surveys.aggregation.counted import counted_tables
from participation.surveys.aggregation.segments import OVERALL
from participation.surveys.questionnaire import Questionnaire


def live_tables(
    session: Session, survey_id: UUID, questionnaire: Questionnaire, breakdown: str = OVERALL
) -> dict[str, PublishedTable]:
    """Every question by everyone or by groups, exact, by name; shaped like released tables, so that they look alike."""
    tables = counted_tables(session, survey_id, questionnaire, breakdown)
    return {table.question: _shown(table) for table in tables if table.rows}


def _shown(table: CountedTable) -> PublishedTable:
    rows = tuple(_row(segment, answers, table.kind) for segment, answers in table.rows.items())
    return PublishedTable(table.question, table.kind, table.dimensions, rows)


def _row(segment: Segment, answers: Distribution, kind: AnswerKind) -> PublishedRow:
    base = answers.base.n
    scores = answers.scores if kind is AnswerKind.SCALE else {}
    return PublishedRow(
        segment=segment,
        members=(segment,),
        # Groups of few answers are shown to staff, but not compared.
        status=Status.EXACT if not segment or base >= USUAL.full else Status.SMALL_GROUP,
        base=base,
        base_label=str(base),
        cells=tuple(PublishedCell(code, cell.n, cell.n / base if base else 0) for code, cell in answers.cells.items()),
        missing=tuple(PublishedCell(code, cell.n, None) for code, cell in answers.missing.items()),
        mean=mean(scores),
        top_share=top_share(scores, scores),
        decimals=1,
    )
