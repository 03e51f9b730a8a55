"""A twin is out of date when its standard text says something else, not when it is typed differently."""

from __future__ import annotations

import pytest

from participation.language.normalise import normalised, text_hash


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Rund 1,8 Mio. Euro", "Rund 1,8 Millionen Euro"),
        ("„Leitbild“ – kurz", '"Leitbild" - kurz'),
        ("Land\u00adkreis", "Landkreis"),
        ("z. B. Busse", "zum Beispiel Busse"),
        ("z.B. Busse", "z. B. Busse"),
        ("Das ist so, dass es geht.", "Das ist so, daß es geht!"),
        ("Aufgrund der Lage", "Auf Grund der Lage"),
        ("Potential nutzen", "Potenzial nutzen"),
        ("2018–2026", "2018-2026"),
        ("• Busse", "- Busse"),
        ("ein  Bus", "ein Bus"),
        ("Das gilt nicht.", "Das gilt **nicht**."),
        ("5 % mehr", "5% mehr"),
        ("selbständig", "selbstständig"),
    ],
)
def test_typing_does_not_count(before: str, after: str) -> None:
    assert text_hash(before) == text_hash(after), (normalised(before), normalised(after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1,8 Millionen", "18 Millionen"),
        ("bis 30.4.2026", "bis 30.5.2026"),
        ("Das gilt.", "Das gilt nicht."),
        ("Der Kreis soll bauen.", "Der Kreis kann bauen."),
        ("mindestens 3 Busse", "höchstens 3 Busse"),
        ("bei 5 Grad", "bei -5 Grad"),
        ("in Lindenau", "in Marbach"),
        ("in Maßen", "in Massen"),
        ("5 %", "5 €"),
    ],
)
def test_meaning_counts(before: str, after: str) -> None:
    assert text_hash(before) != text_hash(after)


def test_a_hash_is_64_hexadecimal_digits() -> None:
    assert len(text_hash("")) == len(text_hash("Ein Text")) == 64
    assert set(text_hash("Ein Text")) <= set("0123456789abcdef")
