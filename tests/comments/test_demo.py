"""The simulated contributions: all states, two languages, the same again adds nothing."""

from __future__ import annotations

from sqlmodel import select

from participation.comments.demo import add_demo_comments
from participation.comments.models import Comment, CommentSupport
from participation.core.database import Database
from participation.ideas.demo import add_demo_ideas
from participation.ideas.models import Endorsement, Idea
from participation.strategy.models import Block, VersionText
from participation.threads.models import ContributionState
from tests.browser import Browser
from tests.comments.builders import a_setting


def test_demo_contributions_are_varied_and_added_once(database: Database) -> None:
    with database.writing() as session:
        setting = a_setting(session)
        assert add_demo_comments(session, setting.region, 120, 1) == 120
        assert add_demo_ideas(session, setting.region, 40, 1) == 40
    with database.writing() as session:
        assert add_demo_comments(session, setting.region, 120, 1) == 0
        assert add_demo_ideas(session, setting.region, 40, 1) == 0
        assert add_demo_comments(session, setting.region, 125, 1) == 5
    with database.reading() as session:
        comments = session.exec(select(Comment)).all()
        assert {comment.state for comment in comments} >= {
            ContributionState.PENDING,
            ContributionState.PUBLISHED,
            ContributionState.REJECTED,
        }
        assert {comment.language for comment in comments} == {"de", "de-simple"}
        assert len({comment.text for comment in comments}) > 90
        assert any(comment.official_reply for comment in comments)
        assert all(not name or name.startswith(("Demo", "Beispiel")) for name in {row.author_name for row in comments})
        by_id = {comment.id: comment for comment in comments}
        answered = [(reply, by_id[reply.parent_id]) for reply in comments if reply.parent_id]
        assert answered
        for reply, parent in answered:
            assert (parent.parent_id, parent.thread_id, parent.is_public) == (None, reply.thread_id, True)
        assert sum(comment.supports for comment in comments) == len(session.exec(select(CommentSupport)).all()) > 0
        assert len(session.exec(select(Idea)).all()) == 40
        assert session.exec(select(Endorsement)).first() is not None


def test_demo_contributions_are_shown(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        setting = a_setting(session)
        add_demo_comments(session, setting.region, 60, 1)
        add_demo_ideas(session, setting.region, 30, 1)
    browser.site.refresh()
    for language in ("de", "leicht", "en"):
        for path in ("kommentare/", "kommentare/?seite=2", "ideen/", "ideen/?stand=in_goal_draft"):
            assert browser.get(f"/{language}/{path}").status_code == 200


def test_a_long_title_is_quoted_by_its_first_words(database: Database) -> None:
    title = "Die Busse fahren öfter, " + "auch am Abend, " * 8
    with database.writing() as session:
        setting = a_setting(session)
        block = session.exec(select(Block).where(Block.element_id == setting.element_id, Block.key == "title")).one()
        frozen = session.exec(select(VersionText).where(VersionText.block_id == block.id, VersionText.language == "de"))
        words = frozen.one()
        words.text = title
        session.add(words)
        add_demo_comments(session, setting.region, 40, 1)
    with database.reading() as session:
        texts = [
            comment.text
            for comment in session.exec(select(Comment))
            if comment.language == "de" and not comment.parent_id
        ]
    assert all("„Die Busse fahren öfter, auch am Abend," in text and "…“" in text for text in texts)
