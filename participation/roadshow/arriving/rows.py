"""The rows of an item: its own, those of what it became, or the one in quarantine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, update
from sqlalchemy import Table as SqlTable

from participation.core.columns import Table
from participation.core.intake import Claim, Delivery
from participation.procedures.days import local_day
from participation.roadshow.arriving.becoming import Becoming
from participation.roadshow.arriving.envelopes import Envelope, Plain
from participation.roadshow.arriving.kinds import kind_of
from participation.roadshow.models import DeviceItem, ItemKind, ItemState, RoadshowStop, StopCount, StopMinutes
from participation.threads.contributions import client_key, contribution_id

Row = tuple[SqlTable, Mapping[str, Any]]
LONGEST_REASON = 400


@dataclass(frozen=True, slots=True)
class Sender:
    """Who hands items in: a device, or a member of staff with an exported file (no device).

    `distrusted` says why its items are looked at first; empty if they are not.
    """

    region_id: UUID
    device_id: UUID | None = None
    is_team: bool = False
    distrusted: str = ""


def item_of(
    envelope: Envelope, sender: Sender, stop: RoadshowStop | None, moment: datetime, *, is_conflict: bool = False
) -> DeviceItem:
    """The item's own row, in quarantine as it came until something better is known."""
    day = local_day(moment)
    return DeviceItem(
        id=contribution_id(day),
        key=envelope.conflict_key if is_conflict else envelope.key,
        is_conflict=is_conflict,
        payload_hash=envelope.payload_hash,
        region_id=sender.region_id,
        stop_id=stop.id if stop else None,
        device_id=sender.device_id,
        kind=ItemKind.UNKNOWN,
        state=ItemState.QUARANTINED,
        received_on=day,
        client_id=envelope.item_id,
        sealed=envelope.sealed,
    )


def accept(item: DeviceItem, plain: Plain, becoming: Becoming, state: ItemState = ItemState.ACCEPTED) -> None:
    """Let an item be what it became; what was sealed is gone from its row."""
    item.kind, item.state, item.is_late = kind_of(plain), state, becoming.is_late
    item.subject = client_key(plain.client_id) if becoming.contribution else None
    item.sealed, item.client_id = "", None


def rows_beside(item: DeviceItem, stop: RoadshowStop, plain: Plain, becoming: Becoming) -> list[Row]:
    """The rows of what an item became, in the order in which they refer to each other."""
    rows: list[Row] = []
    if becoming.contribution:
        rows += [(becoming.contribution.table, becoming.contribution.values), *becoming.contribution.followers]
    for count in becoming.counts:
        counted = StopCount(
            stop_id=stop.id, item_id=item.id, kind=count.kind, option_id=count.option_id, amount=count.amount
        )
        rows.append(_row(counted))
    if becoming.minutes:
        noted = StopMinutes(
            stop_id=stop.id,
            item_id=item.id,
            language=plain.language,
            text=becoming.minutes,
            received_on=item.received_on,
        )
        rows.append(_row(noted))
    return rows


def delivery_of(
    item: DeviceItem, stop: RoadshowStop | None, rows: Sequence[Row] = (), claims: Sequence[Claim] = ()
) -> Delivery:
    """An item with its rows, for one commit."""
    table, values = _row(item)
    needs_backup = [_needs_backup(stop)] if stop and stop.backed_up_at else []
    return Delivery(table, item.key, item.payload_hash, values, rows, [*claims, *needs_backup])


def _row(row: Table) -> tuple[SqlTable, dict[str, Any]]:
    table: SqlTable = type(row).__table__  # type: ignore[attr-defined]
    return table, {column.name: getattr(row, column.name) for column in table.columns}


def _needs_backup(stop: RoadshowStop) -> Claim:
    """Whatever comes after the backup of a closed stop is not in it: tablets keep what they have."""
    table: SqlTable = RoadshowStop.__table__  # type: ignore[attr-defined]
    forget = update(table).where(table.c.id == stop.id).values(backed_up_at=None)

    def take(connection: Connection) -> bool:
        connection.execute(forget)
        return True

    return Claim(stop.id.bytes, take)
