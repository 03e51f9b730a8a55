"""Preview and ways: what an editor can try before anybody else sees it."""

from __future__ import annotations

import pytest

from participation.accounts.models import Role
from tests.browser import Browser
from tests.cast import signed_in
from tests.surveys.editor.builders import DRAFT, Editing, form_fields

WAYS = {"option__1__de": "Bus", "option__1__code": "bus", "option__2__de": "Auto", "option__2__code": "car"}


def _conditional(browser: Browser) -> Editing:
    """Who goes by car is asked why, on a page of its own."""
    editing = Editing(browser)
    editing.begin()
    editing.fill_in("/texte", introduction_de="Es geht los.", thanks_de="Danke.")
    editing.fill_in(
        "/seiten/1/neu?art=single",
        text_de="Womit fahren Sie?",
        text_leicht="Womit fahren Sie gern?",
        code="way",
        **WAYS,
    )
    editing.press("add")
    filled = editing.open("/seiten/2/neu?art=text") | {"text_de": "Warum {{way}}?", "code": "why"}
    filled |= {"if-1-row-1-question": "way", "if-1-row-1-operator": "is", "if-1-row-1-value": "car"}
    editing.send("/seiten/2/neu", filled)
    editing.press("add")
    editing.fill_in("/seiten/3/neu?art=yes_no", text_de="Noch etwas?", code="more")
    return editing


def test_the_preview_goes_the_way_that_the_answers_lead_to(browser: Browser) -> None:
    _conditional(browser)
    path = f"{DRAFT}/vorschau"
    start = browser.get(path)
    assert "Es geht los." in start.text
    first = browser.post(path, form_fields(start.text, "/vorschau") | {"_go": "next"})
    assert "Womit fahren Sie?" in first.text
    answered = form_fields(first.text, "/vorschau")
    assert "Warum Auto?" in browser.post(path, answered | {"way": "car", "_go": "next"}).text
    by_bus = browser.post(path, answered | {"way": "bus", "_go": "next"})
    assert "Warum" not in by_bus.text
    assert "Noch etwas?" in by_bus.text
    end = browser.post(path, form_fields(by_bus.text, "/vorschau") | {"_go": "next"})
    assert "Danke." in end.text


def test_the_preview_speaks_every_language(browser: Browser) -> None:
    _conditional(browser)
    easy = browser.get(f"{DRAFT.replace('/de/', '/leicht/')}/vorschau?seite=1")
    assert "Womit fahren Sie gern?" in easy.text
    assert "Noch gibt es nicht alles in dieser Sprache" in easy.text


def test_answers_in_the_address_show_what_follows(browser: Browser) -> None:
    _conditional(browser)
    path = f"{DRAFT}/wege"
    page = browser.get(path).text
    assert "Nur wenn die Antwort auf „Womit fahren Sie?“ „Auto“ ist." in page
    assert "3 Fragen" in page
    assert "2 Fragen" in page
    assert browser.htmx(f"{path}?way=bus").text.count("wird übersprungen") == 1
    assert "wird übersprungen" not in browser.htmx(f"{path}?way=car").text


def test_conditions_that_decide_nothing_are_named(browser: Browser) -> None:
    editing = _conditional(browser)
    filled = editing.open("/seiten/3/fragen/1") | {"if-1-mode": ["all"]}
    for row, (name, value) in enumerate((("way", "bus"), ("way", "car")), start=1):
        filled |= {f"if-1-row-{row}-question": [name], f"if-1-row-{row}-operator": ["is"]}
        filled |= {f"if-1-row-{row}-value": [value]}
    assert editing.send("/seiten/3/fragen/1", filled).status_code == 303
    assert "Die Bedingung trifft nie zu" in browser.get(f"{DRAFT}/wege").text


def test_the_draft_can_be_taken_away_as_a_file_and_brought_back(browser: Browser) -> None:
    editing = _conditional(browser)
    file = browser.get(f"{DRAFT}.toml")
    assert file.headers["content-disposition"] == 'attachment; filename="umfrage.toml"'
    form = {"phase": str(editing.procedure.id), "source": "file"}
    sent = browser.post("/de/verwaltung/frageboegen/neu", form, files={"file": ("f.toml", file.content)})
    assert sent.headers["location"].startswith("/de/verwaltung/umfragen/umfrage-2/")
    assert editing.draft("umfrage-2") == editing.draft()


def test_a_large_file_can_be_sent_by_those_who_may(browser: Browser) -> None:
    editing = _conditional(browser)
    form = {"phase": str(editing.procedure.id), "source": "file"}
    large = b"# " + b"x" * 1_000_000 + b"\n" + browser.get(f"{DRAFT}.toml").content
    sent = browser.post("/de/verwaltung/frageboegen/neu", form, files={"file": ("f.toml", large)})
    assert sent.status_code == 303
    assert editing.draft("umfrage-2") == editing.draft()
    whole = b"x" * 4_200_000
    too_large = browser.post("/de/verwaltung/frageboegen/neu", form, files={"file": ("f.toml", whole)})
    assert too_large.status_code == 413
    texts = editing.open("/texte") | {"introduction_de": "x" * 400_000}
    assert editing.send("/texte", texts).status_code == 413


@pytest.mark.parametrize("role", [Role.MODERATOR, None])
def test_nobody_else_can_send_a_large_file(browser: Browser, role: Role | None) -> None:
    editing = _conditional(browser)
    large = b"# " + b"x" * 1_000_000
    if role:
        signed_in(browser, role, editing.region)
    else:
        browser.cookies.clear()
    form = {"phase": str(editing.procedure.id), "source": "file"}
    sent = browser.post("/de/verwaltung/frageboegen/neu", form, files={"file": ("f.toml", large)})
    assert sent.status_code == 413


def test_a_file_that_cannot_be_used_is_refused_with_the_reason(browser: Browser) -> None:
    editing = Editing(browser)
    form = {"phase": str(editing.procedure.id), "source": "file"}
    for name, content, sentence in (
        ("f.toml", b"title = ", "this is no valid TOML"),
        ("f.toml", b"pages = [1]", "wrong shape"),
        ("f.toml", b"[title]\nde = 'A'", "no German text"),
        ("f.toml", b"\xff\xfe", "UTF-8"),
        ("f.lss", b"<not xml", "LimeSurvey"),
        ("f.exe", b"MZ", ".toml"),
    ):
        sent = browser.post("/de/verwaltung/frageboegen/neu", form, files={"file": (name, content)})
        assert sent.status_code == 422, name
        assert sentence in sent.text, (name, content)


def test_missing_values_get_words_of_their_own_and_keep_their_codes(browser: Browser) -> None:
    editing = Editing(browser)
    editing.begin()
    editing.add("yes_no", "Eins?", missing__no_answer="yes")
    editing.add("scale", "Zwei?", scale="agreement", missing__no_answer="yes", missing__dont_know="yes")
    words = {"missing__words__no_answer_de": "sage ich nicht", "missing__words__no_answer_leicht": "Das sage ich nicht"}
    assert editing.fill_in("/seiten/1/fragen/1", **words).status_code == 303
    first, second = editing.draft().pages[0].questions
    assert (first.options[-1].code, first.options[-1].text["de-simple"]) == (99, "Das sage ich nicht")
    assert second.options[-1].text["de"] == "keine Angabe"
    assert editing.fill_in("/seiten/1/fragen/1", missing__everywhere="yes").status_code == 303
    second = editing.draft().pages[0].questions[1]
    assert [option.text["de"] for option in second.options[-2:]] == ["weiß nicht", "sage ich nicht"]
    assert second.scale == "agreement"
    assert editing.fill_in("/seiten/1/fragen/1", missing__words__no_answer_de="").status_code == 303
    assert editing.draft().pages[0].questions[0].options[-1].text["de"] == "keine Angabe"
