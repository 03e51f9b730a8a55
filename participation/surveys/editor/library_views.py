"""Copying ready questions onto a page."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select
from starlette.responses import Response

from participation.surveys.editor import changing
from participation.surveys.editor.drafts import OpenedDraft, opened_draft, save_draft, survey_to_edit
from participation.surveys.editor.editing import (
    REVISION,
    editor_of,
    frame,
    is_outdated,
    open_here,
    page_of,
    places_of,
)
from participation.surveys.editor.library import ready_questions, taken_over
from participation.surveys.editor.words import KINDS
from participation.surveys.models import Survey
from participation.surveys.questionnaire import Question
from participation.surveys.wording import plain
from participation.web.languages import LANGUAGES
from participation.web.visit import Visit


@dataclass(frozen=True)
class Offered:
    """A question that can be copied; `options` are its first answers or rows as words."""

    number: int
    title: str
    kind: str
    options: str
    languages: list[str]


def question_library(visit: Visit, survey: str) -> Response:
    """Ready questions by theme, or those of another survey (`?aus=`), for a page (`?seite=`)."""
    opened = open_here(visit, survey)
    number = visit.query.get("seite", "1")
    page = min(max(int(number), 1), max(len(opened.questionnaire.pages), 1)) if number.isdecimal() else 1
    return _library(visit, opened, page, visit.query.get("aus", ""))


def copy_questions(visit: Visit, survey: str) -> Response:
    """Copy the chosen questions to the end of the page, with codes that are free."""
    opened, source = open_here(visit, survey), visit.form.text("source")
    page = int(visit.form.text("page")) if visit.form.text("page").isdecimal() else 1
    whole = opened.questionnaire
    if not whole.pages:
        whole = changing.page_added(whole)
    page_of(whole, page)
    offered = [question for _, question in _sources(visit, source)]
    chosen = [
        int(number) for number in visit.form.many("question") if number.isdecimal() and int(number) < len(offered)
    ]
    if not chosen:
        return _library(visit, opened, page, source, status=422)
    places = places_of(visit)
    for number in chosen:
        code = changing.free_code(offered[number].code, changing.codes_of(whole))
        whole = changing.question_added(whole, page, taken_over(offered[number], code, places))
    save_draft(visit.db, opened, whole, actor_id=editor_of(visit), action="copied", questions=len(chosen))
    said = "vereint" if is_outdated(visit, opened) else "gespeichert"
    return visit.redirect("edit_questionnaire", survey=survey, hinweis=said, anchor=f"page-{page}")


def _sources(visit: Visit, source: str) -> list[tuple[str, Question]]:
    """(theme, question) of the library, or of the survey of that slug."""
    if not source:
        return [(ready.theme, ready.question) for ready in ready_questions()]
    other = opened_draft(visit.db, survey_to_edit(visit.db, visit.place.id, source)).questionnaire
    pages = enumerate(other.pages, start=1)
    return [
        (plain(page.title, visit.language.tag) or visit._("Page %(n)s", n=number), question)
        for number, page in pages
        for question in page.questions
    ]


def _library(visit: Visit, opened: OpenedDraft, page: int, source: str, status: int = 200) -> Response:
    themes: dict[str, list[Offered]] = {}
    for number, (theme, question) in enumerate(_sources(visit, source)):
        themes.setdefault(theme, []).append(_offered(visit, number, question))
    surveys = select(Survey).where(Survey.region_id == visit.place.id, Survey.id != opened.survey.id)
    return visit.render(
        "surveys/editor/library.html",
        status=status,
        themes=themes,
        page=page,
        source=source,
        sources=[(one.slug, one.slug) for one in visit.db.exec(surveys.order_by(col(Survey.slug)))],
        revision_name=REVISION,
        is_empty=status == 422,  # noqa: PLR2004
        **frame(visit, opened),
    )


def _offered(visit: Visit, number: int, question: Question) -> Offered:
    tag = visit.language.tag
    parts = [plain(one.text, tag) for one in (question.items or question.options)]
    return Offered(
        number,
        plain(question.text, tag),
        visit._(KINDS[question.kind]),
        ", ".join(parts[:6]) + (" …" if len(parts) > 6 else ""),  # noqa: PLR2004 - as many as fit a line
        [language.label for language in LANGUAGES if question.text.get(language.tag)],
    )
