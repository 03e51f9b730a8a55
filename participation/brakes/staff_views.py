"""The page on which staff switch the brake of their region on or off."""

from __future__ import annotations

from starlette.responses import Response

from participation.brakes.floods import FLOOD, tide_of
from participation.brakes.settings import is_braked, set_brake
from participation.brakes.tolls import FREE, Occasion
from participation.web.visit import Visit


def brake(visit: Visit) -> Response:
    """Whether contributions are braked, what that means, and whether there is a flood just now."""
    return visit.render(
        "brakes/staff/brake.html",
        is_on=is_braked(visit.site, visit.place.id),
        is_flood=tide_of(visit.site).is_high(visit.place.id, visit.now),
        is_saved="gespeichert" in visit.query,
        free=FREE[Occasion.WRITING],
        free_support=FREE[Occasion.SUPPORT],
        flood=FLOOD,
    )


def save_brake(visit: Visit) -> Response:
    """Switch it."""
    actor = visit.person_id
    set_brake(visit.db, visit.place.id, is_on=visit.form.text("brake") != "off", actor_id=actor)
    return visit.redirect("brake", gespeichert="ja")
