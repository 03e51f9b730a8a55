"""Changing one's own answers by receipt code: the same pages, filled in, until they are sent."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from uuid import UUID

from starlette.responses import Response

from participation.surveys.answers import Problem
from participation.surveys.asking import show_page
from participation.surveys.correcting import correct, sheet_to_correct
from participation.surveys.forms import NEXT, PAGE, FilledPages, entries_of
from participation.surveys.models import Submission
from participation.surveys.running import FrozenVersion, RunningSurvey, running_surveys
from participation.surveys.shuffling import orders_shown
from participation.surveys.views import page_to_show
from participation.surveys.walking import Walk
from participation.surveys.wording import plain
from participation.web.visit import Visit

CODE = "code"


def correct_answers(visit: Visit, survey: str) -> Response:
    """Turn a page with the answers that were given, or put the changed ones in their place."""
    running = running_surveys(visit.site).by_slug(visit.place.id, survey)
    sheet = sheet_to_correct(visit.db, running, visit.form.text(CODE))
    walk = Walk.of(_filled(visit, running, sheet), _left_out(running, sheet))
    target = page_to_show(walk)
    if target is not None:
        return _page(visit, running, walk, target)
    page = walk.filled.page
    following = walk.after(page)
    problems = walk.problems if following is None else walk.problems_on(page)
    if problems:
        return _page(visit, running, walk, walk.filled.page_of(problems[0]), problems)
    if following is not None:
        return _page(visit, running, walk, following)
    questionnaire = walk.filled.version.questionnaire
    correct(visit.db, sheet, walk.answers, orders_shown(questionnaire, walk.answers, walk.filled.client_id))
    return visit.redirect("corrected_answers", survey=survey)


def leave_correction(visit: Visit, survey: str) -> Response:
    """The form for the code, for whoever comes back to the address of a correction."""
    running_surveys(visit.site).by_slug(visit.place.id, survey)
    return visit.redirect("follow_up")


def corrected_answers(visit: Visit, survey: str) -> Response:
    """The changed answers are stored."""
    running = running_surveys(visit.site).by_slug(visit.place.id, survey)
    title = plain(running.latest.questionnaire.title, visit.language.tag)
    return visit.render("surveys/corrected.html", survey=running, title=title)


def _filled(visit: Visit, running: RunningSurvey, sheet: Submission) -> FilledPages:
    """What was sent; at the beginning, what is stored."""
    version = next(one for one in running.versions.values() if one.id == sheet.version_id)
    if PAGE in visit.form:
        return replace(FilledPages.read(running, visit.form), version=version, client_id=_stand_in(sheet))
    return FilledPages(version, _stand_in(sheet), 0, NEXT, _stored(version, sheet))


def _stored(version: FrozenVersion, sheet: Submission) -> tuple[tuple[str, str], ...]:
    return entries_of(version.questionnaire.fields, json.loads(sheet.answers))


def _stand_in(sheet: Submission) -> UUID:
    """An id in the place of the client's, which nobody knows here: it draws the order of options, page after page."""
    return UUID(bytes=hashlib.sha256(b"correction:" + sheet.receipt_key).digest()[:16], version=4)


def _left_out(running: RunningSurvey, sheet: Submission) -> frozenset[str]:
    audience = running.audiences.named(sheet.audience)
    return audience.left_out if audience else frozenset()


def _page(
    visit: Visit, running: RunningSurvey, walk: Walk, page: int, problems: list[Problem] | None = None
) -> Response:
    carried = [(CODE, visit.form.text(CODE))]
    more = {"address": "correct_answers", "is_correction": True}
    response = show_page(visit, running, walk, page, problems, carried, **more)
    response.headers["cache-control"] = "no-store"  # answers and code together; nobody else's back button
    return response
