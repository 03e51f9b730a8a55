"""The rule of first contributions: whoever shows the code of one that was published before need not wait."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from participation.brakes.tolls import FREE, Occasion
from participation.comments.models import Comment
from participation.core.identifiers import receipt_code
from participation.ideas.models import Idea
from participation.procedures.models import PhaseKind, RoundSettings
from participation.threads.models import ContributionState, HeldFor, ModerationMode
from tests.browser import Browser
from tests.comments.builders import PUBLIC, Setting, a_comment, a_setting, an_idea, filled_in

FIELD = "earlier_receipt_code"
IDEA = {"title": "Mitfahrbank am Markt", "text": "Eine Bank, an der man auf Mitfahrt wartet.", "place": ""}


@pytest.fixture
def setting(browser: Browser) -> Setting:
    with browser.site.database.writing() as session:
        made = a_setting(session)
        for kind in (PhaseKind.COMMENTS, PhaseKind.IDEAS):
            rules = RoundSettings(
                phase_id=made.phases[kind], moderation=ModerationMode.RULES, rules=HeldFor.FIRST.value
            )
            session.add(rules)
    browser.site.refresh()
    return made


def _earlier(browser: Browser, setting: Setting, **facts: Any) -> str:
    """The code of a comment that stands there already."""
    secret = uuid4()
    with browser.site.database.writing() as session:
        a_comment(session, setting, "Der Bus fehlt.", client_id=secret, **{**PUBLIC, **facts})
    return receipt_code(secret)


def _state_of(browser: Browser, text: str) -> ContributionState:
    with browser.site.database.reading() as session:
        return session.exec(select(Comment).where(Comment.text == text)).one().state


def _commented(browser: Browser, setting: Setting, text: str, code: str) -> ContributionState:
    page = f"/de/kommentare/neu?thread={setting.block_thread}"
    form = filled_in(browser, page, kind="remark", text=text, **{FIELD: code})
    assert browser.post("/de/kommentare/neu", form).status_code == 303
    return _state_of(browser, text)


def _called(browser: Browser, setting: Setting, text: str, code: str) -> ContributionState:
    body = {"id": str(uuid4()), "thread_id": str(setting.block_thread), "text": text, FIELD: code}
    assert browser.api("POST", "/comments", json=body).status_code == 201
    return _state_of(browser, text)


@pytest.mark.parametrize("send", [_commented, _called])
def test_only_the_code_of_what_a_moderator_let_stand_makes_known(browser: Browser, setting: Setting, send: Any) -> None:
    known = _earlier(browser, setting)
    assert send(browser, setting, "Mit Code.", f" {known.lower()} ") is ContributionState.PUBLISHED
    held = {
        "nothing": "",
        "no code": "ABC",
        "of nobody": receipt_code(uuid4()),
        "waits": _earlier(browser, setting, state=ContributionState.PENDING, published_at=None),
        "hidden": _earlier(browser, setting, state=ContributionState.HIDDEN),
        "withdrawn": _earlier(browser, setting, state=ContributionState.WITHDRAWN),
        "unseen": _earlier(browser, setting, held_for=HeldFor.UNSEEN.value),
    }
    states = {name: send(browser, setting, f"Fall {name}.", code) for name, code in held.items()}
    assert states == dict.fromkeys(held, ContributionState.PENDING)


def test_a_published_comment_makes_the_author_of_an_idea_known_and_the_other_way_round(
    browser: Browser, setting: Setting
) -> None:
    code = _earlier(browser, setting)
    assert (
        browser.post("/de/ideen/neu", filled_in(browser, "/de/ideen/neu", **IDEA, **{FIELD: code})).status_code == 303
    )
    body = {"id": str(uuid4()), "title": "Rufbus", "text": "Am Abend auf Anruf.", FIELD: code}
    assert browser.api("POST", "/ideas", json=body).status_code == 201
    with browser.site.database.writing() as session:
        assert {idea.state for idea in session.exec(select(Idea))} == {ContributionState.PUBLISHED}
        secret = uuid4()
        an_idea(session, setting, client_id=secret, **PUBLIC)
    assert _commented(browser, setting, "Nach der Idee.", receipt_code(secret)) is ContributionState.PUBLISHED


def test_another_region_knows_nobody_from_here(browser: Browser, setting: Setting) -> None:
    secret = uuid4()
    with browser.site.database.writing() as session:
        a_comment(session, a_setting(session, "talheim"), client_id=secret, **PUBLIC)
    assert _called(browser, setting, "Von drüben.", receipt_code(secret)) is ContributionState.PENDING


def test_a_reply_can_show_an_earlier_contribution_too(browser: Browser, setting: Setting) -> None:
    code = _earlier(browser, setting)
    with browser.site.database.reading() as session:
        comment: UUID = session.exec(select(Comment.id)).one()
    form = filled_in(browser, f"/de/kommentare/{comment}", text="Das sehe ich anders.", **{FIELD: code})
    assert browser.post(f"/de/kommentare/{comment}/antworten", form).status_code == 303
    assert _state_of(browser, "Das sehe ich anders.") is ContributionState.PUBLISHED


def test_the_field_is_there_only_where_the_rule_is(browser: Browser, setting: Setting) -> None:
    pages = [f"/{language}/ideen/neu" for language in ("de", "leicht", "en")]
    pages.append(f"/de/kommentare/neu?thread={setting.block_thread}")
    assert all(f'name="{FIELD}"' in browser.get(page).text for page in pages)
    with browser.site.database.writing() as session:
        for settings in session.exec(select(RoundSettings)):
            settings.rules = HeldFor.LINKS.value
    browser.site.refresh()
    assert not any(f'name="{FIELD}"' in browser.get(page).text for page in pages)


@pytest.mark.usefixtures("setting")
def test_a_form_with_a_mistake_comes_back_with_the_code_which_no_draft_keeps(browser: Browser) -> None:
    form = filled_in(browser, "/de/ideen/neu", **IDEA | {"title": ""}, **{FIELD: "ABCD"})
    page = browser.post("/de/ideen/neu", form)
    assert page.status_code == 422
    field = page.text.split(f'name="{FIELD}"')[1].split(">")[0]
    assert 'value="ABCD"' in field
    assert "data-draft-skip" in field


def test_after_too_many_wrong_codes_even_a_right_one_waits(browser: Browser, setting: Setting) -> None:
    code = _earlier(browser, setting)
    assert _called(browser, setting, "Vorher.", code) is ContributionState.PUBLISHED
    for number in range(FREE[Occasion.GUESSING]):
        _called(browser, setting, f"Versuch {number}.", receipt_code(uuid4()))
    assert _called(browser, setting, "Danach.", code) is ContributionState.PENDING
