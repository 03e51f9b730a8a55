"""What counts as another question: structure apart, wording together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from participation.surveys.questionnaire import Item, Option, Question, QuestionKind, Questionnaire, QuestionPage
from participation.surveys.questionnaire.comparing import ChangeKind, changes_between, with_revisions
from participation.surveys.questionnaire.conditions import Comparison, Operator

TEXT = {"de": "Text"}
OPTIONS = (Option("bus", {"de": "Bus"}), Option("car", {"de": "Auto"}))
CHOICE = Question("way", QuestionKind.SINGLE, {"de": "Wie fahren Sie?"}, options=OPTIONS)
MATRIX = Question(
    "importance", QuestionKind.MATRIX, TEXT, items=(Item("bus", TEXT), Item("train", TEXT)), options=OPTIONS
)
NUMBER = Question("age", QuestionKind.NUMBER, TEXT, minimum=0, maximum=120, classes=(0, 18), unit={"de": "Jahre"})


def _whole(*questions: Question) -> Questionnaire:
    return Questionnaire(TEXT, TEXT, TEXT, (QuestionPage(TEXT, questions),))


@pytest.mark.parametrize(
    ("question", "changed", "part"),
    [
        (CHOICE, {"options": (*OPTIONS, Option("bike", TEXT))}, "options"),
        (CHOICE, {"options": OPTIONS[:1]}, "options"),
        (CHOICE, {"options": (Option("coach", {"de": "Bus"}), OPTIONS[1])}, "options"),
        (CHOICE, {"options": (replace(OPTIONS[0], is_open=True), OPTIONS[1])}, "open"),
        (CHOICE, {"kind": QuestionKind.MULTIPLE}, "kind"),
        (CHOICE, {"show_if": Comparison("age", Operator.ABOVE, 17)}, "show_if"),
        (MATRIX, {"items": MATRIX.items[:1]}, "items"),
        (MATRIX, {"scale": "importance"}, "scale"),
        (NUMBER, {"maximum": 99}, "limits"),
        (NUMBER, {"classes": (0, 18, 65)}, "classes"),
        (NUMBER, {"unit": {"de": "Monate"}}, "unit"),
    ],
)
def test_answers_to_a_changed_structure_are_counted_apart(
    question: Question, changed: dict[str, Any], part: str
) -> None:
    before, after = _whole(question), _whole(replace(question, **changed))
    structure = [change for change in changes_between(before, after) if change.kind is ChangeKind.STRUCTURE]
    assert [change.part for change in structure] == [part]
    assert with_revisions(after, {1: before}).questions[question.code].revision == 2


@pytest.mark.parametrize(
    ("question", "changed", "part"),
    [
        (CHOICE, {"text": {"de": "Womit fahren Sie?"}}, "text"),
        (CHOICE, {"options": (OPTIONS[0], Option("car", {"de": "Mit dem Auto"}))}, "option:car"),
        (CHOICE, {"hint": {"de": "An einem Werktag"}}, "hint"),
        (CHOICE, {"is_required": True, "why": {"de": "Darum"}}, "why"),
        (MATRIX, {"items": (MATRIX.items[0], Item("train", {"de": "Bahn"}))}, "item:train"),
    ],
)
def test_answers_to_better_words_stay_together(question: Question, changed: dict[str, Any], part: str) -> None:
    before, after = _whole(question), _whole(replace(question, **changed))
    found = changes_between(before, after)
    assert found[0].part == part
    assert {change.kind for change in found} == {ChangeKind.WORDING}
    assert with_revisions(after, {1: before}).questions[question.code].revision == 1


def test_another_order_changes_nothing() -> None:
    before, after = _whole(CHOICE, MATRIX), _whole(MATRIX, replace(CHOICE, options=OPTIONS[::-1]))
    assert changes_between(before, after) == []
    assert with_revisions(after, {1: before}).questions["way"].revision == 1


def test_a_revision_is_never_used_twice() -> None:
    first = _whole(CHOICE)
    second = with_revisions(_whole(replace(CHOICE, options=OPTIONS[:1])), {1: first})
    third = with_revisions(_whole(MATRIX), {1: first, 2: second})
    back = with_revisions(_whole(CHOICE), {1: first, 2: second, 3: third})
    assert second.questions["way"].revision == 2
    assert back.questions["way"].revision == 3
    assert [change.kind for change in changes_between(third, back)] == [ChangeKind.ADDED, ChangeKind.REMOVED]


def test_a_question_can_be_counted_apart_for_new_words_on_request() -> None:
    before, after = _whole(CHOICE), _whole(replace(CHOICE, text={"de": "Wie möchten Sie fahren?"}))
    assert with_revisions(after, {1: before}, apart={"way"}).questions["way"].revision == 2
