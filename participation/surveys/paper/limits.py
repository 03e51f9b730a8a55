"""How a question is to be filled in on paper, as short sentences: how many boxes, which numbers, which dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from participation.core.text import msgid
from participation.surveys.questionnaire import Question, QuestionKind
from participation.surveys.questionnaire.kinds import CHOOSE_ONE

_ONE_BOX = msgid("Please tick one box.")
_EACH_ROW = msgid("Please tick one box in every row.")
_AS_MANY = msgid("You may tick as many boxes as you like.")
_AT_MOST = msgid("Please tick at most %(most)s boxes.")
_AT_LEAST = msgid("Please tick at least %(least)s boxes.")
_RANK = msgid("Write 1 for what is most important, then 2, and so on.")
_RANK_SOME = msgid("Write 1 for what is most important, then 2, up to %(most)s.")
_BETWEEN = msgid("A number from %(minimum)s to %(maximum)s.")
_FROM = msgid("A number from %(minimum)s.")
_UP_TO = msgid("A number up to %(maximum)s.")
_DAYS_BETWEEN = msgid("A day from %(minimum)s to %(maximum)s.")
_DAYS_FROM = msgid("A day from %(minimum)s.")
_DAYS_UP_TO = msgid("A day up to %(maximum)s.")


def limits_of(question: Question, translate: Callable[..., str]) -> list[str]:
    """The sentences for a question, in the language of `translate`."""
    return [translate(message, **values) for message, values in _limits(question)]


def _limits(question: Question) -> Iterator[tuple[str, dict[str, object]]]:
    kind = question.kind
    if kind in CHOOSE_ONE:
        yield _ONE_BOX, {}
    elif question.items:
        yield _EACH_ROW, {}
    elif kind is QuestionKind.RANKING:
        yield (_RANK_SOME, {"most": question.most}) if question.most else (_RANK, {})
    elif kind is QuestionKind.MULTIPLE:
        if question.least:
            yield _AT_LEAST, {"least": question.least}
        yield (_AT_MOST, {"most": question.most}) if question.most else (_AS_MANY, {})
    elif kind is QuestionKind.NUMBER:
        yield from _range(question, _BETWEEN, _FROM, _UP_TO)
    elif kind is QuestionKind.DATE:
        yield from _range(question, _DAYS_BETWEEN, _DAYS_FROM, _DAYS_UP_TO)


def _range(question: Question, between: str, least: str, most: str) -> Iterator[tuple[str, dict[str, object]]]:
    values: dict[str, object] = {"minimum": _said(question.minimum), "maximum": _said(question.maximum)}
    if question.minimum is not None and question.maximum is not None:
        yield between, values
    elif question.minimum is not None:
        yield least, values
    elif question.maximum is not None:
        yield most, values


def _said(limit: object) -> str:
    if isinstance(limit, str):
        return date.fromisoformat(limit).strftime("%d.%m.%Y")
    return str(limit).replace(".", ",")
