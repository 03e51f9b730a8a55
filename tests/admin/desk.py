"""What the tests of the desk share: a setting, people, contributions, and looks into the database."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import select

from participation.accounts.models import Account, Role
from participation.comments.models import Comment
from participation.core.journal import JournalEntry
from participation.procedures.models import PhaseKind, RoundSettings
from participation.threads.models import ModerationCase
from tests.browser import Browser
from tests.cast import signed_in
from tests.comments.builders import Setting, a_comment, a_setting

QUEUE = "/de/verwaltung/moderation/"


def made_setting(browser: Browser, slug: str = "lindenau") -> Setting:
    """A region that is open for comments and ideas."""
    with browser.site.database.writing() as session:
        made = a_setting(session, slug)
    browser.site.refresh()
    return made


def made_comment(browser: Browser, setting: Setting, text: str = "Abends fehlt ein Bus.", **more: Any) -> Comment:
    """A stored comment."""
    with browser.site.database.writing() as session:
        return a_comment(session, setting, text, **more)


def comment_now(browser: Browser, comment_id: UUID) -> Comment:
    """A comment as it stands in the database."""
    with browser.site.database.reading() as session:
        return session.get_one(Comment, comment_id)


def case_now(browser: Browser, comment_id: UUID) -> ModerationCase:
    """Its case as it stands in the database."""
    with browser.site.database.reading() as session:
        return session.get_one(ModerationCase, comment_id)


def decide(browser: Browser, comment: Comment, **form: Any) -> Any:
    """Hand in a form of an entry."""
    return browser.post(f"{QUEUE}comment/{comment.id}", form)


def set_round(browser: Browser, setting: Setting, **settings: Any) -> None:
    """Settings of the round of comments."""
    with browser.site.database.writing() as session:
        session.add(RoundSettings(phase_id=setting.phases[PhaseKind.COMMENTS], **settings))
    browser.site.refresh()


def journal(browser: Browser) -> list[JournalEntry]:
    """What the journal says about comments."""
    with browser.site.database.reading() as session:
        return list(session.exec(select(JournalEntry).where(JournalEntry.subject == "comment")))


def moderator(browser: Browser, setting: Setting) -> Account:
    """Somebody else signs in as moderator."""
    return signed_in(browser, Role.MODERATOR, setting.region)
