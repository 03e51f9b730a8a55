"""The tour as the public sees it: where the county goes, what happens there, where the dots were put."""

from __future__ import annotations

from starlette.responses import Response

from participation.roadshow.calendars import KIND, calendar_of
from participation.roadshow.dots import dots_results
from participation.roadshow.models import StopState
from participation.roadshow.stops import ShownStop, shown, stop_named, stops_of
from participation.web.visit import Visit


def stops(visit: Visit) -> Response:
    """All stops that are for everybody, by date."""
    found = stops_of(visit.db, visit.place.id, visit.language.tag, public_only=True)
    return visit.render("roadshow/list.html", stops=found)


def tour_calendar(visit: Visit) -> Response:
    """The whole tour for a calendar."""
    return _calendar(visit, stops_of(visit.db, visit.place.id, visit.language.tag, public_only=True))


def stop_calendar(visit: Visit, stop: str) -> Response:
    """One stop for a calendar."""
    found = stop_named(visit.db, visit.place.id, stop, public_only=True)
    return _calendar(visit, shown(visit.db, [found], visit.language.tag))


def read_stop(visit: Visit, stop: str) -> Response:
    """One stop; when it is over, also where the dots were put."""
    found = stop_named(visit.db, visit.place.id, stop, public_only=True)
    is_over = found.state is StopState.CLOSED
    results = dots_results(visit.db, found, visit.language.tag) if is_over else []
    return visit.render("roadshow/stop.html", shown=shown(visit.db, [found], visit.language.tag)[0], results=results)


def _calendar(visit: Visit, found: list[ShownStop]) -> Response:
    return Response(calendar_of(found, visit.place.slug), media_type=KIND)
