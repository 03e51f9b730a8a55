"""Building a questionnaire in the web, without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest

from participation.accounts.models import Role
from participation.surveys.questionnaire import QuestionKind
from participation.surveys.questionnaire.conditions import AnyOf, Comparison, Operator
from tests.browser import Browser
from tests.surveys.editor.builders import DRAFT, Editing, form_fields

BUS: dict[str, Any] = {"option__1__de": "Bus und Bahn", "option__2__de": "Auto"}
FILLED: dict[QuestionKind, dict[str, Any]] = {
    QuestionKind.SINGLE: BUS,
    QuestionKind.MULTIPLE: BUS | {"option__2__exclusive": "yes", "most": "1"},
    QuestionKind.SCALE: {"scale": "agreement", "missing__no_answer": "yes"},
    QuestionKind.MATRIX: {"scale": "importance", "item__1__de": "Mobilität", "item__2__de": "Gesundheit"},
    QuestionKind.STATEMENTS: {"item__1__de": "Mehr Busse"},
    QuestionKind.RANKING: BUS | {"most": "2", "shuffle": "yes"},
    QuestionKind.YES_NO: {},
    QuestionKind.PICTURE: BUS,
    QuestionKind.NUMBER: {"minimum": "0", "maximum": "10", "classes": "0; 5", "unit_de": "Jahre"},
    QuestionKind.DATE: {"minimum": "2026-01-01", "maximum": "2026-12-31"},
    QuestionKind.TEXT: {"lines": "1", "max_length": "80"},
    QuestionKind.MUNICIPALITY: {},
    QuestionKind.PLACE: {},
    QuestionKind.INFORMATION: {},
}


def test_a_survey_begins_as_a_draft_that_nobody_else_sees(browser: Browser) -> None:
    editing = Editing(browser)
    begun = editing.begin()
    assert begun.headers["location"].startswith(DRAFT)
    assert "Was ist wichtig?" in browser.get(begun.headers["location"]).text
    assert "Was ist wichtig?" in browser.get("/de/verwaltung/frageboegen/").text
    assert browser.get("/de/umfragen/umfrage").status_code == 404
    assert "Was ist wichtig?" not in browser.get("/de/umfragen/").text


@pytest.mark.parametrize("kind", QuestionKind, ids=str)
def test_every_kind_of_question_is_built_and_opens_as_it_was_saved(browser: Browser, kind: QuestionKind) -> None:
    editing = Editing(browser)
    editing.begin()
    saved = editing.add(kind.value, "Wie ist Ihre Antwort?", text_leicht="Was sagen Sie?", **FILLED[kind])
    assert saved.status_code == 303
    question = editing.draft().pages[0].questions[0]
    assert (question.code, question.kind) == ("wie_ist_ihre_antwort", kind)
    assert dict(question.text) == {"de": "Wie ist Ihre Antwort?", "de-simple": "Was sagen Sie?"}
    assert editing.fill_in("/seiten/1/fragen/1").status_code == 303
    assert editing.draft().pages[0].questions == (question,)
    assert "Etwas stimmt nicht" not in browser.get(DRAFT).text
    assert browser.get(f"{DRAFT}/vorschau?seite=1").status_code == 200


def test_options_survive_a_look_at_another_kind(browser: Browser) -> None:
    editing = Editing(browser)
    editing.begin()
    path = "/seiten/1/neu?art=single"
    filled = editing.open(path) | {"text_de": "Womit?"} | {name.replace("__", "-"): text for name, text in BUS.items()}
    number = editing.send(path, filled | {"missing-no_answer": "yes", "kind": "number"}, _do="refresh")
    assert "Bus und Bahn" in number.text
    assert "option-1-de" in form_fields(number.text, "/fragebogen")
    assert editing.send(path, form_fields(number.text, "/fragebogen"), kind="ranking").status_code == 303
    question = editing.draft().pages[0].questions[0]
    assert [option.code for option in question.options] == ["bus_und_bahn", "auto", 99]


def test_one_press_adds_one_group_of_conditions(browser: Browser) -> None:
    editing = Editing(browser)
    editing.begin()
    editing.add("single", "Womit?", **BUS)
    path = "/seiten/1/neu?art=text"
    again = editing.send(path, editing.open(path), _do="more:if")
    assert again.text.count('class="condition__group"') == 2


def test_codes_are_suggested_from_the_german_text(browser: Browser) -> None:
    editing = Editing(browser)
    editing.begin()
    editing.add("single", "Wie kommen Sie zur Arbeit?", option__1__de="Öffentlicher Nahverkehr", option__2__de="Zu Fuß")
    editing.add("single", "Wie kommen Sie zur Arbeit?", **BUS)
    assert editing.codes() == [["wie_kommen_sie_zur_arbeit", "wie_kommen_sie_zur_arbeit_2"]]
    options = editing.draft().pages[0].questions[0].options
    assert [option.code for option in options] == ["oeffentlicher_nahverkehr", "zu_fuss"]


@pytest.mark.parametrize(
    ("kind", "fields", "sentence"),
    [
        ("single", {"text_de": ""}, "auf Deutsch"),
        ("single", {"option__1__de": "", "option__2__de": ""}, "mindestens eine Antwort"),
        ("single", {"option__1__code": "a b"}, "eigenen Code"),
        ("single", {"option__1__code": "x", "option__2__code": "x"}, "eigenen Code"),
        ("single", {"option__1__code": "99"}, "eigenen Code"),
        ("single", {"code": "Groß"}, "Kleinbuchstaben"),
        ("single", {"required": "yes"}, "warum"),
        ("number", {"minimum": "viele"}, "eine Zahl"),
        ("number", {"minimum": "9", "maximum": "3"}, "passen nicht zusammen"),
        ("date", {"minimum": "gestern"}, "ein Datum"),
        ("text", {"lines": "0"}, "ganze Zahl"),
        ("matrix", {"scale": "importance"}, "mindestens eine Zeile"),
    ],
)
def test_bad_input_is_named_and_everything_typed_is_kept(
    browser: Browser, kind: str, fields: dict[str, Any], sentence: str
) -> None:
    editing = Editing(browser)
    editing.begin()
    typed = {"text_de": "Mein Text", **(BUS if kind == "single" else {}), **fields, "hint_en": "Kept"}
    filled = editing.open(f"/seiten/1/neu?art={kind}")
    refused = editing.send("/seiten/1/neu", filled, **typed)
    assert refused.status_code == 422
    assert sentence in refused.text
    kept = form_fields(refused.text, "/neu")
    for name, value in typed.items():
        assert kept.get(name.replace("__", "-"), [""]) == [value], name
    assert editing.draft().questions == {}


def test_rows_are_moved_added_and_taken_out_before_saving(browser: Browser) -> None:
    editing = Editing(browser)
    editing.begin()
    filled = editing.open("/seiten/1/neu?art=single") | {"text_de": "Womit?"}
    filled |= {"option-1-de": "Bus", "option-2-de": "Auto", "option-3-de": "Rad"}
    swapped = editing.send("/seiten/1/neu", filled, _do="up:option:2")
    kept = form_fields(swapped.text, "/neu")
    assert [kept[f"option-{number}-de"] for number in (1, 2, 3)] == [["Auto"], ["Bus"], ["Rad"]]
    fewer = form_fields(editing.send("/seiten/1/neu", kept, _do="drop:option:2").text, "/neu")
    more = form_fields(editing.send("/seiten/1/neu", fewer, _do="more:option").text, "/neu")
    assert "option-5-de" in more
    editing.send("/seiten/1/neu", more, _do="save")
    assert [option.code for option in editing.draft().pages[0].questions[0].options] == ["auto", "rad"]


def test_pages_and_questions_are_moved_copied_and_taken_out_by_buttons(browser: Browser) -> None:
    editing = Editing(browser)
    editing.begin()
    for code in ("one", "two"):
        editing.add("yes_no", code, code=code)
    editing.press("add")
    editing.press("down:1:1")
    assert editing.codes() == [["two", "one"], []]
    editing.press("down:1:2")
    assert editing.codes() == [["two"], ["one"]]
    editing.press("copy:2:1")
    editing.press("page-up:2")
    assert editing.codes() == [["one", "one_2"], ["two"]]
    editing.press("move:1:2", **{"target-1-2": "2"})
    assert editing.codes() == [["one"], ["two", "one_2"]]
    editing.press("page-copy:1")
    assert editing.codes() == [["one"], ["one_3"], ["two", "one_2"]]
    asked = editing.press("drop:3:1")
    assert "two" in asked.text
    assert editing.codes()[2] == ["two", "one_2"]
    editing.send("", form_fields(asked.text, "/fragebogen"), _do="drop:3:1")
    assert editing.codes() == [["one"], ["one_3"], ["one_2"]]


def test_conditions_are_built_from_rows_and_read_as_sentences(browser: Browser) -> None:
    editing = Editing(browser)
    editing.begin()
    editing.add("single", "Womit fahren Sie?", code="way", **BUS)
    editing.add("number", "Wie viele Kilometer?", code="distance")
    filled = editing.open("/seiten/1/neu?art=text") | {"text_de": "Warum?", "if-1-row-1-question": "way"}
    filled = form_fields(editing.send("/seiten/1/neu", filled, _do="refresh").text, "/neu")
    assert filled["if-1-row-1-operator"] == ["is"]
    filled |= {"if-1-row-1-value": ["auto"], "if-1-row-2-question": ["distance"]}
    filled = form_fields(editing.send("/seiten/1/neu", filled, _do="refresh").text, "/neu")
    filled |= {"if-1-mode": ["any"], "if-1-row-2-operator": ["at_least"], "if-1-row-2-value": ["20"]}
    assert editing.send("/seiten/1/neu", filled, _do="save").status_code == 303
    expected = AnyOf((Comparison("way", Operator.IS, "auto"), Comparison("distance", Operator.AT_LEAST, 20)))
    assert editing.draft().questions["warum"].show_if == expected
    outline = browser.get(DRAFT).text
    assert "Nur wenn die Antwort auf „Womit fahren Sie?“ „Auto“ ist oder" in outline
    assert editing.fill_in("/seiten/1/fragen/3").status_code == 303
    assert editing.draft().questions["warum"].show_if == expected


def test_a_condition_without_a_value_is_refused(browser: Browser) -> None:
    editing = Editing(browser)
    editing.begin()
    editing.add("single", "Womit fahren Sie?", code="way", **BUS)
    filled = editing.open("/seiten/1/neu?art=text") | {"text_de": "Warum?", "if-1-row-1-question": "way"}
    assert editing.send("/seiten/1/neu", filled, _do="save").status_code == 422


def test_renaming_a_question_takes_conditions_and_texts_along(browser: Browser) -> None:
    editing = Editing(browser)
    editing.begin()
    editing.add("single", "Womit fahren Sie?", code="way", **BUS)
    editing.press("add")
    filled = editing.open("/seiten/2/neu?art=text") | {"text_de": "Warum {{ way }}?", "code": "why"}
    filled |= {"if-1-row-1-question": "way", "if-1-row-1-operator": "is", "if-1-row-1-value": "auto"}
    editing.send("/seiten/2/neu", filled)
    editing.fill_in("/seiten/1/fragen/1", code="transport")
    why = editing.draft().questions["why"]
    assert why.show_if == Comparison("transport", Operator.IS, "auto")
    assert why.text["de"] == "Warum {{transport}}?"


def test_what_is_wrong_as_a_whole_is_listed_with_links(browser: Browser) -> None:
    editing = Editing(browser)
    editing.begin()
    editing.add("single", "Womit fahren Sie?", code="way", **BUS)
    filled = editing.open("/seiten/1/neu?art=text") | {"text_de": "Warum?", "if-1-row-1-question": "way"}
    editing.send("/seiten/1/neu", filled | {"if-1-row-1-operator": "is", "if-1-row-1-value": "auto"})
    editing.press("up:1:2")
    outline = browser.get(DRAFT).text
    assert "Die Frage „warum“ hängt von „way“ ab, das nicht vorher gefragt wird." in outline
    assert f'href="{DRAFT}/seiten/1/fragen/1"' in outline
    assert browser.post(f"{DRAFT}/veroeffentlichen", editing.open("")).status_code == 422


def test_ready_questions_are_copied_from_the_library_and_from_other_surveys(browser: Browser) -> None:
    editing = Editing(browser)
    editing.begin()
    library = editing.open("/bibliothek?seite=1")
    editing.send("/bibliothek", library, question=["0", "11", "12"])
    assert editing.codes() == [["importance", "age_group", "gender"]]
    assert editing.draft().questions["gender"].text["en"] == "What is your gender?"
    editing.begin("Eine zweite", "zweite")
    browser.post(
        "/de/verwaltung/umfragen/zweite/fragebogen/bibliothek", {"source": "umfrage", "page": "1", "question": "1"}
    )
    assert list(editing.draft("zweite").questions) == ["age_group"]
    assert editing.send("/bibliothek", library).status_code == 422


def test_texts_stand_side_by_side_and_what_is_missing_shows(browser: Browser) -> None:
    editing = Editing(browser)
    editing.begin()
    editing.add("yes_no", "Ja oder nein?")
    assert "Fehlt in: Leichte Sprache, English" in browser.get(DRAFT).text
    assert "fehlt" in browser.get(f"{DRAFT}/seiten/1/fragen/1").text
    editing.fill_in("/seiten/1/fragen/1", text_leicht="Ja oder Nein?", text_en="Yes or no?")
    assert "Fehlt in: Leichte Sprache, English" not in browser.get(DRAFT).text


def test_only_editors_and_administrators_may_edit(browser: Browser) -> None:
    editing = Editing(browser, Role.ANALYST)
    assert browser.get("/de/verwaltung/frageboegen/").status_code == 404
    assert editing.begin().status_code == 404
