"""Places of a release: no part of the map shows fewer people than allowed, and none can be worked out."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from participation.statistics.counts import Cell, Distribution
from participation.statistics.disclosure import CountedTable
from participation.statistics.published import AnswerKind
from participation.surveys.places import ELSEWHERE, coarsened, is_cell, parted
from participation.web.maps import RegionMap, middle_of
from tests.surveys.maps import TWO_TOWNS

MINIMUM = 10
CELLS = some.dictionaries(some.integers(0, 30).map(lambda x: f"{x},0"), some.integers(0, 40), max_size=30)


def _town(code: Any) -> str:
    """Every five cells are a municipality; those from 25 on lie in none."""
    number = int(str(code).split(",")[0]) // 5
    return f"town-{number}" if number < 5 else ""


def _parted(cells: dict[str, int]) -> dict[Any, int]:
    return {code: cell.n for code, cell in parted({c: Cell(n) for c, n in cells.items()}, _town, MINIMUM).items()}


@given(CELLS)
def test_every_part_holds_enough_people(cells: dict[str, int]) -> None:
    assert all(n >= MINIMUM for n in _parted(cells).values())


@given(CELLS)
def test_no_mark_stands_in_two_parts_and_no_small_rest_can_be_worked_out(cells: dict[str, int]) -> None:
    shown = _parted(cells)
    assert all(shown[code] == cells[code] for code in shown if is_cell(code))
    for town in {_town(code) for code in cells} - {""}:
        own = [n for code, n in shown.items() if code == town or (is_cell(code) and _town(code) == town)]
        whole = sum(n for code, n in cells.items() if _town(code) == town)
        # Either all of a municipality is shown, or none of it, or at most what all of it together hides.
        assert sum(own) in {0, whole}
    hidden = sum(cells.values()) - sum(shown.values())
    assert 0 <= hidden < MINIMUM


def test_large_cells_stand_alone_and_small_ones_with_their_municipality() -> None:
    assert _parted({"0,0": 12, "1,0": 15, "2,0": 6, "3,0": 5, "5,0": 4}) == {"1,0": 15, "0,0": 12, "town-0": 11}
    assert _parted({"0,0": 12, "1,0": 15, "2,0": 6}) == {"town-0": 18, "1,0": 15}
    assert _parted({"0,0": 6, "5,0": 7}) == {ELSEWHERE: 13}
    assert _parted({"0,0": 6}) == {}


def test_a_place_belongs_to_the_municipality_around_it_or_next_to_it() -> None:
    region = RegionMap.of(TWO_TOWNS)
    assert region.nearest(52.05, 11.05).ags == "15000001"
    assert region.nearest(52.05, 11.15).ags == "15000002"
    assert region.nearest(52.05, 10.0).ags == "15000001"
    assert region.nearest(53.0, 11.19).ags == "15000002"
    lat, lon = middle_of("553,2603")
    assert (round(lat, 2), round(lon, 2)) == (52.07, 11.07)


def test_without_a_map_only_cells_with_enough_marks_are_shown() -> None:

    answers = Distribution({"1,1": Cell(12), "2,2": Cell(3)}, {}, Cell(15))
    table = CountedTable("where", AnswerKind.SEVERAL, (), {(): answers})
    assert set(coarsened(table, None, MINIMUM).rows[()].cells) == {"1,1"}
    by_age = CountedTable("where", AnswerKind.SEVERAL, ("age",), {("18-24",): answers})
    assert coarsened(by_age, None, MINIMUM).rows[("18-24",)].cells == {}
