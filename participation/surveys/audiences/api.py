"""Groups, invitations and brakes over the JSON API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from participation.brakes.challenges import new_challenge, proven
from participation.brakes.daily_keys import keys_of
from participation.brakes.rates import bits_for, counted
from participation.core.errors import Conflict, Invalid
from participation.core.intake import Claim
from participation.surveys.audiences.admission import Admitted, Refused, admission, is_known
from participation.surveys.audiences.known import KnownAudience
from participation.surveys.models import Admission, Brake
from participation.surveys.running import RunningSurvey, running_surveys
from participation.web.api import Call, Endpoint

AUDIENCE_HELP = (
    "Slug of the group that answers, one of the survey's open audiences; the first open one if it is missing. "
    "With an invitation the group follows from its code."
)
INVITATION_HELP = "The code of an invitation; hyphens, spaces and case do not matter. A used one is a conflict (409)."
PROOF_HELP = (
    "Needed where `brake` is not `none`: `challenge:number` of a challenge from `POST /surveys/{survey}/challenges`. "
    "Its SHA-256 begins with at least `bits` zero bits; each challenge can be used once."
)
PROOF_NEEDED = "Get a challenge from POST /surveys/{survey}/challenges and send `challenge:number` that solves it."
REFUSED = "The invitation or the proof was used by somebody else in this moment. Nothing was stored."


class AudienceItem(BaseModel):
    """A group of people whose answers are counted apart; those whose `admission` is not open need an `invitation`."""

    slug: str
    names: dict[str, str] = Field(description="language tag -> name")
    admission: Admission

    @classmethod
    def of(cls, audience: KnownAudience) -> AudienceItem:
        """The audience as the public may know it."""
        return cls(slug=audience.slug, names=dict(audience.names), admission=audience.admission)


class ChallengeItem(BaseModel):
    """A small calculation: find a number so that SHA-256 of `challenge:number` begins with `bits` zero bits."""

    challenge: str
    bits: int
    expires_at: datetime


def make_challenge(call: Call, survey: str) -> ChallengeItem:
    """A challenge for one answer sheet of the survey; harder where many sheets come from one address.

    Raises:
        NotFound: there is no such survey.
    """
    running = running_surveys(call.site).named(survey)
    keys = keys_of(call.site)
    challenge = new_challenge(keys, running.id, bits_for(call.db, keys, call.address))
    return ChallengeItem(challenge=challenge.text, bits=challenge.bits, expires_at=challenge.expires_at)


def admitted(call: Call, running: RunningSurvey, body: Any, translate: Callable[[str], str]) -> Admitted:
    """Who answers, as audience and invitation of the body say.

    Args:
        call: the request.
        running: the survey.
        body: has `id`, `audience` and `invitation`.
        translate: a msgid into the language of the answers.

    Raises:
        Invalid: there is no such group, or its code is missing or unknown.
        Conflict: the code was used, and not for this very sheet.
    """
    audience, code = body.audience or "", body.invitation or ""
    if not code:
        return _let_in(admission(None, running, audience), translate)
    with call.site.database.reading() as session:
        found = _let_in(admission(session, running, audience, code), translate)
        if found.is_used_up and not is_known(session, body.id):
            raise Conflict("This invitation was used already or does not hold any more. Nothing was stored.")
    return found


def _let_in(found: Admitted | Refused, translate: Callable[[str], str]) -> Admitted:
    if isinstance(found, Refused):
        name = "invitation" if found.is_about_code else "audience"
        raise Invalid("This group cannot answer like this. Nothing was stored.", {name: found.sentence(translate)})
    return found


def proof_claims(call: Call, running: RunningSurvey, proof: str | None) -> tuple[Claim, ...]:
    """What storing the sheet uses up for the survey's brake.

    Raises:
        Invalid: the survey needs a proof and this is none.
    """
    if running.brake is Brake.NONE:
        return ()
    keys = keys_of(call.site)
    challenge = proven(keys, running.id, proof or "")
    if challenge is None:
        raise Invalid("This survey needs a proof. Nothing was stored.", {"proof": PROOF_NEEDED})
    return challenge.spending, counted(keys, call.address)


ENDPOINTS = (
    Endpoint(
        "/surveys/{survey}/challenges",
        make_challenge,
        "A challenge for one answer sheet, where the survey has a brake",
        ChallengeItem,
        method="POST",
        reads=True,
    ),
)
