"""Readings as a table for spreadsheets and programs; the same columns can be read in again."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import Response

from participation.indicators.figures import Figure
from participation.indicators.models import Reading
from participation.strategy.models import Precision
from participation.web.downloads import CSV, csv_of, download

COLUMNS = ("indicator", "date", "value", "note", "name", "unit", "target_path", "light")


def readings_csv(found: Iterable[Figure], name: str) -> Response:
    """A row for each reading, from the oldest; times and numbers as machines write them."""
    rows = (_row(figure, reading) for figure in found for reading in figure.readings)
    return download(csv_of([COLUMNS, *rows]), f"{name}.csv", CSV)


def _row(figure: Figure, reading: Reading) -> tuple[object, ...]:
    return (
        figure.indicator.slug,
        time_of(reading),
        reading.value,
        reading.note,
        figure.name,
        figure.indicator.unit,
        figure.wanted(reading),
        figure.light_of(reading).value,
    )


def time_of(reading: Reading) -> str:
    """The time of a reading for machines: 2024, 2024-06 or 2024-06-30."""
    length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[reading.precision]
    return reading.day.isoformat()[:length]
