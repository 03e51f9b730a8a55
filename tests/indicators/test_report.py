"""The progress report tells how a year ended, with the numbers that were known for it."""

from __future__ import annotations

import io

from pypdf import PdfReader

from tests.browser import Browser
from tests.goals.builders import set_up
from tests.indicators.builders import measured

REPORT = "/de/kennzahlen/bericht/zukunft"


def test_the_report_of_a_year_rates_what_was_measured_in_it(browser: Browser) -> None:
    set_up(browser, measured((2022, 30), (2023, 20), (2024, 50)), measured((2022, 30), slug="alt"))
    page = browser.get(f"{REPORT}/2023").text
    assert "Fortschrittsbericht 2023" in page
    assert "1 Kennzahl hat einen Wert für dieses Jahr." in page
    assert "Ziel verfehlt</span>: <strong>1</strong>" in page
    assert "Auf Zielkurs" not in page  # that was 2022 and will be 2024
    assert "Ohne Wert für dieses Jahr" in page
    assert f"{REPORT}/2024" in browser.get("/de/kennzahlen/").text


def test_there_is_no_report_where_nothing_was_measured(browser: Browser) -> None:
    set_up(browser, measured((2022, 30)), measured((2021, 30), slug="intern", is_public=False))
    assert browser.get(f"{REPORT}/2021").status_code == 404
    assert browser.get(f"{REPORT}/2021.pdf").status_code == 404


def test_the_report_is_a_tagged_document_in_each_language(browser: Browser) -> None:
    set_up(browser, measured((2022, 30)))
    assert "So weit sind wir: 2022" in browser.get("/leicht/kennzahlen/bericht/zukunft/2022").text
    made = browser.get(f"{REPORT}/2022.pdf")
    assert made.headers["content-type"] == "application/pdf"
    pdf = PdfReader(io.BytesIO(made.content))
    assert "/StructTreeRoot" in pdf.root_object
    assert "Linien im Stundentakt" in pdf.pages[0].extract_text()
