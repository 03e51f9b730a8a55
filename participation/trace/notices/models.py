"""The table of addresses for notices."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field

from participation.core.columns import UUID, Table, primary_key, reference


class NoticeAddress(Table, table=True):
    """Where somebody wants to hear what becomes of one contribution; it goes with the contribution.

    `token` stands in the links of the mails: it confirms and it ends. `told` says what they know already (see
    `digests.known_of`), `page` is the path of the page for receipt codes in their language.
    """

    __tablename__: ClassVar[str] = "notice_address"
    __table_args__ = (Index("ix_notice_address_due", "confirmed_on", "checked_on"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id")
    receipt_key: bytes = Field(sa_type=LargeBinary, unique=True)
    email: str = Field(max_length=254, index=True)
    token: str = Field(max_length=64, unique=True)
    language: str = Field(max_length=12)
    page: str = Field(max_length=200)
    told: str = Field(default="", max_length=200)
    asked_on: date
    confirmed_on: date | None = None
    checked_on: date | None = None
