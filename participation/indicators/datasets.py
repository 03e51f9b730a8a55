"""Indicators and measures as open data: definitions, readings with where they stand, phases and milestones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from participation.core.text import msgid
from participation.indicators.figures import Figure, figures
from participation.indicators.models import Indicator, Reading
from participation.indicators.tables import time_of
from participation.measures.told import Told, measures_of
from participation.web.datasets import Column, Dataset, Piece, Value
from participation.web.languages import EASY, GERMAN
from participation.web.pages import Place

_INDICATOR = Column("indicator_id", msgid("Identifier of the indicator, stays the same for ever"))
_MEASURE = Column("measure_id", msgid("Identifier of the measure, stays the same for ever"))


def _indicators(session: Session, place: Place, _after: str) -> Piece:
    return Piece([_indicator(figure) for figure in figures(session, place.id, GERMAN.tag)])


def _indicator(figure: Figure) -> dict[str, Value]:
    one, easy = figure.indicator, figure.texts.get(EASY.tag)
    return {
        "indicator_id": one.id,
        "key": one.slug,
        "name": figure.name,
        "definition": figure.definition,
        "easy_name": easy.name if easy else "",
        "unit": one.unit,
        "direction": one.direction.value,
        "source": one.source,
        "department": figure.department,
        "baseline_year": one.baseline_year,
        "baseline_value": one.baseline_value,
        "targets": _joined(f"{target.year}: {target.value:g}" for target in figure.targets),
        "tolerance_percent": one.tolerance,
        "light": figure.light.value,
        "element_ids": _joined(sorted(str(element) for element in figure.element_ids)),
    }


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _readings(session: Session, place: Place, _after: str) -> Piece:
    found = figures(session, place.id, GERMAN.tag)
    return Piece([_reading(figure, reading) for figure in found for reading in figure.readings])


def _reading(figure: Figure, reading: Reading) -> dict[str, Value]:
    return {
        "indicator_id": figure.indicator.id,
        "reading_id": reading.id,
        "date": time_of(reading),
        "value": reading.value,
        "target_path": figure.wanted(reading),
        "light": figure.light_of(reading).value,
        "note": reading.note,
    }


def _measures(session: Session, place: Place, _after: str) -> Piece:
    return Piece([_measure(told) for told in measures_of(session, place.id, GERMAN.tag)])


def _measure(told: Told) -> dict[str, Value]:
    one, easy = told.measure, told.texts.get(EASY.tag)
    return {
        "measure_id": one.id,
        "key": one.slug,
        "name": told.name,
        "description": told.description,
        "easy_name": easy.name if easy else "",
        "phase": told.stage.value,
        "phase_decided_on": told.gates[-1].decided_on if told.gates else None,
        "department": told.department,
        "cost": one.cost,
        "funding": one.funding,
        "element_ids": _joined(sorted(str(element) for element in told.element_ids)),
    }


def _milestones(session: Session, place: Place, _after: str) -> Piece:
    found = measures_of(session, place.id, GERMAN.tag)
    rows: Sequence[dict[str, Value]] = [
        {
            "measure_id": told.measure.id,
            "milestone_id": step.id,
            "title": step.titles[GERMAN.tag],
            "easy_title": step.titles.get(EASY.tag, ""),
            "due_on": step.due_on,
            "state": step.state.value,
            "reached_on": step.reached_on,
        }
        for told in found
        for step in told.steps
    ]
    return Piece(rows)


def _modified(session: Session, place: Place) -> datetime | None:
    entered = select(func.max(col(Reading.entered_at))).join(Indicator, col(Indicator.id) == col(Reading.indicator_id))
    own = entered.where(col(Indicator.region_id) == place.id, col(Indicator.is_public).is_(True))
    return session.exec(own).one()


_LIGHT = Column("light", msgid("Where it stands to the target: green, yellow, red or none"))
_ELEMENTS = Column(
    "element_ids", msgid("Identifiers of the goals and fields that it belongs to, separated by semicolons")
)
_EASY_NAME = Column("easy_name", msgid("Name in Leichte Sprache"))
_NAME = Column("name", msgid("Name"))
_KEY = Column("key", msgid("Name in addresses"))
_DEPARTMENT = Column("department", msgid("Responsible department"))
DATASETS = (
    Dataset(
        "indicators",
        msgid("Indicators"),
        msgid("The public indicators with definition, starting value and targets."),
        (
            _INDICATOR,
            _KEY,
            _NAME,
            Column("definition", msgid("What is counted, and how")),
            _EASY_NAME,
            Column("unit", msgid("Unit")),
            Column("direction", msgid("up: more is better; down: less is better")),
            Column("source", msgid("Source")),
            _DEPARTMENT,
            Column("baseline_year", msgid("Year of the start")),
            Column("baseline_value", msgid("Value at the start")),
            Column("targets", msgid("Targets as year: value, separated by semicolons")),
            Column("tolerance_percent", msgid("Up to how many percent off the path count as yellow")),
            _LIGHT,
            _ELEMENTS,
        ),
        _indicators,
        _modified,
    ),
    Dataset(
        "indicator-readings",
        msgid("Values of indicators"),
        msgid("Every value of the public indicators, with the path to the target at its time."),
        (
            _INDICATOR,
            Column("reading_id", msgid("Identifier of the value")),
            Column("date", msgid("Year, month or day of the value")),
            Column("value", msgid("Value")),
            Column("target_path", msgid("Value on the way to the target at that time")),
            _LIGHT,
            Column("note", msgid("Remark on the value")),
        ),
        _readings,
        _modified,
    ),
    Dataset(
        "measures",
        msgid("Measures"),
        msgid("The public measures with phase, cost and the goals that they work for."),
        (
            _MEASURE,
            _KEY,
            _NAME,
            Column("description", msgid("What is done")),
            _EASY_NAME,
            Column("phase", msgid("Phase: initial, build_up, start, implementation or closing")),
            Column("phase_decided_on", msgid("Day of the decision on the phase")),
            _DEPARTMENT,
            Column("cost", msgid("Cost in euros")),
            Column("funding", msgid("What others pay of it, in euros")),
            _ELEMENTS,
        ),
        _measures,
    ),
    Dataset(
        "milestones",
        msgid("Milestones"),
        msgid("The milestones of the public measures."),
        (
            _MEASURE,
            Column("milestone_id", msgid("Identifier of the milestone")),
            Column("title", msgid("Title")),
            Column("easy_title", msgid("Title in Leichte Sprache")),
            Column("due_on", msgid("Day by which it is to be reached")),
            Column("state", msgid("State: planned, under_way, reached or dropped")),
            Column("reached_on", msgid("Day on which it was reached")),
        ),
        _milestones,
    ),
)
