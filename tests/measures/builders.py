"""Builders: a measure for the scene's goal."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session

from participation.measures.actions import MeasureFacts, StepFacts, add_measure, link_element, store_step
from participation.measures.models import Measure, StepState
from tests.goals.builders import Scene


def a_measure(session: Session, scene: Scene, slug: str = "rufbus", **more: Any) -> Measure:
    """A public measure of 120,000 euros, in both languages, for the goal."""
    values: dict[str, Any] = {
        "words": {
            "de": ("Rufbus", "Ein Bus, den man ruft.", True),
            "de-simple": ("Bus auf Anruf", "Sie rufen an.", True),
        },
        "cost": 120_000,
        "is_public": True,
    }
    measure = add_measure(session, scene.region.id, slug, MeasureFacts(**(values | more)), None)
    link_element(session, measure, scene.goal_id, None)
    return measure


def a_step(session: Session, measure: Measure, due_on: date, title: str = "Busse sind bestellt") -> None:
    """A planned milestone."""
    store_step(session, measure, None, StepFacts(due_on, {"de": title}, StepState.PLANNED), None)


def a_measure_with_a_step(session: Session, scene: Scene) -> Measure:
    """A measure whose milestone is late."""
    measure = a_measure(session, scene)
    a_step(session, measure, date(2024, 3, 31))
    return measure
