"""The page on the questionnaire format, held against the code that reads questionnaires."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from pathlib import Path
from uuid import uuid4

import pytest

from participation.surveys.audiences.toml_format import audiences_from_toml
from participation.surveys.models import Admission
from participation.surveys.questionnaire import Item, Option, Question, QuestionKind, Questionnaire
from participation.surveys.questionnaire.conditions import Operator
from participation.surveys.questionnaire.paths import paths_of
from participation.surveys.scales import MISSING_CODES, SCALES
from participation.surveys.toml_format import questionnaire_from_toml

PAGE = (Path(__file__).resolve().parent.parent.parent / "docs" / "referenz" / "fragebogen.md").read_text()
SOURCE = tomllib.loads("\n".join(re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)))
PLACES = (Option("15089305", {"de": "Staßfurt"}, group="Nord"),)
MADE_BY_THE_PROGRAM = {"revision", "missing", "group", "localities"}


@pytest.fixture(scope="module")
def documented() -> Questionnaire:
    return questionnaire_from_toml(SOURCE, PLACES)


def test_the_examples_are_one_questionnaire_with_every_kind_of_question(documented: Questionnaire) -> None:
    asked = [question for page in documented.pages for question in page.questions]
    assert {question.kind for question in asked} == set(QuestionKind)
    for kind in QuestionKind:
        assert f"### `{kind}`" in PAGE
    assert paths_of(documented).is_fine


def test_every_attribute_is_shown_in_an_example(documented: Questionnaire) -> None:
    questions = [question for page in documented.pages for question in page.questions]
    shown: dict[type, list[object]] = {
        Question: list(questions),
        Option: [option for question in questions for option in question.options if option not in PLACES],
        Item: [item for question in questions for item in question.items],
    }
    never = [
        f"{kind.__name__}.{one.name}"
        for kind, examples in shown.items()
        for one in dataclasses.fields(kind)
        if one.name not in MADE_BY_THE_PROGRAM
        and not any(getattr(example, one.name) not in (one.default, {}, ()) for example in examples)
    ]
    assert never == []


def test_every_comparison_scale_and_missing_value_is_named() -> None:
    for name in (*Operator, *SCALES, *MISSING_CODES, *(str(code) for code in MISSING_CODES.values())):
        assert re.search(rf"\b{re.escape(str(name))}\b", PAGE), name


def test_the_audiences_are_read_as_they_are_explained() -> None:
    open_, internal, sample = audiences_from_toml(SOURCE, uuid4())
    assert (open_.admission, open_.is_internal, open_.population) == (Admission.OPEN, False, None)
    assert (internal.admission, internal.is_internal, internal.population) == (Admission.CODES, True, 48)
    assert sample.is_sample
