"""Measures of the demo, invented and recognisable as such, for a county whose goals are loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from participation.measures.actions import (
    Decision,
    MeasureFacts,
    StepFacts,
    add_measure,
    decide,
    link_element,
    store_step,
)
from participation.measures.models import Decider, Measure, Stage, StepState
from participation.measures.responsibilities import Answering, set_answering
from participation.regions.models import Department, Region
from participation.strategy.models import Element, Strategy

REGION, STRATEGY = "boerde", "kreisentwicklungskonzept"
_BOARD = "Demo-Beirat Kreisentwicklung"
_DEMO = " Die Maßnahme ist für die Vorführung erfunden."
_EASY_DEMO = " Die Maßnahme ist nur ein Beispiel. Es gibt sie nicht wirklich."


@dataclass(frozen=True)
class DemoMeasure:
    """An invented measure; `steps` are day, state, title and title in Leichte Sprache, `gates` phase and day."""

    slug: str
    goal: str
    words: tuple[str, str]
    easy: tuple[str, str]
    cost: int
    funding: int
    steps: Sequence[tuple[str, StepState, str, str]]
    gates: Sequence[tuple[Stage, str, Decider]]


_MEASURES = (
    DemoMeasure(
        "glasfaserlotse-demo",
        "oz-1-3-1-1",
        ("Glasfaser-Lotse für Gemeinden (Demo)", "Eine Stelle begleitet Gemeinden vom Förderantrag bis zum Anschluss."),
        (
            "Hilfe für schnelles Internet (Demo)",
            "Eine Person hilft den Gemeinden. So bekommen alle schnelles Internet.",
        ),
        240_000,
        180_000,
        (
            ("2025-03-31", StepState.REACHED, "Stelle ist besetzt", "Jemand macht die Arbeit"),
            ("2025-11-30", StepState.UNDER_WAY, "Beratungsplan liegt vor", "Es gibt einen Plan für die Hilfe"),
            ("2026-06-30", StepState.PLANNED, "Alle Gemeinden sind beraten", "Alle Gemeinden wissen Bescheid"),
            ("2028-12-31", StepState.PLANNED, "Letzte Lücke ist beantragt", "Für alle ist ein Antrag gestellt"),
        ),
        (
            (Stage.INITIAL, "2024-05-14", Decider.MANAGEMENT),
            (Stage.START, "2025-01-20", Decider.ADVISORY_BOARD),
            (Stage.IMPLEMENTATION, "2025-04-08", Decider.MANAGEMENT),
        ),
    ),
    DemoMeasure(
        "landarztstipendium-demo",
        "sz-2-1-1",
        (
            "Stipendium für künftige Hausärztinnen und Hausärzte (Demo)",
            "Wer später im Landkreis arbeitet, wird im Studium gefördert.",
        ),
        (
            "Geld für Menschen, die Arzt werden (Demo)",
            "Sie lernen, Arzt zu sein. Dann arbeiten sie im Landkreis. Dafür bekommen sie Geld.",
        ),
        90_000,
        0,
        (
            ("2026-02-28", StepState.REACHED, "Richtlinie ist beschlossen", "Die Regeln sind fertig"),
            (
                "2027-10-01",
                StepState.PLANNED,
                "Erste fünf Stipendien sind vergeben",
                "Die ersten 5 Menschen bekommen Geld",
            ),
        ),
        ((Stage.INITIAL, "2025-09-02", Decider.MANAGEMENT), (Stage.BUILD_UP, "2026-01-13", Decider.MANAGEMENT)),
    ),
)


def add_demo_measures(session: Session, region: Region) -> int:
    """Add them once; how many were added. Goals that the content does not have are left out."""
    if region.slug != REGION or session.exec(select(Measure).where(Measure.region_id == region.id)).first():
        return 0
    department = session.exec(
        select(Department.id).where(Department.region_id == region.id).order_by(col(Department.name))
    ).first()
    added = 0
    for demo in _MEASURES:
        goal = _goal(session, region, demo.goal)
        if goal is not None:
            _play(session, region, demo, goal, department)
            added += 1
    return added


def _goal(session: Session, region: Region, key: str) -> Element | None:
    return session.exec(
        select(Element)
        .join(Strategy, col(Strategy.id) == col(Element.strategy_id))
        .where(Strategy.region_id == region.id, Strategy.slug == STRATEGY, Element.key == key)
    ).first()


def _play(session: Session, region: Region, demo: DemoMeasure, goal: Element, department_id: UUID | None) -> None:
    words = {
        "de": (demo.words[0], demo.words[1] + _DEMO, True),
        "de-simple": (demo.easy[0], demo.easy[1] + _EASY_DEMO, True),
    }
    source = "Vorführung: erfundenes Förderprogramm" if demo.funding else ""
    facts = MeasureFacts(words, department_id, demo.cost, demo.funding or None, source, is_public=True)
    measure = add_measure(session, region.id, demo.slug, facts, None)
    link_element(session, measure, goal.id, None)
    for day, state, german, easy in demo.steps:
        titles = {"de": german, "de-simple": easy}
        store_step(session, measure, None, StepFacts(date.fromisoformat(day), titles, state), None)
    for stage, day, decider in demo.gates:
        body = _BOARD if decider is Decider.ADVISORY_BOARD else ""
        decide(session, measure, Decision(stage, date.fromisoformat(day), decider, body), None)
    answering = Answering(
        department_id, "", "Vorsitz des Demo-Ausschusses", ("Demo-Verein Land und Leute", "Demo-Gemeinde")
    )
    set_answering(session, goal, answering, None)
