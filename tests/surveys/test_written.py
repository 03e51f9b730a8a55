"""Answers in people's own words: keywords and quotes of a release, chosen by analysts, gone with their sheet."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlmodel import select

from participation.accounts.models import Role
from participation.core.journal import JournalEntry
from participation.language import keywords as counting
from participation.language.keywords import forms_of, keywords, on_sheets
from participation.surveys import releasing
from participation.surveys.models import Quote, Submission, Survey
from participation.surveys.release_audit import problems
from participation.surveys.withdrawing import withdraw
from participation.surveys.written.quotes import problem_of
from tests.browser import Browser
from tests.cast import signed_in
from tests.surveys.answer_sheets import hand_in, people, release, running
from tests.surveys.builders import an_open_survey

PAGE, TEXTS = "/de/umfragen/umfrage/ergebnisse", "/de/verwaltung/umfragen/umfrage/texte"
WISH = "Ich wünsche mir bessere Radwege und mehr Busse. Sonst nichts."


@pytest.fixture(autouse=True)
def _audit_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releasing, "audited", problems)


def _survey(browser: Browser, *sheets: dict[str, Any]) -> Survey:
    survey = an_open_survey(browser)
    hand_in(browser.site.database, running(browser.site.database, survey), *sheets)
    return survey


def _release(browser: Browser, survey: Survey) -> Any:
    found = release(browser.site.database, running(browser.site.database, survey))
    browser.site.refresh()
    return found


def _open(browser: Browser, **more: str) -> str:
    return str(browser.post(TEXTS, {"frage": "wish", **more}).text)


def _choose(browser: Browser, text: str, number: int = 0) -> Any:
    sheet = re.findall(r'name="bogen" value="([^"]+)"', _open(browser))[number]
    return browser.post(TEXTS, {"frage": "wish", "bogen": sheet, "zitat": text, "_go": "quote"})


def test_keywords_name_what_stands_on_ten_sheets_and_out_of_ordinary_german(browser: Browser) -> None:
    survey = _survey(browser, *people(25, wish=WISH), *people(9, wish="Die Feuerwehr und bessere Radwege"))
    _release(browser, survey)
    words = _words(browser)
    assert words["Radweg"] == "34"
    assert words["Bus"] == "25"
    assert not words.keys() & {"Feuerwehr", "und", "nichts", "bessere", "ich", "die"}


def test_keywords_stay_until_ten_texts_are_new(browser: Browser) -> None:
    survey = _survey(browser, *people(40, wish=WISH))
    _release(browser, survey)
    for more, shown in ((9, "40"), (1, "50")):
        hand_in(browser.site.database, running(browser.site.database, survey), *people(more, wish=WISH))
        _release(browser, survey)
        assert _words(browser)["Radweg"] == shown


def test_frequent_words_are_counted_exactly_among_very_many_rare_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "_FORMS", 20)
    monkeypatch.setattr(counting, "_HELD", 60)
    monkeypatch.setattr(counting, "_lemma", str.casefold)
    texts = [("wish", f"Radweg radweg Bus {'x' * 3}{chr(97 + n % 26)}{chr(97 + n // 26)}") for n in range(600)]
    found = on_sheets(texts, texts)["wish"]
    assert (found["radweg"], found["bus"]) == (600, 600)
    assert len(found) <= 20


def test_a_word_of_a_thousand_letters_keeps_nobody_waiting() -> None:
    assert forms_of(f"Radweg {'ab' * 500} Bus") == {"Radweg", "Bus"}


def _words(browser: Browser) -> dict[str, str]:
    below = browser.get(PAGE).text.split("q-wish-keywords")[1]
    return dict(re.findall(r'<th scope="row"[^>]*>(\w+)</th>\s*<td[^>]*>(\d+)</td>', below))


def test_below_thirty_answers_no_word_of_anybody_is_shown(browser: Browser) -> None:
    survey = _survey(browser, *people(29, wish=WISH))
    signed_in(browser, Role.ANALYST)
    assert _choose(browser, WISH).status_code == 200
    page = _release(browser, survey) and browser.get(PAGE).text
    assert "Radweg" not in page
    assert "written" not in _facts(browser)


def _facts(browser: Browser) -> Any:
    from participation.surveys.models import Release  # noqa: PLC0415 - only here

    with browser.site.database.reading() as session:
        return session.exec(select(Release)).one().facts


def test_analysts_read_answers_without_anything_about_the_person_and_the_journal_knows(browser: Browser) -> None:
    _survey(browser, *people(1, wish="Ruft an: 0391 1234567", age_group="25-34", municipality="15000001"))
    signed_in(browser, Role.ANALYST)
    assert "0391" not in browser.get(TEXTS).text
    page = _open(browser)
    assert "<mark>0391 1234567</mark>" in page
    assert "Telefonnummer" in page
    assert not re.search("25-34|15000001|Antwort 25", page.split("<h2")[1])
    with browser.site.database.reading() as session:
        entries = session.exec(select(JournalEntry).where(JournalEntry.subject == "survey_texts")).all()
    assert [entry.action for entry in entries] == ["opened"]


def test_editors_may_not_read_answers(browser: Browser) -> None:
    _survey(browser, *people(1, wish=WISH))
    signed_in(browser, Role.EDITOR)
    assert browser.get(TEXTS).status_code in {403, 404}
    assert browser.post(TEXTS, {"frage": "wish"}).status_code in {403, 404}


def test_answers_come_page_by_page_and_can_be_searched(browser: Browser) -> None:
    _survey(browser, *({"wish": f"Wunsch Nr. {number:02}."} for number in range(45)))
    signed_in(browser, Role.ANALYST)
    seen, page = [], _open(browser)
    while True:
        seen += re.findall(r'<p class="quoted__lines">Wunsch Nr\. (\d\d)\.', page)
        following = re.search(r'name="ab" value="([^"]+)">\s*<button[^>]*value="more"', page)
        if not following:
            break
        page = _open(browser, ab=following[1], _go="more")
    assert sorted(seen) == [f"{number:02}" for number in range(45)]
    assert len(re.findall('<p class="quoted__lines">', _open(browser, suche="NR. 07"))) == 1


@pytest.mark.parametrize(
    ("quote", "is_right"),
    [
        (WISH, True),
        ("Ich wünsche mir bessere Radwege […]", True),
        ("[…] mehr Busse. Sonst nichts.", True),
        ("Ich wünsche mir [...] mehr Busse. […]", True),
        ("Ich wünsche mir   bessere\nRadwege und mehr Busse. Sonst nichts.", True),
        ("Ich wünsche mir bessere Radwege", False),
        ("mehr Busse. Sonst nichts.", False),
        ("Ich wünsche mir schlechtere Radwege […]", False),
        ("[…] mehr Busse […] bessere Radwege […]", False),
        ("Ich wün[…]", False),
        ("[…] weg […]", False),
        ("[…]", False),
        ("", False),
    ],
)
def test_a_quote_may_leave_words_out_and_change_none(quote: str, is_right: bool) -> None:  # noqa: FBT001 - a case
    assert (problem_of(quote, WISH) == "") is is_right


def test_a_chosen_quote_is_public_with_the_next_release_and_not_before(browser: Browser) -> None:
    survey = _survey(browser, *people(40, wish=WISH))
    _release(browser, survey)
    signed_in(browser, Role.ANALYST)
    refused = _choose(browser, "Ich wünsche mir weniger Radwege […]")
    assert refused.status_code == 422
    assert "kein Wort" in refused.text
    assert _choose(browser, "Ich wünsche mir bessere Radwege […]").status_code == 200
    assert "bessere Radwege […]" not in browser.get(PAGE).text
    _release(browser, survey)
    assert "Ich wünsche mir bessere Radwege […]" in browser.get(PAGE).text


def test_a_quote_vanishes_at_once_when_its_author_withdraws_or_an_analyst_takes_it_back(browser: Browser) -> None:
    survey = _survey(browser, *people(40, wish=WISH))
    signed_in(browser, Role.ANALYST)
    _choose(browser, "Ich wünsche mir bessere Radwege […]", 0)
    _choose(browser, "[…] mehr Busse. Sonst nichts.", 1)
    _release(browser, survey)
    with browser.site.database.writing() as session:
        first = session.exec(select(Quote).where(Quote.text == "Ich wünsche mir bessere Radwege […]")).one()
        second = session.exec(select(Quote).where(Quote.text != first.text)).one().id
        withdraw(session, session.get_one(Submission, first.submission_id).receipt_key)
    browser.site.refresh()
    page = browser.get(PAGE).text
    assert "bessere Radwege […]" not in page
    assert "[…] mehr Busse." in page
    browser.post(TEXTS, {"frage": "wish", "zitat": str(second), "_go": "drop"})
    browser.site.refresh()
    assert "[…] mehr Busse." not in browser.get(PAGE).text


def test_words_are_ranked_by_how_far_they_stand_out() -> None:
    sheets = {"Bank": 30, "Radweg": 30, "Haus": 30, "Rarität": 9}
    elsewhere = {"Bank": 0.00005, "Radweg": 0.000003, "Haus": 0.4, "Rarität": 0.0}
    assert [one.word for one in keywords(sheets, 10, elsewhere.__getitem__)] == ["Radweg", "Bank"]
