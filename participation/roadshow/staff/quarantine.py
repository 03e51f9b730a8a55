"""What cannot be taken as it came: looked at, put right, accepted or discarded by a named person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import orjson
from sqlalchemy import insert
from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.errors import Conflict, NotFound
from participation.core.journal import record
from participation.core.text import msgid
from participation.regions.actions import publish_change
from participation.roadshow.arriving.envelopes import Envelope, Plain, Unacceptable, opened
from participation.roadshow.arriving.hall import Hall
from participation.roadshow.arriving.kinds import becoming_of
from participation.roadshow.arriving.rows import accept, rows_beside
from participation.roadshow.models import DeviceItem, ItemState, RoadshowStop
from participation.threads.models import PUBLIC_STATES
from participation.web.site import Site

MOST_SHOWN = 200


@dataclass(frozen=True)
class Waiting:
    """An item in quarantine with its stop, and what is inside if that could be opened."""

    item: DeviceItem
    stop: RoadshowStop | None
    plain: Plain | None


def waiting_items(session: Session, region_id: UUID) -> Sequence[DeviceItem]:
    """What waits, the oldest day first."""
    chosen = select(DeviceItem).where(DeviceItem.state == ItemState.QUARANTINED, DeviceItem.region_id == region_id)
    return session.exec(chosen.order_by(col(DeviceItem.id)).limit(MOST_SHOWN)).all()


def waiting_item(
    session: Session, region_id: UUID, item_id: UUID, stop: RoadshowStop | None = None, *, locks: bool = False
) -> Waiting:
    """One item, opened with the key of its own stop or of another one.

    Raises:
        NotFound: it does not wait here.
    """
    item = session.get(DeviceItem, item_id, with_for_update=locks)
    if item is None or item.region_id != region_id or item.state is not ItemState.QUARANTINED:
        raise NotFound("There is no such item in quarantine.")
    own = stop or (session.get(RoadshowStop, item.stop_id) if item.stop_id else None)
    if own is None or item.client_id is None:
        return Waiting(item, own, None)
    try:
        plain = opened(Envelope(item.client_id, own.slug, item.sealed), own)
    except Unacceptable:
        return Waiting(item, own, None)
    return Waiting(item, own, plain)


def accept_waiting(site: Site, session: Session, waiting: Waiting, content: Mapping[str, Any], actor_id: UUID) -> None:
    """Take an item in, as it came or put right, whatever the dates say.

    Args:
        site: the running site.
        session: a writing session.
        waiting: the item.
        content: what is inside, perhaps changed.
        actor_id: who answers for it.

    Raises:
        Conflict: it belongs to no stop.
        Unacceptable: it cannot become what it says, even so.
    """
    item, stop = waiting.item, waiting.stop
    if stop is None or item.client_id is None:
        raise Conflict("It belongs to no stop.")
    before = waiting.plain.content if waiting.plain else {}
    fresh = {"id": str(uuid4())} if item.is_conflict else {}
    plain = Plain({**content, **fresh}, item.client_id)
    hall = Hall(site, session, stop, now(), is_team=True, is_forced=True)
    becoming = becoming_of(hall, plain)
    if becoming.contribution and _is_there(session, becoming.contribution):
        plain = Plain({**content, "id": str(uuid4())}, item.client_id)
        becoming = becoming_of(hall, plain)
    item.stop_id = stop.id
    accept(item, plain, becoming, ItemState.ACCEPTED if content == before else ItemState.REPAIRED)
    session.add(item)
    session.flush()
    connection = session.connection()
    for table, values in rows_beside(item, stop, plain, becoming):
        connection.execute(insert(table), dict(values))
    if becoming.contribution and becoming.contribution.values.get("state") in PUBLIC_STATES:
        publish_change(session, item.region_id)
    details = {"kind": item.kind.value, "state": item.state.value}
    record(session, "accepted", "device item", item.id, actor_id=actor_id, region_id=item.region_id, details=details)


def _is_there(session: Session, contribution: Any) -> bool:
    keys = contribution.table.c.key
    return session.execute(select(keys).where(keys == contribution.key)).first() is not None


def discard(session: Session, waiting: Waiting, reason: str, actor_id: UUID) -> None:
    """Take an item out for good, with the reason; what was sealed is deleted, its id is remembered."""
    item = waiting.item
    item.state, item.sealed, item.client_id, item.reason = ItemState.DISCARDED, "", None, reason
    session.add(item)
    details = {"kind": item.kind.value}
    record(session, "discarded", "device item", item.id, actor_id=actor_id, region_id=item.region_id, details=details)


def content_from(text: str) -> dict[str, Any]:
    """What somebody typed as JSON.

    Raises:
        Unacceptable: it is no JSON object.
    """
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Unacceptable(msgid("What is inside is no JSON.")) from None
    if not isinstance(found, dict):
        raise Unacceptable(msgid("What is inside has another form."))
    return found
