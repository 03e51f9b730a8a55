"""Counters read back: the answers to every question by a planned combination of dimensions, not yet protected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import func, sql
from sqlmodel import Session, col, select

from participation.statistics.counts import Cell, Code, Distribution, total
from participation.statistics.disclosure import CountedTable
from participation.statistics.published import AnswerKind, Segment
from participation.surveys.aggregation.asking import Asking
from participation.surveys.aggregation.codes import (
    ASKED,
    BASE,
    SHEETS,
    SKIPPED,
    UNRANKED,
    Counted,
    Pair,
    counted_questions,
    pairs,
    preferences,
)
from participation.surveys.aggregation.segments import (
    ABOUT_THE_PERSON,
    ASKED_FOR,
    BREAKDOWNS,
    OVERALL,
    TOGETHER_BY,
)
from participation.surveys.models import Counter, Pending
from participation.surveys.questionnaire import Questionnaire

_Cells: TypeAlias = Mapping[str, Cell]
_BySegment: TypeAlias = Mapping[str, Mapping[str, _Cells]]
"""Segment -> question -> option -> cell."""

_COUNTERS = Counter.__table__  # type: ignore[attr-defined]


def counted_tables(
    session: Session, survey_id: UUID, questionnaire: Questionnaire, breakdown: str = OVERALL
) -> list[CountedTable]:
    """Every table of one combination of dimensions (of `BREAKDOWNS`, or OVERALL), the number of sheets first.

    What is skipped is counted as a missing code, so that everybody of a segment who was asked stands in each of its
    rows; who was not asked stands in none.
    """
    dimensions = tuple(breakdown.split(",")) if breakdown else ()
    return tables_of(session, survey_id, questionnaire, dimensions, _counters(session, survey_id, breakdown))


def tables_of(
    session: Session, survey_id: UUID, questionnaire: Questionnaire, dimensions: tuple[str, ...], counters: _BySegment
) -> list[CountedTable]:
    """The same from cells that were read already: segment (categories with a comma) -> name -> option -> cell."""
    asking = Asking.of(session, survey_id)
    sheets = CountedTable(
        SHEETS, AnswerKind.SEVERAL, dimensions, _rows(counters, lambda cells: Distribution({}, {}, cells[SHEETS][""]))
    )
    questions = [
        counted
        for counted in counted_questions(questionnaire)
        if not dimensions or counted.question.code not in ABOUT_THE_PERSON
    ]
    if ",".join(dimensions) in TOGETHER_BY:
        questions += preferences(questionnaire)
    return [sheets, *(_table(counted, dimensions, counters, asking) for counted in questions)]


def _table(counted: Counted, dimensions: tuple[str, ...], counters: _BySegment, asking: Asking) -> CountedTable:
    valid = _places(counters.values(), counted.name) if counted.is_place else counted.valid
    rows = _rows(counters, lambda cells: _distribution(cells, counted, valid, asking.asked(counted, cells)))
    return CountedTable(counted.name, counted.kind, dimensions, rows)


def _places(segments: Iterable[Mapping[str, _Cells]], name: str) -> tuple[Code, ...]:
    """The places that were named, which no questionnaire lists."""
    named = {option for cells in segments for option in cells.get(name, {})}
    return tuple(sorted(named - {BASE, ASKED}))


def joint_tables(
    session: Session, survey_id: UUID, questionnaire: Questionnaire, breakdown: str = OVERALL
) -> list[CountedTable]:
    """Importance and satisfaction of the same people, for every field, of everyone or by audience."""
    asking, counters = Asking.of(session, survey_id), _counters(session, survey_id, breakdown)
    dimensions = (breakdown,) if breakdown else ()
    return [
        CountedTable(
            pair.name,
            AnswerKind.CHOICE,
            dimensions,
            _rows(counters, partial(_joint, pair=pair, asking=asking)),
        )
        for pair in pairs(questionnaire)
    ]


def _joint(cells: Mapping[str, _Cells], pair: Pair, asking: Asking) -> Distribution:
    given = cells.get(pair.name, {})
    both = Distribution.of_one({code: given.get(str(code), Cell()) for code in pair.codes})
    return Distribution(both.cells, {SKIPPED: asking.asked(pair.importance, cells) - both.base}, both.base)


def breakdowns_of(session: Session, survey_id: UUID, questionnaire: Questionnaire) -> list[str]:
    """The planned combinations that the survey has: its dimensions are asked for, and somebody is counted in them."""
    asked = {dimension for dimension, question in ASKED_FOR.items() if question in questionnaire.questions}
    present = session.exec(
        select(Counter.dimensions)
        .where(
            Counter.survey_id == survey_id,
            col(Counter.dimensions).in_(BREAKDOWNS),
            Counter.question == SHEETS,
            Counter.option == "",
            Counter.n > 0,
        )
        .distinct()
    ).all()
    return [one for one in BREAKDOWNS if one in present and (set(one.split(",")) & ASKED_FOR.keys()) <= asked]


def sheets_by(session: Session, survey_id: UUID, *dimensions: str) -> dict[str, dict[str, int]]:
    """How many sheets are counted in each segment of these dimensions, live: dimension -> segment -> n."""
    found: dict[str, dict[str, int]] = {dimension: {} for dimension in dimensions}
    rows = session.exec(
        select(Counter.dimensions, Counter.segment, Counter.n)
        .where(
            Counter.survey_id == survey_id,
            col(Counter.dimensions).in_(dimensions),
            Counter.question == SHEETS,
            Counter.option == "",
            Counter.n > 0,
        )
        .order_by(col(Counter.dimensions), col(Counter.segment))
    )
    for dimension, segment, n in rows:
        found[dimension][segment] = n
    return found


def waiting_sheets(session: Session, survey_id: UUID) -> int:
    """How many sheets are not counted yet, withdrawals included."""
    return session.exec(select(func.count()).select_from(Pending).where(Pending.survey_id == survey_id)).one()


def _counters(session: Session, survey_id: UUID, breakdown: str) -> _BySegment:
    found: dict[str, dict[str, dict[str, Cell]]] = defaultdict(lambda: defaultdict(dict))
    columns = (_COUNTERS.c[name] for name in ("segment", "question", "option", "n", "key_sum"))
    of_survey = (_COUNTERS.c.survey_id == survey_id, _COUNTERS.c.dimensions == breakdown, _COUNTERS.c.n > 0)
    for segment, question, option, n, key_sum in session.execute(sql.select(*columns).where(*of_survey)):
        found[segment][question][option] = Cell(n, key_sum)
    return found


def _rows(counters: _BySegment, row: Callable[[Mapping[str, _Cells]], Distribution]) -> dict[Segment, Distribution]:
    """Segment -> answers, in the order of the segments; sheets that were all withdrawn leave no row."""
    return {
        tuple(segment.split(",")) if segment else (): row(cells)
        for segment, cells in sorted(counters.items())
        if SHEETS in cells
    }


def _distribution(cells: Mapping[str, _Cells], counted: Counted, valid: Iterable[Code], asked: Cell) -> Distribution:
    given, whole = cells.get(counted.name, {}), cells.get(counted.base_name, {})
    chosen: dict[Code, Cell] = {code: given.get(str(code), Cell()) for code in valid}
    missing: dict[Code, Cell] = {code: whole.get(str(code), Cell()) for code in counted.missing}
    base = whole.get(BASE, Cell()) if counted.has_own_base else total(chosen.values())
    if UNRANKED in chosen:
        chosen[UNRANKED] = base - total(chosen.values())
    skipped = asked - base - total(missing.values())
    # Below nothing: people of an audience answered who are said not to be asked by now.
    return Distribution(chosen, {**missing, SKIPPED: skipped if skipped.n > 0 else Cell()}, base)
