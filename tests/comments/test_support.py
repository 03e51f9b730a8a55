"""Seeing a comment the same way: once for each device and round, whatever races, and back again."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import func, select

from participation.comments.models import Comment, CommentSupport
from participation.core.clock import now, standing_at
from participation.threads.models import ContributionState
from tests.browser import Browser
from tests.comments.builders import PUBLIC, Setting, a_comment, a_setting, filled_in


@pytest.fixture
def setting(browser: Browser) -> Setting:
    with browser.site.database.writing() as session:
        made = a_setting(session)
    browser.site.refresh()
    return made


@pytest.fixture
def comment(browser: Browser, setting: Setting) -> Comment:
    with browser.site.database.writing() as session:
        made = a_comment(session, setting, **PUBLIC)
    browser.site.refresh()
    return made


def _counts(browser: Browser, comment: Comment) -> tuple[int, int]:
    """The counter, and a recount."""
    with browser.site.database.reading() as session:
        rows = session.exec(select(func.count()).select_from(CommentSupport)).one()
        return session.get_one(Comment, comment.id).supports, rows


def test_thirty_at_once_from_one_device_count_once(browser: Browser, comment: Comment) -> None:
    body = {"id": str(uuid4())}
    path = f"/comments/{comment.id}/supports"
    with ThreadPoolExecutor(30) as pool:
        answers = list(pool.map(lambda _: browser.api("POST", path, json=body).status_code, range(30)))
    assert sorted(answers) == [200] * 29 + [201]
    assert _counts(browser, comment) == (1, 1)


def test_thirty_devices_at_once_count_thirty(browser: Browser, comment: Comment) -> None:
    path = f"/comments/{comment.id}/supports"
    with ThreadPoolExecutor(30) as pool:
        answers = list(pool.map(lambda _: browser.api("POST", path, json={"id": str(uuid4())}).status_code, range(30)))
    assert answers == [201] * 30
    assert _counts(browser, comment) == (30, 30)


def test_without_script_it_is_given_seen_and_taken_back(browser: Browser, comment: Comment) -> None:
    form = filled_in(browser, f"/de/kommentare/{comment.id}", device="")
    answer = browser.post(f"/de/kommentare/{comment.id}/unterstuetzen", form)
    assert answer.status_code == 303
    page = browser.get(answer.headers["location"].partition("#")[0])
    assert re.search(r"<strong>1</strong>\s+Person sieht das auch so", page.text)
    assert "nicht überprüft" in page.text
    assert "Zurücknehmen" in page.text
    assert _counts(browser, comment) == (1, 1)
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text))
    for _ in range(2):
        answer = browser.post(f"/de/kommentare/{comment.id}/nicht-mehr-unterstuetzen", form)
        assert answer.status_code == 303
        assert _counts(browser, comment) == (0, 0)
    assert "zurückgenommen" in browser.get(answer.headers["location"].partition("#")[0]).text


def test_a_device_counts_once_however_often_it_opens_the_page(browser: Browser, comment: Comment) -> None:
    device = str(uuid4())
    for _ in range(3):
        form = filled_in(browser, f"/de/kommentare/{comment.id}", device=device)
        assert browser.post(f"/de/kommentare/{comment.id}/unterstuetzen", form).status_code == 303
    assert _counts(browser, comment) == (1, 1)
    back = f"/de/kommentare/{comment.id}/nicht-mehr-unterstuetzen"
    assert browser.post(back, {"device": str(uuid4())}).status_code == 303
    assert _counts(browser, comment) == (1, 1)
    assert browser.post(back, {"device": device}).status_code == 303
    assert _counts(browser, comment) == (0, 0)


def test_only_public_comments_in_an_open_round_are_supported(
    browser: Browser, setting: Setting, comment: Comment
) -> None:
    with browser.site.database.writing() as session:
        pending = a_comment(session, setting, "Noch geheim.")
        hidden = a_comment(session, setting, "Verborgenes.", **PUBLIC | {"state": ContributionState.HIDDEN})
    for wrong in (pending.id, hidden.id, uuid4()):
        answer = browser.api("POST", f"/comments/{wrong}/supports", json={"id": str(uuid4())})
        assert answer.status_code == 409
        assert browser.post(f"/de/kommentare/{wrong}/unterstuetzen", {}).status_code == 404
    with standing_at(now() + timedelta(days=60)):
        late = browser.api("POST", f"/comments/{comment.id}/supports", json={"id": str(uuid4())})
        assert late.status_code == 403
        assert browser.post(f"/de/kommentare/{comment.id}/unterstuetzen", {}).status_code == 403
    assert _counts(browser, comment) == (0, 0)


@pytest.mark.parametrize("body", [{}, {"id": "1"}, {"id": str(uuid4()), "more": 1}])
def test_bad_bodies_are_refused(browser: Browser, comment: Comment, body: dict[str, object]) -> None:
    assert browser.api("POST", f"/comments/{comment.id}/supports", json=body).status_code == 422


def test_pages_that_are_kept_hold_no_stand_in_for_a_device(browser: Browser, comment: Comment) -> None:
    page = browser.get("/de/kommentare/").text
    assert f"/kommentare/{comment.id}/unterstuetzen" in page
    assert 'name="minted"' not in page
    assert f'<noscript><a class="kern-link" href="/de/kommentare/{comment.id}#support-' in page


def test_htmx_gets_the_counter_alone(browser: Browser, comment: Comment) -> None:
    part = browser.htmx(f"/de/kommentare/{comment.id}?unterstuetzt=ja")
    assert part.text.strip().startswith(f'<div class="support" id="support-{comment.id}">')
    assert "<html" not in part.text
