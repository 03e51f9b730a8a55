"""Two people at one questionnaire: whoever is overtaken gets both and loses nothing."""

from __future__ import annotations

from tests.browser import Browser
from tests.surveys.editor.builders import DRAFT, Editing, form_fields


def _with_two_questions(browser: Browser) -> Editing:
    editing = Editing(browser)
    editing.begin()
    editing.fill_in("/texte", introduction_de="Es geht los.", thanks_de="Danke.")
    editing.add("text", "Was fehlt?", code="missing")
    editing.add("text", "Was ist gut?", code="good")
    return editing


def test_changes_to_different_questions_are_both_kept(browser: Browser) -> None:
    editing = _with_two_questions(browser)
    mine = editing.open("/seiten/1/fragen/1")
    editing.fill_in("/seiten/1/fragen/2", text_de="Was gefällt Ihnen?")
    saved = editing.send("/seiten/1/fragen/1", mine, text_de="Was fehlt Ihnen?")
    assert saved.status_code == 303
    assert "beides ist erhalten" in browser.get(saved.headers["location"]).text
    assert [question.text["de"] for question in editing.draft().pages[0].questions] == [
        "Was fehlt Ihnen?",
        "Was gefällt Ihnen?",
    ]


def test_a_question_that_was_moved_meanwhile_is_still_found(browser: Browser) -> None:
    editing = _with_two_questions(browser)
    mine = editing.open("/seiten/1/fragen/1")
    editing.press("down:1:1")
    editing.send("/seiten/1/fragen/1", mine, text_de="Was fehlt Ihnen?")
    questions = editing.draft().questions
    assert (questions["missing"].text["de"], questions["good"].text["de"]) == ("Was fehlt Ihnen?", "Was ist gut?")


def test_who_changes_the_same_question_sees_both_and_decides(browser: Browser) -> None:
    editing = _with_two_questions(browser)
    mine = editing.open("/seiten/1/fragen/1")
    editing.fill_in("/seiten/1/fragen/1", text_de="Was fehlt hier?")
    both = editing.send("/seiten/1/fragen/1", mine, text_de="Was fehlt Ihnen?")
    assert both.status_code == 409
    assert "Was fehlt hier?" in both.text
    kept = form_fields(both.text, "/fragen/1")
    assert kept["text_de"] == ["Was fehlt Ihnen?"]
    assert editing.draft().questions["missing"].text["de"] == "Was fehlt hier?"
    assert editing.send("/seiten/1/fragen/1", kept).status_code == 303
    assert editing.draft().questions["missing"].text["de"] == "Was fehlt Ihnen?"


def test_a_question_that_was_taken_out_meanwhile_can_be_added_again(browser: Browser) -> None:
    editing = _with_two_questions(browser)
    mine = editing.open("/seiten/1/fragen/1")
    editing.press("drop:1:1", sure="yes")
    both = editing.send("/seiten/1/fragen/1", mine, text_de="Was fehlt Ihnen?")
    assert both.status_code == 409
    editing.send("/seiten/1/neu", form_fields(both.text, "/neu"))
    assert editing.codes() == [["good", "missing"]]


def test_texts_and_pages_are_shown_side_by_side_too(browser: Browser) -> None:
    editing = _with_two_questions(browser)
    for path, field in (("/texte", "title_de"), ("/seiten/1", "title_de")):
        mine = editing.open(path)
        editing.fill_in(path, **{field: "Von jemand anderem"})
        both = editing.send(path, mine, **{field: "Von mir"})
        assert both.status_code == 409
        assert "Von jemand anderem" in both.text
        kept = form_fields(both.text, path)
        assert kept[field] == ["Von mir"]
        assert editing.send(path, kept).status_code == 303


def test_a_button_on_an_outdated_outline_does_nothing_and_says_so(browser: Browser) -> None:
    editing = _with_two_questions(browser)
    outdated = editing.open("")
    editing.press("down:1:1")
    answer = editing.send("", outdated, _do="drop:1:1", sure="yes")
    assert answer.status_code == 409
    assert "Ihr Knopf hat nichts verändert" in answer.text
    assert editing.codes() == [["good", "missing"]]


def test_nobody_publishes_what_somebody_else_has_just_changed(browser: Browser) -> None:
    editing = _with_two_questions(browser)
    outdated = editing.open("/veroeffentlichen")
    editing.fill_in("/seiten/1/fragen/1", text_de="Anders")
    assert editing.send("/veroeffentlichen", outdated).status_code == 409
    assert editing.versions() == []
    assert browser.get(DRAFT).status_code == 200
