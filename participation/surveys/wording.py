"""Questions as a template shows them: one language, labels as safe HTML, explanations apart from the label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from uuid import UUID

from markupsafe import Markup

from participation.surveys.piping import answer_words, has_pipes, piped
from participation.surveys.questionnaire import Option, Question, QuestionKind, Questionnaire
from participation.surveys.questionnaire.kinds import WITH_ROWS
from participation.surveys.scales import DE, Texts
from participation.surveys.shuffling import order_of
from participation.web.markdown import inline_markdown

Choice: TypeAlias = tuple[str, Markup] | tuple[str, Markup, Markup]
"""Value, label and, where there is one, an explanation."""


@dataclass(frozen=True)
class ShownQuestion:
    """A question in one language.

    `rows` are (field name, label) of a matrix, or of the options of a ranking; `places` the choices of a list;
    `images` the picture of an option by its value; `open` the value of the option that asks for words; `beside` the
    matrix that is drawn with this one, row by row.
    """

    code: str
    kind: str
    label: Markup
    hint: Markup
    why: Markup
    options: list[Choice]
    missing: list[Choice]
    rows: list[tuple[str, Markup]]
    places: list[Any]
    asked: Question
    images: Mapping[str, str] = field(default_factory=dict)
    open: str = ""
    beside: ShownQuestion | None = None

    @property
    def max_length(self) -> int:
        """Of a text."""
        return self.asked.max_length

    @property
    def is_required(self) -> bool:
        """Whether it must be answered."""
        return self.asked.is_required


@dataclass(frozen=True)
class Wording:
    """The questionnaire in one language (`tag`) for one person: earlier answers put in, options in their order.

    `groups` are the labels of the two lists of places.
    """

    questionnaire: Questionnaire
    tag: str
    answers: Mapping[str, Any]
    client_id: UUID
    groups: Mapping[str, str]

    def questions(self, asked: Iterable[Question]) -> list[ShownQuestion]:
        """What is asked on a page; a matrix beside another one stands in that one."""
        shown = {question.code: self._shown(question) for question in asked}
        pairs = {one.asked.beside: one for one in shown.values() if one.asked.beside in shown}
        beside = {one.code for one in pairs.values()}
        return [_with(one, pairs.get(code)) for code, one in shown.items() if code not in beside]

    def text(self, texts: Texts) -> str:
        """A text with the earlier answers that it repeats."""
        text = _text(texts, self.tag)
        if not has_pipes(text):
            return text
        return piped(text, lambda name: answer_words(self.questionnaire, self.answers, name, self.tag))

    def _shown(self, question: Question) -> ShownQuestion:
        label, hint = _label_and_hint(self.text(question.text))
        further = self.text(question.hint) or self.text(question.unit)
        hint = Markup("<br>").join(part for part in (hint, inline_markdown(further)) if part)
        is_place = question.kind is QuestionKind.MUNICIPALITY
        options = () if is_place else order_of(question, self.client_id)
        return ShownQuestion(
            code=question.code,
            kind=question.kind.value,
            label=label,
            hint=hint,
            why=inline_markdown(self.text(question.why)),
            options=[self._choice(option) for option in options if not option.missing],
            missing=[self._choice(option) for option in options if option.missing],
            rows=self._rows(question, options),
            places=_places(question, self.tag, self.groups) if is_place else [],
            asked=question,
            images={str(option.code): option.image for option in options if option.image},
            open=str(question.open_option.code) if question.open_option else "",
        )

    def _rows(self, question: Question, options: Iterable[Option]) -> list[tuple[str, Markup]]:
        if question.kind in WITH_ROWS:
            return [(f"{question.code}.{item.code}", inline_markdown(self.text(item.text))) for item in question.items]
        if question.kind is QuestionKind.RANKING:
            return [
                (f"{question.code}.{option.code}", inline_markdown(self.text(option.text)))
                for option in options
                if not option.missing
            ]
        return []

    def _choice(self, option: Option) -> Choice:
        label, hint = _label_and_hint(self.text(option.text))
        return (str(option.code), label, hint) if hint else (str(option.code), label)


def is_same_for_all(questionnaire: Questionnaire, page: int) -> bool:
    """Whether a page (from 1) looks the same to everybody who has not filled it in yet."""
    if questionnaire.has_conditions or page > len(questionnaire.pages):
        return False
    shown = questionnaire.pages[page - 1]
    return not any(
        question.is_shuffled or any(map(has_pipes, _every_text(question))) for question in shown.questions
    ) and not any(map(has_pipes, shown.title.values()))


def _every_text(question: Question) -> Iterable[str]:
    of_items, of_options = (one.text for one in question.items), (one.text for one in question.options)
    for texts in (question.text, question.hint, *of_items, *of_options):
        yield from texts.values()


def plain(texts: Texts, tag: str) -> str:
    """A text for places that take no markup (a title, an option of a list)."""
    return _plain(_text(texts, tag))


def page_title(wording: Wording, page: int) -> str:
    """The title of a page (from 1), or of the whole questionnaire where the page has none."""
    pages = wording.questionnaire.pages
    own = wording.text(pages[page - 1].title) if page <= len(pages) else ""
    return _plain(own or _text(wording.questionnaire.title, wording.tag))


def _plain(text: str) -> str:
    return text.replace("**", "").replace("\n", " ")


def _text(texts: Texts, tag: str) -> str:
    """German stands in; in a draft that has none yet (an import), whatever there is."""
    return texts.get(tag) or texts.get(DE) or next((text for text in texts.values() if text), "")


def _with(shown: ShownQuestion, beside: ShownQuestion | None) -> ShownQuestion:
    return ShownQuestion(**{**vars(shown), "beside": beside}) if beside else shown


def _label_and_hint(text: str) -> tuple[Markup, Markup]:
    """The first line is the label, further lines (Leichte Sprache explains words there) are its explanation."""
    first, *rest = text.split("\n")
    return inline_markdown(first), Markup("<br>").join(inline_markdown(line) for line in rest)


def _places(question: Question, tag: str, groups: Mapping[str, str]) -> list[Any]:
    """Municipalities by name, then every Ortsteil with its municipality, so that typing finds either."""
    towns = [option for option in question.options if option.group]
    others = [(str(option.code), plain(option.text, tag)) for option in question.options if not option.group]
    localities = sorted(
        (f"{locality} ({plain(town.text, tag)})", f"{town.code}:{locality}")
        for town in towns
        for locality in town.localities
    )
    lists: list[Any] = [
        (groups["municipalities"], None, [(str(town.code), plain(town.text, tag)) for town in towns]),
        (groups["localities"], None, [(value, label) for label, value in localities]),
    ]
    return [entry for entry in lists if entry[2]] + others
