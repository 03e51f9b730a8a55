"""What others ask about comments; nothing here shows what waits for a moderator or belongs to an invited circle."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, func, literal, select, tuple_, union_all
from sqlmodel import Session, col

from participation.comments.models import Comment
from participation.comments.paging import Scope
from participation.comments.public import COMMENTS, IS_LISTED, IS_PUBLIC, IS_PUBLIC_REPLY, REPLIES
from participation.core.errors import Invalid, NotFound
from participation.procedures.rounds import is_for_all
from participation.threads.models import PUBLIC_STATES, Thread
from participation.threads.withdrawing import ensure_not_withdrawn

MOST_COUNTED = 1_000
REPLIES_SHOWN = 3
_THREADS: Table = Thread.__table__  # type: ignore[attr-defined]
_NEWEST = (COMMENTS.c.published_at.desc(), COMMENTS.c.id.desc())
_OLDEST = (COMMENTS.c.published_at.asc(), COMMENTS.c.id.asc())


@dataclass(frozen=True)
class Count:
    """How many there are; from a thousand on nobody counts further."""

    number: int = 0

    @property
    def shown(self) -> int:
        """The number that may be told."""
        return min(self.number, MOST_COUNTED)

    @property
    def is_more(self) -> bool:
        """Whether there are more than that."""
        return self.number > MOST_COUNTED


@dataclass(frozen=True)
class ThreadComments:
    """How many public comments a thread has, and the newest of them."""

    total: Count = Count()
    newest: tuple[Comment, ...] = ()

    @property
    def count(self) -> int:
        """How many, at most a thousand."""
        return self.total.shown


def count_of(session: Session, scope: Scope) -> Count:
    """How many comments lists of this scope show; it stops counting just above a thousand."""
    query = select(literal(1)).where(COMMENTS.c[scope.column].in_(scope.ids), *IS_LISTED)
    if scope.kind is not None:
        query = query.where(COMMENTS.c.kind == scope.kind)
    counted = query.limit(MOST_COUNTED + 1).subquery()
    return Count(session.scalar(select(func.count()).select_from(counted)) or 0)


def published_comments(session: Session, thread_ids: Collection[UUID], limit: int = 3) -> dict[UUID, ThreadComments]:
    """The listed comments of threads: thread id -> how many, and the newest `limit`; three queries for any number.

    Every thread asked for is in the answer.
    """
    inside = select(literal(1)).where(COMMENTS.c.thread_id == _THREADS.c.id, *IS_LISTED)
    counts = _counted(session, _THREADS, inside, thread_ids)
    listed = select(COMMENTS.c.id).where(*IS_LISTED).order_by(*_NEWEST).limit(limit)
    filled = [listed.where(COMMENTS.c.thread_id == thread) for thread, number in counts.items() if number]
    by_thread: dict[UUID, list[Comment]] = {}
    for comment in _gathered(session, filled, _NEWEST):
        by_thread.setdefault(comment.thread_id, []).append(comment)
    return {
        thread: ThreadComments(Count(counts.get(thread, 0)), tuple(by_thread.get(thread, ()))) for thread in thread_ids
    }


def replies_to(
    session: Session, comment_ids: Collection[UUID], limit: int = REPLIES_SHOWN
) -> dict[UUID, tuple[int, tuple[Comment, ...]]]:
    """The public replies to comments that have some: comment id -> how many, and the oldest `limit`; three queries."""
    inside = select(literal(1)).select_from(REPLIES).where(*IS_PUBLIC_REPLY)
    counts = {parent: number for parent, number in _counted(session, COMMENTS, inside, comment_ids).items() if number}
    public = select(COMMENTS.c.id).where(*IS_PUBLIC).order_by(*_OLDEST).limit(limit)
    by_parent: dict[UUID | None, list[Comment]] = {}
    for comment in _gathered(session, [public.where(COMMENTS.c.parent_id == parent) for parent in counts], _OLDEST):
        by_parent.setdefault(comment.parent_id, []).append(comment)
    return {parent: (number, tuple(by_parent.get(parent, ()))) for parent, number in counts.items()}


def _counted(session: Session, owner: Table, inside: Select[Any], ids: Collection[UUID]) -> dict[UUID, int]:
    if not ids:
        return {}
    bounded = inside.limit(MOST_COUNTED + 1).correlate(owner).subquery()
    number = select(func.count()).select_from(bounded).correlate(owner).scalar_subquery()
    return {row[0]: row[1] for row in session.execute(select(owner.c.id, number).where(owner.c.id.in_(ids)))}


def _gathered(
    session: Session, each: Sequence[Select[Any]], order: tuple[ColumnElement[Any], ...]
) -> Sequence[Comment]:
    """The comments whose ids any of the queries finds, in that order."""
    if not each:
        return []
    ids = union_all(*(select(query.subquery().c.id) for query in each))
    return session.scalars(select(Comment).where(col(Comment.id).in_(ids)).order_by(*order)).all()


def comments_after(
    session: Session, scope: Scope, after: UUID | None, limit: int
) -> tuple[Sequence[Comment], UUID | None]:
    """The next `limit` public comments, replies too, in the order of publication, and the cursor of what follows.

    What is published meanwhile comes at the end: nothing is skipped or seen twice.

    Raises:
        Invalid: there is no comment with the id `after`.
    """
    place = None
    if after is not None:
        last = session.get(Comment, after)
        if last is None or last.published_at is None:
            raise Invalid("cursor comes from the page before.")
        place = (last.published_at, last.id)
    rows = _flat(session, scope, place, limit + 1, newest=False)
    return rows[:limit], rows[limit - 1].id if len(rows) > limit else None


def newest_comments(session: Session, scope: Scope, limit: int) -> Sequence[Comment]:
    """The newest public comments, replies too."""
    return _flat(session, scope, None, limit, newest=True)


def _flat(
    session: Session, scope: Scope, after: tuple[Any, ...] | None, limit: int, *, newest: bool
) -> Sequence[Comment]:
    order = _NEWEST if newest else _OLDEST
    public = select(COMMENTS.c.id).where(COMMENTS.c.published_at.is_not(None), is_for_all(COMMENTS.c.phase_id))
    if scope.kind is not None:
        public = public.where(COMMENTS.c.kind == scope.kind)
    if after is not None:
        public = public.where(tuple_(COMMENTS.c.published_at, COMMENTS.c.id) > after)
    public = public.order_by(*order).limit(limit)
    each = [
        public.where(COMMENTS.c[scope.column] == one, COMMENTS.c.state == state)
        for one in scope.ids
        for state in PUBLIC_STATES
    ]
    return _gathered(session, each, order)[:limit]


def public_comment(session: Session, region_id: UUID, comment_id: UUID) -> Comment:
    """A public comment of a region; or one that was, as long as public replies hang on it.

    Raises:
        NotFound: there is none, or it is not public.
    """
    visible = select(Comment).where(col(Comment.id) == comment_id, *IS_PUBLIC)
    comment = session.scalars(visible.where(col(Comment.region_id) == region_id)).first()
    if comment is None:
        place = session.scalars(select(Comment).where(col(Comment.id) == comment_id, *IS_LISTED)).first()
        if place is not None and place.region_id == region_id:
            return place
        ensure_not_withdrawn(session.get(Comment, comment_id))
        raise NotFound("There is no such comment.")
    return comment
