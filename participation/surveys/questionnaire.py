"""A questionnaire: pages of questions with stable codes and a text for each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeAlias

from participation.surveys.scales import MISSING_CODES, Texts

Code: TypeAlias = int | str
"""An answer code: an integer on scales and for missing values, else a word."""


class QuestionKind(StrEnum):
    """How a question is asked and answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    MATRIX = "matrix"
    TEXT = "text"
    NUMBER = "number"
    MUNICIPALITY = "municipality"
    INFORMATION = "information"


@dataclass(frozen=True)
class Option:
    """Something one can choose.

    `missing` is the name of a missing value or empty; an exclusive option goes with no other; `group` and `localities`
    belong to municipalities: the part of the county and the names they are found by.
    """

    code: Code
    text: Texts
    missing: str = ""
    is_exclusive: bool = False
    group: str = ""
    localities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """A row of a matrix; `element` is the key of the strategy's element that it asks about."""

    code: str
    text: Texts
    element: str = ""


@dataclass(frozen=True)
class Question:
    """A question; one that stands on several pages has the same code and other items there."""

    code: str
    kind: QuestionKind
    text: Texts
    hint: Texts = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    options: tuple[Option, ...] = ()
    scale: str = ""
    is_required: bool = False
    max_length: int = 1000
    minimum: int | None = None
    maximum: int | None = None
    unit: Texts = field(default_factory=dict)

    @cached_property
    def codes(self) -> dict[str, Code]:
        """Every spelling of an option that may be sent -> its code; missing values also go by name."""
        spelled: dict[str, Code] = {str(option.code): option.code for option in self.options}
        return spelled | {option.missing: option.code for option in self.options if option.missing}

    @cached_property
    def alone(self) -> frozenset[Code]:
        """The codes that go with no other."""
        return frozenset(option.code for option in self.options if option.is_exclusive or option.missing)

    @cached_property
    def item_codes(self) -> dict[str, Item]:
        """Items by code."""
        return {item.code: item for item in self.items}

    def field_names(self) -> list[str]:
        """The names of its form fields: its code, or one for each row."""
        return [f"{self.code}.{item.code}" for item in self.items] if self.items else [self.code]


@dataclass(frozen=True)
class QuestionPage:
    """What is shown at once."""

    title: Texts
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Questionnaire:
    """Everything a survey shows and asks, in every language it speaks."""

    title: Texts
    introduction: Texts
    thanks: Texts
    pages: tuple[QuestionPage, ...]

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Answerable questions by code, each with the items of all pages."""
        whole: dict[str, Question] = {}
        for question in (question for page in self.pages for question in page.questions):
            if question.kind is QuestionKind.INFORMATION:
                continue
            known = whole.get(question.code)
            whole[question.code] = replace(known, items=known.items + question.items) if known else question
        return whole

    @cached_property
    def fields(self) -> dict[str, Question]:
        """Form field name -> its question."""
        return {name: question for question in self.questions.values() for name in question.field_names()}

    @cached_property
    def page_fields(self) -> tuple[frozenset[str], ...]:
        """The form field names of each page."""
        return tuple(
            frozenset(name for question in page.questions for name in question.field_names() if name in self.fields)
            for page in self.pages
        )

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages in which every single text exists; in others nobody can answer."""
        return frozenset.intersection(*(frozenset(texts) for texts in _all_texts(self)))

    def as_document(self) -> dict[str, Any]:
        """JSON-ready values; what is empty is left out."""
        return {
            "title": dict(self.title),
            "introduction": dict(self.introduction),
            "thanks": dict(self.thanks),
            "pages": [
                {"title": dict(page.title), "questions": [_question_document(one) for one in page.questions]}
                for page in self.pages
            ],
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Questionnaire:
        """The questionnaire back from `as_document`."""
        pages = tuple(
            QuestionPage(page["title"], tuple(_question(one) for one in page["questions"]))
            for page in document["pages"]
        )
        return cls(document["title"], document["introduction"], document["thanks"], pages)


def _all_texts(questionnaire: Questionnaire) -> Iterable[Texts]:
    yield from (questionnaire.title, questionnaire.introduction, questionnaire.thanks)
    for page in questionnaire.pages:
        if page.title:
            yield page.title
        for question in page.questions:
            yield question.text
            yield from (texts for texts in (question.hint, question.unit) if texts)
            yield from (item.text for item in question.items)
            yield from (option.text for option in question.options if not option.group)


def _question_document(question: Question) -> dict[str, Any]:
    described: dict[str, Any] = {
        "code": question.code,
        "type": question.kind.value,
        "text": dict(question.text),
        "hint": dict(question.hint),
        "scale": question.scale,
        "required": question.is_required,
        "items": [_filled(code=i.code, text=dict(i.text), element=i.element) for i in question.items],
        "options": [_option_document(option) for option in question.options],
        "unit": dict(question.unit),
    }
    if question.kind is QuestionKind.TEXT:
        described["max_length"] = question.max_length
    limits = {"minimum": question.minimum, "maximum": question.maximum}
    return _filled(**described) | {name: limit for name, limit in limits.items() if limit is not None}


def _option_document(option: Option) -> dict[str, Any]:
    return _filled(
        code=option.code,
        text=dict(option.text),
        missing=option.missing,
        exclusive=option.is_exclusive,
        group=option.group,
        localities=list(option.localities),
    )


def _filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value or (isinstance(value, int) and value is not False)}


def _question(document: Mapping[str, Any]) -> Question:
    return Question(
        code=document["code"],
        kind=QuestionKind(document["type"]),
        text=document["text"],
        hint=document.get("hint", {}),
        items=tuple(Item(one["code"], one["text"], one.get("element", "")) for one in document.get("items", ())),
        options=tuple(_option(one) for one in document.get("options", ())),
        scale=document.get("scale", ""),
        is_required=document.get("required", False),
        max_length=document.get("max_length", 1000),
        minimum=document.get("minimum"),
        maximum=document.get("maximum"),
        unit=document.get("unit", {}),
    )


def _option(document: Mapping[str, Any]) -> Option:
    return Option(
        code=document["code"],
        text=document["text"],
        missing=document.get("missing", ""),
        is_exclusive=document.get("exclusive", False),
        group=document.get("group", ""),
        localities=tuple(document.get("localities", ())),
    )


def missing_option(name: str, texts: Texts) -> Option:
    """The option for a missing value: dont_know, not_applicable or no_answer."""
    return Option(MISSING_CODES[name], texts, missing=name)
