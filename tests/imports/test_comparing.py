"""A newer document beside what is known: what is the same element, what differs, what is gone."""

from __future__ import annotations

from participation.imports.comparing import Guess, Known, compare
from participation.imports.models import Change

KNOWN = [
    Known("f", None, "action_field", "1", "Mobilität", "Busse fahren öfter."),
    Known("g", "f", "strategic_goal", "1.1", "Ein Bus in jeder Stunde und in jedem Dorf", ""),
    Known("h", "f", "strategic_goal", "1.2", "Neue Radwege zwischen allen Gemeinden", "Bis 2030."),
    Known("p", "h", "point", "", "Eine Karte aller Lücken", ""),
]


def said(*changes: tuple[str | None, Change, list[str]]) -> list[tuple[str | None, Change, list[str]]]:
    return list(changes)


def found(guesses: list[Guess]) -> list[tuple[str | None, Change, list[str]]]:
    return [(one.element, one.change, one.differs) for one in compare(guesses, KNOWN)]


def test_a_goal_with_other_words_and_another_number_stays_the_same_element() -> None:
    document = [
        Guess(None, "action_field", "1", "Mobilität", ""),
        Guess(0, "strategic_goal", "1.1", "Ein Rufbus für alle Orte ohne Bahnhof", ""),
        Guess(0, "strategic_goal", "1.2", "Ein Bus in jeder halben Stunde und in jedem Dorf", ""),
        Guess(0, "strategic_goal", "1.3", "Neue Radwege zwischen allen Gemeinden", "Bis 2032."),
        Guess(3, "point", "", "Eine Karte aller Lücken", ""),
    ]
    assert found(document) == said(
        ("f", Change.SAME, []),
        (None, Change.NEW, []),
        ("g", Change.CHANGED, ["number", "title"]),
        ("h", Change.CHANGED, ["number", "text"]),
        ("p", Change.SAME, []),
    )


def test_what_the_document_lacks_is_gone_below_the_parent_that_is_left() -> None:
    guesses = compare([Guess(None, "action_field", "1", "Mobilität", "")], KNOWN)
    assert [(one.element, one.change, one.parent) for one in guesses] == [
        ("f", Change.SAME, None),
        ("g", Change.GONE, 0),
        ("h", Change.GONE, 0),
        ("p", Change.GONE, 2),
    ]


def test_an_element_at_another_place_or_of_another_level_is_the_same_one() -> None:
    document = [
        Guess(None, "action_field", "1", "Mobilität", ""),
        Guess(0, "strategic_goal", "1.1", "Ein Bus in jeder Stunde und in jedem Dorf", ""),
        Guess(1, "point", "", "Eine Karte aller Lücken", ""),
        Guess(0, "measure", "1.2", "Neue Radwege zwischen allen Gemeinden", "Bis 2030."),
    ]
    assert found(document)[2:] == said(("p", Change.CHANGED, ["place"]), ("h", Change.CHANGED, ["kind"]))


def test_a_link_that_the_strategy_lacks_is_a_difference() -> None:
    document = [
        Guess(None, "action_field", "1", "Mobilität", "", links=[("contributes_to", 1)]),
        Guess(0, "strategic_goal", "1.1", "Ein Bus in jeder Stunde und in jedem Dorf", ""),
    ]
    assert found(document)[0] == ("f", Change.CHANGED, ["links"])
