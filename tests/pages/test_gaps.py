"""A part that is not there in full in Leichte Sprache says what is missing, and shows what there is."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import select

from participation.strategy.models import Strategy
from tests.browser import Browser
from tests.cast import a_region
from tests.strategy.builders import a_strategy
from tests.strategy.builders import next_version as published_anew
from tests.writing.builders import text_of

FIELD = "/leicht/strategien/zukunft/mobilitaet"
NO_TITLE = "Die Überschrift gibt es noch nicht in Leichter Sprache."
NOTHING = "Diesen Text gibt es noch nicht in Leichter Sprache."


@pytest.fixture
def reader(browser: Browser, tmp_path: Path) -> Browser:
    """Somebody who reads in Leichte Sprache: the first of two paragraphs has a twin, and the title."""
    with browser.site.database.writing() as session:
        a_strategy(session, a_region(session), tmp_path)
    browser.site.refresh()
    return browser


def without(reader: Browser, *blocks: str) -> str:
    """The page of the field after these twins were taken out and the strategy was published again."""
    with reader.site.database.writing() as session:
        for block in blocks:
            session.delete(text_of(session, "mobilitaet", block))
        session.flush()
        published_anew(session, session.exec(select(Strategy)).one())
    reader.site.refresh()
    return str(reader.get(FIELD).text)


def test_the_number_of_missing_paragraphs_is_told_and_the_others_are_there(reader: Browser) -> None:
    page = reader.get(FIELD).text
    assert "1 von 2 Absätzen gibt es noch nicht in Leichter Sprache." in page
    assert "Das ist gut." in page
    assert "noch nicht von einer Prüfgruppe geprüft" in page
    assert NO_TITLE not in page
    assert NOTHING not in page


def test_where_only_the_title_is_missing_the_text_is_there(reader: Browser) -> None:
    page = without(reader, "title")
    assert NO_TITLE in page
    assert "Das ist gut." in page
    assert NOTHING not in page


def test_where_nothing_is_there_nothing_else_is_told(reader: Browser) -> None:
    page = without(reader, "title", "p1")
    assert NOTHING in page
    assert NO_TITLE not in page
    assert "von 2 Absätzen" not in page


def test_english_readers_learn_the_same_and_get_the_german_words(reader: Browser) -> None:
    assert (
        "This text does not exist in this language yet. Here it is in German."
        in reader.get(FIELD.replace("leicht", "en")).text
    )
