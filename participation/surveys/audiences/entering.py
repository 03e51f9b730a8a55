"""Coming in to a survey: its start page with groups and codes, and the pages with what somebody brings along."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from participation.accounts.oidc.providers import Purpose, providers_for
from participation.procedures.days import last_day
from participation.surveys.answers import Problem
from participation.surveys.asking import show_page
from participation.surveys.audiences.admission import Admitted, Reason, Refused, admission, is_known
from participation.surveys.audiences.brakes import EXPIRED, WAIT, begun, shown_brake
from participation.surveys.audiences.entrance import AUDIENCE, CODE, Entrance
from participation.surveys.forms import FilledPages
from participation.surveys.running import RunningSurvey
from participation.surveys.walking import Walk
from participation.surveys.wording import plain
from participation.web.languages import EASY
from participation.web.visit import Visit

_NOTHING = Entrance()


def entered(visit: Visit, running: RunningSurvey, filled: FilledPages, entrance: Entrance) -> Admitted | Response:
    """Who somebody answers for, or the page that tells why they cannot."""
    admitted = admission(visit.db, running, entrance.audience, entrance.code)
    if isinstance(admitted, Admitted) and filled.page == 0 and _has_to_choose(running, entrance):
        admitted = Refused(Reason.CHOOSE_AUDIENCE)
    if isinstance(admitted, Refused):
        running.ensure_open(visit.now)
        return start_page(visit, running, entrance, admitted, filled)
    if admitted.is_used_up and not is_known(visit.db, filled.client_id):
        running.ensure_open(visit.now)
        return used_page(visit, running, admitted)
    return admitted


def start_page(
    visit: Visit,
    running: RunningSurvey,
    entrance: Entrance = _NOTHING,
    refused: Refused | None = None,
    filled: FilledPages | None = None,
) -> Response:
    """What a survey is about and how one comes in; with what was typed, if that did not do."""
    questionnaire = running.latest.questionnaire
    return visit.render(
        "surveys/start.html",
        status=422 if refused else 200,
        survey=running,
        questionnaire=questionnaire,
        title=plain(questionnaire.title, visit.language.tag),
        state=running.state(visit.now),
        speaks=visit.language.tag in questionnaire.languages,
        last_day=last_day(running.closes_at) if running.closes_at else None,
        first_last_day=last_day(running.first_closes_at) if running.first_closes_at else None,
        twin_is_draft=EASY.tag in questionnaire.languages,
        **_ways_in(visit, running, entrance, refused),
        kept=filled.hidden(0) if filled else [],
        client_id=str(filled.client_id) if filled else "",
    )


def used_page(visit: Visit, running: RunningSurvey, admitted: Admitted | Refused) -> Response:
    """The code was used before, or withdrawn; said before anybody answers in vain."""
    title = plain(running.latest.questionnaire.title, visit.language.tag)
    is_void = isinstance(admitted, Refused) or admitted.is_void
    if running.audiences.only_by_sign_in and not is_void:
        return visit.render("surveys/audiences/answered.html", status=409, title=title)
    return visit.render("surveys/audiences/used.html", status=409, survey=running, title=title, is_void=is_void)


def page_of_questions(
    visit: Visit,
    running: RunningSurvey,
    walk: Walk,
    page: int,
    entrance: Entrance,
    problems: list[Problem] | None = None,
) -> Response:
    """A page of questions with what somebody brought along; the last one with the survey's brake."""
    entrance = begun(visit, running, walk.filled.client_id, entrance)
    brake = shown_brake(visit, running) if walk.after(page) is None else None
    more = {"brake": brake} if brake else {}
    return show_page(visit, running, walk, page, problems, entrance.hidden(), **more)


def taken_meanwhile(visit: Visit, running: RunningSurvey, walk: Walk, entrance: Entrance) -> Response:
    """What somebody is told whose code, or whose calculation, was used while they answered; nothing was stored."""
    with visit.site.database.reading() as session:
        admitted = admission(session, running, entrance.audience, entrance.code)
    if isinstance(admitted, Refused) or admitted.is_used_up:
        return used_page(visit, running, admitted)
    return page_of_questions(visit, running, walk, walk.filled.page, entrance, [Problem(WAIT, {}, EXPIRED)])


def _ways_in(visit: Visit, running: RunningSurvey, entrance: Entrance, refused: Refused | None) -> dict[str, Any]:
    """The group that is taken as given, those to choose from, and the field for a code."""
    audiences, tag = running.audiences, visit.language.tag
    chosen = audiences.named(entrance.audience)
    is_given = chosen is not None and chosen.is_open and not (refused and refused.reason is Reason.CHOOSE_AUDIENCE)
    problem = refused.sentence(visit._) if refused else ""
    is_code = refused is not None and refused.is_about_code
    return {
        "given": (chosen.slug, plain(chosen.names, tag)) if chosen and is_given else None,
        "groups": [(one.slug, plain(one.names, tag)) for one in audiences.open] if len(audiences.open) > 1 else [],
        "takes_codes": audiences.take_codes,
        "sends_codes": bool(audiences.by_email),
        "only_by_sign_in": audiences.only_by_sign_in,
        "sign_ins": _sign_ins(visit, running) if audiences.by_sign_in else [],
        "needs_code": audiences.need_code or (chosen is not None and not chosen.is_open),
        "code": entrance.code,
        "errors": {CODE if is_code else AUDIENCE: problem} if problem else {},
        "problems": [("code" if is_code else "audience", problem)] if problem else [],
    }


def _sign_ins(visit: Visit, running: RunningSurvey) -> list[tuple[str, str]]:
    """Labels and addresses of the links with which somebody signs in; with the group where there are several."""
    groups, tag = running.audiences.by_sign_in, visit.language.tag
    found = []
    for provider in providers_for(visit.site, Purpose.SURVEYS):
        for group in groups:
            label = visit._("Sign in with %(provider)s", provider=provider.label)
            name = f" – {plain(group.names, tag)}" if len(groups) > 1 else ""
            errand = {"umfrage": running.slug, "kreis": visit.place.slug, "als": group.slug}
            found.append((label + name, visit.url("oidc_begin", provider=provider.name, zweck="surveys", **errand)))
    return found


def _has_to_choose(running: RunningSurvey, entrance: Entrance) -> bool:
    return len(running.audiences.open) > 1 and not entrance.audience and not entrance.code
