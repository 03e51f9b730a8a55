"""The screen in the hall: dots, cards and heads as they come in; what is answered in surveys is never shown there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict, dataclass

import orjson
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from participation.core.errors import Busy
from participation.core.identifiers import digest
from participation.roadshow.dots import DotsResult, dots_results
from participation.roadshow.models import RoadshowStop
from participation.roadshow.report import Card, cards_of, visitors_at
from participation.roadshow.stops import shown, stop_named
from participation.web.visit import Visit

EVERY, TIMES = 2.0, 150  # a stream ends after five minutes; browsers open it again by themselves
MOST_STREAMS = 20
"""Streams of a process at once, each of which reads every two seconds; screens that get none ask now and then."""


@dataclass(frozen=True)
class LiveState:
    """What the screen shows at a moment."""

    visitors: int
    dots: list[DotsResult]
    cards: list[Card]

    @property
    def mark(self) -> str:
        """Another one whenever anything else is shown."""
        return digest(orjson.dumps(asdict(self)).decode()).hex()[:16]


class Streams:
    """How many streams are open in this process."""

    def __init__(self) -> None:
        """None."""
        self.open = 0


def live_state(session: Session, stop: RoadshowStop, tag: str) -> LiveState:
    """The state of a stop, with titles in that language."""
    return LiveState(visitors_at(session, stop.id), dots_results(session, stop, tag), cards_of(session, stop.id))


def live_stop(visit: Visit, stop: str) -> Response:
    """The screen; it asks for itself again when the stream says that something came, and now and then without one."""
    found = stop_named(visit.db, visit.place.id, stop, public_only=True)
    return visit.render(
        "roadshow/live.html",
        fragment="live",
        shown=shown(visit.db, [found], visit.language.tag)[0],
        state=live_state(visit.db, found, visit.language.tag),
    )


def live_events(visit: Visit, stop: str) -> Response:
    """Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html), one for each change.

    Raises:
        Busy: enough screens of this process have a stream.
    """
    found, site, tag = stop_named(visit.db, visit.place.id, stop, public_only=True), visit.site, visit.language.tag
    streams = site.lasting(Streams, Streams)
    if streams.open >= MOST_STREAMS:
        raise Busy("Many screens are open. This one asks now and then.")

    def mark() -> str:
        with site.database.reading() as session:
            return live_state(session, session.get_one(RoadshowStop, found.id), tag).mark

    return StreamingResponse(
        changes(mark, streams), headers={"cache-control": "no-store"}, media_type="text/event-stream"
    )


async def changes(
    mark: Callable[[], str], streams: Streams, *, every: float = EVERY, times: int = TIMES
) -> AsyncIterator[str]:
    """An event first and for each other mark; looked at so many `times`, `every` so many seconds."""
    streams.open += 1
    last = ""
    try:
        for _ in range(times):
            following = await run_in_threadpool(mark)
            yield f"data: {following}\n\n" if following != last else ": nothing new\n\n"
            last = following
            await asyncio.sleep(every)
    finally:
        streams.open -= 1
