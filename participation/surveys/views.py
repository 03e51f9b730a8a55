"""Answering a survey: its start page, page after page, and the receipt at the end."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from participation.core.identifiers import receipt_code, receipt_key
from participation.core.intake import Claim, Stored
from participation.procedures.days import last_day
from participation.surveys.audiences.admission import Admitted
from participation.surveys.audiences.brakes import braking
from participation.surveys.audiences.entering import entered, page_of_questions, start_page, taken_meanwhile
from participation.surveys.audiences.entrance import LONGEST_CODE, Entrance
from participation.surveys.forms import BACK, STAY, FilledPages
from participation.surveys.running import RunningSurvey, SurveyState, running_surveys
from participation.surveys.shuffling import orders_shown
from participation.surveys.submissions import AnswerSheet, is_stored
from participation.surveys.walking import Walk
from participation.surveys.wording import plain
from participation.web.pages import Deliver
from participation.web.visit import Visit


def surveys(visit: Visit) -> Response:
    """All surveys of the region by what one can do with them; `?verfahren=` leads to the only one of a procedure."""
    known = running_surveys(visit.site).of_region(visit.place.id)
    asked_for = [survey for survey in known if survey.procedure_slug == visit.query.get("verfahren")]
    if len(asked_for) == 1:
        return visit.redirect("survey", survey=asked_for[0].slug)
    states = {state: [survey for survey in known if survey.state(visit.now) is state] for state in SurveyState}
    return visit.render("surveys/list.html", states=states, title_of=_title_of(visit), last_day=last_day)


def survey(visit: Visit, survey: str) -> Response:
    """What a survey is about, how long it takes, what happens to the answers."""
    running = running_surveys(visit.site).by_slug(visit.place.id, survey)
    code = visit.query.get("code", "")[:LONGEST_CODE]
    response = start_page(visit, running, Entrance(visit.query.get("als", ""), code))
    if code:
        response.headers["cache-control"] = "no-store"  # nobody else's page
    return response


def answer_survey(visit: Visit, survey: str) -> Response | Deliver:
    """Turn a page, or hand in the whole sheet on the last one."""
    running = running_surveys(visit.site).by_slug(visit.place.id, survey)
    entrance, filled = Entrance.read(visit.form), FilledPages.read(running, visit.form)
    admitted = entered(visit, running, filled, entrance)
    if isinstance(admitted, Response):
        return admitted
    walk = Walk.of(filled, admitted.left_out)
    target = page_to_show(walk)
    if target is not None:
        running.ensure_open(visit.now)
        return page_of_questions(visit, running, walk, target, entrance)
    is_sending = walk.after(filled.page) is None
    problems = walk.problems if is_sending else walk.problems_on(filled.page)
    if problems:
        running.ensure_open(visit.now)
        return page_of_questions(visit, running, walk, filled.page_of(problems[0]), entrance, problems)
    if not is_sending:
        running.ensure_open(visit.now)
        return page_of_questions(visit, running, walk, walk.after(filled.page) or filled.page, entrance)
    return _send(visit, running, walk, entrance, admitted)


def page_to_show(walk: Walk) -> int | None:
    """The page to show whatever is on it: the first, an earlier one, or the same with questions that came up."""
    page = walk.filled.page
    if page == 0:
        return walk.after(0)
    if walk.filled.go == BACK:
        return walk.before(page)
    if walk.filled.go == STAY or (walk.has_new_questions(page) and not walk.problems_on(page)):
        return page
    return None


def _send(
    visit: Visit, running: RunningSurvey, walk: Walk, entrance: Entrance, admitted: Admitted
) -> Response | Deliver:
    filled, language = walk.filled, visit.language.tag
    orders = orders_shown(filled.version.questionnaire, walk.answers, filled.client_id)
    sheet = AnswerSheet(
        filled.client_id, running, filled.version, language, walk.answers, audience=admitted.audience, orders=orders
    )
    claims: tuple[Claim, ...] = ()
    if not is_stored(visit.db, sheet):
        running.ensure_open(visit.now)
        claims, problems = braking(visit, running, filled.client_id, entrance)
        if problems:
            return page_of_questions(visit, running, walk, filled.page, entrance, problems)
    delivery = sheet.delivery((*admitted.claims, *claims))
    return Deliver(delivery, lambda stored: _answered(visit, running, walk, entrance, stored))


def survey_thanks(visit: Visit, survey: str) -> Response:
    """The receipt code, and what it is good for."""
    running = running_surveys(visit.site).by_slug(visit.place.id, survey)
    code = visit.query.get("code", "")
    if receipt_key(code) is None:
        return visit.redirect("survey", survey=survey)
    return visit.render(
        "surveys/thanks.html",
        survey=running,
        code=code.upper(),
        title=plain(running.latest.questionnaire.title, visit.language.tag),
        thanks=running.latest.questionnaire.thanks.get(visit.language.tag, ""),
    )


def _answered(visit: Visit, running: RunningSurvey, walk: Walk, entrance: Entrance, stored: Stored) -> Response:
    code = receipt_code(walk.filled.client_id)
    if stored is Stored.CONFLICT:
        return visit.render("surveys/conflict.html", status=409, survey=running, code=code)
    if stored is Stored.REFUSED:
        return taken_meanwhile(visit, running, walk, entrance)
    return visit.redirect("survey_thanks", survey=running.slug, code=code)


def _title_of(visit: Visit) -> Any:
    return lambda running: plain(running.latest.questionnaire.title, visit.language.tag)
