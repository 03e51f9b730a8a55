"""LimeSurvey's expressions: the common ones become conditions, the others are refused whole."""

from __future__ import annotations

from typing import Any

import pytest

from participation.surveys.lss.conditions import condition_of
from participation.surveys.lss.expressions import Untranslatable, parse
from participation.surveys.lss.names import Names, Target
from participation.surveys.questionnaire import Option, Question, QuestionKind

NAMES = Names()
_OPTIONS = (Option("a1", {"de": "eins"}), Option("a2", {"de": "zwei"}))
NAMES.put("Q", Target(Question("q", QuestionKind.SINGLE, {}, options=_OPTIONS), codes={"A1": "a1", "A2": "a2"}))
NAMES.put("N", Target(Question("n", QuestionKind.NUMBER, {})))
NAMES.put("T", Target(Question("t", QuestionKind.TEXT, {})))
NAMES.put("M", Target(Question("m", QuestionKind.MULTIPLE, {}, options=_OPTIONS)))
NAMES.put("M_A", Target(Question("m", QuestionKind.MULTIPLE, {}, options=_OPTIONS), chosen="a1"))


@pytest.mark.parametrize(
    ("expression", "condition"),
    [
        ('Q.NAOK == "A1"', {"question": "q", "is": "a1"}),
        ("((Q == 'A1'))", {"question": "q", "is": "a1"}),
        ('"A2" != Q', {"question": "q", "is_not": "a2"}),
        ('Q eq "A1" OR Q eq "A2"', {"any": [{"question": "q", "is": "a1"}, {"question": "q", "is": "a2"}]}),
        ("is_empty(T)", {"question": "t", "answered": False}),
        ("!is_empty(T)", {"question": "t", "answered": True}),
        ("not(is_empty(T.NAOK))", {"question": "t", "answered": True}),
        ("T", {"question": "t", "answered": True}),
        ('T != ""', {"question": "t", "answered": True}),
        ("count(that.M.NAOK) > 0", {"question": "m", "answered": True}),
        ("count(that.M)", {"question": "m", "answered": True}),
        ("strlen(T) > 0", {"question": "t", "answered": True}),
        ("N > 18 and N <= 65.5", {"all": [{"question": "n", "above": 18}, {"question": "n", "at_most": 65.5}]}),
        ("18 < N", {"question": "n", "above": 18}),
        ("intval(N) ge -3", {"question": "n", "at_least": -3}),
        ('M_A.NAOK == "Y"', {"question": "m", "contains": "a1"}),
        ('M_A != "Y"', {"not": {"question": "m", "contains": "a1"}}),
        ('M_A == ""', {"not": {"question": "m", "contains": "a1"}}),
        ('!(Q == "A1" && N > 3)', {"not": {"all": [{"question": "q", "is": "a1"}, {"question": "n", "above": 3}]}}),
    ],
)
def test_common_expressions_are_translated(expression: str, condition: dict[str, Any]) -> None:
    found = condition_of(expression, NAMES)
    assert found
    assert found.as_document() == condition


@pytest.mark.parametrize("expression", ["", "1", " 1 "])
def test_relevance_that_hides_nothing_is_no_condition(expression: str) -> None:
    assert condition_of(expression, NAMES) is None


@pytest.mark.parametrize(
    "expression",
    [
        'Q == "A9"',
        "Q == N",
        "sum(N, N) > 3",
        "N + 1 > 3",
        'if(Q == "A1", 1, 0)',
        "Q.relevanceStatus == 1",
        "0",
        'Q == "A1" and',
        "Q ==",
        "(Q",
        "§",
        "(" * 60 + "Q" + ")" * 60,
        'T > "a"',
        'N == "viel"',
    ],
)
def test_what_cannot_be_said_is_never_half_translated(expression: str) -> None:
    with pytest.raises(Untranslatable):
        condition_of(expression, NAMES)


def test_a_very_long_expression_is_refused_quickly() -> None:
    with pytest.raises(Untranslatable):
        parse(" and ".join(["Q"] * 5_000))
