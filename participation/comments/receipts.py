"""Comments found again by receipt code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from participation.coding.segments import lose
from participation.comments.models import Comment
from participation.comments.subjects import subjects_of
from participation.core.clock import now
from participation.core.text import msgid
from participation.crowd.index import forget, renew
from participation.procedures.models import ModerationMode
from participation.procedures.rounds import settings_of
from participation.threads.editing import Words, change_words, changeable_until
from participation.threads.own_data import own_data
from participation.threads.receipts import PageLink, TracedContribution
from participation.threads.replies import easy_replies
from participation.threads.withdrawing import withdraw_contribution
from participation.threads.wording import Problem


def public_page(comment_id: UUID) -> PageLink:
    """Where a public comment stands."""
    return PageLink("read_comment", {"comment": comment_id})


def find(session: Session, receipt_key: bytes) -> TracedContribution | None:
    """The comment of a receipt code, with its subject in the language it was written in."""
    comment = session.exec(select(Comment).where(Comment.receipt_key == receipt_key)).first()
    if comment is None:
        return None
    subject = subjects_of(session, [comment], comment.language)[comment.id]
    return TracedContribution(
        kind="comment",
        label=msgid("Your comment"),
        id=comment.id,
        region_id=comment.region_id,
        received_on=comment.received_on,
        state=comment.state,
        about=f"{subject.strategy.text} – {subject.title.text}",
        text=comment.text,
        rejection_reason=comment.rejection_reason,
        message_to_author=comment.message_to_author,
        official_reply=comment.official_reply,
        easy_reply=easy_replies(session, [comment.id]).get(comment.id, "") if comment.official_reply else "",
        language=comment.language,
        reply_signature=comment.reply_signature,
        author_name=comment.author_name,
        changeable_until=changeable_until(comment, settings_of(session, comment.phase_id).edit_minutes, now()),
        replied_at=comment.replied_at,
        link=public_page(comment.id) if comment.is_public else None,
    )


def withdraw(session: Session, receipt_key: bytes) -> bool:
    """Take the comment of a receipt code back, without its words; False if there is nothing to do."""
    forget(session, receipt_key)
    return withdraw_contribution(session, Comment, "comment", receipt_key, words=("text", "author_name"))


def change(session: Session, receipt_key: bytes, words: Words) -> Sequence[Problem] | None:
    """Put other words into the comment of a receipt code; None if the code leads to none.

    Raises:
        NotNow: it cannot be changed any more.
    """
    found = session.exec(select(Comment).where(Comment.receipt_key == receipt_key).with_for_update()).first()
    if found is None:
        return None
    problems = words.problems()
    if not problems:
        settings = settings_of(session, found.phase_id)
        change_words(
            session,
            found,
            "comment",
            words,
            until=changeable_until(found, settings.edit_minutes, now()),
            stays_public=settings.moderation is ModerationMode.AFTER,
        )
        renew(session, receipt_key)
        lose(session, receipt_key)
    return problems


def stored_about(session: Session, receipt_key: bytes) -> dict[str, Any] | None:
    """Everything that is stored about the comment of a receipt code."""
    return own_data(session, Comment, receipt_key)
