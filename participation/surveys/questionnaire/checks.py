"""What is wrong with a questionnaire as a whole: codes used twice, nothing to choose from, conditions astray."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from participation.core.text import msgid
from participation.surveys.questionnaire.conditions import ORDERED, Condition
from participation.surveys.questionnaire.faults import Fault, Where
from participation.surveys.questionnaire.kinds import (
    CAN_BE_OPEN,
    CAN_BE_SHUFFLED,
    WITH_OPTIONS,
    WITH_ROWS,
    QuestionKind,
)
from participation.surveys.questionnaire.question import Question
from participation.surveys.questionnaire.whole import Questionnaire
from participation.surveys.scales import Texts

CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")
OPTION_CODE = re.compile(r"[a-z0-9][a-z0-9_+-]{0,39}")
IMAGE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
PIPED = re.compile(r"\{\{\s*([a-z0-9_.]+)\s*\}\}")
_SCALE_POINTS = range(2, 12)


def problems_of(questionnaire: Questionnaire) -> list[Fault]:
    """Everything that is wrong, each with its place; empty if it can be asked."""
    if not questionnaire.pages or not questionnaire.questions:
        return [Fault(Where(), msgid("%(where)s has no questions."))]
    return [
        *_of_repeated(questionnaire),
        *chain.from_iterable(map(faults_of_question, questionnaire.questions.values())),
        *_of_order(questionnaire),
    ]


def _of_repeated(questionnaire: Questionnaire) -> Iterator[Fault]:
    seen: dict[str, Question] = {}
    for question in chain.from_iterable(page.questions for page in questionnaire.pages):
        known = seen.setdefault(question.code, question)
        where = Where(question.code)
        if known is not question and not _continues(known, question):
            yield Fault(where, msgid("%(where)s stands on two pages and is not the same matrix."))
        if question.kind in WITH_ROWS and not question.items:
            yield Fault(where, msgid("%(where)s: a matrix has items."))
    for code, question in seen.items():
        if question.other and question.other.code in seen:
            yield Fault(
                Where(question.other.code),
                msgid("%(where)s has the name of the words for '%(other)s'."),
                {"other": code},
            )
        if question.beside:
            yield from _of_beside(question, seen.get(question.beside))


def _continues(known: Question, question: Question) -> bool:
    return known.kind in WITH_ROWS and (known.kind, known.options) == (question.kind, question.options)


def _of_beside(question: Question, other: Question | None) -> Iterator[Fault]:
    is_pair = other is not None and {other.kind, question.kind} == {QuestionKind.MATRIX}
    if not is_pair or other is None or [one.code for one in other.items] != [one.code for one in question.items]:
        yield Fault(
            Where(question.code), msgid("%(where)s can only stand beside an earlier matrix with the same items.")
        )


def faults_of_question(question: Question) -> Iterator[Fault]:
    """What is wrong with a question by itself."""
    where = Where(question.code)
    if not CODE.fullmatch(question.code):
        yield Fault(where, msgid("%(where)s: a code has lower case letters, digits and underscores."))
    if question.kind in WITH_OPTIONS and not question.valid_options:
        yield Fault(where, msgid("%(where)s has nothing to choose from."))
    if question.items and question.kind not in WITH_ROWS:
        yield Fault(where, msgid("%(where)s: only a matrix has items."))
    for codes in ([item.code for item in question.items], [str(option.code) for option in question.options]):
        if len(set(codes)) < len(codes):
            yield Fault(where, msgid("%(where)s uses a code twice."))
    if question.is_required and not question.why.get("de"):
        yield Fault(where, msgid("%(where)s is required; say why in German (why.de)."))
    yield from _of_options(question, where)
    yield from _of_limits(question, where)


def _of_options(question: Question, where: Where) -> Iterator[Fault]:
    scores = [option.code for option in question.valid_options]
    if question.kind is QuestionKind.SCALE and (
        len(scores) not in _SCALE_POINTS or sorted(map(str, scores)) != sorted(map(str, range(1, len(scores) + 1)))
    ):
        yield Fault(where, msgid("%(where)s: the codes of a scale are 1, 2, 3 … up to 11 at most."))
    if question.open_option and question.kind not in CAN_BE_OPEN:
        yield Fault(where, msgid("%(where)s: only single and multiple choice can have an open option."))
    if sum(option.is_open for option in question.options) > 1:
        yield Fault(where, msgid("%(where)s has two open options."))
    if question.is_shuffled and question.kind not in CAN_BE_SHUFFLED:
        yield Fault(where, msgid("%(where)s: its options have an order of their own and cannot be shuffled."))
    for option in question.options:
        if option.image and not IMAGE.fullmatch(option.image):
            yield Fault(where, msgid("%(where)s: '%(image)s' is no name of a picture."), {"image": option.image})


def _of_limits(question: Question, where: Where) -> Iterator[Fault]:
    for low, high, message in (
        (question.minimum, question.maximum, msgid("%(where)s: minimum and maximum do not fit together.")),
        (question.least, question.most, msgid("%(where)s: least and most do not fit together.")),
    ):
        if low is not None and high is not None and (isinstance(low, str) != isinstance(high, str) or low > high):  # type: ignore[operator]
            yield Fault(where, message)
    if list(question.classes) != sorted(set(question.classes), key=_sortable):
        yield Fault(where, msgid("%(where)s: classes go from the smallest bound to the largest."))


def _sortable(limit: float | str) -> tuple[bool, float | str]:
    return isinstance(limit, str), limit


def _of_order(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Conditions and texts may look back only; so no circle can come about."""
    earlier: dict[str, Question] = {}
    for number, page in enumerate(questionnaire.pages, start=1):
        yield from _of_condition(page.show_if, Where(page=number), earlier)
        yield from _of_texts((page.title,), Where(page=number), earlier)
        before_page = dict(earlier)
        for question in page.questions:
            where = Where(question.code)
            yield from _of_condition(question.show_if, where, earlier)
            texts = (question.text, question.hint, *(item.text for item in question.items))
            yield from _of_texts((*texts, *(option.text for option in question.options)), where, before_page)
            if question.kind is not QuestionKind.INFORMATION:
                earlier[question.code] = questionnaire.questions[question.code]
            if question.other:
                earlier[question.other.code] = question.other


def _of_condition(condition: Condition | None, where: Where, earlier: dict[str, Question]) -> Iterator[Fault]:
    if condition is None:
        return
    for name in sorted(condition.names()):
        code, _, item = name.partition(".")
        asked = earlier.get(code)
        if asked is None:
            yield Fault(where, msgid("%(where)s depends on '%(name)s', which is not asked before it."), {"name": name})
        elif bool(item) != bool(asked.items) or (item and item not in asked.item_codes):
            yield Fault(
                where,
                msgid("%(where)s depends on '%(name)s'; name a row like %(code)s.row exactly for a matrix."),
                {"name": name, "code": code},
            )
    yield from _of_values(condition, where, earlier)


def _of_values(condition: Condition, where: Where, earlier: dict[str, Question]) -> Iterator[Fault]:
    """Values that no answer can ever be equal to."""
    parts = getattr(condition, "parts", None) or ([condition.part] if hasattr(condition, "part") else [])
    for part in parts:
        yield from _of_values(part, where, earlier)
    question = earlier.get(getattr(condition, "question", "").partition(".")[0])
    if question is None or not question.options or parts:
        return
    value, operator = getattr(condition, "value", None), getattr(condition, "operator", None)
    if operator in ORDERED or isinstance(value, bool):
        return
    for one in value if isinstance(value, list) else [value]:
        if str(one) not in {str(option.code) for option in question.options}:
            yield Fault(
                where,
                msgid("%(where)s waits for '%(value)s', which '%(other)s' does not offer."),
                {"value": one, "other": question.code},
            )


def _of_texts(texts: tuple[Texts, ...], where: Where, earlier: dict[str, Question]) -> Iterator[Fault]:
    for name in sorted({name for text in texts for one in text.values() for name in PIPED.findall(one)}):
        code, _, item = name.partition(".")
        if code not in earlier or bool(item) != bool(earlier[code].items):
            yield Fault(
                where,
                msgid("%(where)s repeats the answer to '%(name)s', which is not asked on an earlier page."),
                {"name": name},
            )
