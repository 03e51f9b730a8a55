"""The questionnaire as people will get it: played through on a phone's width, in every language."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from starlette.responses import Response

from participation.surveys.answers import Problem
from participation.surveys.editor.drafts import OpenedDraft
from participation.surveys.editor.editing import frame, map_for, open_here
from participation.surveys.forms import BACK, CLIENT_ID, GO, NEXT, PAGE, SEEN, STAY, FilledPages
from participation.surveys.running import FrozenVersion
from participation.surveys.walking import Walk
from participation.surveys.wording import Wording, page_title, plain
from participation.web.languages import LANGUAGES
from participation.web.visit import Visit


def preview_questionnaire(visit: Visit, survey: str) -> Response:
    """The page asked for (`?seite=`), or the start page."""
    opened = open_here(visit, survey)
    if not opened.questionnaire.questions:
        return visit.render("surveys/editor/preview.html", is_empty=True, **_common(visit, opened))
    asked_for = visit.query.get("seite", "0")
    number = min(int(asked_for), len(opened.questionnaire.pages)) if asked_for.isdecimal() else 0
    return _shown(visit, opened, Walk.of(_filled(opened, number, [])), number)


def play_preview(visit: Visit, survey: str) -> Response:
    """Turn a page with the answers so far; nothing is stored."""
    opened = open_here(visit, survey)
    fields = opened.questionnaire.fields
    typed = visit.form.text(PAGE, "0")
    number = int(typed) if typed.isdecimal() and len(typed) < 4 else 0  # noqa: PLR2004 - no survey has a thousand pages
    entries = [(name, value) for name, value in visit.form.items() if value and name in fields]
    number = min(number, len(opened.questionnaire.pages) + 1)
    filled = _filled(opened, number, entries, visit.form.text(CLIENT_ID), visit.form.text(SEEN))
    walk = Walk.of(filled)
    go = visit.form.text(GO, NEXT)
    if go == BACK:
        return _shown(visit, opened, walk, walk.before(number))
    if go == STAY or number == 0:
        return _shown(visit, opened, walk, number if go == STAY else (walk.after(0) or walk.closing))
    problems = walk.problems_on(number)
    if problems:
        return _shown(visit, opened, walk, number, problems)
    if walk.has_new_questions(number):
        return _shown(visit, opened, walk, number)
    return _shown(visit, opened, walk, walk.after(number) or walk.closing)


def _filled(
    opened: OpenedDraft, number: int, entries: list[tuple[str, str]], client_id: str = "", seen: str = ""
) -> FilledPages:
    try:
        known = UUID(client_id)
    except ValueError:
        known = uuid4()
    version = FrozenVersion(opened.survey.id, opened.survey.latest_version + 1, opened.questionnaire)
    return FilledPages(version, known, number, NEXT, tuple(entries), frozenset(seen.split()))


def _shown(
    visit: Visit, opened: OpenedDraft, walk: Walk, number: int, problems: list[Problem] | None = None
) -> Response:
    tag, questionnaire = visit.language.tag, opened.questionnaire
    groups = {"municipalities": visit._("Towns and municipalities"), "localities": visit._("Villages and districts")}
    wording = Wording(questionnaire, tag, walk.answers, walk.filled.client_id, groups)
    number = min(number, walk.closing)
    return visit.render(
        "surveys/editor/preview.html",
        is_empty=False,
        number=number,
        title=page_title(wording, number) if number else plain(questionnaire.title, tag),
        questions=wording.questions(walk.questions(number)) if 0 < number < walk.closing else [],
        map=map_for(visit, walk.questions(number)) if number else None,
        values=walk.filled.values(number),
        errors={problem.name: visit._(problem.message, **problem.params) for problem in problems or []},
        problems=[(problem.name, problem.sentence(visit._, tag)) for problem in problems or []],
        hidden=_hidden(walk, number),
        is_start=number == 0,
        is_end=number == walk.closing,
        position=walk.position(number),
        total=walk.total,
        introduction=questionnaire.introduction.get(tag, ""),
        thanks=questionnaire.thanks.get(tag, ""),
        go={"next": NEXT, "back": BACK, "stay": STAY, "name": GO},
        **_common(visit, opened),
    )


def _hidden(walk: Walk, number: int) -> list[tuple[str, str]]:
    seen = " ".join(question.code for question in walk.questions(number)) if number else ""
    return [
        (CLIENT_ID, str(walk.filled.client_id)),
        (PAGE, str(number)),
        (SEEN, seen),
        *walk.filled.hidden(number),
    ]


def _common(visit: Visit, opened: OpenedDraft) -> dict[str, Any]:
    tabs = [
        {
            "label": language.label,
            "href": visit.url("preview_questionnaire", language=language.slug, survey=opened.survey.slug),
            "current": language == visit.language,
        }
        for language in LANGUAGES
    ]
    pages = [
        (number, plain(page.title, visit.language.tag) or visit._("Page %(n)s", n=number))
        for number, page in enumerate(opened.questionnaire.pages, start=1)
    ]
    speaks = visit.language.tag in opened.questionnaire.languages
    return {"tabs": tabs, "pages": pages, "speaks": speaks, **frame(visit, opened)}
