"""Questionnaires written as TOML and read again are the same."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.surveys.questionnaire import Item, Option, Question, QuestionKind, Questionnaire, QuestionPage
from participation.surveys.questionnaire.conditions import All, Comparison, Condition, Not, Operator
from participation.surveys.questionnaire.question import missing_option
from participation.surveys.scales import MISSING_TEXTS, SCALES, YES_NO
from participation.surveys.toml_format import QuestionnaireError, questionnaire_from_toml
from participation.surveys.toml_writing import questionnaire_to_toml
from participation.web.folders import folder

PLACES = (Option("15000001", {"de": "Lindenau"}, group="Nord"),)
FILES = sorted(folder("content").glob("*/*/surveys/*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_content_file_comes_back(path: Path) -> None:
    source = tomllib.loads(path.read_text())
    whole = questionnaire_from_toml(source, PLACES)
    again = tomllib.loads(questionnaire_to_toml(whole, source["slug"]))
    assert questionnaire_from_toml(again, PLACES) == whole
    assert again["slug"] == source["slug"]


def words() -> st.SearchStrategy[dict[str, str]]:
    text = st.text(
        st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n"\\{}#='), min_size=1, max_size=20
    )
    stripped = text.map(str.strip).filter(bool)
    return st.fixed_dictionaries({"de": stripped}, optional={"de-simple": stripped, "en": stripped})


@st.composite
def options(draw: st.DrawFn) -> tuple[Option, ...]:
    codes = draw(st.lists(st.sampled_from(["bus", "car", "18-24", "75+", "7"]), min_size=1, max_size=4, unique=True))
    found = [
        Option(code, draw(words()), is_exclusive=draw(st.booleans()), image=draw(st.sampled_from(["", "bus"])))
        for code in codes
    ]
    for name in draw(st.lists(st.sampled_from(sorted(MISSING_TEXTS)), max_size=2, unique=True)):
        texts = MISSING_TEXTS[name] if draw(st.booleans()) else draw(words())
        found.insert(draw(st.integers(0, len(found))), missing_option(name, texts))
    return tuple(found)


@st.composite
def questions(draw: st.DrawFn, code: str) -> Question:
    kind = draw(st.sampled_from([kind for kind in QuestionKind if kind is not QuestionKind.STATEMENTS]))
    more: dict[str, Any] = {}
    if kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.RANKING, QuestionKind.PICTURE):
        more["options"] = draw(options())
        more["is_shuffled"] = draw(st.booleans())
    elif kind is QuestionKind.YES_NO:
        more["options"] = tuple(Option(code, texts) for code, texts in YES_NO)
    elif kind is QuestionKind.MUNICIPALITY:
        more["options"] = PLACES
    elif kind in (QuestionKind.SCALE, QuestionKind.MATRIX):
        more["scale"] = draw(st.sampled_from(["", *SCALES]))
        ready = [Option(code, texts) for code, texts in SCALES[more["scale"] or "agreement"]]
        missing = draw(st.lists(st.sampled_from(sorted(MISSING_TEXTS)), unique=True))
        more["options"] = (
            *ready,
            *(missing_option(name, draw(words() | st.just(MISSING_TEXTS[name]))) for name in missing),
        )
    elif kind is QuestionKind.NUMBER:
        more |= {"minimum": draw(st.integers(-5, 5)), "decimals": draw(st.integers(0, 3)), "classes": (0, 2.5, 7)}
        more["unit"] = draw(words())
    elif kind is QuestionKind.DATE:
        more |= {"minimum": "2026-01-01", "maximum": "2026-12-31"}
    elif kind is QuestionKind.TEXT:
        more |= {"max_length": draw(st.integers(1, 5000)), "lines": draw(st.integers(1, 12))}
    if kind is QuestionKind.MATRIX:
        more["items"] = (Item("one", draw(words()), "hf-1"), Item("two", draw(words())))
    if not any(option.missing for option in more.get("options", ())) and draw(st.booleans()):
        more |= {"is_required": True, "why": draw(words())}
    return Question(code, kind, draw(words()), hint=draw(st.just({}) | words()), **more)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_questionnaire_comes_back(data: st.DataObject) -> None:
    first, second = data.draw(questions("first")), data.draw(questions("second"))
    asked = Comparison("first", Operator.ANSWERED, value=True)
    is_asked = first.kind is not QuestionKind.INFORMATION and not first.items
    choices: list[Condition] = [asked, Not(asked), All((asked, Not(asked)))]
    shown = data.draw(st.sampled_from(choices)) if is_asked else None
    pages = (QuestionPage({}, (first,)), QuestionPage(data.draw(words()), (second, first_text()), shown))
    whole = Questionnaire(data.draw(words()), data.draw(words()), data.draw(words()), pages)
    written = tomllib.loads(questionnaire_to_toml(whole, "umfrage"))
    assert questionnaire_from_toml(written, PLACES) == whole


def first_text() -> Question:
    return Question("last", QuestionKind.TEXT, {"de": "Noch etwas?"})


def test_words_of_missing_values_hold_for_a_whole_file_or_one_question() -> None:
    texts = {name: {"de": name} for name in ("title", "introduction", "thanks")}
    asked = {"type": "yes_no", "text": {"de": "Ja?"}, "missing": ["no_answer", "dont_know"]}
    other = {**asked, "code": "b", "missing_texts": {"no_answer": {"de": "lieber nicht"}}}
    source = {
        **texts,
        "missing_texts": {"no_answer": {"de": "sage ich nicht"}},
        "pages": [{"questions": [{**asked, "code": "a"}, other]}],
    }
    whole = questionnaire_from_toml(source)
    for code, said in (("a", "sage ich nicht"), ("b", "lieber nicht")):
        one, two = whole.questions[code].options[2:]
        assert (one.code, one.text["de"], two.code, two.text) == (99, said, 97, MISSING_TEXTS["dont_know"])
    again = tomllib.loads(questionnaire_to_toml(whole, "umfrage"))
    assert questionnaire_from_toml(again) == whole
    with pytest.raises(QuestionnaireError, match="no ready-made missing value 'gar_nicht'"):
        questionnaire_from_toml({**source, "missing_texts": {"gar_nicht": {"de": "x"}}})
