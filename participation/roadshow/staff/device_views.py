"""Devices as staff see them: showing a code, how each one is, locking one out."""

from __future__ import annotations

from uuid import UUID

import segno
from starlette.responses import Response

from participation.core.text import msgid
from participation.roadshow.devices import begin_enrolment, change_device, device_in, devices_in, revoke
from participation.roadshow.models import LONGEST_DEVICE_NAME, DeviceKind, StopState
from participation.roadshow.staff.stop_views import actor
from participation.roadshow.stops import stop_named, stops_of
from participation.threads.wording import one_line
from participation.web.visit import Visit

KIND_NAMES = {DeviceKind.KIOSK: msgid("Tablet for visitors"), DeviceKind.TEAM: msgid("Device of the team")}


def devices(visit: Visit) -> Response:
    """All devices of the region, and the form that takes along another one."""
    return _page(visit)


def show_code(visit: Visit) -> Response:
    """A code to be scanned, shown once: it is good for one device and ten minutes."""
    name, kind = _name(visit), visit.form.text("kind")
    if not name:
        return _page(visit, {"name": visit._("Please enter a name.")}, 422)
    stop = stop_named(visit.db, visit.place.id, visit.form.text("stop"))
    chosen = DeviceKind(kind) if kind in set(DeviceKind) else DeviceKind.KIOSK
    token = begin_enrolment(visit.db, stop, chosen, name, actor(visit))
    address = f"{visit.origin}/kiosk/#{token}"
    answer = visit.render(
        "roadshow/staff_code.html",
        name=name,
        kind=KIND_NAMES[chosen],
        place=stop.place,
        address=address,
        picture=segno.make(address, error="m", micro=False).svg_data_uri(border=4, scale=8, light="#fff"),
    )
    answer.headers["cache-control"] = "no-store"
    return answer


def save_device(visit: Visit, device: UUID) -> Response:
    """Another name, or another stop."""
    found = device_in(visit.db, visit.place.id, device)
    stop = stop_named(visit.db, visit.place.id, visit.form.text("stop"))
    change_device(visit.db, found, _name(visit) or found.name, stop, actor(visit))
    return visit.redirect("devices")


def revoke_device(visit: Visit, device: UUID) -> Response:
    """Lock it out at once."""
    revoke(visit.db, device_in(visit.db, visit.place.id, device), visit.place.id, actor(visit))
    return visit.redirect("devices")


def _name(visit: Visit) -> str:
    return one_line(visit.form.text("name"))[:LONGEST_DEVICE_NAME]


def _page(visit: Visit, errors: dict[str, str] | None = None, status: int = 200) -> Response:
    found = stops_of(visit.db, visit.place.id, visit.language.tag, public_only=False)
    return visit.render(
        "roadshow/staff_devices.html",
        status=status,
        errors=errors or {},
        typed=visit.form.text,
        devices=devices_in(visit.db, visit.place.id),
        kinds=KIND_NAMES,
        kind_options=[(kind.value, visit._(name)) for kind, name in KIND_NAMES.items()],
        stops=[(one.stop.slug, one.title) for one in found if one.stop.state is not StopState.CLOSED],
        all_stops=[(one.stop.slug, one.title) for one in found],
        longest=LONGEST_DEVICE_NAME,
    )
