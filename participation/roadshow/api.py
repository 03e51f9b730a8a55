"""Devices over the JSON API: becoming ours, and handing in what a hall has made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field, model_validator
from sqlmodel import Session, col, func, select

from participation.core.clock import now
from participation.core.errors import ParticipationError, TooLarge
from participation.core.intake import Stored
from participation.core.text import msgid
from participation.roadshow import given_away, kiosk
from participation.roadshow.arriving.batches import Batch, Sorted
from participation.roadshow.arriving.rows import Sender
from participation.roadshow.devices import enrol, known_device
from participation.roadshow.models import Device, DeviceItem, DeviceKind, RoadshowStop, StopState
from participation.web.api import Call, DeliverAll, Endpoint

MOST_ITEMS = 50
_MOST = 1_000_000
AppVersion = Annotated[str, Field(max_length=40)]
DISTRUSTED = msgid("The device that sent it was locked out, or had been set up more than thirty days before.")


class Enrolling(BaseModel):
    """What a device shows that has read a code."""

    token: str = Field(max_length=200)
    app_version: AppVersion = ""


class Enrolled(BaseModel):
    """The token that the device keeps, for `Authorization: Bearer …`, and what it is."""

    device_token: str
    name: str
    kind: DeviceKind
    stop: str


class Handing(BaseModel):
    """At most 50 items, each `{"id", "stop", "sealed"}`, and how the device is; a bare list of items will do."""

    items: list[Any] = Field(default_factory=list)
    waiting: int | None = Field(default=None, ge=0, le=_MOST)
    sent: int | None = Field(default=None, ge=0, le=_MOST)
    battery: float | None = Field(default=None, ge=0, le=1)
    app_version: AppVersion = ""

    @model_validator(mode="before")
    @classmethod
    def may_be_a_list(cls, given: Any) -> Any:
        """A list is the items alone."""
        return {"items": given} if isinstance(given, list) else given


class ItemAnswer(BaseModel):
    """What became of one item: 201 stored, 200 was stored before, 409 and 422 kept for a look, 410 gone, 503 again."""

    id: Any
    status: int
    detail: str


class StopAnswer(BaseModel):
    """How far a stop is; `known` is how many items of this device are here. Both true: the device may delete."""

    state: StopState
    closed: bool
    backed_up: bool
    known: int


class Handed(BaseModel):
    """An answer for each item in order; the device's own stop, and all stops of the items by slug; server time."""

    items: list[ItemAnswer]
    stop: StopAnswer
    stops: dict[str, StopAnswer]
    time: datetime


def enrol_device(call: Call) -> Enrolled:
    """Make a device ours.

    Raises:
        Gone: the code is used up or expired.
    """
    device, token = enrol(call.db, call.body.token, call.body.app_version)
    stop = call.db.get_one(RoadshowStop, device.stop_id)
    return Enrolled(device_token=token, name=device.name, kind=device.kind, stop=stop.slug)


def sync(call: Call) -> DeliverAll:
    """Take what a device hands in.

    Raises:
        NotKnown: no device has this token.
        TooLarge: more than 50 items.
    """
    device, body = known_device(call.db, call.bearer), call.body
    if len(body.items) > MOST_ITEMS:
        raise TooLarge(f"At most {MOST_ITEMS} items are taken at once. Nothing was stored.")
    batch = Batch(call.site, call.db, _sender(call.db, device), now()).sorted(body.items)
    site, device_id = call.site, device.id

    def told(stored: Sequence[Stored | ParticipationError]) -> Handed:
        with site.database.writing() as session:
            return _handed(session, session.get_one(Device, device_id), body, batch, stored)

    return DeliverAll(batch.deliveries, told)


def _sender(session: Session, device: Device) -> Sender:
    region_id = session.get_one(RoadshowStop, device.stop_id).region_id
    distrusted = "" if device.is_trusted(now()) else DISTRUSTED
    return Sender(region_id, device.id, device.kind is DeviceKind.TEAM, distrusted)


def _handed(
    session: Session, device: Device, body: Handing, batch: Sorted, stored: Sequence[Stored | ParticipationError]
) -> Handed:
    verdicts = batch.verdicts(stored)
    _note(device, body)
    session.add(device)
    own = session.get_one(RoadshowStop, device.stop_id)
    slugs = {str(item.get("stop")) for item in body.items if isinstance(item, dict)}
    named = select(RoadshowStop).where(
        RoadshowStop.region_id == own.region_id, col(RoadshowStop.slug).in_({own.slug, *slugs})
    )
    stops = {stop.slug: _stop_answer(session, stop, device) for stop in session.exec(named)}
    items = [
        ItemAnswer(id=sent.get("id") if isinstance(sent, dict) else None, status=verdict.status, detail=verdict.detail)
        for sent, verdict in zip(body.items, verdicts, strict=True)
    ]
    return Handed(items=items, stop=stops[own.slug], stops=stops, time=now())


def _note(device: Device, body: Handing) -> None:
    """Keep what the device says of itself; what it does not say stays."""
    device.last_contact_at = now()
    device.battery = body.battery if body.battery is not None else device.battery
    device.waiting = body.waiting if body.waiting is not None else device.waiting
    device.sent = body.sent if body.sent is not None else device.sent
    device.app_version = body.app_version or device.app_version


def _stop_answer(session: Session, stop: RoadshowStop, device: Device) -> StopAnswer:
    of_device = select(func.count()).where(
        col(DeviceItem.device_id) == device.id,
        col(DeviceItem.stop_id) == stop.id,
        col(DeviceItem.is_conflict).is_(False),
    )
    return StopAnswer(
        state=stop.state,
        closed=stop.state is StopState.CLOSED,
        backed_up=stop.backed_up_at is not None,
        known=session.exec(of_device).one(),
    )


ENDPOINTS = (
    *kiosk.ENDPOINTS,
    *given_away.ENDPOINTS,
    Endpoint(
        "/devices",
        enrol_device,
        "Make a tablet one of the county's, with the code that staff show",
        Enrolled,
        method="POST",
        body=Enrolling,
        problems=(410, 422),
        writes=True,
        private=True,
        success=201,
    ),
    Endpoint(
        "/devices/sync",
        sync,
        "Hand in what a tablet holds; every item is answered by itself",
        Handed,
        method="POST",
        body=Handing,
        problems=(401, 413, 422, 503),
        looks_up=lambda _body: True,
        private=True,
    ),
)
