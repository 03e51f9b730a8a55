"""How simulated people answer each kind of question, besides matrices: preferences once drawn, then chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any, TypeAlias

from participation.surveys.questionnaire import Code, Question, QuestionKind
from participation.surveys.questionnaire.kinds import WITH_ROWS
from participation.surveys.simulation.drawing import Draw, score_table
from participation.surveys.simulation.people import Person
from participation.web.maps import RegionMap, Shape

Way: TypeAlias = Callable[[Person], Any]
"""Somebody -> their canonical answer, None for none."""

CENTRES = {"importance": (3.3, 4.9), "satisfaction": (1.9, 4.0), "agreement": (2.2, 4.0)}
"""Between which means, in scale points, the fields of a ready-made scale lie (assumed)."""

SKIPPED, MISSING = 0.03, 0.03
_WITH_POINT, _WITH_WORDS = 0.9, 0.3
_RARELY_LONG = 3
_TRIES = 60
_FIRST_DAY, _LAST_DAY = "1950-01-01", "2025-12-31"
_PLACES = ("am Bahnhof", "bei der Schule", "am Markt", "an der Haltestelle", "im Park", "vor dem Rathaus")
_OTHERS = ("der Verein", "die Familie", "etwas ganz anderes", "die Nachbarschaft", "kommt darauf an")
SIMULATED = "(Simuliert) "


def chosen(question: Question, random: Random) -> Way:
    """One option: single choice as it always was, pictures and yes or no with few missing answers."""
    weights: dict[Code | None, float]
    if question.kind is QuestionKind.SINGLE:
        weights = {option.code: random.uniform(0.3, 1) for option in question.options}
    else:
        weights = _with_missing(question, {option.code: random.uniform(0.3, 1) for option in question.valid_options})
    draw = Draw(weights)
    return lambda _: draw.one(random.random())


def scaled(question: Question, random: Random) -> Way:
    """A point of a scale, around a mean of its own; who is in good mood or trusts chooses higher."""
    points = sorted(int(option.code) for option in question.valid_options)
    low, high = CENTRES.get(question.scale, (points[0] + 0.8, points[-1] - 0.8))
    centre = random.uniform(low, high)
    missing: dict[Code | None, float] = {option.code: MISSING for option in question.options if option.missing}
    missing[None] = SKIPPED
    tables = {mood: score_table(centre + mood * 0.35, points, missing) for mood in (-1, 0, 1)}
    return lambda person: tables[person.mood if question.scale == "satisfaction" else person.trust][
        int(random.random() * len(tables[0]))
    ]


def voted(question: Question, random: Random) -> Way:
    """Each statement has its friends; some pass."""
    draws = {
        item.code: Draw(
            _with_missing(question, {option.code: random.uniform(0.2, 1) for option in question.valid_options})
        )
        for item in question.items
    }

    def answer(_: Person) -> dict[str, Code] | None:
        found = {item: draw.one(random.random()) for item, draw in draws.items()}
        return {item: code for item, code in found.items() if code is not None} or None

    return answer


def ranked(question: Question, random: Random) -> Way:
    """The liked ones come first more often; some stop early.

    Orders follow the Plackett-Luce model: exponential times divided by the weights, the soonest first.
    """
    weights = {option.code: random.uniform(0.2, 1) for option in question.valid_options}
    missing = [option.code for option in question.options if option.missing]
    most = min(question.most or len(weights), len(weights))

    def answer(_: Person) -> list[Code] | None:
        chance = random.random()
        if chance < SKIPPED:
            return None
        if missing and chance < SKIPPED + MISSING:
            return [missing[0]]
        order = sorted(weights, key=lambda code: random.expovariate(weights[code]))
        stops = random.random() < 1 / _RARELY_LONG
        return order[: random.randint(max(question.least or 1, 1), most) if stops else most]

    return answer


def counted(question: Question, random: Random) -> Way:
    """Whole numbers anywhere between the limits; those with digits after the comma rather small than large."""
    low, high = float(question.minimum or 0), float(question.maximum if question.maximum is not None else 100)
    if not question.decimals:
        return lambda _: random.randint(int(low), int(high))
    return lambda _: round(random.triangular(low, high, low + (high - low) / 5), question.decimals)


def dated(question: Question, random: Random) -> Way:
    """A day between the limits."""
    first = date.fromisoformat(str(question.minimum or min(_FIRST_DAY, str(question.maximum or _FIRST_DAY))))
    last = date.fromisoformat(str(question.maximum or max(_LAST_DAY, first.isoformat())))
    days = (last - first).days
    return lambda _: (
        None if random.random() < SKIPPED else (first + timedelta(days=random.randint(0, days))).isoformat()
    )


def placed(random: Random, region: RegionMap | None) -> Way:
    """A point in the person's own municipality, now and then with words; words alone where there is no map."""
    shapes = {shape.ags: shape for shape in region.shapes} if region else {}

    def answer(person: Person) -> dict[str, Any] | None:
        place: dict[str, Any] = {}
        if region and shapes and random.random() < _WITH_POINT:
            shape = shapes.get(person.municipality) or random.choice(region.shapes)
            lat, lon = _point_in(shape, region, random)
            place = {"lat": lat, "lon": lon}
        if random.random() < _WITH_WORDS:
            place["text"] = SIMULATED + random.choice(_PLACES)
        return place or None

    return answer


def named(most: int, random: Random) -> Way:
    """What an open option asks for; kept only where the option is chosen."""
    return lambda _: None if random.random() < SKIPPED else (SIMULATED + random.choice(_OTHERS))[:most]


def required(question: Question, way: Way, random: Random) -> Way:
    """The same for a question that nobody may leave out: whoever would, answers at random."""
    codes = [option.code for option in question.valid_options]

    def answer(person: Person) -> Any:
        found = next((given for _ in range(_TRIES) if (given := way(person)) is not None), None)
        if question.kind not in WITH_ROWS:
            # Somebody's age may be none of the options, for example.
            return found if found is not None or not codes else random.choice(codes)
        return {item.code: (found or {}).get(item.code, random.choice(codes)) for item in question.items}

    return answer


def _with_missing(question: Question, weights: Mapping[Code, float]) -> dict[Code | None, float]:
    total = sum(weights.values())
    missing = [option.code for option in question.options if option.missing]
    shares: list[tuple[Code | None, float]] = [(None, total * SKIPPED), *weights.items()]
    return dict([*shares, *((code, total * MISSING / len(missing)) for code in missing)])


def _point_in(shape: Shape, region: RegionMap, random: Random) -> tuple[float, float]:
    """Latitude and longitude of a point inside, rounded as answers are."""
    corners = [corner for ring in shape.corners for corner in ring]
    (west, east), (north, south) = ((min(line), max(line)) for line in zip(*corners, strict=True))
    x, y = shape.x, shape.y
    for _ in range(_TRIES):
        tried = random.uniform(west, east), random.uniform(north, south)
        if shape.holds(*tried):
            x, y = tried
            break
    return round(region.north - y / region.per_lat, 3), round(region.west + x / region.per_lon, 3)
