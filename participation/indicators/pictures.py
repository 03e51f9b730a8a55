"""Pictures of an indicator: the small course beside its name, and the large one on its page."""

from __future__ import annotations

from participation.indicators.figures import Figure
from participation.indicators.lights import place_in_time
from participation.web.lines import LineChart, Point, line_chart

_SMALL = (120.0, 36.0, 6.0)


def course(figure: Figure) -> LineChart | None:
    """The readings as a line, the target path beside them."""
    return line_chart(_readings(figure), figure.path)


def sparkline(figure: Figure) -> LineChart | None:
    """The same, small and without targets; None for fewer than two readings."""
    width, height, margin = _SMALL
    values = _readings(figure)
    return line_chart(values, width=width, height=height, margin=margin) if len(values) > 1 else None


def _readings(figure: Figure) -> list[Point]:
    return [(place_in_time(reading.day), reading.value) for reading in figure.readings]
