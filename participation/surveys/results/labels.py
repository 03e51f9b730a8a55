"""What the codes of answers are called: options, places of a ranking, classes of numbers and dates."""

from __future__ import annotations

from datetime import date, timedelta

from babel.dates import format_date

from participation.core.text import msgid
from participation.statistics.counts import Code
from participation.surveys.aggregation.codes import Counted
from participation.surveys.aggregation.meanings import Between, Rank
from participation.surveys.questionnaire import Question, QuestionKind
from participation.surveys.questionnaire.question import Limit
from participation.surveys.results.words import Words


def answer_label(words: Words, counted: Counted, code: Code) -> str:
    """An answer in the reader's language: "Platz 1", "15 bis unter 30 Minuten", or the words of an option."""
    meaning = counted.meaning(code)
    if isinstance(meaning, Rank):
        return _rank(words, meaning)
    if isinstance(meaning, Between):
        is_date = counted.question.kind is QuestionKind.DATE
        return _dates(words, meaning) if is_date else _numbers(words, counted.question, meaning)
    return words.option(counted.question, code)


def row_label(words: Words, counted: Counted, code: Code) -> str:
    """The same where answers to several rows of a question stand in one table: with the row before it."""
    label = answer_label(words, counted, code)
    return f"{words.counted(counted)}: {label}" if counted.item or counted.option else label


def _rank(words: Words, rank: Rank) -> str:
    if rank.place is None:
        return words.translate(msgid("not ranked"))
    return words.translate(msgid("Rank %(place)s"), place=rank.place)


def _numbers(words: Words, question: Question, between: Between) -> str:
    low, high = _number(words, between.low), _number(words, between.high)
    unit = words.text(question.unit) if question.unit else ""
    if between.low is None:
        return words.translate(msgid("under %(high)s %(unit)s"), high=high, unit=unit).strip()
    if between.high is None:
        return words.translate(msgid("%(low)s %(unit)s or more"), low=low, unit=unit).replace("  ", " ")
    return words.translate(msgid("%(low)s to under %(high)s %(unit)s"), low=low, high=high, unit=unit).strip()


def _number(words: Words, limit: Limit | None) -> str:
    if not isinstance(limit, int | float):
        return ""
    return words.number(limit, 0 if float(limit).is_integer() else 1)


def _dates(words: Words, between: Between) -> str:
    low, high = _day(words, between.low), _day(words, between.high)
    if between.low is None:
        return words.translate(msgid("before %(day)s"), day=high)
    if between.high is None:
        return words.translate(msgid("since %(day)s"), day=low)
    last = date.fromisoformat(str(between.high)) - timedelta(days=1)
    return words.translate(msgid("%(first)s to %(last)s"), first=low, last=_day(words, last.isoformat()))


def _day(words: Words, limit: Limit | None) -> str:
    if limit is None:
        return ""
    return format_date(date.fromisoformat(str(limit)), "medium", locale=words.language.locale)
