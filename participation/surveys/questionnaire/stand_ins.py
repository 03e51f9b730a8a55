"""Answers that stand for all others: one of each sort that the conditions of a questionnaire can tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, combinations, islice, product
from typing import Any

from participation.surveys.questionnaire.conditions import Comparison, Given, Operator
from participation.surveys.questionnaire.kinds import CHOOSE_ONE, WITH_ROWS, QuestionKind
from participation.surveys.questionnaire.question import Question

MOST_ANSWERS = 20_000
"""More combinations of rows or boxes than this are not tried for one question."""

_OTHER_WORDS = "~"


def answers_for(question: Question, looked_at: Sequence[Comparison]) -> Iterator[dict[str, Any]]:
    """Answers to a question and the words of its open option, as far as `looked_at` can tell them apart.

    Each is a mapping of question codes to canonical answers; without an entry where nothing is answered.
    """
    other = question.other
    for answer in islice(_answers(question, looked_at), MOST_ANSWERS):
        given = {} if answer is None else {question.code: answer}
        chosen = answer if isinstance(answer, list) else [answer]
        if other and question.open_option and question.open_option.code in chosen:
            for words in _written(other, _about(looked_at, other.code)):
                yield given if words is None else {**given, other.code: words}
        else:
            yield given


def _about(looked_at: Iterable[Comparison], name: str) -> list[Comparison]:
    return [comparison for comparison in looked_at if comparison.question == name]


def _answers(question: Question, looked_at: Sequence[Comparison]) -> Iterator[Any]:
    if question.kind in WITH_ROWS:
        yield from _rows(question, looked_at)
        return
    about = _about(looked_at, question.code)
    if not question.is_required:
        yield None
    if question.kind in CHOOSE_ONE:
        yield from (option.code for option in question.options)
    elif question.kind in (QuestionKind.MULTIPLE, QuestionKind.RANKING):
        yield from _chosen(question, about)
    elif question.kind is QuestionKind.PLACE:
        yield {"text": _OTHER_WORDS}
    else:
        yield from (words for words in _written(question, about) if words is not None)


def _rows(question: Question, looked_at: Sequence[Comparison]) -> Iterator[Any]:
    """Rows that nobody looks at stay empty; the others take an option of each sort that is told apart."""
    names = {comparison.question.partition(".")[2] for comparison in looked_at}
    rows = {item.code: _sorts(question, item.code, looked_at) for item in question.items if item.code in names}
    for chosen in product(*rows.values()):
        answer = {row: code for row, code in zip(rows, chosen, strict=True) if code is not None}
        yield answer or None


def _sorts(question: Question, row: str, looked_at: Sequence[Comparison]) -> list[Any]:
    about = _about(looked_at, f"{question.code}.{row}")
    sorts: dict[tuple[bool, ...], Any] = {}
    for code in [*([] if question.is_required else [None]), *(option.code for option in question.options)]:
        given = Given({question.code: {row: code}}, frozenset({question.code}))
        sorts.setdefault(tuple(comparison.holds(given) for comparison in about), code)
    return list(sorts.values())


def _chosen(question: Question, about: Sequence[Comparison]) -> Iterator[list[Any]]:
    """Every set of the options that are looked at, filled up with others as far as the limits ask for it."""
    named = {str(one) for comparison in about for one in _values(comparison)}
    named |= {str(question.open_option.code)} if question.open_option else set()
    free = [option for option in question.options if option.code not in question.alone]
    wanted = [option.code for option in free if str(option.code) in named]
    others = [option.code for option in free if str(option.code) not in named]
    least, most = max(question.least or 1, 1), question.most or len(free)
    for chosen in chain.from_iterable(combinations(wanted, size) for size in range(len(wanted) + 1)):
        filled = [*chosen, *others[: max(least - len(chosen), 0)]]
        if least <= len(filled) <= most:
            yield [option.code for option in free if option.code in filled]
    yield from ([code] for code in (option.code for option in question.options) if code in question.alone)


def _values(comparison: Comparison) -> list[Any]:
    if comparison.operator is Operator.ANSWERED:
        return []
    return comparison.value if isinstance(comparison.value, list) else [comparison.value]


def _written(question: Question, about: Sequence[Comparison]) -> Iterator[Any]:
    """Nothing, then what lies on, just below and just above every value that is looked at."""
    if not question.is_required:
        yield None
    values = [value for comparison in about for value in _values(comparison)]
    if question.kind is QuestionKind.NUMBER:
        yield from _numbers(question, values)
    elif question.kind is QuestionKind.DATE:
        yield from _dates(question, values)
    else:
        yield from _texts([str(value) for value in values])


def _numbers(question: Question, values: Sequence[Any]) -> Iterator[float]:
    step = 1 if question.decimals == 0 else 10.0**-question.decimals
    bounds = [one for one in (question.minimum, question.maximum) if isinstance(one, int | float)]
    near = {0, *bounds}
    for value in values:
        if isinstance(value, int | float):
            near |= {value - step, value, value + step}
    for number in sorted(round(one, question.decimals) for one in near):
        if _is_within(question, number):
            yield int(number) if question.decimals == 0 else number


def _dates(question: Question, values: Sequence[Any]) -> Iterator[str]:
    near = {str(one) for one in (question.minimum, question.maximum, *values) if one}
    for text in tuple(near):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            continue
        near |= {(day - timedelta(days=1)).isoformat(), (day + timedelta(days=1)).isoformat()}
    yield from (text for text in sorted(near or {"2000-01-01"}) if _is_within(question, text))


def _is_within(question: Question, value: float | str) -> bool:
    low, high = question.minimum, question.maximum
    above = not isinstance(low, type(value) if isinstance(value, str) else (int, float)) or low <= value  # type: ignore[operator]
    below = not isinstance(high, type(value) if isinstance(value, str) else (int, float)) or value <= high  # type: ignore[operator]
    return above and below


def _texts(values: Sequence[str]) -> Iterator[str]:
    yield _OTHER_WORDS
    seen = list(dict.fromkeys(value for value in values if value))
    for chosen in islice(chain.from_iterable(combinations(seen, size) for size in range(1, len(seen) + 1)), 64):
        yield " ".join(chosen)
    yield from (f"{value} {_OTHER_WORDS}" for value in seen)
    yield "!"
