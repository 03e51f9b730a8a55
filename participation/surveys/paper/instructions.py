"""Conditions as instructions on paper, such as “Only if you ticked “Bus” in question 3”."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from participation.core.text import msgid
from participation.surveys.questionnaire import Question, Questionnaire
from participation.surveys.questionnaire.conditions import All, Comparison, Condition, Not, Operator
from participation.surveys.questionnaire.kinds import WITH_OPTIONS
from participation.surveys.scales import DE, Texts

_AFFIRMED = {
    Operator.IS: msgid("you ticked %(answer)s in question %(number)s"),
    Operator.IS_NOT: msgid("you did not tick %(answer)s in question %(number)s"),
    Operator.ONE_OF: msgid("you ticked %(answer)s in question %(number)s"),
    Operator.CONTAINS: msgid("you ticked %(answer)s in question %(number)s"),
    Operator.AT_LEAST: msgid("your answer to question %(number)s is %(answer)s or more"),
    Operator.AT_MOST: msgid("your answer to question %(number)s is %(answer)s or less"),
    Operator.ABOVE: msgid("your answer to question %(number)s is more than %(answer)s"),
    Operator.BELOW: msgid("your answer to question %(number)s is less than %(answer)s"),
}
_DENIED = {
    Operator.IS: _AFFIRMED[Operator.IS_NOT],
    Operator.IS_NOT: _AFFIRMED[Operator.IS],
    Operator.ONE_OF: _AFFIRMED[Operator.IS_NOT],
    Operator.CONTAINS: _AFFIRMED[Operator.IS_NOT],
    Operator.AT_LEAST: _AFFIRMED[Operator.BELOW],
    Operator.AT_MOST: _AFFIRMED[Operator.ABOVE],
    Operator.ABOVE: _AFFIRMED[Operator.AT_MOST],
    Operator.BELOW: _AFFIRMED[Operator.AT_LEAST],
}
_WRITTEN = {
    Operator.IS: msgid("you wrote %(answer)s in question %(number)s"),
    Operator.IS_NOT: msgid("you did not write %(answer)s in question %(number)s"),
    Operator.ONE_OF: msgid("you wrote %(answer)s in question %(number)s"),
    Operator.CONTAINS: msgid("your answer to question %(number)s contains %(answer)s"),
}
_NOT_WRITTEN = dict.fromkeys(_WRITTEN, msgid("you did not write %(answer)s in question %(number)s"))
_AND, _OR, _QUOTED = msgid("%(first)s and %(second)s"), msgid("%(first)s or %(second)s"), msgid("“%(word)s”")
_ANSWERED = msgid("you answered question %(number)s")
_UNANSWERED = msgid("you did not answer question %(number)s")
_ROW = msgid("%(number)s (row “%(row)s”)")


@dataclass(frozen=True)
class Instructions:
    """Says conditions in one language; `number` are the numbers of questions on the sheet."""

    questionnaire: Questionnaire
    numbers: Mapping[str, int]
    tag: str
    translate: Callable[..., str]

    def only_if(self, condition: Condition | None) -> str:
        """The whole sentence, empty where there is no condition."""
        if condition is None:
            return ""
        return self.translate(msgid("Only if %(condition)s."), condition=self._said(condition, is_denied=False))

    def _said(self, condition: Condition, *, is_denied: bool) -> str:
        if isinstance(condition, Not):
            return self._said(condition.part, is_denied=not is_denied)
        if isinstance(condition, Comparison):
            return self._compared(condition, is_denied=is_denied)
        parts = [self._inner(part, is_denied=is_denied) for part in condition.parts]
        joint = _AND if isinstance(condition, All) != is_denied else _OR  # De Morgan
        said = parts[0]
        for part in parts[1:]:
            said = self.translate(joint, first=said, second=part)
        return said

    def _inner(self, condition: Condition, *, is_denied: bool) -> str:
        """A part of a longer condition; one that has parts itself stands in brackets."""
        said = self._said(condition, is_denied=is_denied)
        return f"({said})" if len(getattr(condition, "parts", ())) > 1 else said

    def _compared(self, comparison: Comparison, *, is_denied: bool) -> str:
        code, _, item = comparison.question.partition(".")
        question = self.questionnaire.questions[code]
        number = self._number(question, comparison.question, item)
        if comparison.operator is Operator.ANSWERED:
            message = _ANSWERED if bool(comparison.value) != is_denied else _UNANSWERED
            return self.translate(message, number=number)
        said = _DENIED if is_denied else _AFFIRMED
        if question.kind not in WITH_OPTIONS:
            said = said | (_NOT_WRITTEN if is_denied else _WRITTEN)
        return self.translate(said[comparison.operator], number=number, answer=self._answer(question, comparison.value))

    def _number(self, question: Question, name: str, item: str) -> str:
        number = str(self.numbers[name if name in self.numbers else question.code])
        row = question.item_codes.get(item)
        return self.translate(_ROW, number=number, row=self._text(row.text)) if row else number

    def _answer(self, question: Question, value: Any) -> str:
        options = {str(option.code): option.text for option in question.options}
        said = ""
        for one in value if isinstance(value, list) else [value]:
            texts = options.get(str(one))
            word = self.translate(_QUOTED, word=self._text(texts)) if texts else str(one)
            said = self.translate(_OR, first=said, second=word) if said else word
        return said

    def _text(self, texts: Texts) -> str:
        return texts.get(self.tag, texts.get(DE, "")).split("\n")[0].replace("**", "")
