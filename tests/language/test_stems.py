"""Words that mean the same meet in one stem; others do not."""

from __future__ import annotations

import pytest

from participation.language.stems import filed_words, is_met, stem, stems_of, terms_of

ALIKE = (
    "Bus Busse Bussen",
    "Landkreis Landkreises Landkreise Land-Kreis Land·kreis Land\u00adkreis",
    "Straße Strassen Straßen",
    "Haus Häuser Haeuser Häusern",
    "Bürgerinnen Bürgerin Buergerin",
    "Erlebnis Erlebnisse Erlebnissen",
    "Ziel Ziele Zielen Zieles",
    "Radverkehrskonzept Rad-Verkehrs-Konzept Radverkehrskonzepte",
)


@pytest.mark.parametrize("words", ALIKE)
def test_forms_of_a_word_share_a_stem(words: str) -> None:
    shared = set.intersection(*(set(stems_of(word)) for word in words.split()))
    assert shared


@pytest.mark.parametrize(
    ("first", "second"), [("Bus", "Bau"), ("Kreis", "Kraft"), ("Schule", "Schuld"), ("2030", "2035")]
)
def test_different_words_stay_apart(first: str, second: str) -> None:
    assert not set(stems_of(first)) & set(stems_of(second))


def test_a_stem_of_a_stem_is_short_but_never_empty() -> None:
    assert stem("esn") == "esn"
    assert all(stem(word) for word in ("e", "nd", "gegegege", "ssssss", "tttttt"))


def test_a_longer_word_is_met_by_its_beginning() -> None:
    terms = terms_of("Gemeinde")
    assert is_met("Gemeindestraßen", terms)
    assert not is_met("Gemeinsam", terms)


def test_words_that_say_nothing_count_only_alone() -> None:
    assert [term.stem for term in terms_of("der Bus und die Bahn")] == ["bus", "bah"]
    assert len(terms_of("der die das")) == 3


def test_what_is_filed_are_letters_and_digits_only() -> None:
    words = filed_words("**Bus** [hier](https://example.org/geheim) – „8 %“, z. B. Bürger*innen\u0308 'x' \"y\"")
    assert words.replace(" ", "").isalnum()
    assert "geheim" not in words
