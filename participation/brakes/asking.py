"""The page that asks for a small calculation; what was typed waits in it and goes along."""

from __future__ import annotations

from starlette.responses import Response

from participation.brakes.answering import CHALLENGE, PROOF, SUM, TRAP, shown_challenge, sum_question
from participation.brakes.tolls import Toll
from participation.web.visit import Visit

_OWN = {TRAP, CHALLENGE, PROOF, SUM}


def asked(visit: Visit, toll: Toll, why: str = "") -> Response:
    """Too much from this network (429): the calculation, or the sum for whoever has no script; `why` is a msgid."""
    sent = visit.form.items() if visit.page.method == "POST" else visit.query.multi_items()
    was_shown = shown_challenge(visit, toll.keys, toll.occasion) is not None
    challenge = toll.challenge()
    return visit.render(
        "brakes/calculation.html",
        fragment="calculation",
        status=429,
        action=visit.url(visit.page.name, **visit.params),
        kept=[(name, value) for name, value in sent if name not in _OWN],
        challenge=challenge,
        sum_question=sum_question(visit, challenge),
        error=visit._("That is not the sum yet. Please add the two numbers once more.") if was_shown else "",
        why=visit._(why) if why else "",
        loses_file=visit.form.has_file,
        is_for_youth=visit.path.startswith("/jugend/"),
    )
