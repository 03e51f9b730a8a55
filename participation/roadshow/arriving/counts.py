"""What is counted in the hall: dots on a screen, sticky dots on a board, heads."""

from __future__ import annotations

from uuid import UUID

from participation.core.text import msgid
from participation.roadshow.arriving.becoming import Becoming, Counted
from participation.roadshow.arriving.envelopes import Plain, Unacceptable, whole_number
from participation.roadshow.arriving.hall import Hall
from participation.roadshow.models import CountKind, DotsQuestion, StopState

MOST_COUNTED = 100_000


def dots(hall: Hall, plain: Plain) -> Becoming:
    """The dots of one visitor, no more than everybody has.

    Raises:
        Unacceptable: they are on something else, or too many.
    """
    question = _question(hall, plain)
    counts = _counts(hall, plain, question)
    if sum(count.amount for count in counts) > question.dots:
        raise Unacceptable(msgid("Everybody has %(n)s dots."), n=question.dots)
    return Becoming(counts=counts, is_late=hall.stop.state is StopState.CLOSED)


def sticky_dots(hall: Hall, plain: Plain) -> Becoming:
    """The dots on a board, counted by the team.

    Raises:
        Unacceptable: they are on something else.
    """
    counts = _counts(hall, plain, _question(hall, plain))
    return Becoming(counts=counts, is_late=hall.stop.state is StopState.CLOSED)


def headcount(hall: Hall, plain: Plain) -> Becoming:
    """So many visitors more.

    Raises:
        Unacceptable: that is no number.
    """
    heads = Counted(CountKind.HEADS, plain.number("visitors", MOST_COUNTED))
    return Becoming(counts=(heads,), is_late=hall.stop.state is StopState.CLOSED)


def _question(hall: Hall, plain: Plain) -> DotsQuestion:
    try:
        return hall.questions[UUID(plain.text("question"))]
    except (KeyError, ValueError):
        raise Unacceptable(msgid("There is no such question at this stop.")) from None


def _counts(hall: Hall, plain: Plain, question: DotsQuestion) -> tuple[Counted, ...]:
    given = plain.content.get("dots")
    if not isinstance(given, dict):
        raise Unacceptable(msgid("The dots have another form."))
    found = []
    for code, amount in given.items():
        if amount == 0:
            continue
        option = hall.options.get((question.id, code))
        if option is None:
            raise Unacceptable(msgid("The question has no option “%(name)s”."), name=code)
        found.append(Counted(CountKind.DOTS, whole_number(amount, code, MOST_COUNTED), option))
    if not found:
        raise Unacceptable(msgid("There is no dot."))
    return tuple(found)
