"""Indicators and measures are open data: only public ones, with the numbers that pages show."""

from __future__ import annotations

from sqlmodel import Session

from participation.measures.models import Measure
from tests.browser import Browser
from tests.goals.builders import Scene, set_up
from tests.indicators.builders import measured
from tests.measures.builders import a_measure, a_measure_with_a_step


def _hidden(session: Session, scene: Scene) -> Measure:
    return a_measure(session, scene, "geheim", is_public=False)


def test_public_indicators_and_measures_can_be_taken_away(browser: Browser) -> None:
    set_up(
        browser,
        measured((2022, 30)),
        measured((2022, 40), slug="intern", is_public=False),
        _hidden,
        a_measure_with_a_step,
    )
    indicators = browser.get("/opendata/lindenau/indicators.json").json()
    assert [row["key"] for row in indicators] == ["takt"]
    assert indicators[0]["light"] == "green"
    readings = browser.get("/opendata/lindenau/indicator-readings.csv").text
    assert readings.count("2022") == 1
    (row,) = browser.get("/opendata/lindenau/measures.json").json()
    assert (row["key"], row["phase"], row["cost"]) == ("rufbus", "initial", 120_000)
    assert "Busse sind bestellt" in browser.get("/opendata/lindenau/milestones.csv").text
