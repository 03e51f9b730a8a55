"""Readings and products from tables: what each row means, and storing all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.text import msgid
from participation.indicators.actions import Measurement, enter_reading
from participation.indicators.models import Indicator, Product, Reading
from participation.indicators.staff.forms import read_reading
from participation.indicators.staff.importing import TWICE, BadRow, Plan, Row, Translate
from participation.indicators.staff.products import ProductFacts, link_goal, store_product
from participation.indicators.values import department_named, year_from
from participation.regions.models import Department
from participation.strategy.models import GOALS, Element, Precision, Strategy

READING_COLUMNS = {
    "indicator": ("kennzahl", "indicator"),
    "time": ("stand", "date", "jahr"),
    "value": ("wert", "value"),
    "note": ("bemerkung", "note"),
}
PRODUCT_COLUMNS = {
    "number": ("nummer", "number", "produkt"),
    "name": ("bezeichnung", "name"),
    "year": ("jahr", "year"),
    "sub_budget": ("teilhaushalt", "sub_budget"),
    "department": ("fachdienst", "department"),
    "essential": ("wesentlich", "is_essential"),
    "goals": ("ziele", "goals"),
}
_YES, _NO = {"ja", "x", "1", "yes", "true", "wahr"}, {"", "nein", "0", "no", "false", "falsch"}


@dataclass(frozen=True)
class PlannedReading:
    """A reading as a table has it; `before` is what is stored for that time, None if nothing."""

    indicator: Indicator
    measured: Measurement
    before: float | None

    @property
    def label(self) -> str:
        """What it is about."""
        return self.indicator.slug

    @property
    def is_new(self) -> bool:
        """Whether nothing is stored for that time."""
        return self.before is None


@dataclass(frozen=True)
class PlannedProduct:
    """A product as a table has it, with the goals that it is to work for."""

    year: int
    number: str
    facts: ProductFacts
    element_ids: tuple[UUID, ...]
    is_new: bool

    @property
    def label(self) -> str:
        """What it is about."""
        return f"{self.number} {self.facts.name}"


def plan_readings(
    session: Session, region_id: UUID, rows: Sequence[Row], translate: Translate, today: date
) -> Plan[PlannedReading]:
    """What the rows of a table of readings mean."""
    chosen = session.exec(select(Indicator).where(Indicator.region_id == region_id)).all()
    known = {one.slug: one for one in chosen}
    readings = session.exec(select(Reading).where(col(Reading.indicator_id).in_([one.id for one in chosen])))
    stored = {(one.indicator_id, one.day): one.value for one in readings}
    plan, seen = Plan[PlannedReading](len(rows)), set[tuple[str, date]]()
    for row in rows:
        slug, note = row.cells["indicator"], row.cells.get("note", "")
        sheet = read_reading(row.cells["time"], row.cells["value"], note, today)
        problems = dict(sheet.problems)
        if slug not in known:
            problems["indicator"] = msgid("There is no indicator with this short name.")
        if sheet.time and (slug, sheet.time[0]) in seen:
            problems["time"] = TWICE
        plan.bad += _bad(row, problems, READING_COLUMNS, translate)
        if problems:
            continue
        day, precision = cast("tuple[date, Precision]", sheet.time)
        seen.add((slug, day))
        measured = Measurement(day, precision, cast("float", sheet.value), note)
        plan.planned.append(PlannedReading(known[slug], measured, stored.get((known[slug].id, day))))
    return plan


def store_readings(session: Session, planned: Sequence[PlannedReading], actor_id: UUID | None) -> None:
    """Enter all of them."""
    for one in planned:
        enter_reading(session, one.indicator, one.measured, actor_id)


def plan_products(session: Session, region_id: UUID, rows: Sequence[Row], translate: Translate) -> Plan[PlannedProduct]:
    """What the rows of a table of products mean."""
    departments = session.exec(select(Department).where(Department.region_id == region_id)).all()
    stored = set(session.exec(select(Product.year, Product.number).where(Product.region_id == region_id)).all())
    goals = _goals(session, region_id)
    plan, seen = Plan[PlannedProduct](len(rows)), set[tuple[int | None, str]]()
    for row in rows:
        year, number = year_from(row.cells["year"]), row.cells["number"]
        problems = _product_problems(row, departments, goals)
        if (year, number) in seen:
            problems["number"] = TWICE
        seen.add((year, number))
        plan.bad += _bad(row, problems, PRODUCT_COLUMNS, translate)
        if year is not None and not problems:
            found = tuple(goals[key] for key in row.cells.get("goals", "").replace(",", " ").split())
            facts = _facts(row, departments)
            plan.planned.append(PlannedProduct(year, number, facts, found, (year, number) not in stored))
    return plan


def _product_problems(row: Row, departments: Sequence[Department], goals: dict[str, UUID]) -> dict[str, str]:
    problems = {}
    if year_from(row.cells["year"]) is None:
        problems["year"] = msgid("Please enter a year with four digits.")
    for name, longest in (("number", 40), ("name", 200), ("sub_budget", 160)):
        if len(row.cells.get(name, "")) > longest:
            problems[name] = msgid("This is too long.")
    for name in ("number", "name"):
        if not row.cells[name]:
            problems[name] = msgid("This must not be empty.")
    department = row.cells.get("department", "")
    if department and department_named(departments, department) is None:
        problems["department"] = msgid("There is no such department.")
    if row.cells.get("essential", "").lower() not in _YES | _NO:
        problems["essential"] = msgid("Please write ja or nein.")
    if set(row.cells.get("goals", "").replace(",", " ").split()) - goals.keys():
        problems["goals"] = msgid("Some of these goals do not exist. Write strategy/goal as in their addresses.")
    return problems


def _facts(row: Row, departments: Sequence[Department]) -> ProductFacts:
    department = department_named(departments, row.cells.get("department", ""))
    return ProductFacts(
        row.cells["name"],
        row.cells.get("sub_budget", ""),
        department.id if department else None,
        row.cells.get("essential", "").lower() in _YES,
    )


def _goals(session: Session, region_id: UUID) -> dict[str, UUID]:
    rows = session.exec(
        select(Strategy.slug, Element.key, Element.id)
        .join(Element, col(Element.strategy_id) == col(Strategy.id))
        .where(Strategy.region_id == region_id, col(Element.retired_at).is_(None), col(Element.kind).in_(GOALS))
    )
    return {f"{strategy}/{key}": element_id for strategy, key, element_id in rows}


def store_products(session: Session, region_id: UUID, planned: Sequence[PlannedProduct], actor_id: UUID | None) -> None:
    """Store all of them; goals are added, never taken away."""
    for one in planned:
        product = store_product(session, region_id, one.year, one.number, one.facts, actor_id)
        for element_id in one.element_ids:
            link_goal(session, product, element_id, actor_id)


def _bad(row: Row, problems: dict[str, str], columns: dict[str, tuple[str, ...]], translate: Translate) -> list[BadRow]:
    return [BadRow(row.number, columns[name][0], translate(sentence)) for name, sentence in problems.items()]
