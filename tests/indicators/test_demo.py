"""The demo's indicators are invented, say so, and stand in every light once."""

from __future__ import annotations

from sqlmodel import Session

from participation.core.database import Database
from participation.indicators.demo import add_demo_indicators
from participation.indicators.figures import figures
from participation.indicators.lights import Light
from participation.regions.models import Region
from participation.strategy.models import Kind, Strategy, StrategyText
from tests.cast import a_region
from tests.goals.builders import LEVELS, an_element


def _boerde(session: Session) -> Region:
    region = a_region(session, "boerde", "Landkreis Börde")
    strategy = Strategy(region_id=region.id, slug="kreisentwicklungskonzept", levels=LEVELS)
    session.add(strategy)
    session.flush()
    session.add(StrategyText(strategy_id=strategy.id, language="de", title="Konzept"))
    for key in ("oz-1-3-1-1", "sz-2-1-1", "oz-1-3-2-3"):
        an_element(session, strategy, key, Kind.OPERATIONAL_GOAL, "1", (key, ""))
    return region


def test_demo_indicators_say_that_they_are_invented_and_are_added_once(database: Database) -> None:
    with database.writing() as session:
        region = _boerde(session)
        assert [add_demo_indicators(session, region) for _ in range(2)] == [3, 0]
        found = figures(session, region.id, "de")
    assert all("erfunden" in figure.definition and "(Demo)" in figure.name for figure in found)
    assert {figure.light for figure in found} == {Light.GREEN, Light.YELLOW, Light.RED}
