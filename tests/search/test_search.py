"""Everything published is found, however it is spelled, and odd questions do no harm."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from sqlmodel import Session, select

from participation.core.search import SearchText
from participation.search.jobs import file_what_is_missing
from participation.strategy.models import Strategy
from tests.browser import Browser
from tests.cast import a_region
from tests.strategy.builders import a_strategy, next_version, reworded

BUS = "Bis 2030 verkehren Rufbusse zu jeder Haltestelle der Bürgerbeteiligung."
SPELLED = (
    "Bürgerbeteiligung",
    "Buergerbeteiligung",
    "Bürger-Beteiligungen",
    "bürger·beteiligung",
    "HALTESTELLEN",
    "Rufbus",
)
ODD = (
    '"',
    "'",
    "Bus OR 1=1 --",
    "title:Bus NEAR(Bus, 2)",
    "^Bus * (Bus) {Bus} - + AND NOT",
    "Bus & | ! <-> :*",
    "%_\\",
    "😀",
    "\x00Bus",
    "' ; DROP TABLE search_text",
    "der die das",
)


@pytest.fixture
def reader(browser: Browser, tmp_path: Path) -> Browser:
    """Somebody in a county with one strategy."""
    with browser.site.database.writing() as session:
        strategy = a_strategy(session, a_region(session), tmp_path)
        reworded(session, strategy, "mobilitaet", "p2", BUS)
        next_version(session, strategy)
    browser.site.refresh()
    return browser


def _found(reader: Browser, words: str, language: str = "de", **more: str) -> str:
    query = "&".join(f"{name}={quote(value)}" for name, value in {"q": words, **more}.items())
    page: str = reader.get(f"/{language}/suche?{query}").text
    return page.partition("<main")[2]


def test_a_word_is_found_however_it_is_spelled(reader: Browser) -> None:
    for words in SPELLED:
        page = _found(reader, words)
        assert "1 Fundstelle" in page, words
        assert "/strategien/zukunft/mobilitaet#p2" in page
        assert "<mark>" in page


def test_easy_words_are_found_by_their_standard_spelling(reader: Browser) -> None:
    page = _found(reader, "Landkreis", "leicht", sprache="leicht")
    assert "<mark>Land-Kreis</mark>" in page


def test_words_in_a_title_come_before_words_in_a_text(reader: Browser) -> None:
    with reader.site.database.writing() as session:
        strategy = session.exec(select(Strategy)).one()
        reworded(session, strategy, "radwege", "p1", "Mobilität Mobilität Mobilität")
        next_version(session, strategy)
    reader.site.refresh()
    page = _found(reader, "Mobilität")
    assert page.index("zukunft/mobilitaet") < page.index("zukunft/radwege")


def test_all_words_must_be_there_in_any_paragraph(reader: Browser) -> None:
    assert "zukunft/mobilitaet" in _found(reader, "Busse Haltestelle")
    assert "Nirgends kommen alle diese Wörter vor" in _found(reader, "Radwege Haltestelle")


def test_a_part_in_two_languages_is_one_result_in_the_readers_own(reader: Browser) -> None:
    german, easy = _found(reader, "Busse 2030"), _found(reader, "Busse 2030", "leicht")
    assert german.count('class="result"') == easy.count('class="result"') == 1
    assert "/de/strategien/zukunft/mobilitaet" in german
    assert "/leicht/strategien/zukunft/mobilitaet" in easy
    assert "/leicht/strategien/zukunft/mobilitaet" in _found(reader, "Busse", sprache="leicht")


def test_only_the_present_version_is_found(reader: Browser) -> None:
    assert "zukunft/mobilitaet" not in _found(reader, "ergänzen")


def test_what_is_being_written_is_not_found(reader: Browser) -> None:
    with reader.site.database.writing() as session:
        reworded(session, session.exec(select(Strategy)).one(), "radwege", "p1", "Streng geheime Seilbahn")
    reader.site.refresh()
    assert "Fundstelle" in _found(reader, "Seilbahn")
    assert "zukunft/radwege" not in _found(reader, "Seilbahn")


def test_odd_questions_are_answered(reader: Browser) -> None:
    for words in ODD:
        assert reader.get(f"/de/suche?q={quote(words)}").status_code == 200, words


def test_a_very_long_question_is_cut(reader: Browser) -> None:
    page = _found(reader, "Busse " + "x" * 10_000)
    assert "Nirgends" in page
    assert "x" * 300 not in page


def test_marked_words_are_escaped(reader: Browser) -> None:
    with reader.site.database.writing() as session:
        strategy = session.exec(select(Strategy)).one()
        reworded(session, strategy, "radwege", "p1", "Bahn `<script>alert(1)</script>` fährt")
        next_version(session, strategy)
    reader.site.refresh()
    page = _found(reader, "Bahn")
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "`" not in page.partition('id="found"')[2].partition("<footer")[0]


def test_every_page_has_the_search_and_the_search_a_fragment(reader: Browser) -> None:
    assert 'action="/de/suche"' in reader.get("/de/").text
    part = reader.htmx("/de/suche?q=Busse").text
    assert part.lstrip().startswith('<div id="found"')


def test_texts_of_an_older_program_are_filed_later(reader: Browser) -> None:
    database = reader.site.database
    with database.writing() as session:
        _filed_by_older_rules(session)
    file_what_is_missing(database, {})
    reader.site.refresh()
    assert "zukunft/mobilitaet" in _found(reader, "Haltestelle")


def _filed_by_older_rules(session: Session) -> None:
    for row in session.exec(select(SearchText)):
        row.rules = 0
        session.add(row)
