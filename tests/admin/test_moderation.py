"""One queue for comments and ideas: published or rejected with a reason, replied to, journaled."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from participation.accounts.models import Role
from participation.comments.models import Comment
from participation.core.journal import JournalEntry
from participation.ideas.models import Idea, IdeaStage, Stage
from participation.threads.models import ContributionState, RejectionReason
from tests.browser import Browser
from tests.cast import signed_in
from tests.comments.builders import PUBLIC, Setting, a_comment, a_setting, an_idea

QUEUE = "/de/verwaltung/moderation/"
PARTIAL = {"hx-request": "true", "hx-request-type": "partial"}


@pytest.fixture
def setting(browser: Browser) -> Setting:
    with browser.site.database.writing() as session:
        made = a_setting(session)
    browser.site.refresh()
    return made


def _comment(browser: Browser, setting: Setting, text: str = "Abends fehlt ein Bus.", **more: Any) -> Comment:
    with browser.site.database.writing() as session:
        return a_comment(session, setting, text, **more)


def _again(browser: Browser, comment_id: UUID) -> Comment:
    with browser.site.database.reading() as session:
        found = session.get(Comment, comment_id)
        assert found is not None
        return found


def _journal(browser: Browser) -> list[JournalEntry]:
    with browser.site.database.reading() as session:
        return list(session.exec(select(JournalEntry).where(JournalEntry.subject != "version")))


def test_strangers_are_asked_to_sign_in(browser: Browser, setting: Setting) -> None:
    comment = _comment(browser, setting)
    assert browser.get(QUEUE).status_code == 303
    assert browser.post(f"{QUEUE}comment/{comment.id}", {"act": "publish"}).status_code == 303
    assert _again(browser, comment.id).state is ContributionState.PENDING


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ANALYST])
def test_other_roles_do_not_moderate(browser: Browser, setting: Setting, role: Role) -> None:
    comment = _comment(browser, setting)
    signed_in(browser, role, setting.region)
    assert browser.get(QUEUE).status_code == 404
    assert browser.post(f"{QUEUE}comment/{comment.id}", {"act": "publish"}).status_code == 404


def test_a_moderator_of_another_region_neither_sees_nor_acts(browser: Browser, setting: Setting) -> None:
    comment = _comment(browser, setting)
    with browser.site.database.writing() as session:
        other = a_setting(session, "marbach")
    browser.site.refresh()
    signed_in(browser, Role.MODERATOR, other.region)
    own, foreign = "/de/marbach/verwaltung/moderation/", "/de/lindenau/verwaltung/moderation/"
    assert "Abends fehlt" not in browser.get(own).text
    for start in (own, foreign):
        assert browser.get(f"{start}comment/{comment.id}").status_code == 404
        assert browser.post(f"{start}comment/{comment.id}", {"act": "publish"}).status_code == 404
    assert browser.get(foreign).status_code == 404
    assert _again(browser, comment.id).state is ContributionState.PENDING


def test_the_queue_holds_what_waits_of_every_kind(browser: Browser, setting: Setting) -> None:
    _comment(browser, setting, "Erster Kommentar.")
    _comment(browser, setting, "Längst veröffentlicht.", **PUBLIC)
    with browser.site.database.writing() as session:
        an_idea(session, setting, "Zweite Sache")
    signed_in(browser, Role.MODERATOR, setting.region)
    page = browser.get(QUEUE).text
    assert "Erster Kommentar." in page
    assert "Zweite Sache" in page
    assert "Längst veröffentlicht." not in page
    assert "Zweite Sache" not in browser.get(f"{QUEUE}?art=comment&strategie=zukunft").text
    assert "Längst veröffentlicht." in browser.get(f"{QUEUE}?stand=published").text
    assert "Erster Kommentar." in browser.get(f"{QUEUE}?stand=alle").text


def test_publishing_makes_a_comment_public_at_once_and_is_journaled(browser: Browser, setting: Setting) -> None:
    comment = _comment(browser, setting)
    assert "Abends fehlt" not in browser.get("/de/kommentare/").text
    account = signed_in(browser, Role.MODERATOR, setting.region)
    assert browser.post(f"{QUEUE}comment/{comment.id}", {"act": "publish"}).status_code == 303
    assert "Abends fehlt" in browser.get("/de/kommentare/").text
    (entry,) = _journal(browser)
    assert (entry.action, entry.subject, entry.subject_id, entry.actor_id) == (
        "published",
        "comment",
        comment.id,
        account.id,
    )
    assert "Abends" not in str(entry.details)


def test_publishing_an_idea_is_its_second_step(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        idea = an_idea(session, setting)
    signed_in(browser, Role.ADMIN, setting.region)
    browser.post(f"{QUEUE}idea/{idea.id}", {"act": "publish"})
    with browser.site.database.reading() as session:
        found = session.get(Idea, idea.id)
        assert found is not None
        assert found.stage is Stage.CHECKED
        assert len(session.exec(select(IdeaStage)).all()) == 2
    assert "Die Moderation hat die Idee geprüft" in browser.get(f"/de/ideen/{idea.id}").text


def test_rejecting_needs_a_reason_and_keeps_the_message(browser: Browser, setting: Setting) -> None:
    comment = _comment(browser, setting)
    signed_in(browser, Role.MODERATOR, setting.region)
    path = f"{QUEUE}comment/{comment.id}"
    without = browser.post(path, {"act": "reject", "reason": "", "message": "Das war zu grob."})
    assert without.status_code == 422
    assert "Das war zu grob." in without.text
    assert browser.post(path, {"act": "reject", "reason": "because"}).status_code == 422
    assert browser.post(path, {"act": "explode"}).status_code == 422
    browser.post(path, {"act": "reject", "reason": "insult", "message": "Das war zu grob."})
    found = _again(browser, comment.id)
    assert (found.state, found.rejection_reason, found.message_to_author) == (
        ContributionState.REJECTED,
        RejectionReason.INSULT,
        "Das war zu grob.",
    )
    assert _journal(browser)[0].details == {"from": "pending", "reason": "insult"}


def test_hiding_takes_a_comment_away_and_publishing_brings_it_back(browser: Browser, setting: Setting) -> None:
    comment = _comment(browser, setting, **PUBLIC)
    browser.site.refresh()
    signed_in(browser, Role.MODERATOR, setting.region)
    path = f"{QUEUE}comment/{comment.id}"
    browser.post(path, {"act": "hide"})
    assert browser.get(f"/de/kommentare/{comment.id}").status_code == 404
    browser.post(path, {"act": "publish"})
    assert browser.get(f"/de/kommentare/{comment.id}").status_code == 200


def test_a_second_decision_about_the_same_is_a_conflict(browser: Browser, setting: Setting) -> None:
    comment = _comment(browser, setting)
    signed_in(browser, Role.MODERATOR, setting.region)
    path = f"{QUEUE}comment/{comment.id}"
    browser.post(path, {"act": "publish"})
    late = browser.post(path, {"act": "reject", "reason": "insult"})
    assert late.status_code == 409
    assert _again(browser, comment.id).state is ContributionState.PUBLISHED


def test_an_official_reply_stands_below_the_comment(browser: Browser, setting: Setting) -> None:
    comment = _comment(browser, setting, **PUBLIC)
    signed_in(browser, Role.MODERATOR, setting.region)
    path = f"{QUEUE}comment/{comment.id}"
    assert browser.post(path, {"act": "reply", "reply": ""}).status_code == 422
    assert browser.post(path, {"act": "reply", "reply": "Ab Mai fährt er."}, follow=True).status_code == 200
    assert "Ab Mai fährt er." in browser.get(f"/de/kommentare/{comment.id}").text
    assert _journal(browser)[0].action == "replied"


def test_after_a_decision_comes_what_waits_next(browser: Browser, setting: Setting) -> None:
    first, second = _comment(browser, setting, "Eins."), _comment(browser, setting, "Zwei.")
    signed_in(browser, Role.MODERATOR, setting.region)
    answer = browser.post(f"{QUEUE}comment/{first.id}", {"act": "publish"})
    assert str(second.id) in answer.headers["location"]
    last = browser.post(f"{QUEUE}comment/{second.id}", {"act": "publish"}, follow=True)
    assert "0 Beiträge warten." in last.text


def test_the_form_in_the_queue_leads_back_to_the_queue_and_nowhere_else(browser: Browser, setting: Setting) -> None:
    comment = _comment(browser, setting)
    signed_in(browser, Role.MODERATOR, setting.region)
    back = re.search(r'name="back" value="([^"]+)"', browser.get(f"{QUEUE}?stand=pending").text)
    assert back
    away = browser.post(f"{QUEUE}comment/{comment.id}", {"act": "publish", "back": "//evil.example/"})
    assert away.headers["location"] == "/"
    home = browser.post(f"{QUEUE}comment/{comment.id}", {"act": "hide", "back": back.group(1)})
    assert home.headers["location"] == back.group(1)


def test_with_htmx_only_the_row_comes_back(browser: Browser, setting: Setting) -> None:
    comment = _comment(browser, setting)
    _comment(browser, setting, "Noch einer.")
    signed_in(browser, Role.MODERATOR, setting.region)
    assert '<p id="waiting">2 Beiträge warten.</p>' in browser.get(QUEUE).text
    row = browser.post(f"{QUEUE}comment/{comment.id}", {"act": "publish"}, headers=PARTIAL, follow=True).text
    assert row.lstrip().startswith("<article")
    assert f'id="entry-comment-{comment.id}"' in row
    assert "Veröffentlicht" in row
    assert '<p id="waiting" data-hx-swap-oob="true">1 Beitrag wartet.</p>' in row
    wrong = browser.post(f"{QUEUE}comment/{comment.id}", {"act": "reply", "reply": ""}, headers=PARTIAL)
    assert wrong.status_code == 422
    assert wrong.text.lstrip().startswith("<article")


def test_personal_data_is_pointed_out(browser: Browser, setting: Setting) -> None:
    _comment(browser, setting, "Rufen Sie Herrn Beispiel an: 03471 684-1234 oder h.beispiel@demo.example!")
    signed_in(browser, Role.MODERATOR, setting.region)
    page = browser.get(QUEUE).text
    assert "<mark>03471 684-1234" in page
    assert "<mark>h.beispiel@demo.example" in page
    assert "E-Mail-Adresse" in page


def test_markup_is_harmless_in_the_queue(browser: Browser, setting: Setting) -> None:
    _comment(browser, setting, "<script>alert(1)</script>", author_name="<b>x</b>")
    signed_in(browser, Role.MODERATOR, setting.region)
    page = browser.get(QUEUE).text
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page
