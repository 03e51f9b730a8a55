"""The target path, the traffic light and the numbers that people type."""

from __future__ import annotations

from datetime import date

import pytest

from participation.indicators.lights import Light, expected, light, months_later, place_in_time, target_path
from participation.indicators.models import Direction
from participation.indicators.values import number_from, targets_from, time_from
from participation.strategy.models import Precision


def test_the_path_leads_straight_from_the_start_to_each_target() -> None:
    path = target_path((2020, 10.0), [(2030, 130.0), (2025, 60.0)])
    assert [expected(path, at) for at in (2021.0, 2022.0, 2026.0, 2027.0, 2031.0, 2040.0)] == [
        10.0,
        20.0,
        60.0,
        74.0,
        130.0,
        130.0,
    ]
    assert expected(path, 2020.5) is None


def test_without_a_start_there_is_no_path_before_the_first_target() -> None:
    path = target_path(None, [(2025, 60.0)])
    assert expected(path, place_in_time(date(2024, 12, 31))) is None
    assert expected(path, place_in_time(date(2025, 12, 31))) == 60.0
    assert target_path((2020, 10.0), []) == ()


@pytest.mark.parametrize(
    ("direction", "value", "wanted", "which"),
    [
        (Direction.UP, 50, 50, Light.GREEN),
        (Direction.UP, 45, 50, Light.YELLOW),
        (Direction.UP, 44.9, 50, Light.RED),
        (Direction.DOWN, 50, 50, Light.GREEN),
        (Direction.DOWN, 55, 50, Light.YELLOW),
        (Direction.DOWN, 55.1, 50, Light.RED),
        (Direction.DOWN, 1, 0, Light.RED),
        (Direction.UP, -52, -50, Light.YELLOW),
        (Direction.UP, 3, None, Light.NONE),
    ],
)
def test_the_light_follows_its_rule(direction: Direction, value: float, wanted: float | None, which: Light) -> None:
    assert light(direction, value, wanted, 10) is which


def test_ends_of_years_and_months_are_whole_places() -> None:
    assert place_in_time(date(2024, 12, 31)) == 2025.0
    assert months_later(date(2024, 12, 31), 14) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,5", 12.5),
        ("1.250", 1250.0),
        ("1.250,5", 1250.5),
        ("12.5", 12.5),
        ("-3", -3.0),
        ("1 000", 1000.0),
        ("", None),
        ("viele", None),
        ("1,2,3", None),
        ("1e400", None),
        ("nan", None),
    ],
)
def test_numbers_are_read_as_germans_write_them(text: str, value: float | None) -> None:
    assert number_from(text) == value


def test_times_are_years_months_or_days() -> None:
    assert time_from("2024") == (date(2024, 12, 31), Precision.YEAR)
    assert time_from("2024-02") == (date(2024, 2, 29), Precision.MONTH)
    assert time_from("2024-06-30") == time_from("30.06.2024") == (date(2024, 6, 30), Precision.DAY)
    assert [time_from(text) for text in ("31.02.2024", "2024-13", "24", "gestern", "0001")] == [None] * 5


def test_targets_stand_one_a_line_each_year_once() -> None:
    assert targets_from("2028: 75\n\n2030: 80,5") == {2028: 75.0, 2030: 80.5}
    assert targets_from("") == {}
    assert targets_from("2028: 75\n2028: 80") is None
    assert targets_from("2028 75") is None
