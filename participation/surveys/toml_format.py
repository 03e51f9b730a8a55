"""Our questionnaire format (surveys/*.toml): read, with ready-made scales filled in, every mistake named."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
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
from participation.surveys.questionnaire.checks import CODE, OPTION_CODE, problems_of
from participation.surveys.questionnaire.conditions import Condition, condition_from
from participation.surveys.scales import MISSING_CODES, MISSING_TEXTS, SCALES, STATEMENT_VOTES, YES_NO, Texts
from participation.web.languages import BY_SLUG

_NUMBERS = ("max_length", "lines", "minimum", "maximum", "decimals", "least", "most", "beside")
_READY_MADE = {QuestionKind.YES_NO: YES_NO, QuestionKind.STATEMENTS: STATEMENT_VOTES}


class QuestionnaireError(ValueError):
    """A questionnaire that cannot be asked; the sentence says where and why."""


def questionnaire_from_text(text: str, places: Iterable[Option] = ()) -> tuple[dict[str, Any], Questionnaire]:
    """The parsed TOML and the questionnaire of a file's text; raises QuestionnaireError, also for what is no TOML."""
    try:
        source = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise QuestionnaireError(f"this is no valid TOML: {problem}") from problem
    try:
        return source, questionnaire_from_toml(source, places)
    except (TypeError, AttributeError, KeyError) as problem:
        raise QuestionnaireError(f"a value has the wrong shape ({problem}).") from problem


def questionnaire_from_toml(source: Mapping[str, Any], places: Iterable[Option] = ()) -> Questionnaire:
    """The questionnaire of a parsed TOML file.

    Args:
        source: as `tomllib` gives it.
        places: the options of questions for the municipality, in the order they are shown.

    Raises:
        QuestionnaireError: something is missing, unknown or said twice.
    """
    municipalities = tuple(places)
    said = _missing_texts(source, "the questionnaire", MISSING_TEXTS)
    pages = tuple(
        _page(page, number, municipalities, said) for number, page in enumerate(source.get("pages", ()), start=1)
    )
    title, introduction, thanks = (
        _texts(source, name, "the questionnaire") for name in ("title", "introduction", "thanks")
    )
    whole = Questionnaire(title, introduction, thanks, pages)
    for problem in problems_of(whole):
        raise QuestionnaireError(str(problem))
    return whole


def _page(
    source: Mapping[str, Any], number: int, places: tuple[Option, ...], said: Mapping[str, Texts]
) -> QuestionPage:
    where = f"page {number}"
    questions = tuple(question_from_toml(question, places, said) for question in source.get("questions", ()))
    return QuestionPage(_texts(source, "title", where, required=False), questions, _condition(source, where))


def _texts(source: Mapping[str, Any], name: str, where: str, *, required: bool = True) -> Texts:
    given = source.get(name, {})
    unknown = set(given) - set(BY_SLUG)
    if unknown:
        raise QuestionnaireError(f"{where}: {name} has a text in the unknown language {min(unknown)!r}.")
    if required and not given.get("de"):
        raise QuestionnaireError(f"{where}: {name} has no German text.")
    return {BY_SLUG[slug].tag: str(text).strip() for slug, text in given.items()}


def _condition(source: Mapping[str, Any], where: str) -> Condition | None:
    if "show_if" not in source:
        return None
    try:
        return condition_from(source["show_if"])
    except (ValueError, TypeError, AttributeError) as problem:
        raise QuestionnaireError(f"{where}: {problem}") from problem


def question_from_toml(
    source: Mapping[str, Any], places: tuple[Option, ...] = (), said: Mapping[str, Texts] = MISSING_TEXTS
) -> Question:
    """A question of a parsed TOML file, with the words of missing values as `said`; raises QuestionnaireError."""
    code = str(source.get("code", ""))
    where = f"question {code!r}"
    if not CODE.fullmatch(code):
        raise QuestionnaireError(f"{where}: a code has lower case letters, digits and underscores.")
    kind = _kind(source, where)
    return Question(
        code=code,
        kind=kind,
        text=_texts(source, "text", where),
        hint=_texts(source, "hint", where, required=False),
        items=tuple(_item(item, where) for item in source.get("items", ())),
        options=places if kind is QuestionKind.MUNICIPALITY else _options(source, kind, where, said),
        scale=source.get("scale", ""),
        is_required=bool(source.get("required", False)),
        why=_texts(source, "why", where, required=False),
        classes=tuple(map(_limit, source.get("classes", ()))),
        unit=_texts(source, "unit", where, required=False),
        is_shuffled=bool(source.get("shuffle", False)),
        show_if=_condition(source, where),
        **{name: _limit(source[name]) for name in _NUMBERS if name in source},
    )


def _kind(source: Mapping[str, Any], where: str) -> QuestionKind:
    try:
        kind = QuestionKind(source.get("type", ""))
    except ValueError:
        raise QuestionnaireError(f"{where}: there is no type {source.get('type')!r}.") from None
    return QuestionKind.SCALE if kind is QuestionKind.SINGLE and source.get("scale") else kind


def _limit(value: Any) -> Any:
    """TOML has dates; documents have their ISO text."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _item(source: Mapping[str, Any], where: str) -> Item:
    code = str(source.get("code", ""))
    if not CODE.fullmatch(code):
        raise QuestionnaireError(f"{where}: {code!r} is no code for an item.")
    return Item(code, _texts(source, "text", f"{where}, item {code!r}"), source.get("element", ""))


def _options(
    source: Mapping[str, Any], kind: QuestionKind, where: str, said: Mapping[str, Texts]
) -> tuple[Option, ...]:
    own = tuple(_option(option, kind, where) for option in source.get("options", ()))
    words = _missing_texts(source, where, said)
    missing = (missing_option(name, words[name]) for name in _missing(source, where))
    if scale := source.get("scale"):
        if scale not in SCALES:
            raise QuestionnaireError(f"{where}: there is no ready-made scale {scale!r}.")
        return (*(Option(code, texts) for code, texts in SCALES[scale]), *missing)
    if kind in _READY_MADE and not own:
        own = tuple(Option(code, texts) for code, texts in _READY_MADE[kind])
    return (*own, *missing)


def _missing_texts(source: Mapping[str, Any], where: str, said: Mapping[str, Texts]) -> Mapping[str, Texts]:
    """The words of missing values: `said`, with those that the file has of its own; the codes stay."""
    own = source.get("missing_texts", {})
    for name in own:
        if name not in MISSING_TEXTS:
            raise QuestionnaireError(f"{where}: there is no ready-made missing value {name!r}.")
    return {**said, **{name: _texts(own, name, f"{where}, missing_texts") for name in own}}


def _missing(source: Mapping[str, Any], where: str) -> list[str]:
    """Ready-made missing values: those that are asked for, "don't know" where a ready-made scale says nothing."""
    names = source.get("missing", ["dont_know"] if source.get("scale") else [])
    for name in names:
        if name not in MISSING_TEXTS:
            raise QuestionnaireError(f"{where}: there is no ready-made missing value {name!r}.")
    return list(names)


def _option(source: Mapping[str, Any], kind: QuestionKind, where: str) -> Option:
    code = str(source.get("code", ""))
    texts = _texts(source, "text", f"{where}, option {code!r}")
    if code in MISSING_CODES:
        return missing_option(code, texts)
    if not OPTION_CODE.fullmatch(code):
        raise QuestionnaireError(f"{where}: {code!r} is no code for an option.")
    is_score = kind in {QuestionKind.SCALE, QuestionKind.MATRIX} and code.isdecimal()
    return Option(
        int(code) if is_score else code,
        texts,
        is_exclusive=bool(source.get("exclusive", False)),
        is_open=bool(source.get("open", False)),
        image=str(source.get("image", "")),
    )
