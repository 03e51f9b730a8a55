"""A question as the fields of its form."""

from __future__ import annotations

from collections.abc import Mapping

from participation.surveys.editor.conditions import fields_of_condition
from participation.surveys.editor.rows import Fields, rows_of, with_rows
from participation.surveys.questionnaire import Item, Option, Question, QuestionKind
from participation.surveys.scales import MISSING_TEXTS, Texts
from participation.web.languages import BY_TAG, GERMAN, LANGUAGES

YES = "yes"
OWN_OPTIONS = frozenset(
    {
        QuestionKind.SINGLE,
        QuestionKind.MULTIPLE,
        QuestionKind.SCALE,
        QuestionKind.PICTURE,
        QuestionKind.RANKING,
        QuestionKind.MATRIX,
    }
)
"""Kinds whose options editors write; those of the others are ready-made."""
WITH_MISSING = OWN_OPTIONS | {QuestionKind.YES_NO, QuestionKind.STATEMENTS}
WITH_SCALE = frozenset({QuestionKind.SCALE, QuestionKind.MATRIX})
WITH_LIMITS = frozenset({QuestionKind.NUMBER, QuestionKind.DATE})
WITH_NUMBER_CHOSEN = frozenset({QuestionKind.MULTIPLE, QuestionKind.RANKING})
MISSING_WORDS, EVERYWHERE = "missing-words-", "missing-everywhere"
"""The fields for the words of missing values, and the tick that gives all questions the same."""
_BLANK_ROWS = 2


def fields_of(question: Question) -> Fields:
    """All of its fields as they are stored; blank rows invite further options and rows."""
    fields: Fields = {
        "code": question.code,
        "kind": question.kind.value,
        "scale": question.scale,
        "max_length": str(question.max_length),
        "lines": str(question.lines),
        "decimals": str(question.decimals),
        "beside": question.beside,
        "classes": "; ".join(map(str, question.classes)),
    }
    for name in ("text", "hint", "why", "unit"):
        fields |= text_fields(name, getattr(question, name))
    for name in ("minimum", "maximum", "least", "most"):
        limit = getattr(question, name)
        fields[name] = "" if limit is None else str(limit)
    fields |= dict.fromkeys((f"missing-{one.missing}" for one in question.options if one.missing), YES)
    own = {one.missing: one.text for one in question.options if one.missing}
    for name, ready in MISSING_TEXTS.items():
        fields |= text_fields(f"{MISSING_WORDS}{name}", own.get(name, ready))
    if question.is_required:
        fields["required"] = YES
    if question.is_shuffled:
        fields["shuffle"] = YES
    condition = fields_of_condition(question.show_if)
    fields |= {"if-kept": YES} if condition is None else condition
    options = [] if question.scale else [_option_row(one) for one in question.valid_options]
    fields = with_rows(fields, "option", options if question.kind in OWN_OPTIONS else [])
    return with_blank_rows(with_rows(fields, "item", [_item_row(one) for one in question.items]))


def with_blank_rows(fields: Mapping[str, str]) -> Fields:
    """The fields with some empty rows at the end, where the kind has rows and none is empty."""
    blank = dict(fields)
    for name, kinds in (("option", OWN_OPTIONS), ("item", {QuestionKind.MATRIX, QuestionKind.STATEMENTS})):
        rows = rows_of(blank, name)
        if fields.get("kind") in kinds and all(row.get(GERMAN.slug) for row in rows):
            blank = with_rows(blank, name, [*rows, *([{"code": ""}] * _BLANK_ROWS)])
    return blank


def text_fields(name: str, texts: Texts) -> Fields:
    """A text in every language."""
    return {f"{name}_{language.slug}": texts.get(language.tag, "") for language in LANGUAGES}


def _texts_of_row(texts: Texts) -> Fields:
    return {BY_TAG[tag].slug: text for tag, text in texts.items() if tag in BY_TAG}


def _option_row(option: Option) -> Fields:
    marks = {"exclusive": option.is_exclusive, "open": option.is_open}
    ticked = {name: YES for name, is_set in marks.items() if is_set}
    return {"code": str(option.code), "image": option.image, **_texts_of_row(option.text), **ticked}


def _item_row(item: Item) -> Fields:
    return {"code": item.code, "element": item.element, **_texts_of_row(item.text)}
