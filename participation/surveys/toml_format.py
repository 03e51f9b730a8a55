"""Our questionnaire format (surveys/*.toml): read, with ready-made scales filled in, every mistake named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from participation.surveys.questionnaire import (
    Item,
    Option,
    Question,
    QuestionKind,
    Questionnaire,
    QuestionPage,
    missing_option,
)
from participation.surveys.scales import MISSING_CODES, MISSING_TEXTS, SCALES, Texts
from participation.web.languages import BY_SLUG

_CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")
_OPTION_CODE = re.compile(r"[a-z0-9][a-z0-9_+-]{0,39}")
_CHOICES = {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.MATRIX}


class QuestionnaireError(ValueError):
    """A questionnaire that cannot be asked; the sentence says where and why."""


def questionnaire_from_toml(source: Mapping[str, Any], places: Iterable[Option] = ()) -> Questionnaire:
    """The questionnaire of a parsed TOML file.

    Args:
        source: as `tomllib` gives it.
        places: the options of questions for the municipality, in the order they are shown.

    Raises:
        QuestionnaireError: something is missing, unknown or said twice.
    """
    municipalities = tuple(places)
    pages = tuple(
        QuestionPage(
            _texts(page, "title", f"page {number}", required=False),
            tuple(_question(question, municipalities) for question in page.get("questions", ())),
        )
        for number, page in enumerate(source.get("pages", ()), start=1)
    )
    title, introduction, thanks = (
        _texts(source, name, "the questionnaire") for name in ("title", "introduction", "thanks")
    )
    whole = Questionnaire(title, introduction, thanks, pages)
    _check(whole)
    return whole


def _texts(source: Mapping[str, Any], name: str, where: str, *, required: bool = True) -> Texts:
    given = source.get(name, {})
    unknown = set(given) - set(BY_SLUG)
    if unknown:
        raise QuestionnaireError(f"{where}: {name} has a text in the unknown language {min(unknown)!r}.")
    if required and not given.get("de"):
        raise QuestionnaireError(f"{where}: {name} has no German text.")
    return {BY_SLUG[slug].tag: str(text).strip() for slug, text in given.items()}


def _question(source: Mapping[str, Any], places: tuple[Option, ...]) -> Question:
    code = str(source.get("code", ""))
    where = f"question {code!r}"
    if not _CODE.fullmatch(code):
        raise QuestionnaireError(f"{where}: a code has lower case letters, digits and underscores.")
    try:
        kind = QuestionKind(source.get("type", ""))
    except ValueError:
        raise QuestionnaireError(f"{where}: there is no type {source.get('type')!r}.") from None
    return Question(
        code=code,
        kind=kind,
        text=_texts(source, "text", where),
        hint=_texts(source, "hint", where, required=False),
        items=tuple(_item(item, where) for item in source.get("items", ())),
        options=places if kind is QuestionKind.MUNICIPALITY else _options(source, where),
        scale=source.get("scale", ""),
        is_required=bool(source.get("required", False)),
        max_length=int(source.get("max_length", 1000)),
        minimum=source.get("minimum"),
        maximum=source.get("maximum"),
        unit=_texts(source, "unit", where, required=False),
    )


def _item(source: Mapping[str, Any], where: str) -> Item:
    code = str(source.get("code", ""))
    if not _CODE.fullmatch(code):
        raise QuestionnaireError(f"{where}: {code!r} is no code for an item.")
    return Item(code, _texts(source, "text", f"{where}, item {code!r}"), source.get("element", ""))


def _options(source: Mapping[str, Any], where: str) -> tuple[Option, ...]:
    if scale := source.get("scale"):
        if scale not in SCALES:
            raise QuestionnaireError(f"{where}: there is no ready-made scale {scale!r}.")
        missing = source.get("missing", ["dont_know"])
        scores = (Option(code, texts) for code, texts in SCALES[scale])
        return (*scores, *(missing_option(name, MISSING_TEXTS[name]) for name in missing))
    return tuple(_option(option, where) for option in source.get("options", ()))


def _option(source: Mapping[str, Any], where: str) -> Option:
    code = str(source.get("code", ""))
    texts = _texts(source, "text", f"{where}, option {code!r}")
    if code in MISSING_CODES:
        return missing_option(code, texts)
    if not _OPTION_CODE.fullmatch(code):
        raise QuestionnaireError(f"{where}: {code!r} is no code for an option.")
    return Option(code, texts, is_exclusive=bool(source.get("exclusive", False)))


def _check(questionnaire: Questionnaire) -> None:
    seen: dict[str, Question] = {}
    if not questionnaire.pages:
        raise QuestionnaireError("the questionnaire has no pages.")
    for question in chain.from_iterable(page.questions for page in questionnaire.pages):
        known = seen.setdefault(question.code, question)
        if known is not question and not _continues(known, question):
            raise QuestionnaireError(f"question {question.code!r} stands on two pages and is not the same matrix.")
        if question.kind in _CHOICES and not question.options:
            raise QuestionnaireError(f"question {question.code!r} has nothing to choose from.")
        if (question.kind is QuestionKind.MATRIX) != bool(question.items):
            raise QuestionnaireError(f"question {question.code!r}: a matrix has items, and nothing else has.")
    for question in questionnaire.questions.values():
        for codes in ([item.code for item in question.items], [str(option.code) for option in question.options]):
            if len(set(codes)) < len(codes):
                raise QuestionnaireError(f"question {question.code!r} uses a code twice.")


def _continues(known: Question, question: Question) -> bool:
    return known.kind is QuestionKind.MATRIX and (known.kind, known.options) == (question.kind, question.options)
