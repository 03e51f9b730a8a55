"""Earlier answers repeated in later texts: `{{code}}` stands for the words of an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from participation.surveys.questionnaire import Question, QuestionKind, Questionnaire
from participation.surveys.questionnaire.checks import PIPED
from participation.surveys.scales import DE

NOTHING = "…"
"""What stands for an answer that was not given."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&])")


def has_pipes(text: str) -> bool:
    """Whether a text repeats an answer."""
    return "{{" in text and PIPED.search(text) is not None


def piped(text: str, words: Callable[[str], str]) -> str:
    """The text with every `{{code}}` replaced; `words` gives an answer's words, which mean nothing as Markdown then."""
    return PIPED.sub(lambda found: _SPECIAL.sub(r"\\\1", words(found[1])), text)


def answer_words(questionnaire: Questionnaire, answers: Mapping[str, Any], name: str, tag: str) -> str:
    """The words of the answer to a question or to a row ("importance.mobility") in a language; "…" for none."""
    code, _, item = name.partition(".")
    question, answer = questionnaire.questions.get(code), answers.get(code)
    if item and isinstance(answer, Mapping):
        answer = answer.get(item)
    if question is None or answer is None:
        return NOTHING
    several = answer if isinstance(answer, list) else [answer]
    return ", ".join(_words(question, one, tag) for one in several) or NOTHING


def _words(question: Question, answer: Any, tag: str) -> str:
    if question.kind is QuestionKind.PLACE:
        return str(answer.get("text", NOTHING))
    option = next((one for one in question.options if one.code == answer), None)
    if option is None:
        unit = question.unit.get(tag, question.unit.get(DE, ""))
        return f"{answer} {unit}".strip()
    return option.text.get(tag, option.text.get(DE, "")).split("\n")[0].replace("**", "")
