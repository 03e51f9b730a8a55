"""Answer sheets from tablets: the version that was shown there, checked as on every other way."""

from __future__ import annotations

from participation.core.errors import NotFound
from participation.core.text import msgid
from participation.roadshow.arriving.becoming import Becoming
from participation.roadshow.arriving.envelopes import Plain, Unacceptable
from participation.roadshow.arriving.hall import Hall
from participation.roadshow.models import StopState
from participation.surveys.answers import Answers, check_answers
from participation.surveys.audiences.known import KnownAudience
from participation.surveys.models import Channel
from participation.surveys.questionnaire import Code
from participation.surveys.running import FrozenVersion, RunningSurvey, running_surveys
from participation.surveys.shuffling import check_orders
from participation.surveys.submissions import AnswerSheet
from participation.web.languages import GERMAN


def submission(hall: Hall, plain: Plain) -> Becoming:
    """The answer sheet.

    Raises:
        Unacceptable: the survey is not asked there or was over, the version is not known, or answers cannot be used.
    """
    survey = _survey(hall, plain)
    version = _version(hall, survey, plain)
    is_late = hall.is_late(survey.opens_at, survey.closes_at)
    audience = _audience(survey, plain)
    left_out = audience.left_out if audience else frozenset()
    answers, orders = _checked(hall, version, plain, left_out)
    sheet = AnswerSheet(
        plain.client_id,
        survey,
        version,
        plain.language,
        answers,
        channel=Channel.KIOSK,
        audience=audience.slug if audience else "",
        orders=orders,
    )
    return Becoming(sheet.delivery(), is_late=is_late)


def _survey(hall: Hall, plain: Plain) -> RunningSurvey:
    try:
        survey = running_surveys(hall.site).by_slug(hall.stop.region_id, plain.text("survey"))
    except NotFound:
        raise Unacceptable(msgid("There is no such survey.")) from None
    if survey.id not in hall.survey_ids:
        raise Unacceptable(msgid("This survey was not asked at this stop."))
    return survey


def _version(hall: Hall, survey: RunningSurvey, plain: Plain) -> FrozenVersion:
    number = plain.content.get("questionnaire_version")
    if not isinstance(number, int) or number not in survey.versions:
        raise Unacceptable(msgid("The survey has no such version."))
    version = survey.versions[number]
    if version is not survey.latest and hall.stop.state is StopState.CLOSED and not hall.is_forced:
        raise Unacceptable(msgid("It answers an older version, and the stop is closed."))
    return version


def _audience(survey: RunningSurvey, plain: Plain) -> KnownAudience | None:
    """Whom a visitor belongs to: the group that they named, else the first that needs no code."""
    if not survey.audiences.all:
        return None
    named = plain.text("audience")
    found = next((one for one in survey.audiences.open if not named or one.slug == named), None)
    if found is None:
        raise Unacceptable(msgid("This survey asks that group by invitation only."))
    return found


def _checked(
    hall: Hall, version: FrozenVersion, plain: Plain, left_out: frozenset[str]
) -> tuple[Answers, dict[str, list[Code]]]:
    given, orders = plain.content.get("answers"), plain.content.get("orders") or {}
    if not isinstance(given, dict) or not isinstance(orders, dict):
        raise Unacceptable(msgid("The answers have another form."))
    answers, problems = check_answers(version.questionnaire, given, left_out)
    problems += check_orders(version.questionnaire, orders)
    if problems:

        def translate(message: str, **values: object) -> str:
            return hall.site.rendering.translate(GERMAN, message, **values)

        told = "; ".join(problem.sentence(translate, GERMAN.tag) for problem in problems)
        raise Unacceptable("%(told)s", told=told)
    return answers, {code: order for code, order in orders.items() if code in answers}
