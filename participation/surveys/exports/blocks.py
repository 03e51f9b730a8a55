"""How the answer to a question becomes cells, for each kind of question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from participation.surveys.aggregation.segments import ASKED_FOR
from participation.surveys.exports.cells import Cell
from participation.surveys.exports.columns import Column, Measure, Shape
from participation.surveys.questionnaire import Code, Item, Option, Question, QuestionKind
from participation.surveys.questionnaire.kinds import WITH_ROWS
from participation.surveys.scales import DE, MISSING_CODES
from participation.surveys.wording import plain

Spread: TypeAlias = Callable[[Any], Sequence[Cell]] | None
"""A canonical answer -> the cells of its question's columns; None where the answer is the only cell."""

Text: TypeAlias = Callable[[str], str]

CHOSEN = ((1, "ausgewählt"), (0, "nicht ausgewählt"))
_MISSING = frozenset(MISSING_CODES.values())
_IN_ORDER = frozenset({ASKED_FOR["age"]})
"""Questions whose options, words though they are, go from less to more."""


@dataclass(frozen=True)
class Block:
    """The columns of one question, and how its answer fills them."""

    key: str
    columns: tuple[Column, ...]
    spread: Spread

    @property
    def blank(self) -> tuple[None, ...]:
        """The cells of somebody who did not answer."""
        return (None,) * len(self.columns)


def block_of(question: Question, text: Text) -> Block:
    """The columns of a question that has all items and options of every version.

    Args:
        question: anything that can be answered.
        text: what becomes of written answers in this format.
    """
    made = _KINDS.get(question.kind, _single)(question, text)
    found = [replace(column, question=question.counted_code) for column in made[0]]
    return Block(question.counted_code, tuple(found), made[1])


def order_block(question: Question) -> Block:
    """The column for the order in which somebody saw the options of a shuffled question."""
    name = f"{question.counted_code}.order"
    label = f"{_label(question)}: Reihenfolge der Antworten"
    column = Column(name, label, Shape.TEXT, Measure.NOMINAL, question=question.counted_code, part="order")
    return Block(name, (column,), lambda codes: (" ".join(map(str, codes)),))


_Made: TypeAlias = tuple[list[Column], Spread]


def _single(question: Question, _text: Text) -> _Made:
    column = _coded(question, question.counted_code, _label(question))
    return [column], None


def _rows(question: Question, _text: Text) -> _Made:
    codes = [item.code for item in question.items]
    columns = [
        replace(_coded(question, f"{question.counted_code}.{item.code}", _label(question, item)), part=item.code)
        for item in question.items
    ]
    return columns, lambda answer: [answer.get(code) for code in codes]


def _several(question: Question, _text: Text) -> _Made:
    """A column per option; a missing value stands in all of them, so that the base is the people who answered."""
    codes = [option.code for option in question.valid_options]
    missing = _missing_of(question)
    columns = [
        Column(
            f"{question.counted_code}.{option.code}",
            _label(question, option),
            Shape.FLAG,
            Measure.NOMINAL,
            (*CHOSEN, *missing),
            tuple(code for code, _ in missing),
            part=str(option.code),
        )
        for option in question.valid_options
    ]

    def spread(answer: list[Code]) -> list[Cell]:
        if len(answer) == 1 and answer[0] in _MISSING:
            return [answer[0]] * len(codes)
        return [1 if code in answer else 0 for code in codes]

    return columns, spread


def _ranking(question: Question, _text: Text) -> _Made:
    ranks = min(question.most or len(question.valid_options), len(question.valid_options))
    columns = [
        replace(
            _coded(question, f"{question.counted_code}.{rank}", f"{_label(question)}: Platz {rank}"), part=str(rank)
        )
        for rank in range(1, ranks + 1)
    ]

    def spread(answer: list[Code]) -> list[Cell]:
        if len(answer) == 1 and answer[0] in _MISSING:
            return [answer[0]] * ranks
        return [*answer[:ranks], *[None] * (ranks - len(answer))]

    return columns, spread


def _number(question: Question, _text: Text) -> _Made:
    unit = plain(question.unit, DE)
    label = f"{_label(question)} ({unit})" if unit else _label(question)
    column = Column(question.counted_code, label, Shape.NUMBER, Measure.SCALE, decimals=question.decimals)
    return [column], None


def _date(question: Question, _text: Text) -> _Made:
    return [Column(question.counted_code, _label(question), Shape.DATE, Measure.SCALE)], None


def _written(question: Question, text: Text) -> _Made:
    column = Column(question.counted_code, _label(question), Shape.TEXT, Measure.NOMINAL)
    return [column], lambda answer: (text(answer),)


def _place(question: Question, text: Text) -> _Made:
    name, label = question.counted_code, _label(question)
    columns = [
        Column(f"{name}.lat", f"{label}: Breite", Shape.NUMBER, Measure.SCALE, decimals=3, part="lat"),
        Column(f"{name}.lon", f"{label}: Länge", Shape.NUMBER, Measure.SCALE, decimals=3, part="lon"),
        Column(f"{name}.text", f"{label}: in Worten", Shape.TEXT, Measure.NOMINAL, part="text"),
    ]

    def spread(answer: Mapping[str, Any]) -> tuple[Cell, ...]:
        words = answer.get("text")
        return answer.get("lat"), answer.get("lon"), None if words is None else text(words)

    return columns, spread


_KINDS: dict[QuestionKind, Callable[[Question, Text], _Made]] = {
    **dict.fromkeys(WITH_ROWS, _rows),
    QuestionKind.MULTIPLE: _several,
    QuestionKind.RANKING: _ranking,
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _date,
    QuestionKind.TEXT: _written,
    QuestionKind.PLACE: _place,
}


def _coded(question: Question, name: str, label: str) -> Column:
    codes = tuple((option.code, plain(option.text, DE)) for option in question.options)
    is_ordered = question.code in _IN_ORDER or all(isinstance(one.code, int) for one in question.valid_options)
    measure = Measure.ORDINAL if is_ordered and question.kind is not QuestionKind.RANKING else Measure.NOMINAL
    return Column(name, label, Shape.CODE, measure, codes, tuple(code for code, _ in _missing_of(question)))


def _missing_of(question: Question) -> list[tuple[int, str]]:
    return [(int(option.code), plain(option.text, DE)) for option in question.options if option.missing]


def _label(question: Question, part: Item | Option | None = None) -> str:
    asked = plain(question.text, DE)
    return f"{asked}: {plain(part.text, DE)}" if part else asked
