"""A page of questions as the reader gets it: blank ones from memory, filled ones rendered with what was typed."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from participation.surveys.answers import Problem
from participation.surveys.forms import BACK, CLIENT_ID, NEXT, PAGE, STAY, VERSION, FilledPages
from participation.surveys.running import RunningSurvey
from participation.surveys.wording import page_title, plain, shown_page
from participation.web.languages import LANGUAGES
from participation.web.visit import HTML, Visit

_HERE = "the-earlier-answers-stand-here"
_KEPT_BY_BROWSER = "private, no-cache"


def show_page(
    visit: Visit, running: RunningSurvey, filled: FilledPages, page: int, problems: list[Problem] | None = None
) -> Response:
    """A page of questions; one that nobody has filled in yet comes from memory, only the hidden fields are put in."""
    hidden = _hidden_fields(filled, page)
    values = filled.values(page)
    if values or problems or visit.wants_fragment:
        context = _page_context(visit, running, filled, page, values, problems or [])
        status = 422 if problems else 200
        response = visit.render("surveys/page.html", fragment="survey", status=status, hidden=hidden, **context)
    else:
        before, after = _blank_page(visit, running, filled, page)
        response = Response(before + str(hidden) + after, 200, {"vary": "HX-Request-Type"}, HTML)
    # Storable for this browser alone: then its back button shows the earlier page instead of an error.
    response.headers["cache-control"] = _KEPT_BY_BROWSER
    return response


def _blank_page(visit: Visit, running: RunningSurvey, filled: FilledPages, page: int) -> tuple[str, str]:
    def make(_session: object) -> tuple[str, str]:
        context = _page_context(visit, running, filled, page, {}, [])
        html = visit.site.rendering.render(visit, "surveys/page.html", None, {"hidden": _HERE, **context})
        before, _, after = html.partition(_HERE)
        return before, after

    return visit.site.remembered(("survey page", filled.version.id, visit.language.slug, page), make)


def _hidden_fields(filled: FilledPages, page: int) -> Markup:
    fields = [
        (CLIENT_ID, str(filled.client_id)),
        (VERSION, str(filled.version.number)),
        (PAGE, str(page)),
        *filled.hidden(page),
    ]
    field = Markup('<input type="hidden" name="{}" value="{}">')
    return Markup("\n").join(field.format(name, value) for name, value in fields)


def _page_context(
    visit: Visit,
    running: RunningSurvey,
    filled: FilledPages,
    page: int,
    values: dict[str, list[str]],
    problems: list[Problem],
) -> dict[str, Any]:
    questionnaire, tag = filled.version.questionnaire, visit.language.tag
    groups = {"municipalities": visit._("Towns and municipalities"), "localities": visit._("Villages and districts")}
    return {
        "survey": running,
        "survey_title": plain(questionnaire.title, tag),
        "title": page_title(questionnaire, page, tag),
        "questions": shown_page(questionnaire.pages[page - 1], tag, groups),
        "page": page,
        "pages": len(questionnaire.pages),
        "values": values,
        "errors": {problem.name: visit._(problem.message, **problem.params) for problem in problems},
        "problems": [(problem.name, problem.sentence(visit._, tag)) for problem in problems],
        "languages": [language for language in LANGUAGES if language.tag in questionnaire.languages],
        "alternates": _alternates(visit, running.slug),
        "go": {"next": NEXT, "back": BACK, "stay": STAY},
    }


def _alternates(visit: Visit, slug: str) -> list[dict[str, Any]]:
    """The language switch of the page leads to the survey's start; the one below the questions keeps the answers."""
    return [
        {**entry, "href": visit.url("survey", language=str(entry["slug"]), survey=slug)}
        for entry in visit.site.alternates(visit)
    ]
