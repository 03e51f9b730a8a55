"""What helps to read: how long it takes, a voice, and a way to pass one paragraph on."""

from __future__ import annotations

from pathlib import Path

import pytest

from participation.language.reading_time import reading_minutes
from participation.web.qr import as_svg
from tests.browser import Browser
from tests.cast import a_region
from tests.strategy.builders import a_strategy

FIELD = "/de/strategien/zukunft/mobilitaet"


@pytest.fixture
def reader(browser: Browser, tmp_path: Path) -> Browser:
    """Somebody in front of a strategy."""
    with browser.site.database.writing() as session:
        a_strategy(session, a_region(session), tmp_path)
    browser.site.refresh()
    return browser


def test_a_part_says_how_long_it_takes_and_offers_a_voice_to_scripts_only(reader: Browser) -> None:
    page = reader.get(FIELD).text
    assert "Lesezeit: etwa 1 Minute" in page
    assert "Lesezeit" in reader.get("/de/strategien/zukunft/").text
    tools = page.partition("data-read-aloud ")[2].partition(">")[0]
    assert tools.endswith(" hidden")


def test_a_paragraph_can_be_passed_on_by_its_address_and_a_picture(reader: Browser) -> None:
    assert f'href="{FIELD}/teilen/p2"' in reader.get(FIELD).text
    page = reader.get(f"{FIELD}/teilen/p2").text
    assert "Rufbusse ergänzen das Netz." in page
    assert f'href="{FIELD}#p2"' in page
    assert f"://testserver{FIELD}#p2" in page
    assert "<svg" in page
    assert reader.get(f"{FIELD}/teilen/p99").status_code == 404


def test_easy_texts_take_longer_and_nothing_takes_no_time() -> None:
    words = ["Wort " * 900]
    assert reading_minutes(words, is_easy=False) == 5
    assert reading_minutes(words, is_easy=True) == 10
    assert reading_minutes(["ein Wort"], is_easy=False) == 1
    assert reading_minutes([""], is_easy=False) == 0


def test_the_picture_has_no_style_that_the_policy_would_forbid() -> None:
    picture = as_svg("https://mitreden.example/de/strategien/zukunft/mobilitaet#p1", "A & <b>")
    assert "style" not in picture
    assert "<title>A &amp; &lt;b&gt;</title>" in picture
