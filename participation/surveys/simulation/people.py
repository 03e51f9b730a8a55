"""Made-up people: where they live, how old they are, how they answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from uuid import UUID

from sqlmodel import Session, col, select

from participation.regions.models import Municipality, PopulationGroup
from participation.regions.queries import region_map
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.scales import DE, EASY, EN, OUTSIDE
from participation.surveys.simulation.drawing import Draw
from participation.web.maps import RegionMap

TAKES_PART: Mapping[str, float] = {"under-14": 0.1, "14-17": 0.7, "18-24": 0.8, "65-74": 1.1, "75+": 0.5}
"""How readily an age group answers online surveys, relative to people in the middle of life (assumed)."""

_LANGUAGES = ((DE, 0.88), (EASY, 0.08), (EN, 0.04))
_NO_ANSWER = "no_answer"
_DIVERSE, _SILENT, _OUTSIDE = 0.006, 0.03, 0.03
_TOWN = 6.0
"""A town counts as many times as a village; real numbers by municipality are not part of the region's content."""


@dataclass(frozen=True)
class Person:
    """What the answers of somebody depend on.

    `mood` from -1 to 1 shifts all satisfaction, `trust` all importance; `noise` is the municipality's own view.
    """

    age: str
    gender: str
    municipality: str
    language: str
    mood: int
    trust: int
    noise: int


@dataclass(frozen=True)
class Population:
    """Where people live and how old they are, as weights to draw from; the map that they mark places on."""

    ages: Mapping[tuple[str, str], float]
    municipalities: Mapping[str, float]
    map: RegionMap | None = None


def population_of(session: Session, region_id: UUID) -> Population:
    """The region's people by age and gender; municipalities by the number of their localities, towns more."""
    groups = session.exec(
        select(PopulationGroup)
        .where(PopulationGroup.region_id == region_id)
        .order_by(col(PopulationGroup.age_group), col(PopulationGroup.gender))
    )
    places = session.exec(
        select(Municipality).where(Municipality.region_id == region_id).order_by(col(Municipality.ags))
    )
    return Population(
        {(one.age_group, one.gender): one.people * TAKES_PART.get(one.age_group, 1.0) for one in groups},
        {one.ags: 1 + len(one.localities) + (_TOWN if "tadt" in one.kind else 0) for one in places},
        region_map(session, region_id),
    )


class Crowd:
    """An endless row of people, always the same for a seed."""

    def __init__(self, population: Population, questionnaire: Questionnaire, random: Random) -> None:
        """Prepare the weights; only languages that the questionnaire speaks are spoken."""
        self._random = random
        self._ages = Draw(population.ages or {("35-49", "female"): 1.0, ("50-64", "male"): 1.0})
        homes = dict(population.municipalities)
        self._homes = Draw({**homes, OUTSIDE: sum(homes.values()) * _OUTSIDE or 1.0})
        self._languages = Draw({tag: share for tag, share in _LANGUAGES if tag in questionnaire.languages})
        self._views = {home: self._random.choice((-1, 0, 0, 1)) for home in [*homes, OUTSIDE]}

    def person(self) -> Person:
        """The next one."""
        random = self._random.random
        age, gender = self._ages.one(random())
        home = self._homes.one(random())
        chance = random()
        return Person(
            age=age if random() > _SILENT else _NO_ANSWER,
            gender="diverse" if chance < _DIVERSE else _NO_ANSWER if chance < _DIVERSE + _SILENT else gender,
            municipality=home if random() > _SILENT else _NO_ANSWER,
            language=self._languages.one(random()),
            mood=int(random() * 3) - 1,
            trust=int(random() * 3) - 1,
            noise=self._views[home],
        )
