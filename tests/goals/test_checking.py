"""Hints say what a goal leaves open; they never block."""

from __future__ import annotations

import pytest

from participation.accounts.models import Role
from participation.goals.checking import Aspect, goal_hints
from tests.browser import Browser
from tests.cast import signed_in
from tests.goals.builders import fields_of, set_up
from tests.goals.test_pages import WORKSPACE

PARTIAL = {"hx-request": "true", "hx-request-type": "partial"}
COMPLETE = (
    "Bis Ende 2030 fährt in jede Gemeinde mindestens jede Stunde ein Bus.\n\nDer Fachdienst Verkehr ist zuständig. "
    "Die Kennzahl ist der Anteil der Orte mit Stundentakt. Die Kosten stehen im Produkt 547.01."
)


def _open(text: str) -> set[Aspect]:
    return {hint.aspect for hint in goal_hints(text)}


def test_a_goal_that_says_everything_gets_no_hint() -> None:
    assert goal_hints(COMPLETE) == []
    assert goal_hints("  ") == []


@pytest.mark.parametrize(
    ("aspect", "said", "left_out"),
    [
        (Aspect.DATE, "Bis Ende 2030 fährt", "Es fährt"),
        (Aspect.OWNER, "Der Fachdienst Verkehr ist zuständig.", ""),
        (Aspect.INDICATOR, "Die Kennzahl ist der Anteil", "Wichtig ist der Anteil"),
        (Aspect.PRODUCT, "im Produkt 547.01", "noch nicht fest"),
    ],
)
def test_what_is_left_out_is_asked_for(aspect: Aspect, said: str, left_out: str) -> None:
    text = COMPLETE.replace(said, left_out).replace("in jede Gemeinde", "in jeden Ort")
    assert aspect in _open(text)


def test_years_and_product_numbers_measure_nothing() -> None:
    assert Aspect.MEASURABLE in _open("Bis zum 31. Dezember 2030 fahren mehr Busse, bezahlt aus Produkt 547.01.")
    assert Aspect.MEASURABLE not in _open("Bis 2030 fahren 20 Busse mehr.")


def test_words_that_mean_many_things_are_named() -> None:
    (hint,) = [one for one in goal_hints("Das Ehrenamt wird gestärkt.") if one.aspect is Aspect.SPECIFIC]
    assert hint.values == {"words": "gestärkt"}


def test_the_check_answers_while_typing_and_by_a_button_and_stores_nothing(browser: Browser) -> None:
    set_up(browser)
    signed_in(browser, Role.EDITOR)
    form = fields_of(browser.get(WORKSPACE).text) | {"text-title-de": "Der Nahverkehr wird gestärkt."}
    page = browser.post(f"{WORKSPACE}/pruefen", form)
    assert page.status_code == 200
    assert "Der Nahverkehr wird gestärkt.</textarea>" in page.text
    assert "gestärkt“ kann vieles heißen" in page.text
    part = browser.post(f"{WORKSPACE}/pruefen", form, headers=PARTIAL)
    assert "gestärkt“ kann vieles heißen" in part.text
    assert "<textarea" not in part.text
    assert "gestärkt" not in browser.get(WORKSPACE).text


def test_a_goal_with_hints_is_saved_all_the_same(browser: Browser) -> None:
    set_up(browser)
    signed_in(browser, Role.EDITOR)
    form = fields_of(browser.get(WORKSPACE).text) | {"text-title-de": "Alles wird gestärkt.", "reason": "Wunsch."}
    assert browser.post(WORKSPACE, form).status_code == 303
