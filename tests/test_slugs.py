"""Slugs read like the words they are made of, and are free."""

from __future__ import annotations

import pytest

from participation.core.slugs import SLUG, free, slug_of


@pytest.mark.parametrize(
    ("words", "longest", "slug"),
    [
        ("Grüne Straßen für Köln", None, "gruene-strassen-fuer-koeln"),
        ("  Café – 24 Stunden!  ", 60, "cafe-24-stunden"),
        ("Mobilität und Wege", 15, "mobilitaet-und"),
        ("???", 60, "teil"),
    ],
)
def test_words_become_a_slug_of_plain_letters(words: str, longest: int | None, slug: str) -> None:
    made = slug_of(words, longest, "teil")
    assert made == slug
    assert SLUG.fullmatch(made)


def test_a_taken_slug_gets_the_first_free_number() -> None:
    assert free("bus", ()) == "bus"
    assert free("bus", {"bus", "bus-2", "bus-4"}) == "bus-3"
