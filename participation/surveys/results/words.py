"""The words of results: questions, options, segments and notes in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from babel.numbers import format_decimal, format_percent

from participation.core.text import msgid
from participation.statistics.counts import Code
from participation.statistics.published import Note, PublishedCell, PublishedRow, Status
from participation.surveys.aggregation.codes import SKIPPED, Counted
from participation.surveys.aggregation.segments import ASKED_FOR
from participation.surveys.piping import has_pipes, piped
from participation.surveys.questionnaire import Item, Question, Questionnaire
from participation.surveys.questionnaire.question import OTHER
from participation.surveys.scales import Texts
from participation.surveys.wording import plain
from participation.web.languages import BY_TAG, ENGLISH, Language
from participation.web.visit import Visit

BREAKDOWN_NAMES = {
    "": msgid("All together"),
    "audience": msgid("By group asked"),
    "municipality": msgid("By municipality"),
    "age": msgid("By age"),
    "gender": msgid("By gender"),
    "channel": msgid("By channel"),
    "language": msgid("By language"),
    "municipality,age": msgid("By municipality and age"),
    "audience,age": msgid("By group asked and age"),
}
_CHANNELS = {
    "online": msgid("Online"),
    "kiosk": msgid("Tablet"),
    "paper": msgid("On paper"),
    "event": msgid("At an event"),
}
_WIDER = {
    "under-18": msgid("under 18"),
    "18-34": msgid("18 to 34"),
    "35-64": msgid("35 to 64"),
    "65+": msgid("65 and over"),
}
_NO_CATEGORY = msgid("No answer given")
NOTES = {
    Note.VALUES_CHANGED: msgid("Values are slightly changed to protect people; sums may differ."),
    Note.SMALL_GROUP: msgid("Small group: rounded shares only, not for comparison."),
    Note.MERGED: msgid("Small groups are put together, so that nobody can be recognised."),
    Note.WITHHELD: msgid("Groups with too few answers are not shown."),
    Note.OPTION_HIDDEN: msgid("Where nearly everyone of a small group said the same, that is not shown."),
    Note.RARE: msgid("A dot (·) stands for an answer that hardly anybody gave. It is shown for all together only."),
    Note.KEPT: msgid("Some groups have hardly any new answers; they show the figures of the release before."),
}
_NAMES_SHOWN = 6
_LAST = 1_000_000


@dataclass(frozen=True)
class Words:
    """A questionnaire's words in one language."""

    questionnaire: Questionnaire
    language: Language
    translate: Callable[..., str]
    audiences: Mapping[str, Texts] = field(default_factory=dict)

    @classmethod
    def of(cls, visit: Visit, questionnaire: Questionnaire, audiences: Mapping[str, Texts] | None = None) -> Words:
        """In the reader's language; `audiences` are the names of the groups that were asked, in the county's order."""
        return cls(questionnaire, visit.language, visit._, audiences or {})

    def text(self, texts: Texts) -> str:
        """The first line of a text, without markup (further lines explain)."""
        text = plain({tag: text.split("\n")[0] for tag, text in texts.items()}, self.language.tag)
        # What was repeated to each person from earlier answers is different for everyone.
        return piped(text, lambda _: "…") if has_pipes(text) else text

    def question(self, question: Question) -> str:
        """What was asked; the words of an open option behind the question that it belongs to."""
        parent = self.questionnaire.questions.get(question.code.removesuffix(OTHER))
        if parent is None or parent.other is None or question.code == parent.code:
            return self.text(question.text)
        return f"{self.text(parent.text)} – {self.text(question.text)}"

    def counted(self, counted: Counted) -> str:
        """What a row is about: the matrix's item or the ranking's option, else the question itself."""
        return self.text((counted.item or counted.option or counted.question).text)

    def item(self, item: Item) -> str:
        """The row of a matrix."""
        return self.text(item.text)

    def option(self, question: Question, code: Code) -> str:
        """An answer; the code itself where the questionnaire does not know it any more."""
        if code == SKIPPED:
            return self.translate(msgid("Left empty"))
        texts = next((option.text for option in question.options if str(option.code) == str(code)), None)
        return self.text(texts) if texts else str(code)

    def row(self, dimensions: tuple[str, ...], row: PublishedRow) -> str:
        """Who stands in a row of a table; where groups were put together, which."""
        if not dimensions:
            return self.translate(msgid("All together"))
        name = self._segment(dimensions, row.segment)
        if row.members == (row.segment,):
            return name
        inside = [self._segment(dimensions, member) for member in row.members]
        shown = ", ".join(inside[:_NAMES_SHOWN]) + (" …" if len(inside) > _NAMES_SHOWN else "")
        return f"{name}: {shown}"

    def counted_row(self, dimensions: tuple[str, ...], row: PublishedRow) -> str:
        """The same with how many answers it stands on, for pictures."""
        return self.translate(
            msgid("%(group)s (answers: %(base)s)"), group=self.row(dimensions, row), base=row.base_label
        )

    def _segment(self, dimensions: tuple[str, ...], segment: tuple[str, ...]) -> str:
        return " · ".join(self.category(one, code) for one, code in zip(dimensions, segment, strict=True))

    def category(self, dimension: str, code: str) -> str:
        """A category of a dimension, or the wider unit it is merged into."""
        if dimension == "language":
            return BY_TAG[code].label if code in BY_TAG else code
        if dimension == "audience":
            return self.text(self.audiences[code]) if code in self.audiences else code
        if code == "no_answer":
            return self.translate(_NO_CATEGORY)
        if dimension == "channel":
            return self.translate(_CHANNELS.get(code, code))
        if code in _WIDER and dimension == "age":
            return self.translate(_WIDER[code])
        question = self.questionnaire.questions.get(ASKED_FOR.get(dimension, ""))
        return self.option(question, code) if question else code

    @cached_property
    def _places(self) -> dict[str, dict[str, int]]:
        # dimension -> category -> its place in the questionnaire
        asked = {
            dimension: {str(option.code): place for place, option in enumerate(question.options)}
            for dimension, code in ASKED_FOR.items()
            if (question := self.questionnaire.questions.get(code))
        }
        orders = {"audience": self.audiences, "channel": _CHANNELS, "language": BY_TAG}
        return asked | {
            dimension: {code: place for place, code in enumerate(order)} for dimension, order in orders.items()
        }

    def sorted_rows(self, dimensions: tuple[str, ...], rows: tuple[PublishedRow, ...]) -> list[PublishedRow]:
        """Rows in the questionnaire's order, who did not say at the end."""

        def place(row: PublishedRow) -> list[tuple[int, str]]:
            first = row.members[0] if row.members else row.segment
            return [self._place(dimension, code) for dimension, code in zip(dimensions, first, strict=True)]

        return sorted(rows, key=place)

    def sorted_categories(self, dimension: str, codes: Iterable[str]) -> list[str]:
        """The same for categories."""
        return sorted(codes, key=lambda code: self._place(dimension, code))

    def _place(self, dimension: str, code: str) -> tuple[int, str]:
        unknown = _LAST if code == "no_answer" else _LAST - 1
        return self._places.get(dimension, {}).get(code, unknown), code

    def number(self, value: float, decimals: int = 0) -> str:
        """A number as the language writes it, with so many decimals."""
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return format_decimal(value, pattern, locale=self.language.locale)

    def share(self, value: float | None, decimals: int = 0) -> str:
        """A share (0 to 1) in percent; a dash where it is not shown."""
        if value is None:
            return "–"
        sign = "%" if self.language is ENGLISH else "\N{NO-BREAK SPACE}%"
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + sign
        return format_percent(value, pattern, locale=self.language.locale)

    def shown_share(self, cell: PublishedCell | None, decimals: int = 0) -> str:
        """The share of an answer; a dot where hardly anybody in the whole survey chose it."""
        if cell is not None and cell.is_rare:
            return "·"
        return self.share(cell.share if cell else None, decimals)

    def base(self, row: PublishedRow) -> str:
        """How many answers a row stands on, as far as that is shown."""
        if row.base is not None:
            return self.number(row.base)
        if row.status is Status.WITHHELD:
            return self.translate(msgid("too few"))
        return self.translate(msgid("%(base)s (small group)"), base=row.base_label)

    def notes(self, notes: tuple[Note, ...]) -> list[str]:
        """The sentences below a table."""
        return [self.translate(NOTES[note]) for note in notes]
