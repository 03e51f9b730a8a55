"""Tables of what devices sent: every item once, what was counted in the hall, and minutes."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text
from sqlmodel import Field

from participation.core.columns import UUID, Table, enum_type, primary_key, reference


class ItemKind(StrEnum):
    """What an item is; `unknown` is what could not be opened or read."""

    SUBMISSION = "submission"
    DOTS = "dots"
    IDEA = "idea"
    COMMENT = "comment"
    HEADCOUNT = "headcount"
    MINUTES = "minutes"
    CONVERSATION = "conversation"
    CARD = "card"
    STICKY_DOTS = "sticky_dots"
    UNKNOWN = "unknown"


class ItemState(StrEnum):
    """What became of an item; a withdrawn one stays as a tombstone, so that no tablet brings it back."""

    ACCEPTED = "accepted"
    QUARANTINED = "quarantined"
    REPAIRED = "repaired"
    DISCARDED = "discarded"
    WITHDRAWN = "withdrawn"


class DeviceItem(Table, table=True):
    """An item that a device handed in: the link from a contribution to its stop.

    `key` is the digest of the item's secret id, `subject` that of the id (under the seal) of the contribution that it
    became; an item that came under the id of another one has a key of its own (`is_conflict`). `payload_hash` is the
    SHA-256 of what was sealed; `sealed` is kept only in quarantine, `reason` says why it is there. The day of receipt
    is the server's.
    """

    __tablename__: ClassVar[str] = "device_item"
    __table_args__ = (
        CheckConstraint("sealed = '' OR state = 'quarantined'", name="sealed"),
        Index("ix_device_item_stop", "stop_id", "state", "kind"),
        Index("ix_device_item_state", "state", "id"),
    )
    id: UUID = primary_key()
    key: bytes = Field(sa_type=LargeBinary, unique=True)
    payload_hash: bytes = Field(sa_type=LargeBinary)
    region_id: UUID = reference("region.id")
    stop_id: UUID | None = reference("roadshow_stop.id", nullable=True, index=False)
    device_id: UUID | None = reference("device.id", nullable=True)
    kind: ItemKind = Field(sa_type=enum_type(ItemKind, "kind"))
    state: ItemState = Field(sa_type=enum_type(ItemState, "state"))
    received_on: date
    is_late: bool = Field(default=False)
    is_conflict: bool = Field(default=False)
    subject: bytes | None = Field(default=None, sa_type=LargeBinary, unique=True, index=True)
    reason: str = Field(default="", max_length=400)
    client_id: UUID | None = None  # needed to open `sealed`; gone with it
    sealed: str = Field(default="", sa_type=Text)


class CountKind(StrEnum):
    """What was counted: visitors, dots on an option, or votes on a card."""

    HEADS = "heads"
    DOTS = "dots"
    VOTES = "votes"


class StopCount(Table, table=True):
    """A number that one item adds to a stop; sums are made when they are read, so that no item counts twice."""

    __tablename__: ClassVar[str] = "stop_count"
    __table_args__ = (
        CheckConstraint("(kind = 'dots') = (option_id IS NOT NULL)", name="option"),
        CheckConstraint("amount > 0", name="amount"),
        Index("ix_stop_count_stop", "stop_id", "kind", "option_id"),
    )
    id: UUID = primary_key()
    stop_id: UUID = reference("roadshow_stop.id", index=False)
    item_id: UUID = reference("device_item.id", on_delete="CASCADE")
    kind: CountKind = Field(sa_type=enum_type(CountKind, "kind"))
    option_id: UUID | None = reference("dots_option.id", nullable=True)
    amount: int


class StopMinutes(Table, table=True):
    """What the team noted down about a stop, plain text."""

    __tablename__: ClassVar[str] = "stop_minutes"
    id: UUID = primary_key()
    stop_id: UUID = reference("roadshow_stop.id")
    item_id: UUID = reference("device_item.id", on_delete="CASCADE")
    language: str = Field(max_length=12)
    text: str = Field(sa_type=Text)
    received_on: date
