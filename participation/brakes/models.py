"""Tables of the brakes: keys of the day, what was calculated already, how much comes from one address, what is off."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Date, LargeBinary
from sqlmodel import Field

from participation.core.columns import UUID, Table, UtcTime


class DailyKey(Table, table=True):
    """A random key for one day; with it goes every way back from what was made with it."""

    __tablename__: ClassVar[str] = "daily_key"
    day: date = Field(primary_key=True, sa_type=Date)
    secret: bytes = Field(sa_type=LargeBinary)


class SpentChallenge(Table, table=True):
    """A challenge that somebody answered; kept until nobody can answer it again."""

    __tablename__: ClassVar[str] = "spent_challenge"
    key: bytes = Field(primary_key=True, sa_type=LargeBinary)
    expires_at: datetime = Field(sa_type=UtcTime, index=True)


class Rate(Table, table=True):
    """How much came from one address today, or how many mails went to one; `key` is a digest that is new every day."""

    __tablename__: ClassVar[str] = "rate"
    key: bytes = Field(primary_key=True, sa_type=LargeBinary)
    day: date = Field(sa_type=Date, index=True)
    n: int = Field(default=0)


class RegionBrake(Table, table=True):
    """Whether contributions of a region are braked; a region without a row is."""

    __tablename__: ClassVar[str] = "region_brake"
    region_id: UUID = Field(primary_key=True, foreign_key="region.id", ondelete="CASCADE")
    is_on: bool = Field(default=True)
