"""The pack over the JSON API, for the device that it was made for."""

from __future__ import annotations

import hashlib
from typing import Any

from pydantic import RootModel
from starlette.responses import Response

from participation.core.clock import now
from participation.core.columns import dump_json
from participation.roadshow.arriving.hall import Hall
from participation.roadshow.devices import device_of
from participation.roadshow.kiosk.pack import Pack
from participation.roadshow.models import RoadshowStop
from participation.web.api import Call, Endpoint


def show_pack(call: Call) -> Response:
    """What the device of the bearer token needs at its stop; 304 where it has that already.

    Raises:
        NotKnown: no device has the token.
        NotAllowed: the device was revoked, or its token has expired.
    """
    device = device_of(call.db, call.bearer)
    stop = call.db.get_one(RoadshowStop, device.stop_id)
    origin = call.site.settings.public_origin or f"http://{call.headers.get('host', '')}"
    body = dump_json(Pack(Hall(call.site, call.db, stop, now()), device, origin).as_document())
    etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:20]}"'
    if etag in call.headers.get("if-none-match", ""):
        return Response(None, 304, {"etag": etag})
    return Response(body, 200, {"etag": etag}, "application/json")


class PackOut(RootModel[dict[str, Any]]):
    """What a tablet keeps of its stop, as `kiosk/pack.py` puts it together."""


ENDPOINTS = (
    Endpoint(
        "/devices/pack",
        show_pack,
        "Everything that a tablet needs at its stop without a network",
        PackOut,
        problems=(401, 403),
        private=True,
    ),
)
