"""Builders: an indicator of the scene's goal, with a target path that anybody can calculate in the head."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session

from participation.indicators.actions import Definition, Measurement, add_indicator, enter_reading, link_element
from participation.indicators.models import Direction, Indicator
from participation.strategy.models import Precision
from tests.goals.builders import Scene


def an_indicator(session: Session, scene: Scene, slug: str = "takt", **more: Any) -> Indicator:
    """Lines with a bus every hour: 10 at the end of 2020, 110 wanted by the end of 2030, so ten more each year."""
    values: dict[str, Any] = {
        "words": {"de": ("Linien im Stundentakt", "Linien, die jede Stunde fahren.", True)},
        "unit": "Linien",
        "decimals": 0,
        "direction": Direction.UP,
        "baseline": (2020, 10.0),
        "targets": {2030: 110.0},
        "is_public": True,
    }
    indicator = add_indicator(session, scene.region.id, slug, Definition(**(values | more)), None)
    link_element(session, indicator, scene.goal_id, None)
    return indicator


def a_reading(session: Session, indicator: Indicator, year: int, value: float, note: str = "") -> None:
    """What was measured at the end of a year."""
    enter_reading(session, indicator, Measurement(date(year, 12, 31), Precision.YEAR, value, note), None)


def measured(*values: tuple[int, float], **more: Any) -> Any:
    """A builder for `set_up`: the indicator with such readings."""

    def build(session: Session, scene: Scene) -> Indicator:
        indicator = an_indicator(session, scene, **more)
        for year, value in values:
            a_reading(session, indicator, year, value)
        return indicator

    return build
