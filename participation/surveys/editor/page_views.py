"""The texts of the whole questionnaire, and those of a page with its condition."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.responses import Response

from participation.core.text import msgid
from participation.surveys.editor import changing
from participation.surveys.editor.condition_rows import condition_groups
from participation.surveys.editor.conditions import asked_before, condition_of, fields_of_condition
from participation.surveys.editor.drafts import OpenedDraft, save_draft
from participation.surveys.editor.editing import (
    ACT,
    REVISION,
    WAS,
    editor_of,
    fields_sent,
    fingerprint,
    frame,
    is_outdated,
    open_here,
    page_of,
    sentences,
)
from participation.surveys.editor.question_fields import YES, text_fields
from participation.surveys.editor.rows import Fields, rearranged
from participation.surveys.editor.words import MODES
from participation.surveys.questionnaire import Questionnaire, QuestionPage
from participation.surveys.scales import DE, Texts
from participation.web.languages import LANGUAGES
from participation.web.visit import Visit

WHOLE_TEXTS = ("title", "introduction", "thanks")
LONGEST = {"title": 200, "introduction": 5000, "thanks": 2000}
_CHANGED = msgid("Somebody else has changed this meanwhile. Your text is kept below; compare and save again.")
_GERMAN_NEEDED = msgid("Please enter the text in German.")
_TOO_LONG = msgid("This text is too long.")


def edit_texts(visit: Visit, survey: str) -> Response:
    """Title, introduction and thanks in every language."""
    opened = open_here(visit, survey)
    fields = _whole_fields(opened.questionnaire)
    marks = {REVISION: str(opened.revision), WAS: fingerprint(fields)}
    return _show_texts(visit, opened, fields | marks, {})


def save_texts(visit: Visit, survey: str) -> Response:
    """Save them; who was overtaken gets both."""
    opened, fields = open_here(visit, survey), fields_sent(visit.form)
    problems: dict[str, str] = {}
    texts = {
        name: texts_of_form(fields, name, problems, LONGEST[name], is_needed=name == "title") for name in WHOLE_TEXTS
    }
    if problems:
        return _show_texts(visit, opened, fields, problems, status=422)
    stored = _whole_fields(opened.questionnaire)
    if fields.get(WAS) != fingerprint(stored):
        marks = {REVISION: str(opened.revision), WAS: fingerprint(stored)}
        return _show_texts(visit, opened, fields | marks, {}, status=409, stored=stored)
    title, introduction, thanks = (texts[name] for name in WHOLE_TEXTS)
    put = replace(opened.questionnaire, title=title, introduction=introduction, thanks=thanks)
    save_draft(visit.db, opened, put, actor_id=editor_of(visit), action="changed", part="texts")
    return _back(visit, opened, "texts")


def edit_question_page(visit: Visit, survey: str, page: int) -> Response:
    """A page's title and condition."""
    opened = open_here(visit, survey)
    shown = page_of(opened.questionnaire, page)
    fields = text_fields("title", shown.title)
    condition = fields_of_condition(shown.show_if)
    fields |= {"if-kept": YES} if condition is None else condition
    marks = {REVISION: str(opened.revision), WAS: _print(shown)}
    return _show_page(visit, opened, page, fields | marks, {})


def save_question_page(visit: Visit, survey: str, page: int) -> Response:
    """Save them, or rearrange the rows of the condition on the form without saving."""
    opened, fields = open_here(visit, survey), fields_sent(visit.form)
    act, was = visit.form.text(ACT, "save"), fields.get(WAS, "")
    shown = page_of(opened.questionnaire, page)
    if act != "save":
        return _show_page(visit, opened, page, rearranged(fields, act), {}, is_changed=True)
    problems: dict[str, str] = {}
    title = texts_of_form(fields, "title", problems, LONGEST["title"], is_needed=False)
    known = asked_before(opened.questionnaire, page, 0)
    condition = shown.show_if if fields.get("if-kept") == YES else condition_of(fields, known, problems)
    if problems:
        return _show_page(visit, opened, page, fields, problems, status=422)
    if was != _print(shown):
        found = next((n for n, one in enumerate(opened.questionnaire.pages, start=1) if _print(one) == was), None)
        if found is None:
            marks = {REVISION: str(opened.revision), WAS: _print(shown)}
            return _show_page(visit, opened, page, fields | marks, {}, status=409, stored=shown)
        page, shown = found, opened.questionnaire.pages[found - 1]
    changed = replace(shown, title=title, show_if=condition)
    put = changing.with_page(opened.questionnaire, page, changed)
    save_draft(visit.db, opened, put, actor_id=editor_of(visit), action="changed", page=page)
    return _back(visit, opened, f"page-{page}")


def texts_of_form(
    fields: Fields, name: str, problems: dict[str, str], longest: int, *, is_needed: bool = True
) -> Texts:
    """A text in every language; `problems` gets a msgid for each field that cannot be used."""
    texts = {language.tag: fields.get(f"{name}_{language.slug}", "") for language in LANGUAGES}
    if is_needed and not texts[DE]:
        problems[f"{name}_de"] = _GERMAN_NEEDED
    problems |= {f"{name}_{language.slug}": _TOO_LONG for language in LANGUAGES if len(texts[language.tag]) > longest}
    return {tag: text for tag, text in texts.items() if text}


def _whole_fields(questionnaire: Questionnaire) -> Fields:
    fields: Fields = {}
    for name in WHOLE_TEXTS:
        fields |= text_fields(name, getattr(questionnaire, name))
    return fields


def _print(page: QuestionPage) -> str:
    return fingerprint([dict(page.title), page.show_if.as_document() if page.show_if else None])


def _back(visit: Visit, opened: OpenedDraft, anchor: str) -> Response:
    said = "vereint" if is_outdated(visit, opened) else "gespeichert"
    return visit.redirect("edit_questionnaire", survey=opened.survey.slug, hinweis=said, anchor=anchor)


def _show_texts(
    visit: Visit,
    opened: OpenedDraft,
    fields: Fields,
    problems: dict[str, str],
    status: int = 200,
    stored: Fields | None = None,
) -> Response:
    return visit.render(
        "surveys/editor/texts.html",
        status=status,
        fields=fields,
        problems={name: visit._(text) for name, text in problems.items()},
        stored=stored,
        conflict=visit._(_CHANGED) if stored else "",
        languages=LANGUAGES,
        **frame(visit, opened),
    )


def _show_page(
    visit: Visit,
    opened: OpenedDraft,
    page: int,
    fields: Fields,
    problems: dict[str, str],
    status: int = 200,
    **more: Any,
) -> Response:
    said = sentences(visit, opened.questionnaire)
    stored = more.get("stored")
    return visit.render(
        "surveys/editor/page.html",
        fragment="editor",
        status=status,
        number=page,
        fields=fields,
        problems={name: visit._(text) for name, text in problems.items()},
        groups=condition_groups(fields, asked_before(opened.questionnaire, page, 0), said),
        condition=said.shown_if(page_of(opened.questionnaire, page).show_if),
        modes=[(name, visit._(word)) for name, word in MODES.items()],
        action=visit.url("edit_question_page", survey=opened.survey.slug, page=page),
        stored=stored,
        stored_condition=said.shown_if(stored.show_if) if stored else "",
        conflict=visit._(_CHANGED) if stored else "",
        is_changed=more.get("is_changed", False),
        languages=LANGUAGES,
        **frame(visit, opened),
    )
