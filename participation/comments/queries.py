"""What others ask about comments; lists of public ones never show anything that waits for a moderator."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, tuple_
from sqlmodel import Session, col

from participation.comments.models import Comment
from participation.core.errors import Invalid, NotFound
from participation.procedures.models import PhaseKind
from participation.procedures.rounds import Round, open_rounds, rounds
from participation.threads.models import PUBLIC_STATES
from participation.threads.withdrawing import ensure_not_withdrawn

PAGE = 20


@dataclass(frozen=True)
class ThreadComments:
    """How many public comments a thread has, and the newest of them."""

    count: int = 0
    newest: tuple[Comment, ...] = ()


@dataclass(frozen=True)
class CommentFilter:
    """Which comments; None is any."""

    region_id: UUID | None = None
    strategy_id: UUID | None = None
    elements: Collection[UUID] | None = None
    kind: str | None = None

    def applied(self, query: Select[Any]) -> Select[Any]:
        """The query with these conditions, public comments only."""
        query = query.where(col(Comment.state).in_(PUBLIC_STATES))
        if self.region_id is not None:
            query = query.where(col(Comment.region_id) == self.region_id)
        if self.strategy_id is not None:
            query = query.where(col(Comment.strategy_id) == self.strategy_id)
        if self.elements is not None:
            query = query.where(col(Comment.element_id).in_(self.elements))
        if self.kind is not None:
            query = query.where(col(Comment.kind) == self.kind)
        return query


def published_comments(session: Session, thread_ids: Collection[UUID], limit: int = 3) -> dict[UUID, ThreadComments]:
    """The public comments of threads: thread id -> how many, and the newest `limit`; two queries for any number.

    Every thread asked for is in the answer.
    """
    public = (col(Comment.thread_id).in_(thread_ids), col(Comment.state).in_(PUBLIC_STATES))
    counted = session.execute(
        select(col(Comment.thread_id), func.count()).where(*public).group_by(col(Comment.thread_id))
    )
    counts = {row[0]: row[1] for row in counted}
    order = (col(Comment.published_at).desc(), col(Comment.id).desc())
    place = func.row_number().over(partition_by=col(Comment.thread_id), order_by=order).label("place")
    ranked = select(col(Comment.id), place).where(*public).subquery()
    newest: dict[UUID, list[Comment]] = {}
    chosen = select(Comment).join(ranked, ranked.c.id == col(Comment.id)).where(ranked.c.place <= limit)
    for comment in session.scalars(chosen.order_by(*order)):
        newest.setdefault(comment.thread_id, []).append(comment)
    return {thread: ThreadComments(counts.get(thread, 0), tuple(newest.get(thread, ()))) for thread in thread_ids}


def comment_page(session: Session, chosen: CommentFilter, number: int) -> tuple[Sequence[Comment], int]:
    """Page `number` (from 1) of the public comments, newest first, and how many there are in all."""
    total = session.scalar(chosen.applied(select(func.count()).select_from(Comment))) or 0
    rows = session.scalars(
        chosen.applied(select(Comment))
        .order_by(col(Comment.published_at).desc(), col(Comment.id).desc())
        .offset((number - 1) * PAGE)
        .limit(PAGE)
    )
    return rows.all(), total


def comments_after(
    session: Session, chosen: CommentFilter, after: UUID | None, limit: int
) -> tuple[Sequence[Comment], UUID | None]:
    """The next `limit` public comments in the order of publication, and the cursor of the page that follows.

    What is published meanwhile comes at the end: nothing is skipped or seen twice.

    Raises:
        Invalid: there is no comment with the id `after`.
    """
    query = chosen.applied(select(Comment)).order_by(col(Comment.published_at), col(Comment.id))
    if after is not None:
        last = session.get(Comment, after)
        if last is None or last.published_at is None:
            raise Invalid("cursor comes from the page before.")
        query = query.where(tuple_(col(Comment.published_at), col(Comment.id)) > (last.published_at, last.id))
    rows = session.scalars(query.limit(limit + 1)).all()
    return rows[:limit], rows[limit - 1].id if len(rows) > limit else None


def public_comment(session: Session, region_id: UUID, comment_id: UUID) -> Comment:
    """A public comment of a region.

    Raises:
        NotFound: there is none, or it is not public.
    """
    comment = session.get(Comment, comment_id)
    if comment is None or comment.region_id != region_id or not comment.is_public:
        ensure_not_withdrawn(comment)
        raise NotFound("There is no such comment.")
    return comment


def comment_rounds(session: Session, region_id: UUID | None = None) -> list[Round]:
    """All comment phases of a region, or of all."""
    return rounds(session, PhaseKind.COMMENTS, region_id)


def open_comment_round(session: Session, region_id: UUID, strategy_id: UUID, moment: datetime) -> Round | None:
    """The phase in which that strategy can be commented on at the moment, if there is one."""
    possible = open_rounds(comment_rounds(session, region_id), moment)
    return next((one for one in possible if one.strategy_id == strategy_id), None)
