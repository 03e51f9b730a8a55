"""What is answered to a contribution from the pages in Leichte Sprache is written in it, too."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from participation.core.identifiers import receipt_code
from participation.threads.models import RejectionReason
from participation.threads.prepared_texts import EASY_REJECTIONS, USUAL_REJECTIONS
from tests.admin.desk import QUEUE, comment_now, decide, made_comment, made_setting, moderator
from tests.browser import Browser
from tests.comments.builders import PUBLIC, Setting

EASY = "Wir danken Ihnen.\nWir prüfen das."
PARTIAL = {"hx-request": "true", "hx-request-type": "partial"}


@pytest.fixture
def setting(browser: Browser) -> Setting:
    return made_setting(browser)


def _answered(browser: Browser, setting: Setting, language: str) -> UUID:
    """The client id of a comment written in a language, with a reply that has an easy wording."""
    client_id = uuid4()
    comment = made_comment(browser, setting, client_id=client_id, language=language, **PUBLIC)
    moderator(browser, setting)
    form = {"act": "reply", "reply": "Danke, wir prüfen Ihren Hinweis.", "easy_reply": EASY, "reply_id": str(uuid4())}
    assert decide(browser, comment, **form).status_code == 303
    assert "Wir danken Ihnen." in browser.get(f"{QUEUE}comment/{comment.id}").text
    return client_id


def _traced(browser: Browser, client_id: UUID, language: str) -> str:
    answer = browser.post(f"/{language}/nachverfolgen", {"code": receipt_code(client_id)})
    assert answer.status_code == 200
    return str(answer.text)


def test_who_wrote_from_the_easy_pages_reads_the_easy_reply_on_any_page(browser: Browser, setting: Setting) -> None:
    client_id = _answered(browser, setting, "de-simple")
    for language in ("leicht", "de"):
        page = _traced(browser, client_id, language)
        assert "Wir danken Ihnen." in page
        assert "Danke, wir prüfen" not in page
        assert "noch nicht von einer Prüfgruppe geprüft" in page.split('class="reply"')[1]


def test_who_wrote_in_standard_german_reads_the_easy_reply_on_easy_pages_only(
    browser: Browser, setting: Setting
) -> None:
    client_id = _answered(browser, setting, "de")
    assert "Danke, wir prüfen" in _traced(browser, client_id, "de")
    assert "Wir danken Ihnen." in _traced(browser, client_id, "leicht")


def test_a_reason_is_told_in_easy_words_to_who_wrote_in_them(browser: Browser, setting: Setting) -> None:
    moderator(browser, setting)
    easy, standard = (made_comment(browser, setting, language=tag) for tag in ("de-simple", "de"))
    for comment in (easy, standard):
        decide(browser, comment, act="reject", reason="off_topic")
    reason = RejectionReason.OFF_TOPIC
    assert comment_now(browser, easy.id).message_to_author == EASY_REJECTIONS[reason]
    assert comment_now(browser, standard.id).message_to_author == USUAL_REJECTIONS[reason]


def test_the_desk_says_that_it_came_from_easy_pages_and_checks_the_answer(browser: Browser, setting: Setting) -> None:
    moderator(browser, setting)
    comment = made_comment(browser, setting, language="de-simple", **PUBLIC)
    assert "Bitte antworten Sie auch darin" in browser.get(f"{QUEUE}comment/{comment.id}").text
    hard = {"easy_reply": "Die Bürgerbeteiligung wird gewährleistet."}
    part = browser.post("/de/verwaltung/sprache-pruefen?feld=easy_reply", hard, headers=PARTIAL).text
    assert "Trennen Sie es: Bürger-Beteiligung" in part
    assert "<html" not in part
    assert "Bürger-Beteiligung" in browser.post("/de/verwaltung/sprache-pruefen?feld=easy_reply", hard).text


def test_every_reason_has_easy_words() -> None:
    assert set(EASY_REJECTIONS) == set(RejectionReason)
