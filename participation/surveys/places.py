"""Places on a release's map: a dot on the map is shown only where at least so many people put a mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from participation.statistics.counts import Cell, Code, Distribution, total
from participation.statistics.disclosure import CountedTable
from participation.web.maps import RegionMap, middle_of

ELSEWHERE: Final = "elsewhere"
"""The code of marks that stand neither in a cell nor in a municipality with enough of them."""

_Cells = Mapping[Code, Cell]


def coarsened(table: CountedTable, region: RegionMap | None, minimum: int) -> CountedTable:
    """The table of a place question as it may go on to be protected.

    Of everyone the marks are parted so that every part holds at least `minimum`: cells of the map that have enough,
    the rest of a municipality under its own code (small rests take in the smallest cell beside them), and ELSEWHERE.
    A municipality with too few goes there whole, and ELSEWHERE is left out while it is too small. Since no mark stands
    in two parts, no difference tells a smaller one. Groups of people show no places at all.
    """
    if table.dimensions:
        return replace(table, rows={segment: _bare(answers, {}) for segment, answers in table.rows.items()})
    return replace(
        table,
        rows={
            segment: _bare(answers, parted(answers.cells, lambda code: municipality_of(str(code), region), minimum))
            for segment, answers in table.rows.items()
        },
    )


def parted(cells: _Cells, municipality: Callable[[Code], str], minimum: int) -> dict[Code, Cell]:
    """Cells of the map put together until each part holds at least `minimum` marks, most marks first.

    Args:
        cells: cell of the map -> marks.
        municipality: the code of the municipality that a cell lies in; empty where none is known.
        minimum: marks of the smallest part.
    """
    shown: dict[Code, Cell] = {}
    left = Cell()
    towns: dict[str, list[Code]] = {}
    for code, cell in cells.items():
        if cell.n:
            towns.setdefault(municipality(code), []).append(code)
    for town, codes in towns.items():
        parts, rest = _of_town({code: cells[code] for code in codes}, minimum, is_whole=bool(town))
        shown |= parts
        if town and rest.n >= minimum:
            shown[town] = rest
        else:
            left += rest
    if left.n >= minimum:
        shown[ELSEWHERE] = left
    return dict(sorted(shown.items(), key=lambda part: (-part[1].n, str(part[0]))))


def _of_town(cells: _Cells, minimum: int, *, is_whole: bool) -> tuple[dict[Code, Cell], Cell]:
    """The cells of a municipality that are shown, and all others together: none, or enough, if there are enough."""
    large = {code: cell for code, cell in cells.items() if cell.n >= minimum}
    rest = total(cell for code, cell in cells.items() if code not in large)
    while is_whole and large and 0 < rest.n < minimum:
        rest += large.pop(min(large, key=lambda code: (large[code].n, str(code))))
    return large, rest


def _bare(answers: Distribution, cells: _Cells) -> Distribution:
    return Distribution(cells, answers.missing, answers.base)


def is_cell(code: Code) -> bool:
    """Whether a code names a cell of the map, not a municipality or the rest."""
    return "," in str(code)


def municipality_of(code: str, region: RegionMap | None) -> str:
    """The municipality that the middle of a cell lies in or is nearest to; empty without a map."""
    return region.nearest(*middle_of(code)).ags if region and region.shapes else ""
