"""A page of questions as the reader gets it: blank ones from memory, filled ones rendered with what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from participation.regions.queries import region_map
from participation.surveys.answers import Problem
from participation.surveys.forms import BACK, CLIENT_ID, NEXT, PAGE, SEEN, STAY, VERSION
from participation.surveys.questionnaire import Question, QuestionKind
from participation.surveys.running import RunningSurvey
from participation.surveys.walking import Walk
from participation.surveys.wording import Wording, is_same_for_all, page_title, plain
from participation.web.languages import LANGUAGES
from participation.web.maps import RegionMap
from participation.web.visit import HTML, Visit

_HERE = "the-earlier-answers-stand-here"
_KEPT_BY_BROWSER = "private, no-cache"


def show_page(
    visit: Visit,
    running: RunningSurvey,
    walk: Walk,
    page: int,
    problems: list[Problem] | None = None,
    carried: Sequence[tuple[str, str]] = (),
    **more: Any,
) -> Response:
    """A page of questions; one that nobody has filled in yet comes from memory, only the hidden fields are put in.

    `carried` are further hidden fields. `more` is for the template: what pages that are not the public survey's say
    differently.
    """
    hidden = _hidden_fields(walk, page, carried)
    values = walk.filled.values(page)
    is_common = is_same_for_all(walk.filled.version.questionnaire, page)
    if values or problems or more or visit.wants_fragment or not is_common:
        context = _page_context(visit, running, walk, page, values, problems or [])
        status = 422 if problems else 200
        response = visit.render("surveys/page.html", fragment="survey", status=status, hidden=hidden, **context | more)
    else:
        before, after = _blank_page(visit, running, walk, page)
        response = Response(before + str(hidden) + after, 200, {"vary": "HX-Request-Type"}, HTML)
    # Storable for this browser alone: then its back button shows the earlier page instead of an error.
    response.headers["cache-control"] = _KEPT_BY_BROWSER
    return response


def _blank_page(visit: Visit, running: RunningSurvey, walk: Walk, page: int) -> tuple[str, str]:
    def make(_session: object) -> tuple[str, str]:
        context = _page_context(visit, running, walk, page, {}, [])
        html = visit.site.rendering.render(visit, "surveys/page.html", None, {"hidden": _HERE, **context})
        before, _, after = html.partition(_HERE)
        return before, after

    # Not everybody is asked the same: some audiences are not asked about themselves.
    asked = tuple(question.code for question in walk.questions(page))
    seen = (visit.language.slug, page, asked, walk.position(page), walk.total)
    return visit.site.remembered(("survey page", walk.filled.version.id, *seen), make)


def _hidden_fields(walk: Walk, page: int, carried: Sequence[tuple[str, str]]) -> Markup:
    fields = [
        (CLIENT_ID, str(walk.filled.client_id)),
        (VERSION, str(walk.filled.version.number)),
        (PAGE, str(page)),
        (SEEN, " ".join(question.code for question in walk.questions(page))),
        *carried,
        *walk.filled.hidden(page),
    ]
    field = Markup('<input type="hidden" name="{}" value="{}">')
    return Markup("\n").join(field.format(name, value) for name, value in fields)


def _page_context(
    visit: Visit,
    running: RunningSurvey,
    walk: Walk,
    page: int,
    values: dict[str, list[str]],
    problems: list[Problem],
) -> dict[str, Any]:
    questionnaire, tag = walk.filled.version.questionnaire, visit.language.tag
    groups = {"municipalities": visit._("Towns and municipalities"), "localities": visit._("Villages and districts")}
    wording = Wording(questionnaire, tag, walk.answers, walk.filled.client_id, groups)
    return {
        "survey": running,
        "address": "survey",
        "is_correction": False,
        "survey_title": plain(questionnaire.title, tag),
        "title": page_title(wording, page),
        "questions": wording.questions(walk.questions(page)),
        "page": walk.position(page),
        "pages": walk.total,
        "sends": walk.after(page) is None,
        "is_closing": page == walk.closing,
        "came_up": walk.filled.go == NEXT and page == walk.filled.page and not problems,
        "refreshes": _refreshes(walk, page),
        "map": _map(visit, running, walk.questions(page)),
        "values": values,
        "errors": {problem.name: visit._(problem.message, **problem.params) for problem in problems},
        "problems": [(problem.name, problem.sentence(visit._, tag)) for problem in problems],
        "brake": None,
        "languages": [language for language in LANGUAGES if language.tag in questionnaire.languages],
        "alternates": _alternates(visit, running.slug),
        "go": {"next": NEXT, "back": BACK, "stay": STAY},
    }


def _map(visit: Visit, running: RunningSurvey, questions: Sequence[Question]) -> RegionMap | None:
    """The region's map, where a place is asked for."""
    if not any(question.kind is QuestionKind.PLACE for question in questions):
        return None
    return visit.site.remembered(("map", running.region_id), lambda session: region_map(session, running.region_id))


def _refreshes(walk: Walk, page: int) -> bool:
    """Whether an answer on the page decides about another question on it."""
    if page == walk.closing:
        return False
    questions = walk.filled.version.questionnaire.pages[page - 1].questions
    codes = {question.code for question in questions}
    looked_at = {name.partition(".")[0] for one in questions if one.show_if for name in one.show_if.names()}
    return bool(codes & looked_at)


def _alternates(visit: Visit, slug: str) -> list[dict[str, Any]]:
    """The language switch of the page leads to the survey's start; the one below the questions keeps the answers."""
    return [
        {**entry, "href": visit.url("survey", language=str(entry["slug"]), survey=slug)}
        for entry in visit.site.alternates(visit)
    ]
