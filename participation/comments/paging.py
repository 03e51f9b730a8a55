"""Lists of public comments page by page: by key, so that what is published meanwhile moves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Integer, Select, bindparam, select, tuple_, union_all
from sqlmodel import Session, col

from participation.comments.models import Comment
from participation.comments.public import COMMENTS, IS_LISTED
from participation.core.text import msgid

PAGE = 10
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Order(StrEnum):
    """In which order comments are listed."""

    NEW = "neu"
    SUPPORTED = "unterstuetzt"
    ANSWERED = "beantwortet"


ORDER_NAMES = {
    Order.NEW: msgid("Newest first"),
    Order.SUPPORTED: msgid("Most supported first"),
    Order.ANSWERED: msgid("Answered by the administration first"),
}


@dataclass(frozen=True)
class Scope:
    """Which comments a list is about: those whose `column` (thread_id, element_id, strategy_id) is one of `ids`.

    Each id is read from its own place in an index; so a field with thousands of comments costs what a small one does.
    """

    column: str
    ids: tuple[UUID, ...]
    kind: str | None = None


@dataclass(frozen=True)
class _Segment:
    """A part of an order: rows under a condition, by these columns, each downwards."""

    columns: tuple[Column[Any], ...]
    condition: ColumnElement[bool] | None = None


_PUBLISHED, _ID, _REPLIED = COMMENTS.c.published_at, COMMENTS.c.id, COMMENTS.c.replied_at
_SEGMENTS: Final[dict[Order, tuple[_Segment, ...]]] = {
    Order.NEW: (_Segment((_PUBLISHED, _ID)),),
    Order.SUPPORTED: (_Segment((COMMENTS.c.supports, _PUBLISHED, _ID)),),
    Order.ANSWERED: (
        _Segment((_REPLIED, _PUBLISHED, _ID), _REPLIED.is_not(None)),
        _Segment((_PUBLISHED, _ID), _REPLIED.is_(None)),
    ),
}


@dataclass(frozen=True)
class Cursor:
    """A place between two comments of an order; `text` is how it stands in addresses."""

    segment: int
    values: tuple[Any, ...]

    @property
    def text(self) -> str:
        """The place in letters that need no escaping."""
        return ".".join([str(self.segment), *(_written(value) for value in self.values)])


def _written(value: Any) -> str:
    if isinstance(value, datetime):
        return str((value - _EPOCH) // _MICROSECOND)
    return value.hex if isinstance(value, UUID) else str(value)


def cursor_of(order: Order, text: str) -> Cursor | None:
    """The place that a text names in an order; None if it names none."""
    number, *parts = text.split(".")
    segments = _SEGMENTS[order]
    try:
        columns = segments[int(number)].columns
        read = [_read(column, part) for column, part in zip(columns, parts, strict=True)]
    except (ValueError, IndexError, OverflowError):
        return None
    return Cursor(int(number), tuple(read)) if int(number) >= 0 else None


def _read(column: Any, part: str) -> Any:
    if column is _ID:
        return UUID(part)
    number = int(part)
    if column is _PUBLISHED or column is _REPLIED:
        return _EPOCH + number * _MICROSECOND
    if not 0 <= number < 2**31:
        raise ValueError(part)
    return number


@dataclass(frozen=True)
class CommentPage:
    """Comments of one page with the places before and behind it, where there is more."""

    rows: tuple[Comment, ...]
    before: Cursor | None = None
    after: Cursor | None = None


def comment_page(
    session: Session,
    scope: Scope,
    order: Order,
    *,
    after: Cursor | None = None,
    before: Cursor | None = None,
    size: int = PAGE,
) -> CommentPage:
    """The page of top-level comments behind (or before) a place, the first one without a place; three queries at most.

    Where less than a page lies before a place, it is the first page.
    """
    if before is not None:
        found = _walk(session, scope, order, before, size + 1, upwards=True)
        if len(found) <= size:
            return comment_page(session, scope, order, size=size)
        rows, has_earlier, has_later = found[:size][::-1], True, True
    else:
        found = _walk(session, scope, order, after, size + 1, upwards=False)
        rows, has_earlier, has_later = found[:size], after is not None, len(found) > size
    return CommentPage(
        tuple(comment for _, comment in rows),
        _place(order, rows[0]) if has_earlier and rows else None,
        _place(order, rows[-1]) if has_later else None,
    )


_Found = tuple[int, Comment]


def _place(order: Order, found: _Found) -> Cursor:
    segment, comment = found
    return Cursor(segment, tuple(getattr(comment, column.name) for column in _SEGMENTS[order][segment].columns))


def _walk(
    session: Session, scope: Scope, order: Order, start: Cursor | None, wanted: int, *, upwards: bool
) -> list[_Found]:
    numbers = list(range(len(_SEGMENTS[order])))
    if start is not None:
        numbers = numbers[: start.segment + 1] if upwards else numbers[start.segment :]
    found: list[_Found] = []
    for number in reversed(numbers) if upwards else numbers:
        if scope.ids and len(found) < wanted:
            values = start.values if start is not None and start.segment == number else None
            query = _ordered(
                scope.column,
                len(scope.ids),
                order,
                number,
                upwards=upwards,
                is_behind=values is not None,
                has_kind=scope.kind is not None,
            )
            given = _parameters(scope, values, wanted - len(found))
            found += [(number, comment) for comment in _loaded(session, list(session.scalars(query, given)))]
    return found


def _parameters(scope: Scope, values: tuple[Any, ...] | None, limit: int) -> dict[str, Any]:
    places = {f"place{number}": value for number, value in enumerate(values or ())}
    return {f"id{number}": one for number, one in enumerate(scope.ids)} | places | {"kind": scope.kind, "most": limit}


@lru_cache(maxsize=256)
def _ordered(
    column: str, count: int, order: Order, number: int, *, upwards: bool, is_behind: bool, has_kind: bool
) -> Select[Any]:
    """The ids of the next rows, gathered from the beginning of each id's own part of the index.

    The sentence is the same for every list of as many ids: putting it together takes longer than asking it.
    """
    segment = _SEGMENTS[order][number]
    query = select(*segment.columns).where(*IS_LISTED).order_by(*_directed(segment.columns, upwards=upwards))
    if segment.condition is not None:
        query = query.where(segment.condition)
    if has_kind:
        query = query.where(COMMENTS.c.kind == bindparam("kind", type_=COMMENTS.c.kind.type))
    if is_behind:
        places = [bindparam(f"place{index}", type_=one.type) for index, one in enumerate(segment.columns)]
        row, place = tuple_(*segment.columns), tuple_(*places)
        query = query.where(row > place if upwards else row < place)
    most, own = bindparam("most", type_=Integer), COMMENTS.c[column]
    each = [query.where(own == bindparam(f"id{index}", type_=own.type)).limit(most) for index in range(count)]
    together = union_all(*(select(*part.subquery().c) for part in each)).subquery()
    ordered = _directed([together.c[one.name] for one in segment.columns], upwards=upwards)
    return select(together.c.id).order_by(*ordered).limit(most)


def _directed(columns: Sequence[ColumnElement[Any]], *, upwards: bool) -> list[ColumnElement[Any]]:
    return [column.asc() if upwards else column.desc() for column in columns]


def _loaded(session: Session, ids: Sequence[UUID]) -> list[Comment]:
    if not ids:
        return []
    rows = {row.id: row for row in session.scalars(select(Comment).where(col(Comment.id).in_(ids)))}
    return [rows[one] for one in ids]
