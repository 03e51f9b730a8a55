"""Tables of regions."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Json, Table, enum_type, primary_key, reference


class RegionKind(StrEnum):
    """A county, or several municipalities that work together."""

    COUNTY = "county"
    ASSOCIATION = "association"


class Region(Table, table=True):
    """A Landkreis or kommunaler Verbund. `accessibility` is read by `accessibility.facts_of`.

    `data_licence` names a licence of `licences.LICENCES`; empty is the usual one.
    """

    __tablename__: ClassVar[str] = "region"
    id: UUID = primary_key()
    slug: str = Field(max_length=60, unique=True)
    name: str = Field(max_length=120)
    short_name: str = Field(max_length=60)
    kind: RegionKind = Field(sa_type=enum_type(RegionKind, "kind"))
    state: str = Field(max_length=2)
    key: str = Field(max_length=5)
    council: str = Field(max_length=60)
    member: str = Field(max_length=60)
    primary_color: str = Field(max_length=7)
    website: str = Field(default="", max_length=200)
    population_source: str = Field(default="", max_length=200)
    population_date: date | None = None
    population_total: int | None = None
    published_version: int = Field(default=0)
    accessibility: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    data_licence: str = Field(default="", max_length=20)


class RegionText(Table, table=True):
    """The start page's text of a region in one language."""

    __tablename__: ClassVar[str] = "region_text"
    __table_args__ = (UniqueConstraint("region_id", "language"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    language: str = Field(max_length=12)
    text: str


class Municipality(Table, table=True):
    """A Gemeinde; found by the name of one of its localities (Ortsteile)."""

    __tablename__: ClassVar[str] = "municipality"
    __table_args__ = (UniqueConstraint("region_id", "ags"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    ags: str = Field(max_length=8)
    ars: str | None = Field(default=None, max_length=12)
    name: str = Field(max_length=120)
    kind: str = Field(default="", max_length=60)
    association: str | None = Field(default=None, max_length=120)
    sub_region: str = Field(default="", max_length=60)
    localities: list[str] = Field(default_factory=list, sa_type=Json)


class PopulationGroup(Table, table=True):
    """How many people of an age group and gender live in the region."""

    __tablename__: ClassVar[str] = "population_group"
    __table_args__ = (UniqueConstraint("region_id", "age_group", "gender"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    age_group: str = Field(max_length=12)
    gender: str = Field(max_length=12)
    people: int


class RegionOutline(Table, table=True):
    """The region's map: a GeoJSON FeatureCollection, a MultiPolygon for each municipality (`ags`, `name`, `point`).

    It may be schematic; `note` says where it comes from. Coordinates are WGS 84, longitude first.
    """

    __tablename__: ClassVar[str] = "region_outline"
    region_id: UUID = Field(primary_key=True, foreign_key="region.id", ondelete="CASCADE")
    document: dict[str, Any] = Field(sa_type=Json)


class Department(Table, table=True):
    """A Fachdienst of the administration: what needs special knowledge is handed over to it.

    `email` is the department's own mailbox, never a person's.
    """

    __tablename__: ClassVar[str] = "department"
    __table_args__ = (UniqueConstraint("region_id", "name"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    name: str = Field(max_length=160)
    email: str = Field(default="", max_length=254)
    is_active: bool = Field(default=True)
