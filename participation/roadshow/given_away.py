"""The public tour for machines: over the JSON API, and as open data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session, col, select

from participation.core.text import msgid
from participation.roadshow.models import RoadshowStop, StopKind, StopState
from participation.roadshow.stops import ShownStop, shown
from participation.web.api import Call, Endpoint, Listing
from participation.web.datasets import AT_ONCE, Column, Dataset, Piece
from participation.web.languages import GERMAN
from participation.web.pages import Place

_PUBLIC = (col(RoadshowStop.is_public), col(RoadshowStop.state) != StopState.DRAFT)


class StopOut(BaseModel):
    """A stop that is for everybody: where and when the county is (UTC, degrees)."""

    id: UUID
    slug: str
    kind: StopKind
    state: StopState
    title: str
    place: str
    address: str
    latitude: float | None
    longitude: float | None
    starts_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, one: ShownStop) -> StopOut:
        """The stop with its German title."""
        return cls(title=one.title, **one.stop.model_dump(include=set(cls.model_fields) - {"title"}))


def list_stops(call: Call) -> Listing[StopOut]:
    """Public stops of all regions, in the order of their numbers."""
    after, limit = call.cursor()
    found = _after(call.db, after, limit + 1)
    following = str(found[limit - 1].id) if len(found) > limit else None
    return Listing(items=[StopOut.of(one) for one in shown(call.db, found[:limit], GERMAN.tag)], next=following)


def _after(session: Session, after: UUID | None, limit: int, region_id: UUID | None = None) -> Sequence[RoadshowStop]:
    chosen = select(RoadshowStop).where(*_PUBLIC)
    if after is not None:
        chosen = chosen.where(col(RoadshowStop.id) > after)
    if region_id is not None:
        chosen = chosen.where(RoadshowStop.region_id == region_id)
    return session.exec(chosen.order_by(col(RoadshowStop.id)).limit(limit)).all()


def _stops(session: Session, place: Place, after: str) -> Piece:
    found = _after(session, UUID(after) if after else None, AT_ONCE, place.id)
    rows = [StopOut.of(one).model_dump() for one in shown(session, found, GERMAN.tag)]
    return Piece(rows, str(found[-1].id) if len(found) == AT_ONCE else None)


_LISTED = {"cursor": "`next` of the page before", "limit": "items a page, 1 to 100"}
ENDPOINTS = (
    Endpoint(
        "/stops",
        list_stops,
        "Public stops of the roadshow, announced and past",
        Listing[StopOut],
        query=_LISTED,
        problems=(),
    ),
)
DATASETS = (
    Dataset(
        "stops",
        msgid("Stops of the roadshow"),
        msgid("Where and when the county was or will be on site; stops for a closed circle are left out."),
        (
            Column("id", msgid("Identifier, stays the same for ever")),
            Column("slug", msgid("Last part of the address of its page")),
            Column("kind", msgid("Kind of the stop: roadshow, workshop or committee")),
            Column("state", msgid("State of the stop: announced or closed")),
            Column("title", msgid("Title")),
            Column("place", msgid("Place")),
            Column("address", msgid("Address")),
            Column("latitude", msgid("Latitude")),
            Column("longitude", msgid("Longitude")),
            Column("starts_at", msgid("When it begins (UTC)")),
            Column("ends_at", msgid("When it ends (UTC)")),
        ),
        _stops,
    ),
)
