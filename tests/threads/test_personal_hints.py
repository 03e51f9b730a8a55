"""What looks like personal data is found, ordinary numbers are left alone."""

from __future__ import annotations

import pytest

from participation.threads.personal_hints import personal_hints


@pytest.mark.parametrize(
    "text",
    [
        "03471 684-1234",
        "+49 3471 6841234",
        "0049 (0)3471 684 12 34",
        "0170/1234567",
        "anna.muster@demo.example",
        "anna.muster (at) demo.example",
        "DE89 3704 0044 0532 0130 00",
    ],
)
def test_personal_data_is_found_as_a_whole(text: str) -> None:
    (hint,) = personal_hints(f"Bitte melden: {text}, danke.")
    assert hint.text == text


@pytest.mark.parametrize(
    "text",
    ["Bis 2035 sollen es 1.250.000 Euro sein.", "Am 12.05.2026 um 18:30 Uhr.", "Linie 123, 5 km, 30 %", "PLZ 06406"],
)
def test_dates_years_and_amounts_are_left_alone(text: str) -> None:
    assert personal_hints(text) == ()


def test_a_long_row_of_digits_takes_no_time() -> None:
    assert len(personal_hints("0 1 " * 1250)) < 5000
