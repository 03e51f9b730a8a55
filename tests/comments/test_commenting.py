"""Commenting without an account, from the form to the list."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from participation.comments.models import Comment
from participation.core.clock import now, standing_at
from participation.core.text import cleaned
from participation.procedures.models import PhaseKind
from participation.threads.models import ContributionState
from tests.browser import Browser
from tests.comments.builders import PUBLIC, Setting, a_comment, a_setting, code_on, filled_in

NEW = "/{language}/kommentare/neu?thread={thread}"
SEND = "/de/kommentare/neu"


@pytest.fixture
def setting(browser: Browser) -> Setting:
    with browser.site.database.writing() as session:
        made = a_setting(session)
    browser.site.refresh()
    return made


def _stored(browser: Browser) -> list[Comment]:
    with browser.site.database.reading() as session:
        return list(session.exec(select(Comment)))


def _form(browser: Browser, setting: Setting, **fields: str) -> dict[str, str]:
    path = NEW.format(language="de", thread=setting.block_thread)
    return filled_in(browser, path, **({"kind": "suggestion", "text": "Bitte auch abends."} | fields))


@pytest.mark.parametrize("language", ["de", "leicht", "en"])
def test_the_form_quotes_what_it_is_about(browser: Browser, setting: Setting, language: str) -> None:
    page = browser.get(NEW.format(language=language, thread=setting.block_thread))
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert ("Der Bus kommt oft." if language == "leicht" else "Der Bus fährt jede Stunde.") in page.text


def test_a_comment_is_stored_as_pending_and_answered_with_a_code(browser: Browser, setting: Setting) -> None:
    answer = browser.post(SEND, _form(browser, setting, author_name="Demo Anna"))
    assert answer.status_code == 303
    thanks = browser.get(answer.headers["location"])
    assert len(code_on(thanks.text)) == 19
    (comment,) = _stored(browser)
    assert comment.state is ContributionState.PENDING
    assert comment.version_id == setting.version_id
    assert (comment.author_name, comment.text, comment.language) == ("Demo Anna", "Bitte auch abends.", "de")


def test_an_element_as_a_whole_can_be_commented_on(browser: Browser, setting: Setting) -> None:
    form = filled_in(browser, NEW.format(language="de", thread=setting.element_thread), kind="praise", text="Gut so!")
    assert browser.post(SEND, form).status_code == 303
    assert _stored(browser)[0].thread_id == setting.element_thread


def test_sending_twice_stores_once(browser: Browser, setting: Setting) -> None:
    form = _form(browser, setting)
    first, second = browser.post(SEND, form), browser.post(SEND, form)
    assert first.headers["location"] == second.headers["location"]
    assert len(_stored(browser)) == 1


def test_other_words_under_the_same_id_are_kept_and_can_be_sent_as_a_second_comment(
    browser: Browser, setting: Setting
) -> None:
    form = _form(browser, setting)
    browser.post(SEND, form)
    answer = browser.post(SEND, form | {"text": "Und am Sonntag."})
    assert answer.status_code == 409
    assert "Und am Sonntag." in answer.text
    assert form["id"] not in answer.text
    assert len(_stored(browser)) == 1


@pytest.mark.parametrize("text", ["x" * 5001, "", "   ", "\u200b\u200b"])
def test_a_text_that_is_missing_or_too_long_is_refused_and_kept(browser: Browser, setting: Setting, text: str) -> None:
    answer = browser.post(SEND, _form(browser, setting, text=text))
    assert answer.status_code == 422
    assert cleaned(text).strip() in answer.text
    assert _stored(browser) == []


def test_a_wrong_kind_and_a_long_name_are_named(browser: Browser, setting: Setting) -> None:
    answer = browser.post(SEND, _form(browser, setting, kind="insult", author_name="n" * 81))
    assert answer.status_code == 422
    assert 'href="#kind"' in answer.text
    assert 'href="#author_name"' in answer.text


HOSTILE = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[klick](javascript:alert(1)) **fett** # Titel",
    "Z\u0335\u0321\u0322a\u0336\u0327l\u0337\u0328g\u0338o" + "\u0301" * 200,
    "שלום עולם – مرحبا",
    "👍🏽👩‍👩‍👧",
    "' OR 1=1; --",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_odd_letters_and_markup_are_harmless_and_kept(browser: Browser, setting: Setting, text: str) -> None:
    assert browser.post(SEND, _form(browser, setting, text=text, author_name=text[:20])).status_code == 303
    (comment,) = _stored(browser)
    assert comment.text == cleaned(text)
    with browser.site.database.writing() as session:
        stored = session.get(Comment, comment.id)
        assert stored is not None
        stored.state, stored.published_at = ContributionState.PUBLISHED, now()
    browser.site.refresh()
    for path in ("/de/kommentare/", f"/de/kommentare/{comment.id}"):
        page = browser.get(path)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert "<strong>fett" not in page.text


def test_direction_tricks_and_control_characters_are_taken_out(browser: Browser, setting: Setting) -> None:
    browser.post(SEND, _form(browser, setting, text="gut\u202egnol\u0000 so", author_name="A\u202eB"))
    (comment,) = _stored(browser)
    assert (comment.text, comment.author_name) == ("gutgnol so", "AB")


def test_pending_comments_are_public_nowhere(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        pending = a_comment(session, setting, "Noch geheim.")
        a_comment(session, setting, "Abgelehntes.", state=ContributionState.REJECTED)
        a_comment(session, setting, "Verborgenes.", **PUBLIC | {"state": ContributionState.HIDDEN})
    browser.site.refresh()
    pages = [
        browser.get("/de/kommentare/").text,
        browser.get("/de/kommentare/feed").text,
        browser.get("/de/strategien/zukunft/mobilitaet").text,
        browser.api("GET", "/comments").text,
    ]
    for words in ("Noch geheim.", "Abgelehntes.", "Verborgenes."):
        assert all(words not in page for page in pages)
    assert browser.get(f"/de/kommentare/{pending.id}").status_code == 404


def test_published_comments_are_listed_filtered_and_linked(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        shown = a_comment(session, setting, "Der Takt ist gut.", **PUBLIC)
    browser.site.refresh()
    everything = browser.get("/de/kommentare/?strategie=zukunft&feld=mobilitaet&art=suggestion")
    assert "Der Takt ist gut." in everything.text
    assert "Der Takt ist gut." not in browser.get("/de/kommentare/?art=praise").text
    assert "Der Takt ist gut." in browser.get("/de/kommentare/?art='; DROP TABLE comment").text
    assert "Der Bus fährt jede Stunde." in browser.get(f"/de/kommentare/{shown.id}").text
    assert "Der Takt ist gut." in browser.get("/de/kommentare/feed").text
    assert "Der Takt ist gut." in browser.get("/de/strategien/zukunft/mobilitaet").text


def test_a_page_beyond_the_last_is_empty_and_calm(browser: Browser, setting: Setting) -> None:
    assert setting
    assert browser.get("/de/kommentare/?seite=99").status_code == 200
    assert browser.get("/de/kommentare/?seite=-1").status_code == 200


def test_before_and_after_the_phase_a_sentence_says_so_and_what_was_typed_stays(
    browser: Browser, setting: Setting
) -> None:
    form = _form(browser, setting)
    with standing_at(now() + timedelta(days=60)):
        page = browser.get(NEW.format(language="de", thread=setting.block_thread))
        assert page.status_code == 403
        assert "kann im Moment nicht kommentiert werden" in page.text
        answer = browser.post(SEND, form)
    assert answer.status_code == 403
    assert "Bitte auch abends." in answer.text
    assert _stored(browser) == []


def test_without_a_phase_for_comments_there_are_none(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        setting = a_setting(session, "lindenau", PhaseKind.SURVEY)
    browser.site.refresh()
    assert browser.get(NEW.format(language="de", thread=setting.block_thread)).status_code == 403


@pytest.mark.parametrize("thread", ["", "x", "6f8a2c1e-5b7d-4e2a-9c3f-1d2e3f4a5b6c"])
def test_what_cannot_be_discussed_is_not_found(browser: Browser, setting: Setting, thread: str) -> None:
    assert setting
    assert browser.get(f"/de/kommentare/neu?thread={thread}").status_code == 404
    assert browser.post(SEND, {"thread": thread, "text": "x", "kind": "remark"}).status_code == 404


def test_another_regions_texts_are_not_found_here(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        a_setting(session, "marbach")
    browser.site.refresh()
    assert browser.get(f"/de/lindenau/kommentare/neu?thread={setting.block_thread}").status_code == 200
    assert browser.get(f"/de/marbach/kommentare/neu?thread={setting.block_thread}").status_code == 404
