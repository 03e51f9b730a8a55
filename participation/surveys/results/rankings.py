"""A ranking: Borda points as bars, the places given to each option as a table, the pairwise winner beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from participation.core.text import msgid
from participation.statistics.published import PublishedTable
from participation.statistics.rankings import Ranking, ranking
from participation.surveys.aggregation.codes import Counted, preferences
from participation.surveys.results.block import NUMERIC, Block, Cell, Column, Line, anchor, missing_of
from participation.surveys.results.labels import answer_label
from participation.surveys.results.words import Words
from participation.web.charts import bar_chart

_DISAGREE = msgid(
    "The two ways of counting disagree: most points went to “%(leaders)s”. So there is no clear first place."
)


def ranking_block(
    words: Words, group: Sequence[Counted], lines: Sequence[Line], tables: Mapping[str, PublishedTable]
) -> Block:
    """A ranking by everyone.

    Args:
        words: of the questionnaire.
        group: its options, as they are counted.
        lines: the places that each of them was given, in the same order.
        tables: all tables by everyone; points need the preferences to be shown in full.
    """
    question, base = group[0].question, lines[0].row.base
    found = _ranking(words, group, tables, base) if base and lines[0].row.is_full else None
    by_code = {str(one.option.code): line for one, line in zip(group, lines, strict=True) if one.option}
    order = list(found.points) if found else list(by_code)
    translate = words.translate
    columns: list[Column] = [
        translate(msgid("Answer")),
        *((answer_label(words, group[0], code), NUMERIC) for code in group[0].valid),
    ]
    points = {code: words.number(score, int(score % 1 > 0)) for code, score in found.points.items()} if found else {}
    highest = (base or 0) * (len(group) - 1)
    return Block(
        id=anchor(group[0]),
        title=words.question(question),
        shape="bars" if found else "table",
        columns=columns + ([(translate(msgid("Points")), NUMERIC)] if found else []),
        rows=[_row(words, group[0], by_code[code], points.get(code)) for code in order],
        bars=bar_chart([(by_code[code].label, found.points[code], None, None) for code in order], highest)
        if found
        else None,
        decimals=int(any(score % 1 for score in found.points.values())) if found else 0,
        measure="points" if found else "shares",
        unit="",
        base=words.base(lines[0].row),
        missing=missing_of(words, lines[0].row),
        remarks=_remarks(words, found, {code: line.label for code, line in by_code.items()}) if found else [],
        asked=group[0].name,
    )


def _row(words: Words, counted: Counted, line: Line, points: str | None) -> list[Cell]:
    shown = {cell.code: cell for cell in line.row.cells}
    shares: list[Cell] = [words.shown_share(shown.get(code), line.row.decimals) for code in counted.valid]
    return [line.cell, *shares, *([points] if points is not None else [])]


def _ranking(
    words: Words, group: Sequence[Counted], tables: Mapping[str, PublishedTable], ballots: int
) -> Ranking | None:
    """Who was preferred to whom, as far as all of it is shown."""
    code = group[0].question.code
    pairwise: dict[tuple[str, str], int] = {}
    for one in preferences(words.questionnaire):
        if one.question.code != code or one.option is None:
            continue
        table = tables.get(one.name)
        if table is None or not table.rows or not table.rows[0].is_full:
            return None
        for cell in table.rows[0].cells:
            if cell.n is None:
                return None
            pairwise[str(one.option.code), str(cell.code)] = cell.n
    return ranking(pairwise, ballots) if pairwise else None


def _remarks(words: Words, found: Ranking, names: Mapping[str, str]) -> list[str]:
    translate = words.translate
    leaders, winner = " · ".join(names[code] for code in found.leaders), found.pairwise_winner
    remarks = [
        translate(
            msgid(
                "Points: one for each other option that somebody ranked below this one, half a point for each that "
                "nobody can tell from it (Borda)."
            )
        )
    ]
    if winner is None:
        return [*remarks, translate(msgid("In direct comparison no option wins against every other one."))]
    won = translate(msgid("In direct comparison “%(winner)s” wins against every other option."), winner=names[winner])
    if found.methods_agree:
        return [*remarks, won]
    return [*remarks, won, translate(_DISAGREE, leaders=leaders)]
