"""Places that people marked: circles on the region's map, and a table by municipality."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import sqrt

from participation.core.text import msgid
from participation.regions.queries import region_map
from participation.statistics.published import PublishedCell, PublishedRow
from participation.surveys.aggregation.codes import Counted
from participation.surveys.places import ELSEWHERE, is_cell, municipality_of
from participation.surveys.questionnaire import QuestionKind
from participation.surveys.results.block import NUMERIC, Block, Circle, PlaceMap, anchor, missing_of
from participation.surveys.results.words import Words
from participation.surveys.running import RunningSurvey
from participation.web.maps import RegionMap, Shape, middle_of
from participation.web.visit import Visit

_LARGEST, _SMALLEST = 26.0, 5.0
"""Radius of circles on the sheet."""


def map_of(visit: Visit, survey: RunningSurvey) -> RegionMap | None:
    """The region's map, where the survey asks for a place."""
    if not any(one.kind is QuestionKind.PLACE for one in survey.latest.questionnaire.questions.values()):
        return None
    return visit.site.remembered(("map", survey.region_id), lambda session: region_map(session, survey.region_id))


def place_block(
    words: Words, counted: Counted, row: PublishedRow, region: RegionMap | None, notes: list[str], *, is_live: bool
) -> Block:
    """Where people put their marks, by everyone; `is_live` shows every cell of the map, as nothing is protected."""
    cells = [cell for cell in row.cells if cell.n]
    by_town = _by_town(cells, region)
    names = {shape.ags: shape.name for shape in region.shapes} if region else {}
    translate = words.translate
    plain = Block(
        id=anchor(counted),
        title=words.question(counted.question),
        shape="written",
        columns=[translate(msgid("Municipality")), (translate(msgid("Marks")), NUMERIC)],
        rows=[[_town(words, town, names), words.number(n)] for town, n in by_town.items()],
        base=words.base(row),
        missing=missing_of(words, row),
        notes=notes,
        asked=counted.name,
    )
    if not cells:
        return plain
    protected = translate(msgid("Single places with few marks are not shown, to protect people."))
    return replace(
        plain,
        measure="marks",
        shape="map" if region and region.shapes else "table",
        map=PlaceMap(region, tuple(_circles(words, cells, region))) if region else None,
        remarks=[
            translate(msgid("The larger the circle, the more marks. Places are exact to about two kilometres.")),
            *([] if is_live else [protected]),
        ],
    )


def _by_town(cells: list[PublishedCell], region: RegionMap | None) -> dict[str, int]:
    """Municipality -> marks, most first; what belongs to none at the end, under ELSEWHERE."""
    found: dict[str, int] = {}
    for cell in cells:
        code = str(cell.code)
        town = (municipality_of(code, region) or ELSEWHERE) if is_cell(code) else code
        found[town] = found.get(town, 0) + (cell.n or 0)
    return dict(sorted(found.items(), key=lambda one: (one[0] == ELSEWHERE, -one[1], one[0])))


def _town(words: Words, code: str, names: Mapping[str, str]) -> str:
    return words.translate(msgid("other places")) if code == ELSEWHERE else names.get(code, code)


def _circles(words: Words, cells: list[PublishedCell], region: RegionMap) -> Iterator[Circle]:
    """Areas in proportion to the marks; what is left of a municipality stands in its middle."""
    shapes = {shape.ags: shape for shape in region.shapes}
    placed = sorted((cell for cell in cells if cell.code != ELSEWHERE), key=lambda cell: -(cell.n or 0))
    most = max((cell.n or 0 for cell in placed), default=1)
    for cell in placed:
        x, y, shape = _spot(str(cell.code), region, shapes)
        if shape is not None and cell.n:
            radius = max(_LARGEST * sqrt(cell.n / most), _SMALLEST)
            yield Circle(x, y, round(radius, 1), words.number(cell.n), shape.name)


def _spot(code: str, region: RegionMap, shapes: Mapping[str, Shape]) -> tuple[float, float, Shape | None]:
    if is_cell(code):
        x, y = region.at(*middle_of(code))
        inside = 0 <= x <= region.width and 0 <= y <= region.height
        return x, y, shapes.get(municipality_of(code, region)) if inside else None
    shape = shapes.get(code)
    return (shape.x, shape.y, shape) if shape else (0, 0, None)
