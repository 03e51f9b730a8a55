"""A question with its options and rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from participation.surveys.questionnaire.conditions import Condition, condition_from
from participation.surveys.questionnaire.kinds import WITH_OPTIONS, QuestionKind
from participation.surveys.scales import MISSING_CODES, Texts

Code: TypeAlias = int | str
"""An answer code: an integer on scales and for missing values, else a word."""

Limit: TypeAlias = int | float | str
"""The smallest or largest answer: a number, or a date as ISO text."""

PLACE_PARTS = ("lat", "lon", "text")
OTHER = "_other"


@dataclass(frozen=True)
class Option:
    """Something one can choose.

    `missing` is the name of a missing value or empty; an exclusive option goes with no other; an open one asks for
    words; `image` names a picture of the library. `group` and `localities` belong to municipalities: the part of the
    county and the names they are found by.
    """

    code: Code
    text: Texts
    missing: str = ""
    is_exclusive: bool = False
    is_open: bool = False
    image: str = ""
    group: str = ""
    localities: tuple[str, ...] = ()

    def as_document(self) -> dict[str, Any]:
        """JSON-ready values; what is empty is left out."""
        return _filled(
            code=self.code,
            text=dict(self.text),
            missing=self.missing,
            exclusive=self.is_exclusive,
            open=self.is_open,
            image=self.image,
            group=self.group,
            localities=list(self.localities),
        )

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Option:
        """The option back from `as_document`."""
        return cls(
            code=document["code"],
            text=document.get("text", {}),
            missing=document.get("missing", ""),
            is_exclusive=document.get("exclusive", False),
            is_open=document.get("open", False),
            image=document.get("image", ""),
            group=document.get("group", ""),
            localities=tuple(document.get("localities", ())),
        )


@dataclass(frozen=True)
class Item:
    """A row of a matrix; `element` is the key of the strategy's element that it asks about."""

    code: str
    text: Texts
    element: str = ""

    def as_document(self) -> dict[str, Any]:
        """JSON-ready values."""
        return _filled(code=self.code, text=dict(self.text), element=self.element)


@dataclass(frozen=True)
class Question:
    """A question; one that stands on several pages has the same code and other items there.

    Attributes:
        why: why it must be answered, where it must.
        max_length, lines: of a text; one line is a single field.
        minimum, maximum, decimals, unit: of a number; of a date the first two, as ISO text.
        classes: the lower bounds of the classes in which numbers or dates are counted.
        least, most: how many options may be chosen or ranked.
        beside: the matrix with the same rows that it is drawn beside of, row by row.
        is_shuffled: options stand in an order drawn by lot for each person.
        revision: counts up when the question changes after it was published; answers are counted apart then.
    """

    code: str
    kind: QuestionKind
    text: Texts
    hint: Texts = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    options: tuple[Option, ...] = ()
    scale: str = ""
    is_required: bool = False
    why: Texts = field(default_factory=dict)
    max_length: int = 1000
    lines: int = 6
    minimum: Limit | None = None
    maximum: Limit | None = None
    decimals: int = 0
    classes: tuple[Limit, ...] = ()
    unit: Texts = field(default_factory=dict)
    least: int | None = None
    most: int | None = None
    beside: str = ""
    is_shuffled: bool = False
    show_if: Condition | None = None
    revision: int = 1

    @cached_property
    def counted_code(self) -> str:
        """What counters call it: its code; from the second revision on with the revision's number."""
        return self.code if self.revision == 1 else f"{self.code}~{self.revision}"

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

    @cached_property
    def valid_options(self) -> tuple[Option, ...]:
        """The options that are no missing values."""
        return tuple(option for option in self.options if not option.missing)

    @cached_property
    def open_option(self) -> Option | None:
        """The option that asks for words, if it has one."""
        return next((option for option in self.options if option.is_open), None)

    @cached_property
    def other(self) -> Question | None:
        """The question for the words of its open option."""
        if self.open_option is None:
            return None
        return Question(
            code=self.code + OTHER,
            kind=QuestionKind.TEXT,
            text=self.open_option.text,
            max_length=200,
            lines=1,
            revision=self.revision,
        )

    def field_names(self) -> list[str]:
        """The names of its form fields: its code, or one for each row, rank or part of a place."""
        if self.items:
            return [f"{self.code}.{item.code}" for item in self.items]
        if self.kind is QuestionKind.RANKING:
            return [f"{self.code}.{option.code}" for option in self.options]
        if self.kind is QuestionKind.PLACE:
            return [f"{self.code}.{part}" for part in PLACE_PARTS]
        return [self.code, self.code + OTHER] if self.open_option else [self.code]

    def as_document(self) -> dict[str, Any]:
        """JSON-ready values; what is empty or as usual is left out."""
        described = _filled(
            code=self.code,
            type=self.kind.value,
            text=dict(self.text),
            hint=dict(self.hint),
            scale=self.scale,
            required=self.is_required,
            why=dict(self.why),
            items=[item.as_document() for item in self.items],
            options=[option.as_document() for option in self.options],
            unit=dict(self.unit),
            decimals=self.decimals or None,
            classes=list(self.classes),
            beside=self.beside,
            shuffle=self.is_shuffled,
            show_if=self.show_if.as_document() if self.show_if else None,
            revision=self.revision if self.revision > 1 else None,
        )
        if self.kind in {QuestionKind.TEXT, QuestionKind.PLACE}:
            described |= {"max_length": self.max_length, "lines": self.lines}
        limits = {"minimum": self.minimum, "maximum": self.maximum, "least": self.least, "most": self.most}
        return described | {name: limit for name, limit in limits.items() if limit is not None}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Question:
        """The question back from `as_document`."""
        condition = document.get("show_if")
        return cls(
            code=document["code"],
            kind=_kind(document),
            text=document.get("text", {}),
            hint=document.get("hint", {}),
            items=tuple(
                Item(one["code"], one.get("text", {}), one.get("element", "")) for one in document.get("items", ())
            ),
            options=tuple(Option.from_document(one) for one in document.get("options", ())),
            scale=document.get("scale", ""),
            is_required=document.get("required", False),
            why=document.get("why", {}),
            show_if=condition_from(condition) if condition else None,
            is_shuffled=document.get("shuffle", False),
            classes=tuple(document.get("classes", ())),
            unit=document.get("unit", {}),
            **{name: document[name] for name in _AS_THEY_ARE if name in document},
        )


_AS_THEY_ARE = ("max_length", "lines", "minimum", "maximum", "decimals", "least", "most", "beside", "revision")


def missing_option(name: str, texts: Texts) -> Option:
    """The option for a missing value: dont_know, not_applicable or no_answer."""
    return Option(MISSING_CODES[name], texts, missing=name)


def _kind(document: Mapping[str, Any]) -> QuestionKind:
    kind = QuestionKind(document["type"])
    # Before there were scales of their own, a single choice with a scale's name was one.
    return QuestionKind.SCALE if kind is QuestionKind.SINGLE and document.get("scale") else kind


def _filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value or (isinstance(value, int) and value is not False)}


def has_coded_answers(question: Question) -> bool:
    """Whether 97, 98 and 99 are missing values of it."""
    return question.kind in WITH_OPTIONS
