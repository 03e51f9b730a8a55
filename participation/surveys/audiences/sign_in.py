"""Signing in to answer a survey once: what stays is a pseudonym of this survey, and no account, cookie or name."""

from __future__ import annotations

from sqlmodel import Session
from starlette.responses import Response

from participation.accounts.oidc.doors import Door, Errand
from participation.accounts.oidc.failures import Failure
from participation.accounts.oidc.identities import Identity, Logout
from participation.accounts.oidc.providers import Provider, Purpose
from participation.core.errors import NotFound
from participation.surveys.audiences.admission import Admitted
from participation.surveys.audiences.entering import used_page
from participation.surveys.audiences.known import KnownAudience
from participation.surveys.audiences.own_codes import give_code
from participation.surveys.audiences.pseudonyms import own_code, pseudonym
from participation.surveys.models import Audience
from participation.surveys.running import RunningSurvey, running_surveys
from participation.web.pages import Place
from participation.web.visit import Visit


def _errand(visit: Visit) -> Errand:
    errand = {name: visit.query.get(name, "") for name in ("umfrage", "kreis", "als")}
    _asked(visit, errand)
    return errand


def _asked(visit: Visit, errand: Errand) -> tuple[Place, RunningSurvey, KnownAudience]:
    """The region, the survey and the group that somebody signs in for.

    Raises:
        NotFound: there is no such survey, or the group does not come in by signing in.
        NotNow: the survey takes no answers.
    """
    place = visit.site.places.get(errand.get("kreis", ""))
    if place is None:
        raise NotFound("There is no such survey.")
    running = running_surveys(visit.site).by_slug(place.id, errand.get("umfrage", ""))
    group = next((one for one in running.audiences.by_sign_in if one.slug == errand.get("als")), None)
    if group is None:
        raise NotFound("There is no such group.")
    running.ensure_open(visit.now)
    return place, running, group


def _enter(visit: Visit, session: Session, _: Provider, identity: Identity, errand: Errand) -> Response | Failure:
    place, running, group = _asked(visit, errand)
    visit.region = place
    person = (identity.issuer, identity.subject)
    code = own_code(session, running.id, *person)
    audience = session.get_one(Audience, group.id)
    if not give_code(session, audience, pseudonym(session, running.id, "person", *person), code):
        return used_page(visit, running, Admitted(group.slug, is_used_up=True))
    return visit.redirect("survey", survey=running.slug, code=code)


def _back(visit: Visit, errand: Errand) -> str:
    return visit.url("survey", region=errand.get("kreis"), survey=errand.get("umfrage", ""))


def _sign_out(_session: Session, _provider: Provider, _logout: Logout) -> None:
    """Nobody has stayed signed in."""


DOOR = Door(Purpose.SURVEYS, _errand, _enter, _back, _sign_out)
