"""Versions are frozen, listed and compared word by word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlmodel import select

from participation.core.clock import now
from participation.core.journal import JournalEntry
from participation.strategy.models import Element, Strategy
from tests.browser import Browser
from tests.cast import a_region
from tests.strategy.builders import a_strategy, next_version, reworded

PLACE = "/de/strategien/zukunft"


@pytest.fixture
def reader(browser: Browser, tmp_path: Path) -> Browser:
    """Somebody who may read a strategy with two versions."""
    with browser.site.database.writing() as session:
        strategy = a_strategy(session, a_region(session), tmp_path)
        reworded(session, strategy, "mobilitaet", "p1", "Bis 2032 fahren viel mehr Busse.")
        retired = session.exec(select(Element).where(Element.key == "radwege")).one()
        retired.retired_at = now()
        session.add(retired)
        next_version(session, strategy, "Das Jahr wurde **geprüft**.")
    browser.site.refresh()
    return browser


def test_the_list_leads_to_each_version_and_what_changed(reader: Browser) -> None:
    page = reader.get(f"{PLACE}/fassungen/").text
    assert "Das Jahr wurde <strong>geprüft</strong>." in page
    assert f'href="{PLACE}/fassungen/1"' in page
    assert f'href="{PLACE}/vergleich/1..2"' in page


def test_an_older_version_stays_as_it_was(reader: Browser) -> None:
    old = reader.get(f"{PLACE}/fassungen/1").text
    assert "Bis 2030 fahren mehr Busse." in old
    assert "Neue Radwege entstehen." in old
    assert "ältere Fassung" in old
    new = reader.get(f"{PLACE}/fassungen/2").text
    assert "Bis 2032 fahren viel mehr Busse." in new
    assert "Radwege" not in new
    assert "ältere Fassung" not in new


def test_a_comparison_marks_added_and_removed_words_for_eyes_and_ears(reader: Browser) -> None:
    page = reader.get(f"{PLACE}/vergleich/1..2").text
    assert re.search(r"<del><span[^>]*>Gestrichen: </span>2030 ", page)
    assert re.search(r"<ins><span[^>]*>Neu: </span>2032 ", page)
    assert re.search(r"<ins><span[^>]*>Neu: </span>viel ", page)
    assert "Alles über Wege." not in page
    assert "In Fassung 2 nicht mehr enthalten" in page


def test_a_comparison_also_reads_backwards(reader: Browser) -> None:
    page = reader.get(f"{PLACE}/vergleich/2..1").text
    assert re.search(r"<ins><span[^>]*>Neu: </span>2030 ", page)
    assert "Neu in Fassung 1" in page


def test_what_did_not_change_in_a_language_is_said(reader: Browser) -> None:
    assert "alles gleich geblieben" in reader.get("/leicht/strategien/zukunft/vergleich/1..1").text
    assert "twin-missing" in reader.get("/en/strategien/zukunft/vergleich/1..2").text


def test_the_address_of_a_part_that_is_gone_says_where_it_last_stood(reader: Browser) -> None:
    answer = reader.get(f"{PLACE}/radwege")
    assert answer.status_code == 410
    assert f"{PLACE}/fassungen/1#radwege" in answer.text
    assert reader.get(f"{PLACE}/gab-es-nie").status_code == 404


def test_publishing_is_in_the_journal_and_counts_up(reader: Browser) -> None:
    with reader.site.database.reading() as session:
        assert session.exec(select(Strategy)).one().latest_version == 2
        entries = session.exec(select(JournalEntry).where(JournalEntry.subject == "version")).all()
        assert [entry.details["number"] for entry in entries] == [1, 2]
