"""A questionnaire as a TOML file in our format, such that reading it gives the same questionnaire back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from participation.surveys.questionnaire import Item, Option, Question, QuestionKind, Questionnaire, QuestionPage
from participation.surveys.scales import MISSING_TEXTS, SCALES, STATEMENT_VOTES, YES_NO, Texts
from participation.web.languages import BY_TAG

_READY_MADE = {QuestionKind.YES_NO: YES_NO, QuestionKind.STATEMENTS: STATEMENT_VOTES}


def questionnaire_to_toml(questionnaire: Questionnaire, slug: str) -> str:
    """The file's text.

    Options of questions for the municipality are left out, since the region knows them; so are revisions, since a
    file begins a survey anew.
    """
    lines = [f"slug = {_value(slug)}"]
    for name in ("title", "introduction", "thanks"):
        lines += ["", f"[{name}]", *_text_lines(getattr(questionnaire, name))]
    for page in questionnaire.pages:
        lines += ["", *_page(page)]
    return "\n".join(lines) + "\n"


def _page(page: QuestionPage) -> Iterator[str]:
    yield "[[pages]]"
    if page.title:
        yield f"title = {_texts(page.title)}"
    if page.show_if:
        yield f"show_if = {_value(page.show_if.as_document())}"
    for question in page.questions:
        yield ""
        yield "[[pages.questions]]"
        yield from _question(question)


def _question(question: Question) -> Iterator[str]:
    yield f"code = {_value(question.code)}"
    yield f"type = {_value(question.kind.value)}"
    yield from _line("text", question.text)
    yield from _line("hint", question.hint)
    if question.is_required:
        yield "required = true"
    yield from _line("why", question.why)
    yield from _options(question)
    yield from _list("items", map(_item, question.items))
    for name in ("minimum", "maximum", "least", "most"):
        if getattr(question, name) is not None:
            yield f"{name} = {_value(getattr(question, name))}"
    if question.decimals:
        yield f"decimals = {question.decimals}"
    if question.classes:
        yield f"classes = {_value(list(question.classes))}"
    yield from _line("unit", question.unit)
    if question.kind in {QuestionKind.TEXT, QuestionKind.PLACE}:
        yield f"max_length = {question.max_length}"
        yield f"lines = {question.lines}"
    if question.beside:
        yield f"beside = {_value(question.beside)}"
    if question.is_shuffled:
        yield "shuffle = true"
    if question.show_if:
        yield f"show_if = {_value(question.show_if.as_document())}"


def _options(question: Question) -> Iterator[str]:
    """Ready-made scales and missing values by name wherever that says the same."""
    if question.kind is QuestionKind.MUNICIPALITY or not question.options:
        return
    missing = [option for option in question.options if option.missing]
    are_apart = question.options[len(question.valid_options) :] == tuple(missing)
    ready = SCALES.get(question.scale) or _READY_MADE.get(question.kind, ())
    is_ready = bool(ready) and [(one.code, one.text) for one in question.valid_options] == list(ready)
    if are_apart and is_ready and question.scale:
        yield f"scale = {_value(question.scale)}"
    elif not (are_apart and is_ready):
        yield from _list("options", map(_option, question.valid_options if are_apart else question.options))
    names = [option.missing for option in missing]
    goes_without_saying = names == (["dont_know"] if is_ready and question.scale else [])
    if are_apart and not goes_without_saying:
        yield f"missing = {_value(names)}"
    own = {one.missing: _texts(one.text) for one in missing if dict(one.text) != dict(MISSING_TEXTS[one.missing])}
    if are_apart and own:
        yield f"missing_texts = {_inline(own)}"


def _option(option: Option) -> str:
    entries = {
        "code": _value(option.missing or str(option.code)),
        "exclusive": "true" if option.is_exclusive and not option.missing else "",
        "open": "true" if option.is_open else "",
        "image": _value(option.image) if option.image else "",
        "text": _texts(option.text),
    }
    return _inline(entries)


def _item(item: Item) -> str:
    entries = {"code": _value(item.code), "element": _value(item.element) if item.element else ""}
    return _inline({**entries, "text": _texts(item.text)})


def _inline(entries: Mapping[str, str]) -> str:
    return "{ " + ", ".join(f"{name} = {value}" for name, value in entries.items() if value) + " }"


def _list(name: str, entries: Iterable[str]) -> Iterator[str]:
    lines = [f"  {entry}," for entry in entries]
    if lines:
        yield f"{name} = ["
        yield from lines
        yield "]"


def _line(name: str, texts: Texts) -> Iterator[str]:
    if texts:
        yield f"{name} = {_texts(texts)}"


def _texts(texts: Texts) -> str:
    return _inline({BY_TAG[tag].slug: _value(text) for tag, text in texts.items()})


def _text_lines(texts: Texts) -> list[str]:
    """Longer texts line by line, as people write them."""
    return [f"{BY_TAG[tag].slug} = {_written(text)}" for tag, text in texts.items()]


def _written(text: str) -> str:
    if "\n" not in text:
        return _value(text)
    lines = (_value(line)[1:-1] for line in text.split("\n"))
    return '"""\n' + "\n".join(lines) + '"""'


def _value(value: Any) -> str:
    """A TOML value; strings as in JSON, which TOML reads alike but for the character DEL."""
    if isinstance(value, Mapping):
        return _inline({name: _value(one) for name, one in value.items()})
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
