"""A question with its answers, ready to be drawn: a picture, the table beneath it, what has to be said about both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from markupsafe import Markup

from participation.core.text import msgid
from participation.statistics.published import AnswerKind, Note, PublishedRow, PublishedTable
from participation.surveys.aggregation.codes import Counted, counted_questions
from participation.surveys.questionnaire import QuestionKind
from participation.surveys.results.words import Words
from participation.web.charts import BarChart, LikertChart, bar_chart, likert_chart

Column: TypeAlias = str | tuple[str, str]
Cell: TypeAlias = str | Markup

_NUMERIC = "numeric"
_GROUPS_BESIDE = 4


@dataclass(frozen=True)
class Line:
    """A row of a table: what it is called (as text for pictures, as a table cell), and its figures."""

    label: str
    cell: Cell
    row: PublishedRow


@dataclass(frozen=True)
class Block:
    """One question on a results page.

    `shape` says what the picture is; a block without a picture is its table. `asked` leads to the breakdowns;
    a turned table has the answers as rows.
    """

    id: str
    title: str
    shape: Literal["likert", "bars", "table", "written"]
    columns: list[Column]
    rows: list[list[Cell]]
    likert: LikertChart | None = None
    bars: BarChart | None = None
    categories: list[str] = field(default_factory=list)
    decimals: int = 0
    base: str = ""
    missing: str = ""
    notes: list[str] = field(default_factory=list)
    asked: str = ""
    is_turned: bool = False
    is_several: bool = False


def overall_blocks(words: Words, tables: dict[str, PublishedTable], links: dict[str, str]) -> list[Block]:
    """All questions by everyone, in the questionnaire's order; `links` leads from a row's name to its element."""
    by_question: dict[str, list[Counted]] = {}
    for counted in counted_questions(words.questionnaire):
        if counted.name in tables and tables[counted.name].rows:
            by_question.setdefault(counted.question.code, []).append(counted)
    return [_overall_block(words, group, tables, links) for group in by_question.values()]


def _overall_block(
    words: Words, group: list[Counted], tables: dict[str, PublishedTable], links: dict[str, str]
) -> Block:
    question, kind = group[0].question, group[0].kind
    lines = []
    for counted in group:
        label = words.counted(counted)
        href = links.get(counted.name, "")
        cell = Markup('<a href="{}">{}</a>').format(href, label) if href else label
        lines.append(Line(label, cell, tables[counted.name].rows[0]))
    notes = _notes(words, [tables[counted.name].notes for counted in group])
    title = words.question(question)
    if kind is AnswerKind.SCALE or len(group) > 1:
        block = spread_block(words, group[0], title, lines, notes)
        rows = [line.row for line in lines]
        base, missing = _span(words, [row.base for row in rows]), _span(words, [_left_out(row) for row in rows])
        return replace(block, base=base, missing=missing)
    return option_block(words, group[0], title, lines[0].row, notes)


def segment_block(words: Words, counted: Counted, table: PublishedTable) -> Block:
    """One question by a combination of dimensions, a line for each group of people."""
    rows = words.sorted_rows(table.dimensions, table.rows)
    lines = [Line(words.counted_row(table.dimensions, row), words.row(table.dimensions, row), row) for row in rows]
    block = spread_block(words, counted, _full_title(words, counted), lines, words.notes(table.notes))
    if block.shape == "table" and len(lines) <= _GROUPS_BESIDE:
        # Long answers as rows and few groups as columns fit on a phone.
        turned = [list(column) for column in zip(*block.rows, strict=True)]
        names = [column if isinstance(column, str) else column[0] for column in block.columns[1:]]
        return replace(
            block,
            columns=["", *((str(label), _NUMERIC) for label in turned[0])],
            rows=[[name, *cells] for name, cells in zip(names, turned[1:], strict=True)],
            is_turned=True,
        )
    return block


def _full_title(words: Words, counted: Counted) -> str:
    title = words.question(counted.question)
    return f"{title} – {words.counted(counted)}" if counted.item else title


def spread_block(words: Words, counted: Counted, title: str, lines: Sequence[Line], notes: list[str]) -> Block:
    """Lines beside each other over the same options: diverging bars for scales, else the table alone."""
    question = counted.question
    is_scale = counted.kind is AnswerKind.SCALE
    codes = sorted(counted.valid, key=int) if is_scale else list(counted.valid)
    columns: list[Column] = ["", (words.translate(msgid("Answers")), _NUMERIC)]
    columns += [(words.option(question, code), _NUMERIC) for code in counted.valid]
    if is_scale:
        columns += [(words.translate(msgid("Mean")), _NUMERIC), (words.translate(msgid("Top two")), _NUMERIC)]
    columns.append((words.translate(msgid("No answer")), _NUMERIC))
    drawn = [
        (line.label, [shares.get(code) or 0.0 for code in codes], line.row.base or 0)
        for line in lines
        if (shares := {cell.code: cell.share for cell in line.row.cells})
    ]
    return Block(
        id=_anchor(counted),
        title=title,
        shape="likert" if is_scale and drawn else "table",
        columns=columns,
        rows=[_spread_row(words, counted, line) for line in lines],
        likert=likert_chart(drawn) if is_scale and drawn else None,
        categories=[words.option(question, code) for code in codes],
        notes=notes,
        asked=counted.name,
        is_several=counted.question.kind is QuestionKind.MULTIPLE,
    )


def _spread_row(words: Words, counted: Counted, line: Line) -> list[Cell]:
    row = line.row
    shown = {cell.code: cell for cell in row.cells}
    cells: list[Cell] = [line.cell, words.base(row)]
    cells += [words.shown_share(shown.get(code), row.decimals) for code in counted.valid]
    if counted.kind is AnswerKind.SCALE:
        cells.append("–" if row.mean is None else words.number(row.mean, 1 + row.decimals))
        cells.append(words.share(row.top_share, row.decimals))
    return [*cells, _missing(words, row)]


def option_block(words: Words, counted: Counted, title: str, row: PublishedRow, notes: list[str]) -> Block:
    """One question by everyone: a bar for each option; answers in people's own words are only counted."""
    question = counted.question
    options = [(words.option(question, cell.code), cell) for cell in row.cells]
    shown = [(label, cell.share, None, None) for label, cell in options if cell.share is not None]
    missing: list[list[Cell]] = [
        [words.option(question, cell.code), "–" if cell.n is None else words.number(cell.n), "–"]
        for cell in row.missing
    ]
    answers: list[list[Cell]] = [
        [label, "–" if cell.n is None else words.number(cell.n), words.share(cell.share, row.decimals)]
        for label, cell in options
    ]
    translate = words.translate
    return Block(
        id=_anchor(counted),
        title=title,
        shape="bars" if shown else "written" if not counted.valid else "table",
        columns=[
            translate(msgid("Answer")),
            (translate(msgid("Number")), _NUMERIC),
            (translate(msgid("Share")), _NUMERIC),
        ],
        rows=[*answers, *missing],
        bars=bar_chart(shown) if shown else None,
        decimals=row.decimals,
        base=words.base(row),
        missing=_missing(words, row),
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


def _left_out(row: PublishedRow) -> int | None:
    return sum(cell.n or 0 for cell in row.missing) if row.missing else None


def _missing(words: Words, row: PublishedRow) -> str:
    """How many of those asked gave no valid answer."""
    missing = _left_out(row)
    return "–" if missing is None else words.number(missing)


def _notes(words: Words, of_tables: list[tuple[Note, ...]]) -> list[str]:
    needed = {note for notes in of_tables for note in notes}
    return words.notes(tuple(note for note in Note if note in needed))


def _anchor(counted: Counted) -> str:
    return f"q-{counted.question.code}".replace("_", "-")
