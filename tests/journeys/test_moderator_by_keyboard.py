"""A moderator clears forty contributions with the keyboard alone and counts the keys."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import func, select

from participation.comments.demo import add_demo_comments
from participation.comments.models import Comment
from participation.core.clock import now
from participation.core.database import Database
from participation.core.journal import JournalEntry
from participation.regions.models import Region
from participation.threads.models import ContributionState
from tests.served import Server

ENTRIES, PAGE = 40, 20
_REJECTED_EVERY = 4
_FIVE_MINUTES = 300.0


def _forty_wait(county: Server) -> None:
    database = Database(county.database_url, threads=2)
    with database.writing() as session:
        region = session.exec(select(Region)).one()
        add_demo_comments(session, region, ENTRIES, 7)
        for comment in session.exec(select(Comment)):
            comment.state, comment.published_at, comment.rejection_reason = ContributionState.PENDING, None, None
            comment.official_reply, comment.replied_at = "", None
            comment.received_on = now().date()
            session.add(comment)
    database.close()


class Keyboard:
    """Presses keys, and counts them."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1


def _to(page: Page, keyboard: Keyboard, target: str) -> None:
    """Tab until the target has the focus; everything can be reached without a mouse."""
    for _ in range(120):
        keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", target):
            return
    raise AssertionError(f"{target} cannot be reached by keyboard.")


@pytest.mark.journey
@pytest.mark.parametrize("county", ["server"], indirect=True)
def test_forty_entries_by_keyboard_in_five_minutes(county: Server, office: Page) -> None:
    _forty_wait(county)
    office.context.request.post("/de/verwaltung/anmelden/demo", form={"email": "moderator@demo.example"})
    office.goto("/de/verwaltung/moderation/")
    expect(office.locator("#waiting")).to_contain_text(f"{ENTRIES} Beiträge warten")
    keyboard, begun = Keyboard(office), time.monotonic()
    office.locator("#keys summary").focus()
    keyboard.press("v")
    expect(office.locator(".entry[data-open]")).to_have_count(PAGE)  # keys are off until somebody wants them
    keyboard.press("Enter")
    _to(office, keyboard, "[data-keys-switch]")
    keyboard.press("Space")
    _to(office, keyboard, ".entry__select")
    for page in range(ENTRIES // PAGE):
        if page:
            office.reload()  # the rest has moved up
            expect(office.locator(".entry:focus")).to_have_count(1)
        for left in range(PAGE, 0, -1):
            keys = ("a", "4", "Enter") if left % _REJECTED_EVERY == 0 else ("v",)
            keyboard.press(*keys)
            expect(office.locator(".entry[data-open]")).to_have_count(left - 1)
            if left > 1:
                expect(office.locator(".entry[data-open]:focus")).to_have_count(1)
    assert time.monotonic() - begun < _FIVE_MINUTES
    assert keyboard.pressed < 3 * ENTRIES
    _all_decided(county)


def _all_decided(county: Server) -> None:
    database = Database(county.database_url, threads=2)
    with database.reading() as session:
        states = dict(session.exec(select(Comment.state, func.count()).group_by(Comment.state)).all())
        acts = session.exec(select(JournalEntry.action).where(JournalEntry.subject == "comment")).all()
    database.close()
    rejected = ENTRIES // _REJECTED_EVERY
    assert states == {ContributionState.REJECTED: rejected, ContributionState.PUBLISHED: ENTRIES - rejected}
    assert len(acts) == ENTRIES
