"""Conditions as sentences for editors, with the words of questions and answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from participation.core.text import msgid
from participation.surveys.questionnaire import Question, Questionnaire
from participation.surveys.questionnaire.conditions import All, AnyOf, Comparison, Condition, Not, Operator
from participation.surveys.wording import plain

_COMPARED = {
    Operator.IS: msgid("the answer to “%(question)s” is %(value)s"),
    Operator.IS_NOT: msgid("the answer to “%(question)s” is not %(value)s"),
    Operator.ONE_OF: msgid("the answer to “%(question)s” is %(value)s"),
    Operator.CONTAINS: msgid("the answer to “%(question)s” contains %(value)s"),
    Operator.AT_LEAST: msgid("the answer to “%(question)s” is at least %(value)s"),
    Operator.AT_MOST: msgid("the answer to “%(question)s” is at most %(value)s"),
    Operator.ABOVE: msgid("the answer to “%(question)s” is greater than %(value)s"),
    Operator.BELOW: msgid("the answer to “%(question)s” is smaller than %(value)s"),
}
_ANSWERED = msgid("“%(question)s” was answered")
_NOT_ANSWERED = msgid("“%(question)s” was not answered")
_LONGEST = 60


@dataclass(frozen=True)
class Sentences:
    """Says conditions of a questionnaire in the language `tag`; `translate` says the interface's own words."""

    questionnaire: Questionnaire
    tag: str
    translate: Callable[..., str]

    def shown_if(self, condition: Condition | None) -> str:
        """The whole sentence; empty where everybody is asked."""
        if condition is None:
            return ""
        return self.translate(msgid("Only if %(condition)s."), condition=self._said(condition))

    def title(self, question: Question) -> str:
        """A question's words, shortened."""
        text = plain({tag: text.split("\n")[0] for tag, text in question.text.items()}, self.tag) or question.code
        return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"

    def named(self, name: str) -> str:
        """The words of a question, or of a row of one."""
        code, _, item = name.partition(".")
        question = self.questionnaire.questions.get(code)
        if question is None:
            return name
        row = question.item_codes.get(item)
        return f"{self.title(question)} – {plain(row.text, self.tag)}" if row else self.title(question)

    def _said(self, condition: Condition) -> str:
        match condition:
            case Comparison():
                return self._compared(condition)
            case Not(Comparison() as part):
                return self.translate(msgid("it is not so that %(condition)s"), condition=self._said(part))
            case Not(AnyOf(parts)):
                return self.translate(msgid("none of this holds: %(conditions)s"), conditions=self._listed(parts, ", "))
            case Not(part):
                return self.translate(msgid("it is not so that %(condition)s"), condition=f"({self._said(part)})")
            case All(parts):
                return self._listed(parts, self.translate(msgid(" and ")))
            case AnyOf(parts):
                return self._listed(parts, self.translate(msgid(" or ")))

    def _listed(self, parts: tuple[Condition, ...], joint: str) -> str:
        said = [self._said(part) if isinstance(part, Comparison) else f"({self._said(part)})" for part in parts]
        return joint.join(said)

    def _compared(self, comparison: Comparison) -> str:
        question = self.named(comparison.question)
        if comparison.operator is Operator.ANSWERED:
            return self.translate(_ANSWERED if comparison.value else _NOT_ANSWERED, question=question)
        values = comparison.value if isinstance(comparison.value, list) else [comparison.value]
        joint = self.translate(msgid(" or "))
        value = joint.join(self._value(comparison.question.partition(".")[0], one) for one in values)
        return self.translate(_COMPARED[comparison.operator], question=question, value=value)

    def _value(self, code: str, value: Any) -> str:
        question = self.questionnaire.questions.get(code)
        options = question.options if question else ()
        texts = next((option.text for option in options if str(option.code) == str(value)), None)
        return f"„{plain(texts, self.tag)}“" if texts else str(value)
