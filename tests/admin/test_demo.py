"""The demo's desk has something in every stack, once."""

from __future__ import annotations

from participation.accounts.actions import grant_role
from participation.accounts.models import Role
from participation.admin.moderation.demo import add_demo_moderation
from participation.threads.models import ContributionState
from tests.admin.desk import QUEUE, made_comment, made_setting, moderator
from tests.browser import Browser
from tests.comments.builders import PUBLIC


def test_the_demo_fills_the_stacks_once(browser: Browser) -> None:
    setting = made_setting(browser)
    for more in (PUBLIC, {}, {"state": ContributionState.REJECTED}):
        made_comment(browser, setting, **more)
    with browser.site.database.writing() as session:
        grant_role(session, "admin@demo.example", Role.ADMIN, None)
        assert add_demo_moderation(session, setting.region) == 3
        assert add_demo_moderation(session, setting.region) == 0
    moderator(browser, setting)
    for stack in ("gemeldet", "vorschlag", "einspruch"):
        assert "entry-comment" in browser.get(f"{QUEUE}?stand={stack}").text
