"""Questions with their answers, ready to be drawn: a picture, the table beneath it, what has to be said about both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from babel.dates import format_date
from markupsafe import Markup

from participation.core.text import msgid
from participation.procedures.days import local_day
from participation.statistics.counts import Code
from participation.statistics.published import AnswerKind, Note, PublishedRow, PublishedTable
from participation.surveys.aggregation.codes import Counted, counted_questions
from participation.surveys.questionnaire import QuestionKind
from participation.surveys.results.block import (
    NUMERIC,
    Block,
    Cell,
    Column,
    Line,
    Said,
    anchor,
    count,
    left_out,
    missing_of,
)
from participation.surveys.results.classes import with_median
from participation.surveys.results.labels import answer_label
from participation.surveys.results.places import place_block
from participation.surveys.results.rankings import ranking_block
from participation.surveys.results.words import Words
from participation.web.charts import bar_chart, likert_chart
from participation.web.maps import RegionMap

_GROUPS_BESIDE = 4
_MOST_STACKED = 5
"""Points of a scale that can be told apart in a stacked bar."""
_TOP_TWO = range(5, 8)
"""Points of a scale on which the two best are a part that says something."""
_DIVERGING = ("disagree", "pass", "agree")


@dataclass(frozen=True)
class Beside:
    """What the pictures need besides tables: the region's map, what people wrote, whether the numbers are live.

    `changed` says when a question changed so that earlier answers are not in its tables.
    """

    region: RegionMap | None = None
    said: Mapping[str, Said] = field(default_factory=dict)
    is_live: bool = False
    changed: Mapping[str, datetime] = field(default_factory=dict)


_NOTHING = Beside()


def overall_blocks(
    words: Words, tables: Mapping[str, PublishedTable], links: Mapping[str, str], beside: Beside = _NOTHING
) -> list[Block]:
    """All questions by everyone, in the questionnaire's order; `links` leads from a row's name to its element."""
    by_question: dict[str, list[Counted]] = {}
    for counted in counted_questions(words.questionnaire):
        if counted.name in tables and tables[counted.name].rows:
            by_question.setdefault(counted.question.code, []).append(counted)
    return [
        with_change(words, _overall_block(words, group, tables, links, beside), beside.changed.get(code))
        for code, group in by_question.items()
    ]


def with_change(words: Words, block: Block, moment: datetime | None) -> Block:
    """The block saying that earlier answers are counted apart, where the question changed at a moment."""
    if moment is None:
        return block
    message = msgid("This question was changed on %(day)s. Earlier answers are not in it.")
    day = format_date(local_day(moment), "long", locale=words.language.locale)
    return replace(block, notes=[*block.notes, words.translate(message, day=day)])


def _overall_block(
    words: Words,
    group: list[Counted],
    tables: Mapping[str, PublishedTable],
    links: Mapping[str, str],
    beside: Beside,
) -> Block:
    first, lines = group[0], []
    for counted in group:
        label = words.counted(counted)
        href = links.get(counted.name, "")
        cell = Markup('<a href="{}">{}</a>').format(href, label) if href else label
        lines.append(Line(label, cell, tables[counted.name].rows[0]))
    notes = _notes(words, [tables[counted.name].notes for counted in group])
    if first.option:
        return replace(ranking_block(words, group, lines, tables), notes=notes)
    row = lines[0].row
    if first.is_place:
        block = place_block(words, first, row, beside.region, notes, is_live=beside.is_live)
        return replace(block, said=beside.said.get(first.name))
    if first.item or is_stacked(first):
        block = spread_block(words, first, words.question(first.question), lines, notes)
        rows = [line.row for line in lines]
        base, missing = _span(words, [row.base for row in rows]), _span(words, [left_out(row) for row in rows])
        if first.item is None:
            turned = _turned(block)
            block = replace(turned, columns=["", (words.translate(msgid("All together")), NUMERIC)])
        return replace(block, base=base, missing=missing)
    block = option_block(words, first, words.question(first.question), row, notes)
    if first.question.classes:
        return with_median(words, first, block, row)
    return replace(block, said=beside.said.get(first.name))


def is_stacked(counted: Counted) -> bool:
    """Whether its answers stand in one diverging bar: scales of few points, and votes on statements."""
    if counted.question.kind is QuestionKind.STATEMENTS:
        return True
    return counted.kind is AnswerKind.SCALE and len(counted.valid) <= _MOST_STACKED


def segment_block(words: Words, counted: Counted, table: PublishedTable) -> Block:
    """One question by a combination of dimensions, a line for each group of people."""
    rows = words.sorted_rows(table.dimensions, table.rows)
    lines = [Line(words.counted_row(table.dimensions, row), words.row(table.dimensions, row), row) for row in rows]
    block = spread_block(words, counted, _full_title(words, counted), lines, words.notes(table.notes))
    if block.shape == "table" and len(lines) <= _GROUPS_BESIDE:
        return _turned(block)
    return block


def _turned(block: Block) -> Block:
    """The answers as rows: long answers and few groups fit on a phone so."""
    turned = [list(column) for column in zip(*block.rows, strict=True)]
    names = [column if isinstance(column, str) else column[0] for column in block.columns[1:]]
    return replace(
        block,
        columns=["", *((str(label), NUMERIC) for label in turned[0])],
        rows=[[name, *cells] for name, cells in zip(names, turned[1:], strict=True)],
        is_turned=True,
    )


def _full_title(words: Words, counted: Counted) -> str:
    title = words.question(counted.question)
    return f"{title} – {words.counted(counted)}" if counted.item or counted.option else title


def spread_block(words: Words, counted: Counted, title: str, lines: Sequence[Line], notes: list[str]) -> Block:
    """Lines beside each other over the same options: diverging bars for scales and votes, else the table alone."""
    codes = _from_low_to_high(counted)
    columns: list[Column] = ["", (words.translate(msgid("Answers")), NUMERIC)]
    columns += [(answer_label(words, counted, code), NUMERIC) for code in counted.valid]
    columns += [(name, NUMERIC) for name, _ in _scores(words, counted, lines[0].row if lines else None)]
    columns.append((words.translate(msgid("No answer")), NUMERIC))
    drawn = [
        (line.label, [shares.get(code) or 0.0 for code in codes], line.row.base or 0)
        for line in lines
        if (shares := {cell.code: cell.share for cell in line.row.cells})
    ]
    likert = likert_chart(drawn) if drawn and is_stacked(counted) else None
    means = [(line.label, line.row.mean, None, None) for line in lines if line.row.mean is not None]
    bars = bar_chart(means, max(map(int, codes))) if means and not is_stacked(counted) else None
    return Block(
        id=anchor(counted),
        title=title,
        shape="likert" if likert else "bars" if bars else "table",
        columns=columns,
        rows=[_spread_row(words, counted, line) for line in lines],
        likert=likert,
        bars=bars,
        categories=[answer_label(words, counted, code) for code in codes],
        measure="means" if bars else "shares",
        decimals=1,
        unit="",
        notes=notes,
        asked=counted.name,
        is_several=counted.question.kind is QuestionKind.MULTIPLE,
    )


def _from_low_to_high(counted: Counted) -> list[Code]:
    """The codes as a bar shows them from left to right."""
    if counted.kind is AnswerKind.SCALE:
        return sorted(counted.valid, key=int)
    if counted.question.kind is QuestionKind.STATEMENTS:
        return [code for code in _DIVERGING if code in counted.valid]
    return list(counted.valid)


def _spread_row(words: Words, counted: Counted, line: Line) -> list[Cell]:
    row = line.row
    shown = {cell.code: cell for cell in row.cells}
    cells: list[Cell] = [line.cell, words.base(row)]
    cells += [words.shown_share(shown.get(code), row.decimals) for code in counted.valid]
    cells += [value for _, value in _scores(words, counted, row)]
    return [*cells, missing_of(words, row)]


def _scores(words: Words, counted: Counted, row: PublishedRow | None) -> list[tuple[str, str]]:
    """Name and value of what a scale has besides shares; the two best points only where they are a part of several."""
    if counted.kind is not AnswerKind.SCALE:
        return []
    mean = "–" if row is None or row.mean is None else words.number(row.mean, 1 + row.decimals)
    found = [(words.translate(msgid("Mean")), mean)]
    if len(counted.valid) in _TOP_TWO:
        share = words.share(row.top_share, row.decimals) if row else "–"
        found.append((words.translate(msgid("Top two")), share))
    return found


def option_block(words: Words, counted: Counted, title: str, row: PublishedRow, notes: list[str]) -> Block:
    """One question by everyone: a bar for each option; answers in people's own words are only counted."""
    cells = {cell.code: cell for cell in row.cells}
    codes = [code for code in _from_low_to_high(counted) if code in cells]
    options = [(answer_label(words, counted, code), cells[code]) for code in codes]
    shown = [(label, cell.share, None, None) for label, cell in options if cell.share is not None]
    answers: list[list[Cell]] = [
        [label, count(words, cell.n), words.share(cell.share, row.decimals)] for label, cell in options
    ]
    missing: list[list[Cell]] = [
        [answer_label(words, counted, cell.code), count(words, cell.n), "–"] for cell in row.missing
    ]
    scores: list[list[Cell]] = [[name, value, "–"] for name, value in _scores(words, counted, row)]
    translate = words.translate
    return Block(
        id=anchor(counted),
        title=title,
        shape="bars" if shown else "written" if not counted.valid else "table",
        columns=[
            translate(msgid("Answer")),
            (translate(msgid("Number")), NUMERIC),
            (translate(msgid("Share")), NUMERIC),
        ],
        rows=[*answers, *missing, *scores],
        bars=bar_chart(shown) if shown else None,
        decimals=row.decimals,
        base=words.base(row),
        missing=missing_of(words, row),
        notes=notes,
        asked=counted.name,
        is_several=counted.question.kind is QuestionKind.MULTIPLE,
    )


def _span(words: Words, numbers: list[int | None]) -> str:
    """From the smallest to the largest number, empty where one is not shown."""
    known = [number for number in numbers if number is not None]
    if not known or len(known) < len(numbers):
        return ""
    low, high = words.number(min(known)), words.number(max(known))
    return low if low == high else f"{low}–{high}"


def _notes(words: Words, of_tables: list[tuple[Note, ...]]) -> list[str]:
    needed = {note for notes in of_tables for note in notes}
    return words.notes(tuple(note for note in Note if note in needed))
