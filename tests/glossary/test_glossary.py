"""Words of a region are explained in place, linked at their first use however inflected, and written by editors."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup
from sqlmodel import select

from participation.accounts.models import Role
from participation.core.content_files import ContentProblem
from participation.glossary import content
from participation.glossary.linking import Entry, Glossary, Linker
from participation.glossary.models import GlossaryTerm
from participation.regions.models import Region
from tests.browser import Browser
from tests.cast import a_region, signed_in
from tests.strategy.builders import a_strategy

TOML = """
[[terms]]
key = "rufbus"
term = "Rufbus"
explanation = "Ein Bus, der **nur auf Bestellung** fährt."
term_leicht = "Ruf-Bus"
explanation_leicht = "Sie rufen an. Dann kommt der Bus."
"""
ELEMENT = "/strategien/zukunft/mobilitaet"
WORDS = "/de/verwaltung/glossar"


def _linked(text: str, *entries: Entry) -> str:
    return str(Linker(Glossary(entries))(Markup(text)))  # noqa: S704 - HTML of the test


RUFBUS = Entry("rufbus", "Rufbus", "Ein Bus auf Bestellung.")
FIELD = Entry("feld", "öffentlicher Nahverkehr", "Bus und Bahn.", ("ÖPNV",))


@pytest.mark.parametrize("word", ["Rufbus", "Rufbusse", "Rufbussen", "Rufbusses", "Ruf-Bus", "Ruf·Bus"])
def test_a_word_is_found_inflected_and_however_it_is_put_together(word: str) -> None:
    assert _linked(f"<p>Mit {word} fahren.</p>", RUFBUS) == (
        f'<p>Mit <a class="term" href="#wort-rufbus">{word}</a> fahren.</p>'
    )


def test_only_the_first_use_leads_to_the_explanation() -> None:
    assert _linked("<p>Rufbus und Rufbus</p>", RUFBUS).count("<a ") == 1


def test_phrases_and_other_words_for_them_are_found() -> None:
    assert ">öffentlichen Nahverkehr</a>" in _linked("<p>im öffentlichen Nahverkehr</p>", FIELD)
    assert ">ÖPNV</a>" in _linked("<p>der ÖPNV fährt</p>", FIELD)


def test_parts_of_words_verbs_links_and_headings_stay_as_they_are() -> None:
    goal = Entry("ziel", "Ziel", "Was erreicht werden soll.")
    for html in ("<p>Zielgruppe</p>", "<p>Wir zielen hoch.</p>", '<p><a href="/x">Ziel</a></p>', "<h3>Ziel</h3>"):
        assert _linked(html, goal) == html


def test_markup_in_texts_stays_harmless() -> None:
    assert _linked("<p>&lt;b&gt; &amp; Rufbus</p>", RUFBUS).startswith("<p>&lt;b&gt; &amp; <a ")


@pytest.fixture
def reader(browser: Browser, tmp_path: Path) -> Browser:
    """The browser, with a strategy and a glossary of one word."""
    with browser.site.database.writing() as session:
        region = a_region(session)
        a_strategy(session, region, tmp_path)
        _load(session, region, tmp_path, TOML)
    browser.site.refresh()
    return browser


def _load(session: object, region: Region, folder: Path, text: str) -> int:
    (folder / "glossary.toml").write_text(text, encoding="utf-8")
    return content.load(session, folder, region)  # type: ignore[arg-type]


def test_a_word_is_explained_on_the_page_that_uses_it(reader: Browser) -> None:
    page = reader.get(f"/de{ELEMENT}").text
    assert '<a class="term" href="#wort-rufbus">Rufbusse</a> ergänzen' in page
    assert 'id="wort-rufbus"' in page
    assert "<strong>nur auf Bestellung</strong>" in page
    assert "wort-rufbus" not in reader.get("/de/strategien/zukunft/radwege").text


def test_all_words_stand_on_one_page_in_each_language(reader: Browser) -> None:
    assert "nur auf Bestellung" in reader.get("/de/glossar/").text
    assert "Dann kommt der Bus." in reader.get("/leicht/glossar/").text
    assert "Rufbus" not in reader.get("/en/glossar/").text


def test_editors_change_words_and_readers_see_it_at_once(reader: Browser) -> None:
    reader.get(f"/de{ELEMENT}")
    signed_in(reader, Role.EDITOR)
    page = reader.get(f"{WORDS}/woerter/rufbus").text
    base = page.split('name="base" value="')[1].split('"')[0]
    form = {"base": base, "term-de": "Rufbus", "explanation-de": "Ein Bus nach Wunsch."}
    assert reader.post(f"{WORDS}/woerter/rufbus", form).status_code == 303
    assert "Ein Bus nach Wunsch." in reader.get(f"/de{ELEMENT}").text
    assert "Ruf-Bus" not in reader.get("/leicht/glossar/").text
    again = reader.post(f"{WORDS}/woerter/rufbus", form | {"explanation-de": "Anders."})
    assert again.status_code == 409
    assert "Ein Bus nach Wunsch." in again.text
    assert "Anders." in again.text


def test_a_word_without_its_explanation_is_refused_and_words_come_and_go(reader: Browser) -> None:
    signed_in(reader, Role.EDITOR)
    form = {"key": "radweg", "term-de": "Radweg"}
    assert reader.post(f"{WORDS}/neu", form).status_code == 422
    assert reader.post(f"{WORDS}/neu", form | {"explanation-de": "Ein Weg."}).status_code == 303
    assert reader.post(f"{WORDS}/neu", form | {"explanation-de": "Ein Weg."}).status_code == 409
    assert "Radweg" in reader.get(f"{WORDS}/").text
    assert reader.post(f"{WORDS}/woerter/radweg/weg").status_code == 303
    assert "Radweg" not in reader.get("/de/glossar/").text


def test_loading_again_changes_nothing_and_bad_keys_are_named(reader: Browser, tmp_path: Path) -> None:
    with reader.site.database.writing() as session:
        region = session.exec(select(Region)).one()
        assert _load(session, region, tmp_path, TOML) == 0
        assert len(session.exec(select(GlossaryTerm)).all()) == 1
        with pytest.raises(ContentProblem):
            _load(session, region, tmp_path, TOML.replace('"rufbus"', '"Ruf Bus"'))
