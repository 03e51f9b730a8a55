"""Pages of the moderators' queue: contributions of every kind, the longest waiting first, paged by id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import literal, select, union_all
from sqlmodel import Session, col

from participation.admin.moderation.stacks import QueueFilter, chosen_rows
from participation.core.errors import NotFound
from participation.threads.contributions import Contribution
from participation.threads.moderation import Moderated

PAGE = 20


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: after an id, or, read backwards, before one."""

    id: UUID | None = None
    backwards: bool = False


@dataclass(frozen=True)
class QueuePage:
    """(kind, contribution) of a page in their order, and whether there are pages before and after it."""

    rows: Sequence[tuple[Moderated, Any]]
    has_previous: bool
    has_next: bool


def queue_page(
    session: Session, kinds: Sequence[Moderated], chosen: QueueFilter, cursor: Cursor, size: int = PAGE
) -> QueuePage:
    """A page of the queue; as many queries for any number of rows, and as long for the last page as for the first."""
    asked = [kind for kind in kinds if chosen.kind in {None, kind.code}]
    found = _keys(session, asked, chosen, cursor, size + 1)
    more, order = len(found) > size, found[:size]
    if cursor.backwards:
        order.reverse()
    has_previous = more if cursor.backwards else cursor.id is not None
    has_next = cursor.id is not None if cursor.backwards else more
    return QueuePage(_rows(session, asked, order), has_previous, has_next)


def _keys(
    session: Session, kinds: Sequence[Moderated], chosen: QueueFilter, cursor: Cursor, limit: int
) -> list[tuple[str, UUID]]:
    parts = []
    for kind in kinds:
        key = col(kind.table.id)
        query = chosen_rows(kind, chosen, key.label("id"), literal(kind.code).label("kind"))
        if cursor.id is not None:
            query = query.where(key < cursor.id if cursor.backwards else key > cursor.id)
        # Each kind reads its own index only as far as the page goes.
        parts.append(query.order_by(key.desc() if cursor.backwards else key).limit(limit).subquery())
    rows = union_all(*(select(part.c.kind, part.c.id) for part in parts)).subquery()
    order = rows.c.id.desc() if cursor.backwards else rows.c.id
    return [(row[0], row[1]) for row in session.execute(select(rows.c.kind, rows.c.id).order_by(order).limit(limit))]


def _rows(
    session: Session, kinds: Sequence[Moderated], order: Sequence[tuple[str, UUID]]
) -> list[tuple[Moderated, Any]]:
    found: dict[UUID, tuple[Moderated, Any]] = {}
    for kind in kinds:
        ids = [entry for code, entry in order if code == kind.code]
        if ids:
            rows = session.scalars(select(kind.table).where(col(kind.table.id).in_(ids)))
            found |= {row.id: (kind, row) for row in rows}
    return [found[entry] for _code, entry in order if entry in found]


def kind_named(kinds: Sequence[Moderated], code: str) -> Moderated:
    """The kind of that code.

    Raises:
        NotFound: there is none.
    """
    found = next((one for one in kinds if one.code == code), None)
    if found is None:
        raise NotFound("There is no such contribution.")
    return found


def contribution_named(
    session: Session, kinds: Sequence[Moderated], region_id: UUID, kind: str, entry: UUID, *, locked: bool = False
) -> tuple[Moderated, Contribution]:
    """One contribution of a region; `locked` keeps everybody else from deciding about it until the transaction ends.

    Raises:
        NotFound: there is none in this region.
    """
    moderated = kind_named(kinds, kind)
    contribution = session.get(moderated.table, entry, with_for_update=locked or None)
    if contribution is None or contribution.region_id != region_id:
        raise NotFound("There is no such contribution.")
    return moderated, contribution


def locked_rows(
    session: Session, kinds: Sequence[Moderated], region_id: UUID, names: Sequence[str], *, lock: bool = True
) -> list[tuple[Moderated, Contribution]]:
    """The contributions of names like "comment:<id>", locked in the order of their ids; unknown ones are left out."""
    wanted: dict[str, list[UUID]] = {}
    for name in names:
        code, _, entry = name.partition(":")
        try:
            wanted.setdefault(code, []).append(UUID(entry))
        except ValueError:
            continue
    found: list[tuple[Moderated, Contribution]] = []
    for kind in kinds:
        if ids := wanted.get(kind.code):
            table = kind.table
            chosen = select(table).where(col(table.id).in_(ids), col(table.region_id) == region_id)
            chosen = chosen.order_by(col(table.id))
            rows = session.scalars(chosen.with_for_update() if lock else chosen)
            found += [(kind, row) for row in rows]
    return found


def next_waiting(session: Session, kinds: Sequence[Moderated], region_id: UUID, after: UUID) -> tuple[str, UUID] | None:
    """(kind, id) of the pending contribution that has waited longest among those after one, else of all."""
    chosen = QueueFilter(region_id)
    following = _keys(session, kinds, chosen, Cursor(after), 1) or _keys(session, kinds, chosen, Cursor(), 2)
    return next((one for one in following if one[1] != after), None)
