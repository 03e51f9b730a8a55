"""Questions as a template shows them: one language, labels as safe HTML, explanations apart from the label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from markupsafe import Markup

from participation.surveys.questionnaire import Option, Question, Questionnaire, QuestionPage
from participation.surveys.scales import DE, Texts
from participation.web.markdown import inline_markdown

Choice: TypeAlias = tuple[str, Markup] | tuple[str, Markup, Markup]
"""Value, label and, where there is one, an explanation."""


@dataclass(frozen=True)
class ShownQuestion:
    """A question in one language. `rows` are (field name, label) of a matrix; `places` the choices of a list."""

    code: str
    kind: str
    label: Markup
    hint: Markup
    options: list[Choice]
    missing: list[Choice]
    rows: list[tuple[str, Markup]]
    places: list[Any]
    max_length: int
    is_required: bool


def shown_page(page: QuestionPage, tag: str, groups: Mapping[str, str]) -> list[ShownQuestion]:
    """The questions of a page in the language `tag`; `groups` are the labels of the two lists of places."""
    return [_shown(question, tag, groups) for question in page.questions]


def plain(texts: Texts, tag: str) -> str:
    """A text for places that take no markup (a title, an option of a list)."""
    return _text(texts, tag).replace("**", "").replace("\n", " ")


def _text(texts: Texts, tag: str) -> str:
    return texts.get(tag) or texts.get(DE, "")


def _shown(question: Question, tag: str, groups: Mapping[str, str]) -> ShownQuestion:
    label, hint = _label_and_hint(_text(question.text, tag))
    further = _text(question.hint, tag) or _text(question.unit, tag)
    hint = Markup("<br>").join(part for part in (hint, inline_markdown(further)) if part)
    is_place = question.kind == "municipality"
    return ShownQuestion(
        code=question.code,
        kind=question.kind.value,
        label=label,
        hint=hint,
        options=[_choice(option, tag) for option in question.options if not option.missing and not is_place],
        missing=[_choice(option, tag) for option in question.options if option.missing and not is_place],
        rows=[(f"{question.code}.{item.code}", inline_markdown(_text(item.text, tag))) for item in question.items],
        places=_places(question, tag, groups) if is_place else [],
        max_length=question.max_length,
        is_required=question.is_required,
    )


def _label_and_hint(text: str) -> tuple[Markup, Markup]:
    """The first line is the label, further lines (Leichte Sprache explains words there) are its explanation."""
    first, *rest = text.split("\n")
    return inline_markdown(first), Markup("<br>").join(inline_markdown(line) for line in rest)


def _choice(option: Option, tag: str) -> Choice:
    label, hint = _label_and_hint(_text(option.text, tag))
    return (str(option.code), label, hint) if hint else (str(option.code), label)


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


def page_title(questionnaire: Questionnaire, page: int, tag: str) -> str:
    """The title of a page (from 1), or of the whole questionnaire where the page has none."""
    return plain(questionnaire.pages[page - 1].title, tag) or plain(questionnaire.title, tag)
