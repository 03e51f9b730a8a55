"""Guards before views: count what comes from a network, and ask for a small calculation where it is too much."""

from __future__ import annotations

from dataclasses import replace
from functools import wraps
from typing import Any

from starlette.responses import Response

from participation.brakes.answering import FILLED_IN, TRAP, met_challenge
from participation.brakes.asking import asked
from participation.brakes.guesses import guesser_of
from participation.brakes.tolls import Occasion, Toll, toll_of
from participation.core.errors import NotFound
from participation.core.intake import Delivery, Stored
from participation.web.pages import Answer, Deliver, View
from participation.web.visit import Visit

_BEGAN = "_began"
_SHORTEST_SECONDS, _HASTE = 3, 4  # whoever is faster than that counts as so many


def braked(view: View, occasion: Occasion = Occasion.WRITING, *, has_trap: bool = False) -> View:
    """A citizens' POST that is counted by network when it is stored; past what is free it asks for a calculation.

    The page that asks keeps everything that was typed. `has_trap` is for forms with the field that only machines fill
    in and the moment of opening (`brakes/trap.html`): whoever is faster than a person counts several times.
    """

    @wraps(view)
    def guarded(visit: Visit, **params: Any) -> Answer:
        toll = toll_of(visit.site, visit.place.id, visit.address, occasion, visit.session)
        if toll is None:
            return view(visit, **params)
        if has_trap and visit.form.text(TRAP):
            return asked(visit, toll, FILLED_IN)
        toll.met = met_challenge(visit, toll.keys, occasion)
        toll.weight = _HASTE if has_trap and toll.met is None and _is_hasty(visit) else 1
        if visit.form.has_file and visit.session and toll.is_certain(visit.session):
            return asked(visit, toll)  # before a picture is made and kept for nothing
        return _paid(visit, toll, view(visit, **params))

    return guarded


def _paid(visit: Visit, toll: Toll, answer: Answer) -> Answer:
    if not isinstance(answer, Deliver):
        stores = isinstance(answer, Response) and answer.status_code < 400 and not visit.page.citizens  # noqa: PLR2004 - in the view's own transaction
        return asked(visit, toll) if stores and not toll.take(visit.db.connection()) else answer

    def then(stored: Stored) -> Response:
        return asked(visit, toll) if stored is Stored.REFUSED and toll.is_due else answer.then(stored)

    return Deliver(_with(answer.delivery, toll), then)


def _with(delivery: Delivery, toll: Toll) -> Delivery:
    return replace(delivery, claims=(*delivery.claims, toll.claim))


def _is_hasty(visit: Visit) -> bool:
    began = visit.form.text(_BEGAN)
    return not began.isdecimal() or visit.now.timestamp() - int(began[:12]) < _SHORTEST_SECONDS


def guarded_codes(view: View) -> View:
    """A page behind a code or a personal link: a network with many that led nowhere has to calculate before the next.

    What leads nowhere is not found, or a form error.
    """

    @wraps(view)
    def guarded(visit: Visit, **params: Any) -> Answer:
        guesser = guesser_of(visit.site, visit.address, visit.session)
        if guesser.must_calculate(met_challenge(visit, guesser.toll.keys, Occasion.GUESSING)):
            return asked(visit, guesser.toll)
        try:
            answer = view(visit, **params)
        except NotFound:
            guesser.miss()
            raise
        if isinstance(answer, Response) and answer.status_code == 422:  # noqa: PLR2004
            guesser.miss()
        return answer

    return guarded
