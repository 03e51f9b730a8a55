"""Every region has the pages that a public service needs, in every language."""

from __future__ import annotations

import pytest

from tests.browser import Browser
from tests.cast import a_region

PATHS = ("impressum", "datenschutz", "barrierefreiheit", "leichte-sprache", "netiquette")


@pytest.fixture
def reader(browser: Browser) -> Browser:
    """Somebody in a region."""
    with browser.site.database.writing() as session:
        a_region(session)
    browser.site.refresh()
    return browser


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["de", "leicht", "en"])
def test_a_legal_page_exists_in_each_language(reader: Browser, language: str, path: str) -> None:
    page = reader.get(f"/{language}/{path}")
    assert page.status_code == 200
    assert len(page.text) > 3_000


@pytest.mark.parametrize("path", ["impressum", "datenschutz", "barrierefreiheit"])
def test_what_only_the_county_knows_is_marked_as_missing(reader: Browser, path: str) -> None:
    page = reader.get(f"/de/{path}").text
    assert "Wird noch ergänzt von: Landkreis Lindenau" in page


def test_the_languages_say_different_things(reader: Browser) -> None:
    texts = {reader.get(f"/{language}/datenschutz").text for language in ("de", "leicht", "en")}
    assert len(texts) == 3
