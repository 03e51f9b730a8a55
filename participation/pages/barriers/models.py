"""The table of reported barriers."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field

from participation.core.columns import UUID, Table, primary_key, reference

LONGEST_TEXT, LONGEST_PLACE, LONGEST_CONTACT = 3_000, 300, 254


class BarrierReport(Table, table=True):
    """What somebody could not use; `place` says where in their words.

    `contact` is how to reach them, if they want an answer; it goes as soon as the report is dealt with.
    """

    __tablename__: ClassVar[str] = "barrier_report"
    __table_args__ = (Index("ix_barrier_report_region", "region_id", "handled_on", "received_on"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    key: bytes = Field(sa_type=LargeBinary, unique=True)
    payload_hash: bytes = Field(sa_type=LargeBinary)
    text: str
    place: str = Field(default="", max_length=LONGEST_PLACE)
    contact: str = Field(default="", max_length=LONGEST_CONTACT)
    language: str = Field(max_length=12)
    received_on: date
    handled_on: date | None = None
    handled_by: UUID | None = reference("account.id", nullable=True)
