"""The page on which somebody asks for a code by e-mail; the answer tells nobody who has asked or answered before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from sqlmodel import Session
from starlette.responses import Response

from participation.brakes.daily_keys import Keys, keys_of
from participation.brakes.mails import count_mail
from participation.brakes.rates import neighbourhood
from participation.core.errors import Busy, NotFound
from participation.core.intake import Claim
from participation.core.mail import post
from participation.core.text import msgid
from participation.surveys.answers import Problem
from participation.surveys.audiences.brakes import EXPIRED, WAIT, braking, shown_brake
from participation.surveys.audiences.code_requests import (
    MOST_FROM_A_NETWORK,
    CodeRequest,
    code_request,
    fresh_code_for,
)
from participation.surveys.audiences.entrance import AUDIENCE, Entrance
from participation.surveys.models import Audience, Brake
from participation.surveys.running import RunningSurvey, SurveyState, running_surveys
from participation.surveys.wording import plain
from participation.web.languages import EASY
from participation.web.letters import with_code
from participation.web.visit import Visit

_NOTHING = CodeRequest()
_NO_SERVER = msgid("No codes can be sent by e-mail at the moment. Please ask the county for a code.")
_MANY = msgid(
    "Very many codes were asked for over your connection today. Please try again tomorrow, or ask the county."
)


class _Refused(Exception):  # noqa: N818 - ends the transaction
    """Somebody has used the calculation before."""


def ask_for_code(visit: Visit, survey: str) -> Response:
    """The form for an address; after it was sent, the field for the code that is on its way."""
    running = _by_email(visit, survey)
    if running.state(visit.now) is not SurveyState.OPEN:
        return visit.redirect("survey", survey=survey)
    if visit.query.get("gesendet") == "ja":
        return visit.render("surveys/audiences/code_sent.html", **_about(visit, running))
    return _form(visit, running)


def send_code(visit: Visit, survey: str) -> Response:
    """Send a code to the address, unless it was used for answering already; both look the same from here."""
    running = _by_email(visit, survey)
    running.ensure_open(visit.now)
    asked = code_request(visit.form, running.audiences.by_email)
    claims, problems = braking(visit, _braked(running), uuid4(), Entrance())
    if asked.problems or problems or asked.audience is None or not visit.settings.mail_url:
        return _form(visit, running, asked, problems)
    keys = keys_of(visit.site)
    visit.db.rollback()  # nobody keeps two connections at once
    try:
        with visit.site.database.writing() as session:
            _take(session, claims)
            _spare_others(session, keys, visit.address)
            audience = session.get_one(Audience, asked.audience.id)
            if code := fresh_code_for(session, audience, asked.email):
                post(session, asked.email, *_mail(visit, running, code), purpose="invitation")
    except _Refused:
        return _form(visit, running, asked, [Problem(WAIT, {}, EXPIRED)])
    return visit.redirect("ask_for_code", survey=survey, gesendet="ja")


def _by_email(visit: Visit, slug: str) -> RunningSurvey:
    running = running_surveys(visit.site).by_slug(visit.place.id, slug)
    if not running.audiences.by_email:
        raise NotFound("This survey sends no codes by e-mail.")
    return running


def _braked(running: RunningSurvey) -> RunningSurvey:
    """Whatever the survey's own brake is: mails to strangers cost a calculation, or a sum."""
    return replace(running, brake=Brake.WORK, shortest_seconds=0)


def _take(session: Session, claims: Sequence[Claim]) -> None:
    for claim in sorted(claims, key=lambda claim: claim.key):
        if not claim.take(session.connection()):
            raise _Refused


def _spare_others(session: Session, keys: Keys, address: str) -> None:
    network = keys.sign("codes", neighbourhood(address)).hex()
    if count_mail(session, "network", network, keys.day) > MOST_FROM_A_NETWORK:
        raise Busy(_MANY)


def _mail(visit: Visit, running: RunningSurvey, code: str) -> tuple[str, str]:
    title = plain(running.latest.questionnaire.title, visit.language.tag)
    address = with_code(visit.origin + visit.url("survey", survey=running.slug), code)
    text = visit.site.rendering.render_text(
        visit.language,
        "surveys/audiences/own_code.txt",
        title=title,
        county=visit.place.name,
        code=code,
        address=address,
        is_easy=visit.language is EASY,
    )
    return visit._("Your code for the survey: %(title)s", title=title), text


def _form(
    visit: Visit, running: RunningSurvey, asked: CodeRequest = _NOTHING, problems: Sequence[Problem] = ()
) -> Response:
    brake = shown_brake(visit, _braked(running))
    errors = {name: visit._(problem) for name, problem in asked.problems.items()}
    errors |= {problem.name: problem.sentence(visit._, visit.language.tag) for problem in problems}
    chosen = asked.audience.slug if asked.audience else visit.query.get("als", "")
    tag = visit.language.tag
    return visit.render(
        "surveys/audiences/ask_for_code.html",
        status=422 if errors else 200 if visit.settings.mail_url else 503,
        **_about(visit, running),
        groups=[(one.slug, plain(one.names, tag)) for one in running.audiences.by_email],
        chosen=chosen,
        email=asked.email,
        brake=brake,
        errors=errors,
        problems=[("audience" if name == AUDIENCE else name, text) for name, text in errors.items()],
        problem="" if visit.settings.mail_url else visit._(_NO_SERVER),
    )


def _about(visit: Visit, running: RunningSurvey) -> dict[str, Any]:
    return {"survey": running, "title": plain(running.latest.questionnaire.title, visit.language.tag)}
