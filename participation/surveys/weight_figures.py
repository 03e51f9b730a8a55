"""The weighted figures of a release: shares and means for all people of an audience, protected, never counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from participation.statistics.counts import Distribution
from participation.statistics.published import PublishedRow, PublishedTable, Segment
from participation.statistics.thin_margins import CarriedMargins, ThinMargin, carried
from participation.statistics.weighted import LEAST, TooFew, nearest, shown_number, weighted
from participation.statistics.weights import HIGHEST, LOWEST, TooUneven
from participation.surveys.aggregation.codes import SHEETS
from participation.surveys.releases import Draft, Key
from participation.surveys.weighing import Weighing

Figures: TypeAlias = dict[str, Any]
"""JSON-ready."""

WEIGHED: Segment = ("weighed", "people")
MARK: Segment = ("weighed", "mark")
"""Under these the sizes of a released table also hold what stood behind its weighted figures."""

_AT_LIMIT = 1e-6
_MET = 0.01


def raking_of(weighing: Weighing | None) -> Figures:
    """What has to be raked: `people` and `margins`; or why nothing is, as `refused`; empty where nothing is known."""
    if weighing is None:
        return {}
    if weighing.refused:
        return {"refused": weighing.refused}
    if sum(weighing.people.values()) < LEAST:
        return {"refused": "few", "least": LEAST}
    try:
        margins = _carried(weighing)
    except ThinMargin as thin:
        least = weighing.rules.minimum
        return {"refused": "thin", "dimension": thin.dimension, "category": thin.category, "least": least}
    people = margins.counts(weighing.people)
    return {"people": [[list(segment), n] for segment, n in sorted(people.items())], "margins": list(margins.margins)}


def with_weights(draft: Draft, raked: Figures) -> Draft:
    """The draft with its weighted figures, and with the sizes behind them.

    Args:
        draft: with what is weighed.
        raked: `by_segment` and what the weights cost, or why there are none.
    """
    weighing, figures = draft.weighing, Figures()
    sizes = {key: dict(of) for key, of in draft.sizes.items()}
    if weighing is None or weighing.refused:
        return draft.figuring(weights={"": raked} if raked else {})
    last = weighing.last
    if last and weighing.is_settled(SHEETS):
        figures = {**last.figures, SHEETS: {**last.figures[SHEETS], "is_kept": True}}
        _remember(sizes, weighing, last.sizes, last.marks)
    elif "refused" in raked:
        figures = {SHEETS: {**raked, "audience": weighing.audience}}
        _remember(sizes, weighing, {SHEETS: weighing.size(SHEETS)}, {SHEETS: weighing.mark(SHEETS)})
    else:
        weights = {tuple(segment): weight for segment, weight in raked["by_segment"]}
        shown = _rows_beside(draft, weighing)
        kept = {name for name, row in shown.items() if _stays(weighing, name, row)}
        figures = {SHEETS: _whole(weighing, weights, raked)} | {
            name: last.figures[name] if last and name in kept else _figure(weighing, name, row, weights)
            for name, row in shown.items()
        }
        fresh = figures.keys() - kept
        _remember(sizes, weighing, {name: weighing.size(name) for name in fresh}, {n: weighing.mark(n) for n in fresh})
        if last:
            _remember(
                sizes, weighing, *({name: of[name] for name in kept & of.keys()} for of in (last.sizes, last.marks))
            )
    return draft.figuring(weights=figures, sizes=sizes)


def _carried(weighing: Weighing) -> CarriedMargins:
    return carried(weighing.people, weighing.margins, weighing.hierarchies, weighing.rules.minimum)


def _rows_beside(draft: Draft, weighing: Weighing) -> dict[str, PublishedRow]:
    """Question -> the published row that its weighted figures stand beside, where it is shown in full."""
    tables = {table.question: table for table in draft.tables if ",".join(table.dimensions) == weighing.beside}
    rows = {name: _row(tables[name], weighing) for name in weighing.tables if name and name in tables}
    return {name: row for name, row in rows.items() if row and row.is_full and not row.is_merged}


def _row(table: PublishedTable, weighing: Weighing) -> PublishedRow | None:
    return table.row(weighing.audience) if weighing.audience else table.rows[0] if table.rows else None


def _stays(weighing: Weighing, name: str, row: PublishedRow) -> bool:
    """Whether the last figure stays; always where the figure beside it does."""
    is_known = weighing.last is not None and name in weighing.last.figures
    return is_known and (weighing.is_settled(name) or row.is_kept)


def _whole(weighing: Weighing, weights: Mapping[Segment, float], raked: Figures) -> Figures:
    """What the weights cost over all sheets; every number as coarse as the base of a group."""
    rows = _recoded(weighing, SHEETS)
    at_limit = [row.base for segment, row in rows.items() if _is_at_limit(weights[segment])]
    return {
        "audience": weighing.audience,
        "dimensions": list(weighing.margins),
        "n": shown_number(row.base for row in rows.values()),
        "effective_n": nearest(raked["effective_n"]),
        "design_effect": round(raked["design_effect"], 2),
        "trimmed": shown_number(at_limit),
        "is_met": raked["margin_error"] < _MET,
    }


def _is_at_limit(weight: float) -> bool:
    return min(abs(weight - LOWEST), abs(weight - HIGHEST)) < _AT_LIMIT


def _figure(weighing: Weighing, name: str, row: PublishedRow, weights: Mapping[Segment, float]) -> Figures:
    # By what is published alone: how many of them carry weights shall not show.
    rare = frozenset(
        cell.code for cell in row.cells if cell.is_rare or (cell.n is not None and 0 < cell.n < weighing.rules.minimum)
    )
    try:
        one = weighted(_recoded(weighing, name), weighing.tables[name].kind, weights, rare)
    except TooFew:
        return {"refused": "few", "least": LEAST}
    except TooUneven as thin:
        return {"refused": "uneven", "effective_n": nearest(thin.effective_n), "n": nearest(thin.n)}
    return {
        "shares": [[code, _rounded(share, 2 + row.decimals)] for code, share in one.shares.items()],
        "mean": _rounded(one.mean, 1 + row.decimals),
        "n": one.n,
        "effective_n": one.effective_n,
    }


def _rounded(number: float | None, places: int) -> float | None:
    return None if number is None else round(number, places)


def _recoded(weighing: Weighing, name: str) -> dict[Segment, Distribution]:
    """The answers by what is weighted, thin categories joined."""
    margins, rows = _carried(weighing), dict[Segment, Distribution]()
    for segment, answers in weighing.tables[name].rows.items():
        wide = margins.widened(segment)
        rows[wide] = rows[wide] + answers if wide in rows else answers
    return rows


def _remember(
    sizes: dict[Key, dict[Segment, int]], weighing: Weighing, people: Mapping[str, int], marks: Mapping[str, int]
) -> None:
    for name, n in people.items():
        of_table = sizes.get((name, weighing.beside))
        if of_table is not None:
            of_table |= {WEIGHED: n, MARK: marks[name]}
