"""A survey beside the one that it repeats: the latest releases of both, question by question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from participation.core.text import msgid
from participation.statistics.comparison import Difference
from participation.statistics.counts import Code
from participation.statistics.published import PublishedRow
from participation.statistics.row_comparison import RowPair, compared_scores, row_differences
from participation.surveys.aggregation.codes import Counted, counted_questions
from participation.surveys.results.comparing import Column, signed
from participation.surveys.results.labels import row_label
from participation.surveys.results.reading import Results
from participation.surveys.results.words import Words


@dataclass(frozen=True)
class WaveQuestion:
    """A question as a table: before, now, the change, and whether it is a difference."""

    id: str
    title: str
    columns: list[Column]
    rows: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class ShownWaves:
    """All questions that both waves asked alike, and the names of those that cannot be compared."""

    questions: list[WaveQuestion]
    changed: list[str]
    new: list[str]
    found: int


def shown_waves(words: Words, before: Results, now: Results) -> ShownWaves:
    """Compare two releases by everyone; the change is now minus before."""
    earlier = {one.name: one for one in counted_questions(before.questionnaire)}
    codes = set(before.questionnaire.questions)
    asked = [one for one in counted_questions(now.questionnaire) if one.valid and one.name in now.tables]
    alike = [one for one in asked if one.name in earlier and _is_alike(one, earlier[one.name])]
    rows = {one.name: pair for one in alike if (pair := _pair(one, before, now))}
    found = row_differences(rows)
    questions: dict[str, WaveQuestion] = {}
    for counted in alike:
        if counted.name in rows:
            block = questions.setdefault(counted.question.code, _block(words, counted))
            block.rows.extend(_lines(words, counted, rows[counted.name], found))
    others = [one for one in asked if one not in alike]
    return ShownWaves(
        questions=list(questions.values()),
        changed=_titles(words, [one for one in others if one.question.code in codes]),
        new=_titles(words, [one for one in others if one.question.code not in codes]),
        found=sum(one.is_notable for one in found.values()),
    )


def _is_alike(one: Counted, other: Counted) -> bool:
    """Whether both ask the same with the same answers; a revised question has another name already."""
    same = (one.question.kind, one.question.scale, one.valid, one.question.revision)
    return same == (other.question.kind, other.question.scale, other.valid, other.question.revision)


def _pair(counted: Counted, before: Results, now: Results) -> RowPair | None:
    old, new = before.tables.get(counted.name), now.tables.get(counted.name)
    if not old or not new or not old.rows or not new.rows:
        return None
    return RowPair(counted.kind, new.rows[0], old.rows[0])


def _titles(words: Words, counted: list[Counted]) -> list[str]:
    return list(dict.fromkeys(words.question(one.question) for one in counted))


def _block(words: Words, counted: Counted) -> WaveQuestion:
    translate = words.translate
    return WaveQuestion(
        id=f"w-{counted.question.code}".replace("_", "-"),
        title=words.question(counted.question),
        columns=[
            translate(msgid("Topic") if counted.item else msgid("Answer")),
            (translate(msgid("Earlier")), "numeric"),
            (translate(msgid("Now")), "numeric"),
            (translate(msgid("Change between the two")), "numeric"),
            translate(msgid("Is it a difference?")),
        ],
    )


def _lines(
    words: Words,
    counted: Counted,
    pair: RowPair,
    found: Mapping[tuple[str, Code | None], Difference],
) -> list[list[str]]:
    lines = []
    for code in compared_scores(pair.kind, pair.first):
        label = words.counted(counted) if code is None else row_label(words, counted, code)
        change = found.get((counted.name, code))
        lines.append(
            [
                label,
                _value(words, pair.second, code),
                _value(words, pair.first, code),
                signed(words, change.delta, is_share=code is not None) if change else "–",
                _verdict(words, change),
            ]
        )
    return lines


def _value(words: Words, row: PublishedRow, code: Code | None) -> str:
    if code is None:
        return "–" if row.mean is None else words.number(row.mean, 1 + row.decimals)
    return words.shown_share(next((cell for cell in row.cells if cell.code == code), None), row.decimals)


def _verdict(words: Words, change: Difference | None) -> str:
    if change is None:
        return words.translate(msgid("too few answers"))
    if not change.is_notable:
        return words.translate(msgid("no"))
    return words.translate(msgid("yes, more") if change.delta > 0 else msgid("yes, less"))
