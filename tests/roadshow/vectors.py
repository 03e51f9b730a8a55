"""Answers with what Python makes of them, for the tablet to agree with (`python -m tests.roadshow.vectors`)."""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from participation.surveys.answers import check_answers
from participation.surveys.piping import answer_words, piped
from participation.surveys.questionnaire import Option, Question, QuestionKind, Questionnaire, missing_option
from participation.surveys.questionnaire.conditions import Given, condition_from
from participation.surveys.questionnaire.kinds import WITH_ROWS
from participation.surveys.scales import MISSING_TEXTS
from participation.surveys.toml_format import questionnaire_from_toml
from tests.surveys.many_kinds import MANY_KINDS

FILE = Path(__file__).parent / "data" / "questionnaire-vectors.json"
EVERY_KIND = Path(__file__).parents[1] / "surveys" / "data" / "every_kind.toml"
CASES = 60
PLACES = (
    Option("15083020", {"de": "Barleben"}, group="Nord", localities=("Ebendorf",)),
    missing_option("no_answer", MISSING_TEXTS["no_answer"]),
)
TEXTS = (
    "",
    "   ",
    "Mehr Busse",
    "Zeile\r\nzwei\u2028drei",
    "a\u0301\u0301\u0301\u0301\u0301\u0301x\u200b",
    "Straße 👍🏽",
    "x" * 1001,
)
NUMBERS = ("", "0", "3", "-2", "+7", "2,5", "0.25", "0,35", "1.005", "0.125", "12345678901", "drei", "99999", "-0.04")
DATES = ("", "1999-12-31", "2000-01-01", "2024-02-29", "2023-02-29", "gestern", "2026-13-01")
SPOTS: tuple[dict[str, Any], ...] = (
    {},
    {"text": "Am See"},
    {"lat": 52.1234567, "lon": 11.6},
    {"lat": 52.0005, "lon": 11, "text": " "},
)
ENTERED: dict[QuestionKind, tuple[Any, ...]] = {
    QuestionKind.TEXT: TEXTS,
    QuestionKind.NUMBER: NUMBERS,
    QuestionKind.DATE: DATES,
    QuestionKind.PLACE: SPOTS,
}
CONDITIONS: tuple[dict[str, Any], ...] = (
    {"question": "n", "is": 5},
    {"question": "n", "is_not": "5"},
    {"question": "n", "at_least": 5},
    {"question": "n", "below": 97},
    {"question": "c", "above": 3},
    {"question": "c", "answered": True},
    {"question": "c", "answered": False},
    {"question": "m", "contains": "b"},
    {"question": "m", "one_of": ["a", "b"]},
    {"question": "t", "contains": "STRASSE"},
    {"question": "t", "at_most": "m"},
    {"question": "r.one", "is": 4},
    {"question": "r.two", "answered": True},
    {"not": {"question": "r", "answered": True}},
    {
        "all": [
            {"question": "c", "is": 4},
            {"any": [{"question": "m", "contains": 97}, {"question": "n", "at_most": 9}]},
        ]
    },
)
ANSWERED: tuple[dict[str, Any], ...] = (
    {},
    {"n": 5, "c": 4, "m": ["a", "b"], "t": "In der Straße", "r": {"one": 4}},
    {"n": 5.0, "c": 97, "m": [97], "t": "abc", "r": {"two": 98}},
    {"n": 97, "c": 2, "m": ["b", 97], "t": "Z", "r": {"one": 3, "two": 1}},
)


def questionnaires() -> dict[str, Questionnaire]:
    """What the cases are about."""
    every_kind = tomllib.loads(EVERY_KIND.read_text())
    return {
        "every": questionnaire_from_toml(every_kind, PLACES),
        "many": questionnaire_from_toml(MANY_KINDS, PLACES),
    }


def vectors() -> dict[str, Any]:
    """Everything that both sides must agree on; the same each time."""
    known = questionnaires()
    lots = random.Random(7)  # noqa: S311 - no secret
    return {
        "questionnaires": {name: questionnaire.as_document() for name, questionnaire in known.items()},
        "cases": [_case(name, known[name], lots) for name in sorted(known) for _ in range(CASES)],
        "conditions": [
            {"condition": condition, "answers": answers, "holds": condition_from(condition).holds(_given(answers))}
            for condition in CONDITIONS
            for answers in ANSWERED
        ],
    }


def _given(answers: dict[str, Any]) -> Given:
    return Given(answers, frozenset({"c", "m", "r"}))


def _case(name: str, questionnaire: Questionnaire, lots: random.Random) -> dict[str, Any]:
    given = dict(_entered(questionnaire, lots))
    answers, problems = check_answers(questionnaire, given)
    code = lots.choice([one.code for one in questionnaire.questions.values() if one.kind not in WITH_ROWS])
    text = f"Sie sagten {{{{{code}}}}} und {{{{ nichts }}}}."
    return {
        "questionnaire": name,
        "given": given,
        "answers": answers,
        "problems": [[problem.name, problem.message, dict(problem.params)] for problem in problems],
        "asked": [[question.code for question in page] for page in questionnaire.asked(answers)],
        "text": text,
        "piped": piped(text, lambda piece: answer_words(questionnaire, answers, piece, "de")),
    }


def _entered(questionnaire: Questionnaire, lots: random.Random) -> Iterator[tuple[str, Any]]:
    for code, question in questionnaire.questions.items():
        if lots.random() < 0.75:
            yield code, _answer(question, lots)


def _answer(question: Question, lots: random.Random) -> Any:
    """What the tablet may hold for a question, right or wrong."""
    codes = [option.code for option in question.options]
    if question.kind in WITH_ROWS:
        return {item.code: lots.choice(codes) for item in question.items if lots.random() < 0.7}
    if question.kind in {QuestionKind.MULTIPLE, QuestionKind.RANKING}:
        return lots.sample(codes, lots.randint(0, min(3, len(codes))))
    return lots.choice(ENTERED.get(question.kind) or [*codes, "nonsense"])


def written(document: dict[str, Any]) -> str:
    """As the file has it."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(vectors()), encoding="utf-8")
