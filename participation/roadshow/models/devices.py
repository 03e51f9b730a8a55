"""Tables of devices: tablets in the hall, and how one becomes ours."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import LargeBinary
from sqlmodel import Field

from participation.core.columns import UUID, Table, UtcTime, enum_type, primary_key, reference

LONGEST_DEVICE_NAME = 60


class DeviceKind(StrEnum):
    """A tablet for visitors, or one on which the team types in what was said (Teamgerät)."""

    KIOSK = "kiosk"
    TEAM = "team"


class DeviceEnrolment(Table, table=True):
    """A code that makes one device ours, once and for ten minutes; only the digest of its token is stored."""

    __tablename__: ClassVar[str] = "device_enrolment"
    id: UUID = primary_key()
    token_hash: bytes = Field(sa_type=LargeBinary, unique=True)
    stop_id: UUID = reference("roadshow_stop.id")
    kind: DeviceKind = Field(sa_type=enum_type(DeviceKind, "kind"))
    name: str = Field(max_length=LONGEST_DEVICE_NAME)
    made_by: UUID | None = reference("account.id", nullable=True)
    expires_at: datetime = Field(sa_type=UtcTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcTime)


class Device(Table, table=True):
    """A tablet; it holds a token of 256 bits, this table the digest.

    `battery` is a share from 0 to 1; `waiting` and `sent` are what the tablet itself counted at its last contact.
    """

    __tablename__: ClassVar[str] = "device"
    id: UUID = primary_key()
    token_hash: bytes = Field(sa_type=LargeBinary, unique=True)
    stop_id: UUID = reference("roadshow_stop.id")
    kind: DeviceKind = Field(sa_type=enum_type(DeviceKind, "kind"))
    name: str = Field(max_length=LONGEST_DEVICE_NAME)
    enrolled_at: datetime = Field(sa_type=UtcTime)
    expires_at: datetime = Field(sa_type=UtcTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcTime)
    last_contact_at: datetime | None = Field(default=None, sa_type=UtcTime)
    battery: float | None = None
    waiting: int = Field(default=0)
    sent: int = Field(default=0)
    app_version: str = Field(default="", max_length=40)

    def is_trusted(self, moment: datetime) -> bool:
        """Whether what it sends is taken without a look at it first."""
        return self.revoked_at is None and moment < self.expires_at
