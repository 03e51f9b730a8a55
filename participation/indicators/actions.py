"""What changes indicators: writing them down, entering readings, saying what they measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, delete, select

from participation.core.clock import now
from participation.core.errors import Conflict
from participation.core.journal import record
from participation.indicators.figures import german_hash
from participation.indicators.models import (
    Direction,
    Indicator,
    IndicatorElement,
    IndicatorText,
    Reading,
    TargetValue,
)
from participation.regions.actions import publish_change
from participation.strategy.models import Precision
from participation.web.languages import GERMAN


@dataclass(frozen=True)
class Definition:
    """Everything about an indicator but its readings and what it measures.

    `words`: tag -> (name, definition, whether a twin says what the German text says now); empty names are left out.
    """

    words: Mapping[str, tuple[str, str, bool]]
    unit: str
    decimals: int
    direction: Direction
    source: str = ""
    department_id: UUID | None = None
    baseline: tuple[int, float] | None = None
    targets: Mapping[int, float] | None = None
    tolerance: int = 10
    interval_months: int = 12
    is_public: bool = False


@dataclass(frozen=True)
class Measurement:
    """A value at a time."""

    day: date
    precision: Precision
    value: float
    note: str = ""


def add_indicator(
    session: Session, region_id: UUID, slug: str, definition: Definition, actor_id: UUID | None
) -> Indicator:
    """A new indicator.

    Raises:
        Conflict: the region has one of that name in addresses.
    """
    if session.exec(select(Indicator).where(Indicator.region_id == region_id, Indicator.slug == slug)).first():
        raise Conflict("There is an indicator with this short name already.")
    indicator = Indicator(region_id=region_id, slug=slug, direction=definition.direction, created_at=now())
    return _store(session, indicator, definition, actor_id, "added")


def change_indicator(session: Session, indicator: Indicator, definition: Definition, actor_id: UUID | None) -> None:
    """Write an indicator down anew; readings and links stay."""
    _store(session, indicator, definition, actor_id, "changed")


def _store(
    session: Session, indicator: Indicator, definition: Definition, actor_id: UUID | None, act: str
) -> Indicator:
    was_public = indicator.is_public
    year, value = definition.baseline or (None, None)
    indicator.unit, indicator.decimals, indicator.direction = definition.unit, definition.decimals, definition.direction
    indicator.source, indicator.department_id = definition.source, definition.department_id
    indicator.baseline_year, indicator.baseline_value = year, value
    indicator.tolerance, indicator.interval_months = definition.tolerance, definition.interval_months
    indicator.is_public = definition.is_public
    session.add(indicator)
    session.flush()
    _store_words(session, indicator.id, definition.words)
    _store_targets(session, indicator.id, definition.targets or {})
    _note(session, act, indicator, actor_id, {"public": indicator.is_public, "targets": len(definition.targets or {})})
    if was_public or indicator.is_public:
        publish_change(session, indicator.region_id)
    return indicator


def _store_words(session: Session, indicator_id: UUID, words: Mapping[str, tuple[str, str, bool]]) -> None:
    rows = session.exec(select(IndicatorText).where(IndicatorText.indicator_id == indicator_id)).all()
    stored = {row.language: row for row in rows}
    name, text, _is_in_step = words[GERMAN.tag]
    german = german_hash(IndicatorText(indicator_id=indicator_id, language=GERMAN.tag, name=name, definition=text))
    for tag, (name, text, is_in_step) in words.items():
        row = stored.get(tag) or IndicatorText(indicator_id=indicator_id, language=tag, name="")
        if not name:
            if tag in stored:
                session.delete(row)
            continue
        if is_in_step or (row.name, row.definition) != (name, text):
            row.source_hash = german  # whoever writes a twin anew writes it for the present text
        row.name, row.definition = name, text
        session.add(row)
    session.flush()


def _store_targets(session: Session, indicator_id: UUID, targets: Mapping[int, float]) -> None:
    session.exec(delete(TargetValue).where(col(TargetValue.indicator_id) == indicator_id))
    session.add_all(TargetValue(indicator_id=indicator_id, year=year, value=value) for year, value in targets.items())
    session.flush()


def enter_reading(session: Session, indicator: Indicator, measured: Measurement, actor_id: UUID | None) -> Reading:
    """Enter a reading; one of the same time is replaced, and the journal keeps what it was."""
    same = select(Reading).where(Reading.indicator_id == indicator.id, Reading.day == measured.day)
    stored = session.exec(same).first()
    before = stored.value if stored else None
    reading = stored or Reading(indicator_id=indicator.id, day=measured.day, value=measured.value, entered_at=now())
    reading.precision, reading.value, reading.note = measured.precision, measured.value, measured.note
    reading.entered_at, reading.entered_by = now(), actor_id
    session.add(reading)
    session.flush()
    details = {"day": measured.day.isoformat(), "value": measured.value, "before": before}
    _note(session, "entered_reading", indicator, actor_id, details)
    _tell(session, indicator)
    return reading


def remove_reading(session: Session, indicator: Indicator, reading: Reading, actor_id: UUID | None) -> None:
    """Take a reading out that was entered by mistake."""
    session.delete(reading)
    session.flush()
    details = {"day": reading.day.isoformat(), "value": reading.value}
    _note(session, "removed_reading", indicator, actor_id, details)
    _tell(session, indicator)


def link_element(session: Session, indicator: Indicator, element_id: UUID, actor_id: UUID | None) -> None:
    """Say that an indicator measures an element; saying it twice changes nothing."""
    same = select(IndicatorElement).where(
        IndicatorElement.indicator_id == indicator.id, IndicatorElement.element_id == element_id
    )
    if session.exec(same).first():
        return
    session.add(IndicatorElement(indicator_id=indicator.id, element_id=element_id))
    session.flush()
    _note(session, "linked", indicator, actor_id, {"element": str(element_id)})
    _tell(session, indicator)


def unlink_element(session: Session, indicator: Indicator, element_id: UUID, actor_id: UUID | None) -> None:
    """Say that an indicator does not measure an element any more."""
    session.exec(
        delete(IndicatorElement).where(
            col(IndicatorElement.indicator_id) == indicator.id, col(IndicatorElement.element_id) == element_id
        )
    )
    _note(session, "unlinked", indicator, actor_id, {"element": str(element_id)})
    _tell(session, indicator)


def _note(session: Session, act: str, indicator: Indicator, actor_id: UUID | None, details: dict[str, object]) -> None:
    record(session, act, "indicator", indicator.id, actor_id=actor_id, region_id=indicator.region_id, details=details)


def _tell(session: Session, indicator: Indicator) -> None:
    if indicator.is_public:
        publish_change(session, indicator.region_id)
