"""Indicators as they are read: words in the reader's language, readings, the target path, where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.errors import NotFound
from participation.indicators.lights import (
    GRACE_MONTHS,
    Light,
    Point,
    expected,
    light,
    months_later,
    place_in_time,
    target_path,
)
from participation.indicators.models import Indicator, IndicatorElement, IndicatorText, Reading, TargetValue
from participation.language.normalise import text_hash
from participation.regions.models import Department
from participation.web.languages import GERMAN

Row = TypeVar("Row")


@dataclass(frozen=True)
class Figure:
    """An indicator with everything that belongs to it; `readings` from the oldest, `targets` by year.

    `tag` is the language of name and definition: that asked for, or German where it lacks them.
    """

    indicator: Indicator
    texts: dict[str, IndicatorText]
    tag: str
    department: str
    targets: tuple[TargetValue, ...]
    readings: tuple[Reading, ...]
    element_ids: frozenset[UUID]

    @property
    def name(self) -> str:
        """The name in the language of `tag`."""
        return self.texts[self.tag].name

    @property
    def definition(self) -> str:
        """What is counted, in the language of `tag`."""
        return self.texts[self.tag].definition

    @property
    def is_stale(self) -> bool:
        """Whether the words shown are a twin whose German text changed since."""
        return self.tag != GERMAN.tag and self.texts[self.tag].source_hash != german_hash(self.texts[GERMAN.tag])

    @property
    def latest(self) -> Reading | None:
        """The newest reading."""
        return self.readings[-1] if self.readings else None

    @property
    def path(self) -> tuple[Point, ...]:
        """The target path."""
        one = self.indicator
        has_start = one.baseline_year is not None and one.baseline_value is not None
        start = (one.baseline_year or 0, one.baseline_value or 0.0) if has_start else None
        return target_path(start, ((target.year, target.value) for target in self.targets))

    def wanted(self, reading: Reading) -> float | None:
        """The value on the path at the time of a reading, rounded as it is shown."""
        value = expected(self.path, place_in_time(reading.day))
        return None if value is None else round(value, self.indicator.decimals)

    def light_of(self, reading: Reading) -> Light:
        """The traffic light of one reading; values are compared as they are shown."""
        value = round(reading.value, self.indicator.decimals)
        return light(self.indicator.direction, value, self.wanted(reading), self.indicator.tolerance)

    @property
    def light(self) -> Light:
        """The traffic light of the newest reading."""
        return self.light_of(self.latest) if self.latest else Light.NONE

    @property
    def next_target(self) -> TargetValue | None:
        """The first target after the newest reading, or the last of all."""
        after = [one for one in self.targets if self.latest is None or one.year >= self.latest.day.year]
        return after[0] if after else (self.targets[-1] if self.targets else None)

    @property
    def stale_from(self) -> date | None:
        """The day from which the newest reading counts as stale; None without any reading."""
        if self.latest is None:
            return None
        return months_later(self.latest.day, self.indicator.interval_months + GRACE_MONTHS)

    def needs_reading(self, today: date) -> bool:
        """Whether there is no reading, or only a stale one."""
        return self.stale_from is None or today >= self.stale_from


def german_hash(text: IndicatorText) -> str:
    """What a twin notes of the German name and definition that it says."""
    return text_hash(f"{text.name}\n{text.definition}")


def figures(
    session: Session, region_id: UUID, tag: str, *, public_only: bool = True, of: Collection[UUID] | None = None
) -> list[Figure]:
    """The indicators of a region by German name; six queries.

    Args:
        session: reads.
        region_id: whose.
        tag: the reader's language.
        public_only: without those that only the administration sees.
        of: only those of these elements.
    """
    chosen = select(Indicator).where(Indicator.region_id == region_id)
    if public_only:
        chosen = chosen.where(col(Indicator.is_public).is_(True))
    if of is not None:
        linked = select(IndicatorElement.indicator_id).where(col(IndicatorElement.element_id).in_(of))
        chosen = chosen.where(col(Indicator.id).in_(linked))
    return loaded(session, session.exec(chosen).all(), tag)


def loaded(session: Session, indicators: Sequence[Indicator], tag: str) -> list[Figure]:
    """Indicators with everything that belongs to them, by German name; five queries."""
    if not indicators:
        return []
    ids = [one.id for one in indicators]
    texts = _by_indicator(session.exec(select(IndicatorText).where(col(IndicatorText.indicator_id).in_(ids))))
    targets = _by_indicator(
        session.exec(select(TargetValue).where(col(TargetValue.indicator_id).in_(ids)).order_by(col(TargetValue.year)))
    )
    readings = _by_indicator(
        session.exec(select(Reading).where(col(Reading.indicator_id).in_(ids)).order_by(col(Reading.day)))
    )
    links = _by_indicator(session.exec(select(IndicatorElement).where(col(IndicatorElement.indicator_id).in_(ids))))
    wanted = {one.department_id for one in indicators if one.department_id}
    names = dict(session.exec(select(Department.id, Department.name).where(col(Department.id).in_(wanted))).all())
    found = []
    for one in indicators:
        words = {text.language: text for text in texts[one.id]}
        figure = Figure(
            one,
            words,
            tag if tag in words else GERMAN.tag,
            names[one.department_id] if one.department_id else "",
            tuple(targets.get(one.id, ())),
            tuple(readings.get(one.id, ())),
            frozenset(link.element_id for link in links.get(one.id, ())),
        )
        found.append(figure)
    return sorted(found, key=lambda figure: figure.texts[GERMAN.tag].name.casefold())


def _by_indicator(rows: Iterable[Row]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = {}
    for row in rows:
        owner: Any = row
        found.setdefault(owner.indicator_id, []).append(row)
    return found


def figure_by_slug(session: Session, region_id: UUID, slug: str, tag: str, *, public_only: bool = True) -> Figure:
    """One indicator.

    Raises:
        NotFound: there is none, or it is not public.
    """
    one = session.exec(select(Indicator).where(Indicator.region_id == region_id, Indicator.slug == slug)).first()
    if one is None or (public_only and not one.is_public):
        raise NotFound("There is no such indicator.")
    return loaded(session, [one], tag)[0]


def tally(found: Iterable[Figure]) -> dict[Light, int]:
    """How many of the indicators stand at each light."""
    counted = Counter(figure.light for figure in found)
    return {each: counted[each] for each in Light}
