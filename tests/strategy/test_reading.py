"""Reading a strategy in its languages: contents, elements, what is missing, what is out of date."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlmodel import select

from participation.strategy.models import Strategy
from tests.browser import Browser
from tests.cast import a_region
from tests.strategy.builders import a_strategy, next_version, reworded

PLACE = "/strategien/zukunft/"


@pytest.fixture
def reader(browser: Browser, tmp_path: Path) -> Browser:
    """Somebody who may read the made-up strategy."""
    with browser.site.database.writing() as session:
        a_strategy(session, a_region(session), tmp_path)
    browser.site.refresh()
    return browser


def _reword(
    reader: Browser, element: str, block: str, text: str, language: str = "de", *, publish: bool = True
) -> None:
    with reader.site.database.writing() as session:
        strategy = session.exec(select(Strategy)).one()
        reworded(session, strategy, element, block, text, language)
        if publish:
            next_version(session, strategy, "Mehr Klarheit.")
    reader.site.refresh()


def test_the_list_names_each_strategy_in_the_readers_language(reader: Browser) -> None:
    assert "Zukunft Landkreis Lindenau 2035" in reader.get("/de/strategien/").text
    assert "Die Zukunft vom Land-Kreis Lindenau" in reader.get("/leicht/strategien/").text


def test_a_strategy_shows_its_contents_with_the_countys_own_names(reader: Browser) -> None:
    page = reader.get(f"/de{PLACE}").text
    assert "Cluster" in page
    assert "1 Oberziel" in page
    assert "Mai 2024" in page
    assert page.index('href="/de/strategien/zukunft/mobilitaet"') < page.index('href="/de/strategien/zukunft/anfang"')


def test_an_element_shows_its_text_and_where_it_leads(reader: Browser) -> None:
    field = reader.get(f"/de{PLACE}mobilitaet").text
    assert "Rufbusse ergänzen das Netz." in field
    assert "Aktionsraum 1.1" in field
    assert 'href="/de/strategien/zukunft/ziel-bus"' in field
    assert 'href="/de/strategien/zukunft/mobilitaet"' in reader.get(f"/de{PLACE}ziel-bus").text


def test_a_paragraph_has_the_same_address_in_both_languages(reader: Browser) -> None:
    standard, easy = (reader.get(f"/{language}{PLACE}mobilitaet").text for language in ("de", "leicht"))
    assert 'id="p1"' in standard
    assert 'id="p1"' in easy
    assert 'href="/leicht/strategien/zukunft/mobilitaet#p1"' in standard
    assert 'href="/de/strategien/zukunft/mobilitaet#p1"' in easy


def test_switching_the_language_leads_to_the_same_element(reader: Browser) -> None:
    page = reader.get(f"/de{PLACE}mobilitaet").text
    switch = page[page.index('class="languages"') :]
    assert 'href="/leicht/strategien/zukunft/mobilitaet"' in switch


def test_a_missing_twin_says_so_and_is_not_replaced(reader: Browser) -> None:
    page = reader.get(f"/leicht{PLACE}radwege").text
    assert "twin-missing" in page
    assert 'href="/de/strategien/zukunft/radwege"' in page
    assert "Neue Radwege entstehen." not in page


def test_a_single_missing_paragraph_says_so_in_its_place(reader: Browser) -> None:
    page = reader.get(f"/leicht{PLACE}mobilitaet").text
    assert "Das ist gut." in page
    assert "Rufbusse ergänzen" not in page
    assert "twin-gap" in page


def test_english_shows_the_german_words_marked_as_german(reader: Browser) -> None:
    page = reader.get(f"/en{PLACE}radwege").text
    assert "Here it is in German." in page
    assert re.search(r'<div class="words" lang="de"><p>Neue Radwege entstehen.', page)


def test_a_text_in_leichte_sprache_is_labelled_until_it_was_reviewed(reader: Browser) -> None:
    page = reader.get(f"/leicht{PLACE}unterwegs").text
    assert "noch nicht von einer Prüfgruppe geprüft" in page
    assert page.count("Entwurf") > 1  # beside the language, too


def test_an_unpublished_change_is_not_shown(reader: Browser) -> None:
    _reword(reader, "mobilitaet", "p1", "Bis 2040 fahren mehr Busse.", publish=False)
    assert "Bis 2030 fahren" in reader.get(f"/de{PLACE}mobilitaet").text


def test_a_stale_twin_says_which_version_it_shows(reader: Browser) -> None:
    _reword(reader, "mobilitaet", "p1", "Bis 2032 fahren mehr Busse.")
    assert "Bis 2032 fahren" in reader.get(f"/de{PLACE}mobilitaet").text
    stale = reader.get(f"/leicht{PLACE}mobilitaet").text
    assert "Das ist Fassung 1." in stale
    assert "Hier steht noch" not in reader.get(f"/leicht{PLACE}unterwegs").text


def test_a_twin_that_followed_is_not_stale(reader: Browser) -> None:
    _reword(reader, "mobilitaet", "p1", "Bis 2032 fahren mehr Busse.", publish=False)
    _reword(reader, "mobilitaet", "p1", "Bis 2032 fahren viele Busse.", "de-simple")
    assert "Hier steht noch" not in reader.get(f"/leicht{PLACE}mobilitaet").text


def test_a_change_of_typing_does_not_make_a_twin_stale(reader: Browser) -> None:
    _reword(reader, "mobilitaet", "p1", "Bis 2030  fahren mehr Busse …")
    assert "Hier steht noch" not in reader.get(f"/leicht{PLACE}mobilitaet").text


def test_unknown_strategies_and_elements_are_not_found(reader: Browser) -> None:
    for path in ("/de/strategien/anders/", f"/de{PLACE}anders", f"/de{PLACE}fassungen/7", f"/de{PLACE}vergleich/1..9"):
        assert reader.get(path).status_code == 404


def test_a_page_asks_the_database_as_often_for_many_elements_as_for_few(reader: Browser) -> None:
    reader.get(f"/de{PLACE}mobilitaet")  # what is remembered between pages is known then
    asked: list[str] = []
    engine = reader.site.database.reader

    def count(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        # Not the page's: the watch over published data, and what a new connection asks about the server.
        if "published_version)" not in statement and "pg_" not in statement:
            asked.append(statement)

    def times_asked(path: str) -> int:
        asked.clear()
        assert reader.get(path).status_code == 200
        return len([sentence for sentence in asked if sentence.startswith("SELECT")])

    event.listen(engine, "before_cursor_execute", count)
    try:
        # The least of three: in between, what is remembered may be read anew on the side.
        counts = [
            min(times_asked(f"/de{PLACE}{element}?{turn}") for turn in range(3))
            for element in ("radwege", "unterwegs")  # without and with elements below
        ]
    finally:
        event.remove(engine, "before_cursor_execute", count)
    assert 1 <= counts[1] == counts[0] <= 24


def test_a_page_is_kept_until_something_is_published(reader: Browser) -> None:
    first = reader.get(f"/de{PLACE}mobilitaet")
    again = reader.get(f"/de{PLACE}mobilitaet", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    _reword(reader, "mobilitaet", "p1", "Bis 2032 fahren mehr Busse.")
    changed = reader.get(f"/de{PLACE}mobilitaet", headers={"if-none-match": first.headers["etag"]})
    assert changed.status_code == 200
