"""Indicators and products of the demo: invented numbers that say so, for counties whose goals are loaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from participation.indicators.actions import Definition, Measurement, add_indicator, enter_reading, link_element
from participation.indicators.models import Direction, Indicator
from participation.indicators.staff.products import ProductFacts, link_goal, store_product
from participation.regions.models import Department, Region
from participation.strategy.models import Element, Precision, Strategy

_SOURCE = "Vorführung: erfundene Zahlen"
_NOTE = "Erfundener Wert"
_DEMO = " Alle Zahlen sind für die Vorführung erfunden."
_EASY_DEMO = " Die Zahlen sind nur ein Beispiel. Sie sind nicht echt."


@dataclass(frozen=True)
class DemoIndicator:
    """An invented indicator; `goal` is `strategy/key`, `readings` by year."""

    slug: str
    goal: str
    name: str
    definition: str
    easy_name: str
    easy_definition: str
    unit: str
    direction: Direction
    baseline: tuple[int, float]
    targets: dict[int, float]
    readings: dict[int, float]
    decimals: int = 0


@dataclass(frozen=True)
class DemoProduct:
    """An invented product; without goal it stands among the gaps."""

    number: str
    name: str
    sub_budget: str
    goal: str = ""


_BOERDE = (
    DemoIndicator(
        "glasfaser-demo",
        "kreisentwicklungskonzept/oz-1-3-1-1",
        "Haushalte mit Glasfaser (Demo)",
        "Anteil der Haushalte, die einen Glasfaseranschluss buchen können.",
        "Häuser mit schnellem Internet (Demo)",
        "So viele von 100 Haushalten können schnelles Internet bekommen.",
        "%",
        Direction.UP,
        (2021, 38.0),
        {2026: 75.0, 2030: 95.0},
        {2022: 44.5, 2023: 53.0, 2024: 61.5, 2025: 69.0},
        1,
    ),
    DemoIndicator(
        "hausaerzte-demo",
        "kreisentwicklungskonzept/sz-2-1-1",
        "Unbesetzte Stellen für Hausärztinnen und Hausärzte (Demo)",
        "Stellen im Landkreis, für die niemand eine Zulassung hat.",
        "Freie Stellen für Haus-Ärzte (Demo)",
        "So viele Haus-Ärzte fehlen im Landkreis.",
        "Stellen",
        Direction.DOWN,
        (2021, 22.0),
        {2027: 12.0},
        {2022: 22.0, 2023: 24.0, 2024: 23.0, 2025: 21.0},
    ),
    DemoIndicator(
        "onlinedienste-demo",
        "kreisentwicklungskonzept/oz-1-3-2-3",
        "Leistungen, die sich ganz online beantragen lassen (Demo)",
        "Zahl der Leistungen der Kreisverwaltung ohne Papier und ohne Weg ins Amt.",
        "Anträge im Internet (Demo)",
        "So viele Anträge können Sie im Internet stellen.",
        "Leistungen",
        Direction.UP,
        (2022, 12.0),
        {2026: 80.0},
        {2023: 31.0, 2024: 44.0, 2025: 60.0},
    ),
)
_HELMSTEDT = (
    DemoIndicator(
        "einwohner-demo",
        "strategische-ziele-2035/z-2",
        "Einwohnerinnen und Einwohner (Demo)",
        "Menschen mit Hauptwohnung im Landkreis am Ende des Jahres.",
        "Menschen im Landkreis (Demo)",
        "So viele Menschen wohnen im Landkreis.",
        "Personen",
        Direction.UP,
        (2022, 90_400.0),
        {2030: 90_500.0, 2035: 90_500.0},
        {2023: 90_650.0, 2024: 90_510.0, 2025: 90_320.0},
    ),
    DemoIndicator(
        "wartezeit-demo",
        "strategische-ziele-2035/z-3",
        "Tage bis zur Entscheidung über einen Antrag (Demo)",
        "Mittlere Dauer vom vollständigen Antrag bis zum Bescheid.",
        "So lange warten Sie auf eine Antwort (Demo)",
        "So viele Tage braucht das Amt für eine Entscheidung.",
        "Tage",
        Direction.DOWN,
        (2022, 41.0),
        {2028: 25.0},
        {2023: 38.0, 2024: 36.0, 2025: 32.5},
        1,
    ),
)
_INDICATORS = {"boerde": _BOERDE, "helmstedt": _HELMSTEDT}
_PRODUCTS = {
    "helmstedt": (
        DemoProduct("11110-D", "Bürgerservice (Demo)", "Zentrale Dienste", "strategische-ziele-2035/z-3"),
        DemoProduct("54710-D", "Öffentlicher Nahverkehr (Demo)", "Kreisentwicklung"),
    ),
    "boerde": (
        DemoProduct(
            "57110-D", "Wirtschaftsförderung (Demo)", "Kreisentwicklung", "kreisentwicklungskonzept/oz-1-1-1-2"
        ),
        DemoProduct("53610-D", "Breitbandausbau (Demo)", "Kreisentwicklung", "kreisentwicklungskonzept/oz-1-3-1-1"),
        DemoProduct("41410-D", "Gesundheitsplanung (Demo)", "Gesundheit"),
    ),
}
_PRODUCT_YEAR = 2026


def add_demo_indicators(session: Session, region: Region) -> int:
    """Add them once; how many indicators were added. Goals that the content does not have are left out."""
    if session.exec(select(Indicator).where(Indicator.region_id == region.id)).first():
        return 0
    department = session.exec(
        select(Department.id).where(Department.region_id == region.id).order_by(col(Department.name))
    ).first()
    added = 0
    for demo in _INDICATORS.get(region.slug, ()):
        goal = _goal(session, region, demo.goal)
        if goal is not None:
            indicator = add_indicator(session, region.id, demo.slug, _definition(demo, department), None)
            link_element(session, indicator, goal.id, None)
            for year, value in demo.readings.items():
                enter_reading(session, indicator, Measurement(date(year, 12, 31), Precision.YEAR, value, _NOTE), None)
            added += 1
    for product in _PRODUCTS.get(region.slug, ()):
        facts = ProductFacts(product.name, product.sub_budget, department, is_essential=True)
        stored = store_product(session, region.id, _PRODUCT_YEAR, product.number, facts, None)
        if product.goal and (goal := _goal(session, region, product.goal)) is not None:
            link_goal(session, stored, goal.id, None)
    return added


def _goal(session: Session, region: Region, place: str) -> Element | None:
    strategy, _, key = place.partition("/")
    return session.exec(
        select(Element)
        .join(Strategy, col(Strategy.id) == col(Element.strategy_id))
        .where(Strategy.region_id == region.id, Strategy.slug == strategy, Element.key == key)
    ).first()


def _definition(demo: DemoIndicator, department_id: UUID | None) -> Definition:
    return Definition(
        words={
            "de": (demo.name, demo.definition + _DEMO, True),
            "de-simple": (demo.easy_name, demo.easy_definition + _EASY_DEMO, True),
        },
        unit=demo.unit,
        decimals=demo.decimals,
        direction=demo.direction,
        source=_SOURCE,
        department_id=department_id,
        baseline=demo.baseline,
        targets=demo.targets,
        is_public=True,
    )
