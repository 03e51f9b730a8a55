"""The brakes over the JSON API: below a limit a program needs nothing, past it a proof."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import wraps
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field

from participation.brakes.challenges import LONGEST_PROOF, proven
from participation.brakes.guesses import guesser_of
from participation.brakes.tolls import Occasion, Toll, toll_of
from participation.core.clock import now
from participation.core.days import ZONE
from participation.core.errors import NotFound, ProofNeeded
from participation.web.api import Call, DeliverJson

_Answer = TypeVar("_Answer", bound=BaseModel)
PROOF_NEEDED = (
    "Much has come from this network today, and nothing was stored now. Send the same once more with `proof`: "
    "`challenge:number`, whose SHA-256 begins with at least `bits` zero bits; or wait until tomorrow."
)
Proof = Annotated[
    str,
    Field(
        max_length=LONGEST_PROOF,
        description="Only after a 429: `challenge:number` that solves the challenge of that answer. Good for one body.",
    ),
]


def braked_call(view: Callable[..., DeliverJson], occasion: Occasion = Occasion.WRITING) -> Callable[..., DeliverJson]:
    """A POST that is counted by network when it is stored; its body has a `proof`."""

    @wraps(view)
    def guarded(call: Call, **params: Any) -> DeliverJson:
        result = view(call, **params)
        toll = toll_of(call.site, result.delivery.values.get("region_id"), call.address, occasion)
        if toll is None:
            return result
        toll.met = proven(toll.keys, occasion, call.body.proof)
        delivery = replace(result.delivery, claims=(*result.delivery.claims, toll.claim))
        return replace(result, delivery=delivery, why_refused=lambda: _proof_needed(toll) if toll.is_due else None)

    return guarded


def guarded_call(view: Callable[[Call], _Answer]) -> Callable[[Call], _Answer]:
    """A POST behind a code, for whose network one that leads nowhere (404) counts; its body has a `proof`."""

    @wraps(view)
    def guarded(call: Call) -> _Answer:
        guesser = guesser_of(call.site, call.address, call.session)
        if guesser.must_calculate(proven(guesser.toll.keys, Occasion.GUESSING, call.body.proof)):
            raise _proof_needed(guesser.toll)
        try:
            return view(call)
        except NotFound:
            guesser.miss()
            raise

    return guarded


def _proof_needed(toll: Toll) -> ProofNeeded:
    challenge = toll.challenge()
    local = now().astimezone(ZONE)
    tomorrow = (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return ProofNeeded(
        PROOF_NEEDED,
        {"challenge": challenge.text, "bits": challenge.bits, "expires_at": challenge.expires_at.isoformat()},
        int((tomorrow - local).total_seconds()) + 1,
    )
