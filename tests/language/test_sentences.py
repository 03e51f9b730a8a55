"""Sentences, words and syllables of a text."""

from __future__ import annotations

import pytest

from participation.language.compounds import compound_parts, hyphenated
from participation.language.markup import Place
from participation.language.sentences import sentences_of
from participation.language.syllables import syllables


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in sentences_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Am 3. März 2026 kommt der Bus.",
        "Das kostet ca. 1,8 Mio. Euro.",
        "Dr. A. Müller kommt z. B. um 9.30 Uhr.",
        "Im 19. Jahrhundert war das anders.",
        "Mehr steht auf www.example.org im Internet.",
        "Der Bus fährt vom 1. bis zum 5. Mai.",
    ],
)
def test_abbreviations_dates_and_addresses_end_no_sentence(text: str) -> None:
    assert texts(text) == [text]


def test_numbers_at_the_end_and_questions_end_a_sentence() -> None:
    assert texts("Das gilt bis 2030. Danach nicht mehr. Warum? Wir sparen!") == [
        "Das gilt bis 2030.",
        "Danach nicht mehr.",
        "Warum?",
        "Wir sparen!",
    ]


def test_each_list_item_is_a_sentence_of_its_own() -> None:
    found = sentences_of("Das brauchen Sie:\n• einen Stift\n- ein Blatt\n1. Zeit")
    assert [sentence.text for sentence in found] == ["Das brauchen Sie:", "einen Stift", "ein Blatt", "Zeit"]
    assert [sentence.place for sentence in found][1:] == [Place.BULLET] * 3


def test_a_sentence_goes_on_in_the_next_line() -> None:
    assert texts("Wir haben überlegt,\nwo es Probleme gibt.\nDas ist ein\nPlan.") == [
        "Wir haben überlegt, wo es Probleme gibt.",
        "Das ist ein Plan.",
    ]


def test_lines_without_full_stop_stay_apart() -> None:
    assert texts("Kontakt\nTelefon\nSo ist es fertig\nDas war alles.") == [
        "Kontakt",
        "Telefon",
        "So ist es fertig",
        "Das war alles.",
    ]


def test_a_word_broken_at_the_end_of_a_line_is_read_whole() -> None:
    assert texts("Das ist die Betei-\nligung von allen.") == ["Das ist die Beteiligung von allen."]


def test_headings_are_known_by_mark_or_by_empty_lines() -> None:
    found = sentences_of("# Ziele {#ziele}\n\nBusse im Kreis\n\nAlle fahren Bus.")
    assert [(sentence.place, sentence.text) for sentence in found] == [
        (Place.HEADING, "Ziele"),
        (Place.HEADING, "Busse im Kreis"),
        (Place.TEXT, "Alle fahren Bus."),
    ]


def test_a_hyphen_compound_and_a_telephone_number_count_one_word() -> None:
    assert [sentence.length for sentence in sentences_of("Der Land-Kreis hilft: 0345 12 34 56 78.")] == [3]
    assert [sentence.length for sentence in sentences_of("Der Land·kreis hilft Ihnen.")] == [4]


@pytest.mark.parametrize(
    ("word", "count"),
    [("Abend", 2), ("Oma", 2), ("Idee", 2), ("Ideen", 3), ("Radio", 3), ("Europa", 3), ("Museum", 3), ("Familie", 4),
     ("Ferien", 3), ("Bauer", 2), ("neue", 2), ("beenden", 3), ("Quelle", 2), ("Station", 3), ("Bürgerbeteiligung", 6)],
)  # fmt: skip
def test_syllables_are_those_that_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "split"),
    [("Bürgerbeteiligung", "Bürger-Beteiligung"), ("Lebensverhältnisse", "Lebens-Verhältnisse"),
     ("Haushaltsberatungen", "Haushalts-Beratungen"), ("Verantwortung", ""), ("Informationen", ""), ("Feuerwehr", ""),
     ("Geburtstag", ""), ("Universität", ""), ("Zufriedenheit", "")],
)  # fmt: skip
def test_compounds_are_split_at_their_joints_only(word: str, split: str) -> None:
    assert hyphenated(compound_parts(word)) == split
