"""A word list finds inflected forms and compounds, and leaves words alone that only look alike."""

from __future__ import annotations

import pytest

from participation.threads.inflection import possible_forms
from participation.threads.watched_words import word_list

ENTRIES = (
    "Idiot",
    "Sau",
    "Arsch",
    "Blödmann",
    "Lügner",
    "dumme Kuh",
    "Betrüger",
    "dumm",
    "verblöden",
    "=Pack",
    "Gesindel",
    "-Wildsau",
)


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in word_list(ENTRIES).hits(text)]


@pytest.mark.parametrize(
    "word",
    [
        "Idioten",
        "Vollidioten",
        "Idiotenhaufen",
        "Blödmänner",
        "Bloedmann",
        "Lügnerinnen",
        "Betrügerbande",
        "Säue",
        "Saustall",
        "Arschgeige",
        "dümmsten",
        "verblödet",
        "Gesindels",
        "PACK",
    ],
)
def test_forms_and_compounds_are_found(word: str) -> None:
    assert _found(f"Das sind {word}, sage ich.") == [word]


@pytest.mark.parametrize(
    "word", ["Sauerkraut", "sauer", "Sauna", "Marsch", "Barsch", "Gepäck", "Packstation", "Wildsau", "Kühe", "gelogen"]
)
def test_words_that_look_alike_are_left_alone(word: str) -> None:
    assert _found(f"Hier ist {word}, sage ich.") == []


def test_a_phrase_is_found_in_every_form() -> None:
    assert _found("Diese dummen Kühe!") == ["dummen Kühe"]


def test_a_long_text_takes_no_time() -> None:
    assert _found("Der Bus fährt selten und der Weg ist weit. " * 2_000) == []


def test_a_run_of_letters_that_is_no_word_costs_no_time() -> None:
    found = word_list(("Idiot", "blöd gelaufen"))
    possible_forms.cache_clear()
    letters = "".join(chr(ord("a") + place * place % 25) for place in range(5_000))
    assert found.hits(f"blöd {letters}") == ()
    assert possible_forms.cache_info().misses < 1_000
    assert [hit.entry for hit in found.hits(f"{letters} Idiot")] == ["Idiot"]
