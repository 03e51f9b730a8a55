"""A questionnaire as it stands on paper: numbered questions in one language, boxes with their keys, instructions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from participation.core.text import msgid
from participation.surveys.paper.instructions import Instructions
from participation.surveys.paper.keys import keys_of
from participation.surveys.paper.limits import limits_of
from participation.surveys.paper.numbering import numbers_of
from participation.surveys.piping import piped
from participation.surveys.questionnaire import Option, Question, QuestionKind, Questionnaire, QuestionPage
from participation.surveys.questionnaire.kinds import WITH_ROWS
from participation.surveys.scales import DE, Texts
from participation.web.markdown import inline_markdown

_MOST_LINES = 12
_MANY = 9
"""So many short options and more stand in columns."""


@dataclass(frozen=True)
class PrintedOption:
    """A box with what is typed for it."""

    key: str
    label: Markup
    hint: Markup
    is_open: bool = False
    image: str = ""


@dataclass(frozen=True)
class PrintedQuestion:
    """A question on paper; `number` is 0 for a text that is only read. `rows` are the labels of a matrix."""

    number: int
    code: str
    kind: str
    label: Markup
    hint: Markup
    condition: str
    limits: list[str]
    options: list[PrintedOption]
    missing: list[PrintedOption]
    rows: list[Markup]
    lines: int
    unit: str
    beside: PrintedQuestion | None = None

    @property
    def boxes(self) -> list[PrintedOption]:
        """All of its boxes, the missing values last."""
        return [*self.options, *self.missing]

    @property
    def in_columns(self) -> bool:
        """Whether its options are so many and so short that they share lines."""
        return len(self.options) >= _MANY and not any(option.hint or option.is_open for option in self.options)


@dataclass(frozen=True)
class PrintedPage:
    """A part of the questionnaire under a heading."""

    title: str
    condition: str
    questions: list[PrintedQuestion]


@dataclass(frozen=True)
class PrintedQuestionnaire:
    """The whole questionnaire in the language `tag`; `translate` says the interface's own words."""

    questionnaire: Questionnaire
    tag: str
    translate: Callable[..., str]

    @cached_property
    def pages(self) -> list[PrintedPage]:
        """Everything in the order it stands on paper."""
        return [self._page(page) for page in self.questionnaire.pages]

    @cached_property
    def _numbers(self) -> Any:
        return numbers_of(self.questionnaire)

    @cached_property
    def _instructions(self) -> Instructions:
        return Instructions(self.questionnaire, self._numbers, self.tag, self.translate)

    def _page(self, page: QuestionPage) -> PrintedPage:
        printed = [self._question(question) for question in page.questions]
        beside = {one.beside: two for one, two in zip(page.questions, printed, strict=True) if one.beside}
        codes = {question.code for question in page.questions}
        together = [
            PrintedQuestion(**{**vars(two), "beside": beside.get(one.code)})
            for one, two in zip(page.questions, printed, strict=True)
            if one.beside not in codes
        ]
        condition = self._instructions.only_if(page.show_if)
        return PrintedPage(str(self._text(page.title)).replace("**", ""), condition, together)

    def _question(self, question: Question) -> PrintedQuestion:
        keys = keys_of(question)
        label, hint = self._label_and_hint(question.text)
        further = inline_markdown(self._text(question.hint))
        return PrintedQuestion(
            number=0 if question.kind is QuestionKind.INFORMATION else self._numbers[question.field_names()[0]],
            code=question.code,
            kind=question.kind.value,
            label=label,
            hint=Markup("<br>").join(part for part in (hint, further) if part),
            condition=self._instructions.only_if(question.show_if),
            limits=limits_of(question, self.translate),
            options=self._options(question.valid_options, keys),
            missing=self._options((option for option in question.options if option.missing), keys),
            rows=[inline_markdown(self._text(item.text)) for item in question.items]
            if question.kind in WITH_ROWS
            else [],
            lines=min(question.lines, _MOST_LINES) if question.kind is QuestionKind.TEXT else 1,
            unit=self._text(question.unit),
        )

    def _options(self, options: Iterable[Option], keys: dict[Any, str]) -> list[PrintedOption]:
        return [
            PrintedOption(keys[option.code], *self._label_and_hint(option.text), option.is_open, option.image)
            for option in options
        ]

    def _label_and_hint(self, texts: Texts) -> tuple[Markup, Markup]:
        """The first line, and further ones that explain it."""
        first, *rest = self._text(texts).split("\n")
        return inline_markdown(first), Markup("<br>").join(inline_markdown(line) for line in rest)

    def _text(self, texts: Texts) -> str:
        text = texts.get(self.tag) or texts.get(DE, "")
        return piped(text, self._pointed_at)

    def _pointed_at(self, name: str) -> str:
        """What stands on paper for an earlier answer that is repeated on the screen."""
        number = self._numbers.get(name) or self._numbers.get(name.partition(".")[0], "?")
        return self.translate(msgid("(your answer to question %(number)s)"), number=number)
