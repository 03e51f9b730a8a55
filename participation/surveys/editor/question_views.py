"""One question: its form, and what is handed in."""

from __future__ import annotations

from starlette.responses import Response

from participation.core.text import msgid
from participation.surveys.editor import changing
from participation.surveys.editor.drafts import OpenedDraft, save_draft
from participation.surveys.editor.editing import (
    ACT,
    GONE,
    REVISION,
    WAS,
    editor_of,
    fields_sent,
    fingerprint,
    is_outdated,
    open_here,
    page_of,
    places_of,
    question_of,
)
from participation.surveys.editor.question_fields import EVERYWHERE, YES, fields_of
from participation.surveys.editor.question_page import QuestionForm, show_form
from participation.surveys.editor.question_sheet import QuestionSheet
from participation.surveys.editor.rows import rearranged
from participation.surveys.questionnaire import Question, QuestionKind, Questionnaire
from participation.surveys.questionnaire.checks import faults_of_question
from participation.surveys.questionnaire.kinds import WITH_ROWS
from participation.web.visit import Visit

_CHANGED = msgid("Somebody else has changed this question meanwhile. Your text is kept below; compare and save again.")
_GONE = msgid("Somebody else has taken this question out meanwhile. If you save, it is added again.")


def edit_question(visit: Visit, survey: str, page: int, place: int) -> Response:
    """A question as it is stored."""
    opened = open_here(visit, survey)
    question = question_of(opened.questionnaire, page, place)
    marks = {REVISION: str(opened.revision), WAS: fingerprint(question.as_document()), "_code": question.code}
    fields = fields_of(question) | marks
    return show_form(visit, QuestionForm(opened, page, place, fields, question))


def new_question(visit: Visit, survey: str, page: int) -> Response:
    """An empty form for a question of the kind asked for, at the end of the page."""
    opened = open_here(visit, survey)
    page_of(opened.questionnaire, page)
    asked_for = visit.query.get("art", "")
    kind = QuestionKind(asked_for) if asked_for in set(QuestionKind) else QuestionKind.SINGLE
    fields = fields_of(Question("", kind, {})) | {REVISION: str(opened.revision), WAS: GONE}
    return show_form(visit, QuestionForm(opened, page, 0, fields, None))


def save_question(visit: Visit, survey: str, page: int, place: int) -> Response:
    """Save the question, or rearrange its rows on the form without saving."""
    return _handed_in(visit, open_here(visit, survey), page, place)


def add_question(visit: Visit, survey: str, page: int) -> Response:
    """Add the question at the end of the page, or rearrange its rows on the form without saving."""
    opened = open_here(visit, survey)
    return _handed_in(visit, opened, min(page, max(len(opened.questionnaire.pages), 1)), 0)


def _handed_in(visit: Visit, opened: OpenedDraft, page: int, place: int) -> Response:
    fields = fields_sent(visit.form)
    act = visit.form.text(ACT, "save")
    if place and not is_outdated(visit, opened):
        question_of(opened.questionnaire, page, place)
    found = _found(opened.questionnaire, fields.get(WAS, ""), page, place)
    before = _at(opened.questionnaire, found)
    form = QuestionForm(opened, page, place, fields, before)
    if act != "save":
        form.fields = rearranged(fields, act)
        return show_form(visit, form, is_changed=True)
    sheet = _sheet(visit, form)
    question = sheet.question()
    form.problems = {name: visit._(text) for name, text in sheet.problems.items()}
    if not form.problems:
        sentences = [fault.sentence(visit._) for fault in faults_of_question(question)]
        form.problems = {"code": " ".join(sentences)} if sentences else {}
    if form.problems:
        return show_form(visit, form, status=422)
    if fields.get(WAS) != GONE and found is None:
        return _conflict(visit, form)
    return _save(visit, opened, question, found, page)


def _save(visit: Visit, opened: OpenedDraft, question: Question, found: tuple[int, int] | None, page: int) -> Response:
    whole = opened.questionnaire
    if not whole.pages:
        whole = changing.page_added(whole)
    changed = (
        changing.with_question(whole, *found, question) if found else changing.question_added(whole, page, question)
    )
    if visit.form.text(EVERYWHERE) == YES:
        words = {option.missing: option.text for option in question.options if option.missing}
        changed = changing.with_missing_words(changed, words)
    verb = "changed" if found else "added"
    save_draft(visit.db, opened, changed, actor_id=editor_of(visit), action=verb, question=question.code)
    said = "vereint" if is_outdated(visit, opened) else "gespeichert"
    page, place = found or (page, len(changed.pages[page - 1].questions))
    anchor = f"q-{page}-{place}"
    return visit.redirect("edit_questionnaire", survey=opened.survey.slug, hinweis=said, anchor=anchor)


def _found(whole: Questionnaire, was: str, page: int, place: int) -> tuple[int, int] | None:
    """Where the question stands that the form was opened on; None if nobody finds it as it was."""
    places = [
        (number, position)
        for number, one in enumerate(whole.pages, start=1)
        for position, question in enumerate(one.questions, start=1)
        if fingerprint(question.as_document()) == was
    ]
    return (page, place) if (page, place) in places else places[0] if places else None


def _at(whole: Questionnaire, found: tuple[int, int] | None) -> Question | None:
    return question_of(whole, *found) if found else None


def _sheet(visit: Visit, form: QuestionForm) -> QuestionSheet:
    whole, before = form.opened.questionnaire, form.before
    own = {before.code, before.other.code if before.other else ""} if before else {form.fields.get("_code", "")}
    kind = form.fields.get("kind", "")
    matrices = {
        question.code
        for page in whole.pages
        for question in page.questions
        if question.kind in WITH_ROWS and question.kind.value == kind
    }
    return QuestionSheet(
        fields=form.fields,
        before=before,
        known=form.known,
        taken=changing.codes_of(whole) - own - matrices,
        places=places_of(visit) if kind == QuestionKind.MUNICIPALITY else (),
    )


def _conflict(visit: Visit, form: QuestionForm) -> Response:
    """Both side by side: what is stored by now, and what was typed; saving again decides for the latter."""
    whole, opened = form.opened.questionnaire, form.opened
    code = form.fields.get("_code", "")
    places = [
        (number, place)
        for number, page in enumerate(whole.pages, start=1)
        for place, question in enumerate(page.questions, start=1)
        if question.code == code
    ]
    form.stored = _at(whole, places[0] if places else None)
    form.before = form.stored
    form.page, form.place = places[0] if places else (min(form.page, max(len(whole.pages), 1)), 0)
    was = fingerprint(form.stored.as_document()) if form.stored else GONE
    form.fields |= {REVISION: str(opened.revision), WAS: was}
    form.conflict = visit._(_CHANGED if form.stored else _GONE)
    return show_form(visit, form, status=409)
