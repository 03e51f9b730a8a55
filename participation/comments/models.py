"""The table of comments."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from participation.core.columns import UUID, enum_type, reference
from participation.core.text import msgid
from participation.threads.contributions import Contribution


class CommentKind(StrEnum):
    """What somebody wants to do with a comment."""

    REMARK = "remark"
    SUGGESTION = "suggestion"
    OBJECTION = "objection"
    QUESTION = "question"
    PRAISE = "praise"


KIND_NAMES = {
    CommentKind.REMARK: msgid("Remark"),
    CommentKind.SUGGESTION: msgid("Suggestion"),
    CommentKind.OBJECTION: msgid("Objection"),
    CommentKind.QUESTION: msgid("Question"),
    CommentKind.PRAISE: msgid("Praise"),
}


class Comment(Contribution, table=True):
    """A comment on a thread, made in a phase on a frozen version; or a reply to one, which has no replies itself.

    Which strategy and element the thread belongs to is kept beside it: lists of a field with thousands of comments
    read one index.
    """

    __tablename__: ClassVar[str] = "comment"
    __table_args__ = (
        Index("ix_comment_thread", "thread_id", "state", "published_at"),
        Index("ix_comment_element", "element_id", "state", "published_at"),
        Index("ix_comment_strategy", "strategy_id", "state", "published_at"),
        Index("ix_comment_queue", "region_id", "state", "id"),
    )
    thread_id: UUID = reference("thread.id", index=False)
    strategy_id: UUID = reference("strategy.id", index=False)
    element_id: UUID = reference("element.id", index=False)
    version_id: UUID = reference("version.id")
    phase_id: UUID = reference("phase.id")
    parent_id: UUID | None = reference("comment.id", nullable=True)
    kind: CommentKind = Field(sa_type=enum_type(CommentKind, "kind"))

    @property
    def kind_name(self) -> str:
        """The kind in words, a msgid."""
        return KIND_NAMES[self.kind]
