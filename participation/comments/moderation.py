"""Comments in the moderators' queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlmodel import Session

from participation.comments.models import Comment
from participation.comments.receipts import public_page
from participation.comments.subjects import subjects_of
from participation.core.text import msgid
from participation.threads.moderation import Context, Moderated


def contexts(session: Session, comments: Sequence[Comment], language: str) -> Mapping[UUID, Context]:
    """What each comment is about."""
    subjects = subjects_of(session, comments, language)
    return {
        comment.id: Context(
            kind=comment.kind_name,
            strategy=subjects[comment.id].strategy.text,
            about=subjects[comment.id].title.text,
            quote=quote.text if (quote := subjects[comment.id].quote) else "",
            link=subjects[comment.id].link,
        )
        for comment in comments
    }


MODERATED = Moderated("comment", msgid("Comments"), Comment, contexts, public_page)
