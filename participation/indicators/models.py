"""Tables of indicators (texts, targets, readings, their goals), of the budget's products and of comments on goals."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Table, UtcTime, enum_type, primary_key, reference
from participation.core.text import msgid
from participation.strategy.models import Precision


class Direction(StrEnum):
    """Which way is the good one."""

    UP = "up"
    DOWN = "down"


DIRECTION_NAMES = {Direction.UP: msgid("More is better"), Direction.DOWN: msgid("Less is better")}


class Indicator(Table, table=True):
    """A Kennzahl of a region; `slug` is its name in addresses and files, and stays.

    `tolerance` is by how many percent of the target path a reading may miss it and still be yellow. A reading is due
    every `interval_months`. Only `is_public` ones are shown outside the administration.
    """

    __tablename__: ClassVar[str] = "indicator"
    __table_args__ = (
        UniqueConstraint("region_id", "slug"),
        CheckConstraint("(baseline_year IS NULL) = (baseline_value IS NULL)", name="baseline"),
    )
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    slug: str = Field(max_length=80)
    unit: str = Field(default="", max_length=60)
    decimals: int = Field(default=0)
    direction: Direction = Field(sa_type=enum_type(Direction, "direction"))
    source: str = Field(default="", max_length=300)
    department_id: UUID | None = reference("department.id", nullable=True)
    baseline_year: int | None = None
    baseline_value: float | None = None
    tolerance: int = Field(default=10)
    interval_months: int = Field(default=12)
    is_public: bool = Field(default=False)
    created_at: datetime = Field(sa_type=UtcTime)


class IndicatorText(Table, table=True):
    """Name and definition in one language; `source_hash` is that of the German text which a twin says."""

    __tablename__: ClassVar[str] = "indicator_text"
    __table_args__ = (UniqueConstraint("indicator_id", "language"),)
    id: UUID = primary_key()
    indicator_id: UUID = reference("indicator.id", index=False, on_delete="CASCADE")
    language: str = Field(max_length=12)
    name: str = Field(max_length=200)
    definition: str = Field(default="", max_length=2000)
    source_hash: str = Field(default="", max_length=64)


class TargetValue(Table, table=True):
    """What is to be reached by the end of a year."""

    __tablename__: ClassVar[str] = "target_value"
    __table_args__ = (UniqueConstraint("indicator_id", "year"),)
    id: UUID = primary_key()
    indicator_id: UUID = reference("indicator.id", index=False, on_delete="CASCADE")
    year: int
    value: float


class Reading(Table, table=True):
    """What was measured; a whole year or month stands as its last day, `precision` says so."""

    __tablename__: ClassVar[str] = "reading"
    __table_args__ = (UniqueConstraint("indicator_id", "day"),)
    id: UUID = primary_key()
    indicator_id: UUID = reference("indicator.id", index=False, on_delete="CASCADE")
    day: date
    precision: Precision = Field(default=Precision.DAY, sa_type=enum_type(Precision, "precision"))
    value: float
    note: str = Field(default="", max_length=500)
    entered_at: datetime = Field(sa_type=UtcTime)
    entered_by: UUID | None = reference("account.id", nullable=True)


class IndicatorElement(Table, table=True):
    """An indicator measures a goal, a field or another element; many to many."""

    __tablename__: ClassVar[str] = "indicator_element"
    __table_args__ = (UniqueConstraint("indicator_id", "element_id"),)
    id: UUID = primary_key()
    indicator_id: UUID = reference("indicator.id", index=False, on_delete="CASCADE")
    element_id: UUID = reference("element.id", on_delete="CASCADE")


class Product(Table, table=True):
    """A product of the budget in one year; `sub_budget` is its Teilhaushalt."""

    __tablename__: ClassVar[str] = "product"
    __table_args__ = (UniqueConstraint("region_id", "year", "number"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    number: str = Field(max_length=40)
    name: str = Field(max_length=200)
    sub_budget: str = Field(default="", max_length=160)
    year: int
    department_id: UUID | None = reference("department.id", nullable=True)
    is_essential: bool = Field(default=False)


class ProductGoal(Table, table=True):
    """A product works for a goal; many to many."""

    __tablename__: ClassVar[str] = "product_goal"
    __table_args__ = (UniqueConstraint("product_id", "element_id"),)
    id: UUID = primary_key()
    product_id: UUID = reference("product.id", index=False, on_delete="CASCADE")
    element_id: UUID = reference("element.id", on_delete="CASCADE")


class GoalComment(Table, table=True):
    """What the administration says about a goal in the report of a year, in one language.

    `source_hash` is that of the German comment which a twin says. Readers see it when `is_public`.
    """

    __tablename__: ClassVar[str] = "goal_comment"
    __table_args__ = (UniqueConstraint("element_id", "year", "language"),)
    id: UUID = primary_key()
    element_id: UUID = reference("element.id", index=False, on_delete="CASCADE")
    year: int
    language: str = Field(max_length=12)
    text: str = Field(max_length=2000)
    source_hash: str = Field(default="", max_length=64)
    is_public: bool = Field(default=False)
    changed_at: datetime = Field(sa_type=UtcTime)
    changed_by: UUID | None = reference("account.id", nullable=True)
