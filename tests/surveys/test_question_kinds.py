"""Every kind of question: what may be sent, what is stored, what is refused with which words."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from participation.surveys.answers import check_answers
from participation.surveys.forms import FilledPages, entries_of
from participation.surveys.questionnaire import Option, Questionnaire
from participation.surveys.questionnaire.conditions import Given, condition_from
from participation.surveys.running import RunningSurvey
from participation.surveys.scales import DE
from participation.surveys.toml_format import QuestionnaireError, questionnaire_from_toml
from participation.web.visit import Form
from tests.surveys.builders import words

SOURCE = tomllib.loads((Path(__file__).parent / "data" / "every_kind.toml").read_text())
PLACES = [Option("15000001", {DE: "Lindenau"}, group="Nord"), Option("outside", {DE: "Woanders"})]


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return questionnaire_from_toml(SOURCE, PLACES)


ANSWERS: dict[str, Any] = {"municipality": "15000001"}


def _checked(questionnaire: Questionnaire, **given: Any) -> tuple[dict[str, Any], dict[str, str]]:
    answers, problems = check_answers(questionnaire, ANSWERS | given)
    return answers, {problem.name: problem.message for problem in problems}


@pytest.mark.parametrize(
    ("code", "sent", "stored"),
    [
        ("way", "bike", "bike"),
        ("way", "no_answer", 99),
        ("means", ["toilet", "seats"], ["seats", "toilet"]),
        ("picture", "tree", "tree"),
        ("agree", "5", 5),
        ("importance", {"buses": "4", "schools": None}, {"buses": 4}),
        ("statements", {"free": "pass"}, {"free": "pass"}),
        ("ranking", ["c", "a"], ["c", "a"]),
        ("ranking", {"c": "1", "a": "3", "b": ""}, ["c", "a"]),
        ("ranking", "dont_know", None),
        ("ranking", ["dont_know"], [97]),
        ("minutes", "45", 45),
        ("moved", "1.5.1998", "1998-05-01"),
        ("moved", "1998-05-01", "1998-05-01"),
        ("spot", {"lat": "51.87123", "lon": "11.6"}, {"lat": 51.871, "lon": 11.6}),
        ("spot", {"lat": "", "lon": "", "text": " Am  Markt "}, {"text": "Am  Markt"}),
    ],
)
def test_an_answer_is_stored_in_one_spelling(questionnaire: Questionnaire, code: str, sent: Any, stored: Any) -> None:
    answers, problems = _checked(questionnaire, **{code: sent})
    assert answers.get(code) == stored
    assert (stored is None) == bool(problems)


@pytest.mark.parametrize(
    ("code", "sent", "field"),
    [
        ("way", "rocket", "way"),
        ("means", ["seats", "none"], "means"),
        ("means", ["seats", "toilet", "help"], "means"),
        ("agree", 6, "agree"),
        ("ranking", ["a", "a"], "ranking.a"),
        ("ranking", {"a": "1", "b": "1"}, "ranking.a"),
        ("ranking", ["a", "b", "c", "d"], "ranking.a"),
        ("ranking", {"a": "first"}, "ranking.a"),
        ("minutes", "241", "minutes"),
        ("minutes", "1.5", "minutes"),
        ("moved", "31.2.1998", "moved"),
        ("moved", "2027-01-01", "moved"),
        ("spot", {"lat": "51.8"}, "spot.lat"),
        ("spot", {"lat": "91", "lon": "11"}, "spot.lat"),
        ("spot", {"lat": "nan", "lon": "11"}, "spot.lat"),
        ("spot", {"street": "Markt"}, "spot.lat"),
        ("importance", "5", "importance"),
        ("municipality", None, "municipality"),
    ],
)
def test_what_cannot_be_used_is_named(questionnaire: Questionnaire, code: str, sent: Any, field: str) -> None:
    answers, problems = _checked(questionnaire, **{code: sent})
    assert list(problems) == [field]
    assert code not in answers


def test_words_are_kept_only_with_their_option(questionnaire: Questionnaire) -> None:
    with_option, _ = _checked(questionnaire, way="other", way_other="Zu Fuß")
    without, _ = _checked(questionnaire, way="car", way_other="Zu Fuß")
    assert with_option["way_other"] == "Zu Fuß"
    assert "way_other" not in without


def test_answers_of_hidden_questions_are_not_stored(questionnaire: Questionnaire) -> None:
    asked, _ = _checked(questionnaire, way="bus", bus_ok="no", wish="Öfter", agree=1, why_not="Antworten")
    assert asked["bus_ok"] == "no"
    assert asked["wish"] == "Öfter"
    assert asked["why_not"] == "Antworten"
    hidden, problems = _checked(questionnaire, way="car", bus_ok="no", wish="Öfter", agree=5, why_not="Antworten")
    assert not {"bus_ok", "wish", "why_not"} & hidden.keys()
    assert not problems


def test_a_question_that_is_hidden_hides_what_depends_on_it(questionnaire: Questionnaire) -> None:
    # "wish" waits for bus users whose bus is not on time; the answer about the bus is not asked of car drivers.
    answers, _ = _checked(questionnaire, way="bus", bus_ok="yes", wish="Öfter")
    assert "wish" not in answers


def test_questions_that_an_audience_is_not_asked_are_left_out_even_if_required(questionnaire: Questionnaire) -> None:
    answers, problems = check_answers(questionnaire, {"way": "bus"}, frozenset({"municipality"}))
    assert answers == {"way": "bus"}
    assert problems == []


def test_form_fields_lead_to_the_answers_and_back(questionnaire: Questionnaire) -> None:
    answers, problems = _checked(
        questionnaire,
        way="other",
        way_other="Zu Fuß",
        means=["seats", "help"],
        importance={"buses": 5, "schools": 97},
        ranking=["c", "a"],
        minutes=12,
        moved="1998-05-01",
        spot={"lat": 51.87, "lon": 11.6, "text": "Markt"},
    )
    assert not problems
    entries = entries_of(questionnaire.fields, answers)
    again, _ = check_answers(questionnaire, _given(questionnaire, entries))
    assert again == answers


def _given(questionnaire: Questionnaire, entries: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    version: Any = type("Version", (), {"questionnaire": questionnaire})
    return FilledPages(version, None, 1, "next", entries).given()  # type: ignore[arg-type]


def test_a_document_is_read_back_as_it_was(questionnaire: Questionnaire) -> None:
    assert Questionnaire.from_document(questionnaire.as_document()) == questionnaire


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"show_if": {"question": "later", "is": "x"}}, "not asked before"),
        ({"show_if": {"question": "first", "is": "z"}}, "does not offer"),
        ({"show_if": {"question": "first", "near": "x"}}, "a condition has"),
        ({"text": words("Sie sagten {{later}}.")}, "not asked on an earlier page"),
        ({"required": True}, "say why"),
        ({"beside": "first"}, "beside an earlier matrix"),
        ({"shuffle": True, "type": "number"}, "cannot be shuffled"),
        ({"type": "number", "minimum": 9, "maximum": 1}, "do not fit together"),
        ({"type": "number", "classes": [5, 1]}, "smallest bound"),
    ],
)
def test_a_questionnaire_that_leads_astray_is_refused(change: dict[str, Any], told: str) -> None:
    options = [{"code": "x", "text": words("X")}, {"code": "y", "text": words("Y")}]
    first = {"code": "first", "type": "single", "text": words("Erste"), "options": options}
    second = {"code": "second", "type": "text", "text": words("Zweite")} | change
    later = {"code": "later", "type": "text", "text": words("Dritte")}
    pages = [{"questions": [first]}, {"questions": [second]}, {"questions": [later]}]
    source = {"title": words("T"), "introduction": words("E"), "thanks": words("D"), "pages": pages}
    with pytest.raises(QuestionnaireError, match=told):
        questionnaire_from_toml(source)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({"question": "a", "is": "x"}, True),
        ({"question": "a", "is_not": "x"}, False),
        ({"question": "a", "one_of": ["w", "x"]}, True),
        ({"question": "b", "contains": 2}, True),
        ({"question": "t", "contains": "BUS"}, True),
        ({"question": "s", "at_least": 4}, True),
        ({"question": "s", "above": 4}, False),
        ({"question": "m.row", "at_most": 3}, False),  # 97 is no score
        ({"question": "m.row", "answered": True}, False),
        ({"question": "n", "at_least": 97}, True),  # a number may well be 97
        ({"question": "d", "below": "2026-01-01"}, True),
        ({"question": "gone", "is_not": "x"}, True),
        ({"question": "gone", "at_most": 3}, False),
        ({"question": "gone", "answered": False}, True),
        ({"all": [{"question": "a", "is": "x"}, {"not": {"question": "s", "is": 4}}]}, False),
        ({"any": [{"question": "a", "is": "z"}, {"question": "s", "is": 4}]}, True),
    ],
)
def test_conditions_hold_for_answers(condition: dict[str, Any], *, holds: bool) -> None:
    answers = {"a": "x", "b": [1, 2], "t": "Mehr Busse", "s": 4, "m": {"row": 97}, "n": 97, "d": "2025-12-31"}
    read = condition_from(condition)
    assert read.holds(Given(answers, frozenset({"a", "b", "s", "m"}))) is holds
    assert condition_from(read.as_document()) == read


def test_the_form_reads_a_client_id_or_makes_one(questionnaire: Questionnaire) -> None:
    version: Any = type("Version", (), {"questionnaire": questionnaire, "number": 1})
    survey: Any = type("Survey", (), {"versions": {1: version}, "latest": version})
    running: RunningSurvey = survey
    assert FilledPages.read(running, Form()).client_id != FilledPages.read(running, Form()).client_id
