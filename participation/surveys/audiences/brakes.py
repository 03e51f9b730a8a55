"""The brakes of a survey on its pages: a field that only machines fill in, a shortest time, a calculation or a sum."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from participation.brakes.answering import FILLED_IN, SUM, SUM_WRONG, TRAP, met_challenge, shown_challenge, sum_question
from participation.brakes.challenges import Challenge, new_challenge
from participation.brakes.daily_keys import Keys, keys_of
from participation.brakes.rates import bits_for, counted
from participation.core.intake import Claim
from participation.core.text import msgid
from participation.surveys.answers import Problem
from participation.surveys.audiences.entrance import Entrance
from participation.surveys.models import Brake
from participation.surveys.running import RunningSurvey
from participation.web.visit import Visit

WAIT = "brake"

TOO_FAST = msgid("That was very fast. Please look at your answers once more and send them in %(seconds)s seconds.")
EXPIRED = msgid("This page was open for a long time. Your answers are still here. Please send them once more.")


@dataclass(frozen=True)
class ShownBrake:
    """What the last page has for the brake; `challenge` is None where nothing is calculated."""

    challenge: Challenge | None = None
    sum_question: str = ""


def begun(visit: Visit, running: RunningSurvey, client_id: UUID, entrance: Entrance) -> Entrance:
    """The entrance with a signed moment of beginning, if the survey has a shortest time; one that holds stays."""
    if running.brake is Brake.NONE or not running.shortest_seconds:
        return entrance
    keys = keys_of(visit.site)
    if _began_at(keys, running, client_id, entrance.started) is not None:
        return entrance
    second = str(int(visit.now.timestamp()))
    signature = keys.sign("started", running.id, client_id, second)[:16].hex()
    return entrance.begun(f"{second}.{signature}")


def shown_brake(visit: Visit, running: RunningSurvey) -> ShownBrake | None:
    """What the last page of a survey shows for its brake; None for a survey without."""
    if running.brake is Brake.NONE:
        return None
    if running.brake is Brake.GENTLE:
        return ShownBrake()
    keys = keys_of(visit.site)
    with visit.site.database.reading() as session:
        bits = bits_for(session, keys, visit.address)
    challenge = new_challenge(keys, running.id, bits)
    return ShownBrake(challenge, sum_question(visit, challenge))


def braking(
    visit: Visit, running: RunningSurvey, client_id: UUID, entrance: Entrance
) -> tuple[tuple[Claim, ...], list[Problem]]:
    """What storing the sheet uses up for the brake, and what keeps it from being stored."""
    if running.brake is Brake.NONE:
        return (), []
    keys = keys_of(visit.site)
    problems = _too_fast(visit, keys, running, client_id, entrance)
    if visit.form.text(TRAP):
        problems.append(Problem(TRAP, {}, FILLED_IN))
    if running.brake is Brake.GENTLE:
        return (), problems
    answered = _answered(visit, keys, running)
    if isinstance(answered, Problem):
        return (), [*problems, answered]
    return (answered.spending, counted(keys, visit.address)), problems


def _too_fast(visit: Visit, keys: Keys, running: RunningSurvey, client_id: UUID, entrance: Entrance) -> list[Problem]:
    if not running.shortest_seconds:
        return []
    began_at = _began_at(keys, running, client_id, entrance.started)
    if began_at is None:  # signed with a key that is gone, or not at all: the page signs it anew
        return [Problem(WAIT, {}, EXPIRED)]
    left = running.shortest_seconds - int(visit.now.timestamp() - began_at)
    return [Problem(WAIT, {}, TOO_FAST, {"seconds": left})] if left > 0 else []


def _began_at(keys: Keys, running: RunningSurvey, client_id: UUID, started: str) -> int | None:
    second, _, signature = started.partition(".")
    try:
        is_ours = keys.signed(bytes.fromhex(signature), "started", running.id, client_id, second)
    except ValueError:
        return None
    return int(second) if is_ours and len(signature) == 32 and second.isdecimal() else None  # noqa: PLR2004 - 16 bytes


def _answered(visit: Visit, keys: Keys, running: RunningSurvey) -> Challenge | Problem:
    """The challenge that was met, or what is missing."""
    if met := met_challenge(visit, keys, running.id):
        return met
    is_known = shown_challenge(visit, keys, running.id) is not None
    return Problem(SUM, {}, SUM_WRONG) if is_known else Problem(WAIT, {}, EXPIRED)
