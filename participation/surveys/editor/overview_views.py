"""The overview of a questionnaire: what is there, what is wrong, and the buttons that move, copy and take out."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from participation.core.text import msgid
from participation.surveys.editor import changing
from participation.surveys.editor.drafts import OpenedDraft, save_draft
from participation.surveys.editor.editing import (
    ACT,
    editor_of,
    frame,
    is_outdated,
    open_here,
    page_of,
    question_of,
)
from participation.surveys.editor.outline import Outliner
from participation.surveys.editor.words import KINDS
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.toml_writing import questionnaire_to_toml
from participation.surveys.wording import plain
from participation.web.downloads import download
from participation.web.visit import Visit

_Change = Callable[[Questionnaire, int, int], Questionnaire]
# The buttons of a page (place 0) and of a question, with the verb that the journal keeps.
_ACTS: dict[str, tuple[_Change, str]] = {
    "page-up": (lambda whole, page, _: changing.page_moved(whole, page, -1), "moved"),
    "page-down": (lambda whole, page, _: changing.page_moved(whole, page, 1), "moved"),
    "page-copy": (lambda whole, page, _: changing.page_duplicated(whole, page), "duplicated"),
    "page-drop": (lambda whole, page, _: changing.without_page(whole, page), "removed"),
    "up": (lambda whole, page, place: changing.question_moved(whole, page, place, -1), "moved"),
    "down": (lambda whole, page, place: changing.question_moved(whole, page, place, 1), "moved"),
    "copy": (changing.question_duplicated, "duplicated"),
    "drop": (changing.without_question, "removed"),
}
_DROPPING = ("page-drop", "drop")
SAID = {
    "gespeichert": msgid("Saved."),
    "begonnen": msgid("The survey has been created. Nobody sees it before you publish its questionnaire."),
    "veroeffentlicht": msgid("Published."),
    "vereint": msgid("Saved. Somebody else had changed another part meanwhile; both are kept."),
}


def edit_questionnaire(visit: Visit, survey: str) -> Response:
    """Pages and questions of the draft."""
    return _overview(visit, open_here(visit, survey))


def change_questionnaire(visit: Visit, survey: str) -> Response:
    """One of the buttons: add a page, move, duplicate, take out (asked for twice), to another page."""
    opened = open_here(visit, survey)
    if is_outdated(visit, opened):
        return _overview(visit, opened, status=409)
    act, _, rest = visit.form.text(ACT).partition(":")
    page, place = (int(part) if part.isdecimal() else 0 for part in (*rest.split(":"), "", "")[:2])
    if act == "add":
        return _saved(visit, opened, changing.page_added(opened.questionnaire), "added")
    if act in ("up", "down", "copy", "drop", "move"):
        question_of(opened.questionnaire, page, place)
    else:
        page_of(opened.questionnaire, page)
    if act == "move":
        return _moved_to(visit, opened, page, place)
    if act not in _ACTS:
        return _overview(visit, opened, status=422)
    if act in _DROPPING and visit.form.text("sure") != "yes":
        return _ask(visit, opened, act, page, place)
    change, verb = _ACTS[act]
    return _saved(visit, opened, change(opened.questionnaire, page, place), verb)


def questionnaire_toml(visit: Visit, survey: str) -> Response:
    """The draft as a TOML file."""
    opened = open_here(visit, survey)
    text = questionnaire_to_toml(opened.questionnaire, opened.survey.slug)
    return download(text, f"{opened.survey.slug}.toml", "application/toml")


def _moved_to(visit: Visit, opened: OpenedDraft, page: int, place: int) -> Response:
    target = visit.form.text(f"target-{page}-{place}")
    if not target.isdecimal() or not 1 <= int(target) <= len(opened.questionnaire.pages):
        return _overview(visit, opened, status=422)
    changed = changing.question_moved_to(opened.questionnaire, page, place, int(target))
    return _saved(visit, opened, changed, "moved")


def _saved(visit: Visit, opened: OpenedDraft, changed: Questionnaire, verb: str) -> Response:
    save_draft(visit.db, opened, changed, actor_id=editor_of(visit), action=verb)
    slug = opened.survey.slug
    if visit.wants_fragment:
        return _overview(visit, open_here(visit, slug))
    return visit.redirect("edit_questionnaire", survey=slug, anchor="outline")


def _ask(visit: Visit, opened: OpenedDraft, act: str, page: int, place: int) -> Response:
    """What would go, and what depends on it."""
    gone = _ACTS[act][0](opened.questionnaire, page, place)
    before = Outliner.of(visit, opened)
    known = {sentence for _, sentence in before.problems(opened.survey.slug)}
    after = Outliner.of(visit, OpenedDraft(**{**vars(opened), "questionnaire": gone}))
    shown = page_of(opened.questionnaire, page)
    questions = [question_of(opened.questionnaire, page, place)] if place else list(shown.questions)
    return visit.render(
        "surveys/editor/drop.html",
        act=f"{act}:{page}:{place}",
        titles=[plain(question.text, visit.language.tag) for question in questions],
        page=0 if place else page,
        consequences=[sentence for _, sentence in after.problems(opened.survey.slug) if sentence not in known],
        is_published=bool(opened.frozen),
        **frame(visit, opened),
    )


def _overview(visit: Visit, opened: OpenedDraft, status: int = 200) -> Response:
    outliner = Outliner.of(visit, opened)
    return visit.render(
        "surveys/editor/overview.html",
        fragment="outline",
        status=status,
        pages=outliner.pages(),
        problems=outliner.problems(opened.survey.slug),
        languages=outliner.languages(),
        kinds=[(kind.value, visit._(word)) for kind, word in KINDS.items()],
        is_conflict=status == 409,  # noqa: PLR2004
        said=SAID.get(visit.query.get("hinweis", "")),
        **frame(visit, opened),
    )
