"""The tour as the public sees it: where the county goes, what happens there, where the dots were put."""

from __future__ import annotations

from starlette.responses import Response

from participation.ideas.spots import Mark, clustered, free_labels, map_of
from participation.roadshow.calendars import KIND, calendar_of
from participation.roadshow.dots import dots_results
from participation.roadshow.models import RoadshowStop, StopState
from participation.roadshow.stops import ShownStop, shown, stop_named, stops_of, surveys_at
from participation.surveys.results.reading import latest_results
from participation.surveys.running import running_surveys
from participation.surveys.wording import plain
from participation.web.maps import RegionMap
from participation.web.visit import Visit


def stops(visit: Visit) -> Response:
    """All stops that are for everybody, by date, and where they are on the region's map."""
    found, drawn = stops_of(visit.db, visit.place.id, visit.language.tag, public_only=True), map_of(visit)
    clusters = clustered([(mark, one) for one in found if (mark := _mark(one.stop, drawn))])
    labels = free_labels(drawn, clusters) if drawn else []
    return visit.render("roadshow/list.html", stops=found, map=drawn, clusters=clusters, labels=labels)


def _mark(stop: RoadshowStop, drawn: RegionMap | None) -> Mark | None:
    """Where a stop stands on the sheet; None without a position, or outside."""
    if stop.latitude is None or stop.longitude is None or drawn is None or not drawn.shapes:
        return None
    x, y = drawn.at(stop.latitude, stop.longitude)
    is_inside = 0 <= x <= drawn.width and 0 <= y <= drawn.height
    return Mark(x, y, drawn.nearest(stop.latitude, stop.longitude)) if is_inside else None


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
    return visit.render(
        "roadshow/stop.html",
        shown=shown(visit.db, [found], visit.language.tag)[0],
        results=dots_results(visit.db, found, visit.language.tag) if is_over else [],
        surveys=_released(visit, found) if is_over else [],
    )


def _released(visit: Visit, stop: RoadshowStop) -> list[tuple[str, str]]:
    """(slug, title) of the surveys of a stop of which results are public."""
    running = running_surveys(visit.site).by_id
    asked = [running[one] for one in surveys_at(visit.db, stop.id) if one in running]
    return [
        (survey.slug, plain(survey.latest.questionnaire.title, visit.language.tag))
        for survey in asked
        if latest_results(visit.db, survey) is not None
    ]


def _calendar(visit: Visit, found: list[ShownStop]) -> Response:
    return Response(calendar_of(found, visit.place.slug), media_type=KIND)
