"""Comments found again by receipt code."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, select

from participation.comments.models import Comment
from participation.comments.subjects import subjects_of
from participation.core.text import msgid
from participation.threads.receipts import PageLink, TracedContribution
from participation.threads.withdrawing import withdraw_contribution


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
        replied_at=comment.replied_at,
        link=public_page(comment.id) if comment.is_public else None,
    )


def withdraw(session: Session, receipt_key: bytes) -> bool:
    """Take the comment of a receipt code back, without its words; False if there is nothing to do."""
    return withdraw_contribution(session, Comment, "comment", receipt_key, words=("text", "author_name"))
