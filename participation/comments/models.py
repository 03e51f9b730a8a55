"""The table of comments."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field

from participation.core.columns import UUID, Table, enum_type, partial_index, primary_key, reference
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


# Comments that were public at some time and answer no other: what lists walk through, page by page.
TOP_LEVEL = "published_at IS NOT NULL AND parent_id IS NULL"
_ORDERS = {
    "new": ("published_at", "id"),
    "supported": ("supports", "published_at", "id"),
    "answered": ("replied_at", "published_at", "id"),
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
        Index("ix_comment_weighed", "strategy_id", "id"),
        partial_index("ix_comment_held", "region_id", "state", "id", where="held_for <> ''"),
        partial_index("ix_comment_replies", "parent_id", "published_at", "id", where="parent_id IS NOT NULL"),
        *(
            partial_index(f"ix_comment_{place}_{order}", f"{place}_id", *columns, where=TOP_LEVEL)
            for place in ("thread", "element", "strategy")
            for order, columns in _ORDERS.items()
        ),
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


class CommentSupport(Table, table=True):
    """Somebody sees it the same way: once per device and round, unverified, no trace of whom."""

    __tablename__: ClassVar[str] = "comment_support"
    id: UUID = primary_key()
    comment_id: UUID = reference("comment.id", on_delete="CASCADE")
    key: bytes = Field(sa_type=LargeBinary, unique=True)
    payload_hash: bytes = Field(sa_type=LargeBinary)
    received_on: date
