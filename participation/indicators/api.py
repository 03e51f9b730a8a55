"""Indicators over the API: definition, targets, readings, where each stands, and what it measures."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import col, select

from participation.core.errors import NotFound
from participation.indicators.figures import Figure, loaded
from participation.indicators.models import Indicator, Reading
from participation.indicators.tables import time_of
from participation.regions.models import Region
from participation.strategy.passages import present_elements
from participation.web.api import Call, Endpoint, Listing
from participation.web.languages import GERMAN


class IndicatorWords(BaseModel):
    """Name and definition in one language."""

    name: str
    definition: str


class YearValue(BaseModel):
    """A value at the end of a year."""

    year: int
    value: float


class ReadingItem(BaseModel):
    """What was measured; `target_path` is where the county wanted to be by then, `light` green, yellow, red or none."""

    date: str
    value: float
    note: str
    target_path: float | None
    light: str
    entered_at: datetime


class IndicatorItem(BaseModel):
    """An indicator; `light` is that of the newest reading, `elements` are parts of published strategies."""

    id: UUID
    region: str
    slug: str
    texts: dict[str, IndicatorWords]
    unit: str
    decimals: int
    direction: str
    tolerance_percent: int
    source: str
    department: str
    baseline: YearValue | None
    targets: list[YearValue]
    readings: list[ReadingItem]
    light: str
    elements: list[UUID]


def list_indicators(call: Call) -> Listing[IndicatorItem]:
    """The public indicators of all regions, or of one."""
    after, limit = call.cursor()
    chosen = (
        select(Indicator, Region.slug)
        .join(Region, col(Region.id) == col(Indicator.region_id))
        .where(col(Indicator.is_public).is_(True))
        .order_by(col(Indicator.id))
    )
    if after:
        chosen = chosen.where(col(Indicator.id) > after)
    if region := call.query.get("region"):
        chosen = chosen.where(Region.slug == region)
    rows = call.db.exec(chosen.limit(limit + 1)).all()
    items = _items(call, [(one, slug) for one, slug in rows[:limit]])
    return Listing[IndicatorItem](items=items, next=str(items[-1].id) if len(rows) > limit else None)


def one_indicator(call: Call, indicator: UUID) -> IndicatorItem:
    """One public indicator."""
    found = call.db.get(Indicator, indicator)
    if found is None or not found.is_public:
        raise NotFound("There is no such indicator.")
    return _items(call, [(found, call.db.get_one(Region, found.region_id).slug)])[0]


def _items(call: Call, rows: list[tuple[Indicator, str]]) -> list[IndicatorItem]:
    found = {figure.indicator.id: figure for figure in loaded(call.db, [one for one, _slug in rows], GERMAN.tag)}
    present = present_elements(call.db, {element for figure in found.values() for element in figure.element_ids})
    return [_item(found[one.id], slug, present) for one, slug in rows]


def _item(figure: Figure, region: str, present: set[UUID]) -> IndicatorItem:
    one = figure.indicator
    has_start = one.baseline_year is not None and one.baseline_value is not None
    return IndicatorItem(
        id=one.id,
        region=region,
        slug=one.slug,
        texts={tag: IndicatorWords(name=text.name, definition=text.definition) for tag, text in figure.texts.items()},
        unit=one.unit,
        decimals=one.decimals,
        direction=one.direction.value,
        tolerance_percent=one.tolerance,
        source=one.source,
        department=figure.department,
        baseline=YearValue(year=one.baseline_year or 0, value=one.baseline_value or 0.0) if has_start else None,
        targets=[YearValue(year=target.year, value=target.value) for target in figure.targets],
        readings=[_reading(figure, reading) for reading in figure.readings],
        light=figure.light.value,
        elements=sorted(figure.element_ids & present),
    )


def _reading(figure: Figure, reading: Reading) -> ReadingItem:
    return ReadingItem(
        date=time_of(reading),
        value=reading.value,
        note=reading.note,
        target_path=figure.wanted(reading),
        light=figure.light_of(reading).value,
        entered_at=reading.entered_at,
    )


_QUERY = {"cursor": "`next` of the page before", "limit": "items a page, 1 to 100", "region": "a region's slug"}
ENDPOINTS = (
    Endpoint(
        "/indicators", list_indicators, "Indicators with targets and readings", Listing[IndicatorItem], query=_QUERY
    ),
    Endpoint("/indicators/{indicator:uuid}", one_indicator, "One indicator with targets and readings", IndicatorItem),
)
