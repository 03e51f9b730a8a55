"""Answering a survey: its start page, page after page, and the receipt at the end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from starlette.responses import Response

from participation.core.identifiers import receipt_code, receipt_key
from participation.core.intake import Stored
from participation.procedures.days import last_day
from participation.surveys.answers import check_answers
from participation.surveys.asking import show_page
from participation.surveys.forms import BACK, STAY, FilledPages
from participation.surveys.running import RunningSurvey, SurveyState, running_surveys
from participation.surveys.submissions import AnswerSheet, is_stored
from participation.surveys.wording import plain
from participation.web.languages import EASY
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
    questionnaire = running.latest.questionnaire
    return visit.render(
        "surveys/start.html",
        survey=running,
        questionnaire=questionnaire,
        title=plain(questionnaire.title, visit.language.tag),
        state=running.state(visit.now),
        speaks=visit.language.tag in questionnaire.languages,
        last_day=last_day(running.closes_at) if running.closes_at else None,
        twin_is_draft=EASY.tag in questionnaire.languages,
    )


def answer_survey(visit: Visit, survey: str) -> Response | Deliver:
    """Turn a page, or hand in the whole sheet on the last one."""
    running = running_surveys(visit.site).by_slug(visit.place.id, survey)
    filled = FilledPages.read(running, visit.form)
    if filled.go in (BACK, STAY) or filled.page == 0:
        running.ensure_open(visit.now)
        return show_page(visit, running, filled, filled.target if filled.page else 1)
    answers, problems = check_answers(filled.version.questionnaire, filled.given())
    if not filled.is_last:
        problems = [problem for problem in problems if problem.name in filled.names_on(filled.page)]
    if problems:
        running.ensure_open(visit.now)
        return show_page(visit, running, filled, filled.page_of(problems[0]), problems)
    if not filled.is_last:
        running.ensure_open(visit.now)
        return show_page(visit, running, filled, filled.target)
    sheet = AnswerSheet(filled.client_id, running, filled.version, visit.language.tag, answers)
    if not is_stored(visit.db, sheet):
        running.ensure_open(visit.now)
    return Deliver(sheet.delivery(), lambda stored: _answered(visit, running, filled.client_id, stored))


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


def _answered(visit: Visit, running: RunningSurvey, client_id: UUID, stored: Stored) -> Response:
    code = receipt_code(client_id)
    if stored is Stored.CONFLICT:
        return visit.render("surveys/conflict.html", status=409, survey=running, code=code)
    return visit.redirect("survey_thanks", survey=running.slug, code=code)


def _title_of(visit: Visit) -> Any:
    return lambda running: plain(running.latest.questionnaire.title, visit.language.tag)
