"""Groups of people beside each other, question by question, and where their views differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from participation.core.text import msgid
from participation.statistics.comparison import Difference
from participation.statistics.counts import Code
from participation.statistics.published import AnswerKind, PublishedRow, PublishedTable
from participation.statistics.row_comparison import RowPair, compared_scores, row_differences
from participation.surveys.aggregation.codes import SHEETS, Counted, counted_questions
from participation.surveys.results.labels import row_label
from participation.surveys.results.words import Words

COMPARED: Final = ("audience", "channel", "language")
"""Dimensions whose groups are compared with the first of them (citizens against stakeholders, online against paper)."""

_TWO, _HALF = 2, 0.5

Column: TypeAlias = str | tuple[str, str]
Found: TypeAlias = Mapping[tuple[tuple[str, str], Code | None], Difference]
"""((question, group), option or None for the mean) -> the group's difference to the first one."""


@dataclass(frozen=True)
class ComparedQuestion:
    """A question as a table: its rows or options, a column for each group, how far they are apart, and who differs.

    `sentences` say in plain words how far apart those are who differ.
    """

    id: str
    title: str
    columns: list[Column]
    rows: list[list[str]]
    sentences: list[str]


@dataclass(frozen=True)
class Comparison:
    """All questions; `first` is the group that the others are compared with, `found` how many differences there are."""

    first: str
    questions: list[ComparedQuestion]
    found: int
    tested: int


def group_differences(words: Words, tables: Mapping[str, PublishedTable], dimension: str) -> Found:
    """Every group's differences to the first one, over all questions of a release as one family of tests."""
    groups = shown_groups(words, tables, dimension)
    pairs = {
        (counted.name, group): RowPair(counted.kind, other, first)
        for counted in _comparable(words, tables)
        for group in groups[1:]
        if (first := _row(tables, counted, groups[0])) and (other := _row(tables, counted, group))
    }
    return row_differences(pairs)


def shown_groups(words: Words, tables: Mapping[str, PublishedTable], dimension: str) -> list[str]:
    """The groups with enough answers to be compared, in the county's order; those who did not say are none."""
    rows = tables[SHEETS].rows if SHEETS in tables else ()
    known = [row.segment[0] for row in rows if row.is_full and not row.is_merged and row.segment[0] != "no_answer"]
    return words.sorted_categories(dimension, known)


def comparison(words: Words, tables: Mapping[str, PublishedTable], dimension: str) -> Comparison | None:
    """The groups of a dimension beside each other; None where fewer than two have enough answers.

    Args:
        words: of the questionnaire.
        tables: of the release, by this dimension.
        dimension: one of `COMPARED`.
    """
    groups = shown_groups(words, tables, dimension)
    if len(groups) <= 1:
        return None
    found = group_differences(words, tables, dimension)
    names = {group: words.category(dimension, group) for group in groups}
    by_question: dict[str, list[Counted]] = {}
    for counted in _comparable(words, tables):
        by_question.setdefault(counted.question.code, []).append(counted)
    return Comparison(
        first=names[groups[0]],
        questions=[_question(words, asked, tables, names, found) for asked in by_question.values()],
        found=sum(one.is_notable for one in found.values()),
        tested=len(found),
    )


def _question(
    words: Words, asked: list[Counted], tables: Mapping[str, PublishedTable], names: Mapping[str, str], found: Found
) -> ComparedQuestion:
    lines = [
        _Line(words.counted(counted) if code is None else row_label(words, counted, code), counted.name, code, of_group)
        for counted in asked
        if (of_group := {group: _row(tables, counted, group) for group in names})
        for code in _places(counted, of_group)
    ]
    translate = words.translate
    columns: list[Column] = [translate(msgid("Topic") if asked[0].item else msgid("Answer"))]
    columns += [(name, "numeric") for name in names.values()]
    rows = [[line.label, *(_value(words, row, line.code) for row in line.rows.values())] for line in lines]
    # An empty column says nothing, and phones are narrow.
    of_pairs = translate(msgid("Of 100 pairs"))
    for heading, cells in (
        (
            (of_pairs, "numeric") if len(names) == _TWO else of_pairs,
            [_pairs(words, names, found, line) for line in lines],
        ),
        (translate(msgid("Different view")), [_who_differs(words, names, found, line) for line in lines]),
    ):
        if any(cells):
            columns.append(heading)
            rows = [[*row, cell] for row, cell in zip(rows, cells, strict=True)]
    question = asked[0].question
    return ComparedQuestion(
        id=f"c-{question.code}".replace("_", "-"),
        title=words.question(question),
        columns=columns,
        rows=rows,
        sentences=[sentence for line in lines for sentence in _sentences(words, names, found, line)],
    )


@dataclass(frozen=True)
class _Line:
    """A line of a table: the mean of a question (no code) or one of its options, with the row of each group."""

    label: str
    question: str
    code: Code | None
    rows: Mapping[str, PublishedRow | None]

    def differences(self, found: Found, names: Mapping[str, str]) -> list[tuple[str, Difference]]:
        """Name of a group -> its difference to the first one, as far as there are any."""
        known = [(name, found.get(((self.question, group), self.code))) for group, name in names.items()]
        return [(name, one) for name, one in known if one]


def _comparable(words: Words, tables: Mapping[str, PublishedTable]) -> list[Counted]:
    return [one for one in counted_questions(words.questionnaire) if one.valid and one.name in tables]


def _row(tables: Mapping[str, PublishedTable], counted: Counted, group: str) -> PublishedRow | None:
    row = tables[counted.name].row(group)
    return row if row and row.is_full and not row.is_merged else None


def _places(counted: Counted, rows: Mapping[str, PublishedRow | None]) -> list[Code | None]:
    if counted.kind is AnswerKind.SCALE:
        return [None]
    shown = next((row for row in rows.values() if row), None)
    return list(compared_scores(counted.kind, shown)) if shown else []


def _value(words: Words, row: PublishedRow | None, code: Code | None) -> str:
    if row is None:
        return "–"
    if code is None:
        return "–" if row.mean is None else words.number(row.mean, 1 + row.decimals)
    return words.shown_share(next((cell for cell in row.cells if cell.code == code), None), row.decimals)


def _who_differs(words: Words, names: Mapping[str, str], found: Found, line: _Line) -> str:
    differ = [
        f"{name} ({signed(words, one.delta, is_share=line.code is not None)})"
        for name, one in line.differences(found, names)
        if one.is_notable
    ]
    return ", ".join(differ)


def _pairs(words: Words, names: Mapping[str, str], found: Found, line: _Line) -> str:
    """In how many of 100 pairs a group is higher than the first; of shares the points say the same already."""
    known = line.differences(found, names) if line.code is None else []
    numbers = [(name, words.number(one.superiority * 100)) for name, one in known]
    # With the first group there are two: then it is clear whose number it is.
    return ", ".join(number if len(names) == _TWO else f"{name} {number}" for name, number in numbers)


def _sentences(words: Words, names: Mapping[str, str], found: Found, line: _Line) -> list[str]:
    first = next(iter(names.values()))
    return [
        words.translate(
            msgid(
                "%(topic)s: In %(pairs)s of 100 random pairs the person from “%(high)s” gives the higher answer, not "
                "the person from “%(low)s”."
            ),
            topic=line.label,
            pairs=words.number(max(one.superiority, 1 - one.superiority) * 100),
            high=name if one.superiority > _HALF else first,
            low=first if one.superiority > _HALF else name,
        )
        for name, one in line.differences(found, names)
        if one.is_notable and line.code is None
    ]


def signed(words: Words, delta: float, *, is_share: bool) -> str:
    """A difference with its sign: scale points with one decimal, shares in points of a hundred."""
    shown = round(delta, 2 if is_share else 1)  # as many digits as are printed: no sign before a zero
    sign = "+" if shown > 0 else "−" if shown < 0 else "±"
    if is_share:
        return words.translate(msgid("%(sign)s%(points)s points"), sign=sign, points=words.number(abs(delta) * 100))
    return sign + words.number(abs(delta), 1)
