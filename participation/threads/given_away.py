"""Contributions as open data: public ones, piece by piece in the order of their numbers, without a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from participation.core.text import msgid
from participation.threads.contributions import Contribution
from participation.threads.models import PUBLIC_STATES
from participation.web.datasets import AT_ONCE, Column, Piece, Value

COLUMNS = (
    Column("id", msgid("Identifier, stays the same for ever")),
    Column("text", msgid("Text")),
    Column("language", msgid("Language of the text: de, de-simple or en")),
    Column("is_redacted", msgid("1: something was made unreadable before publication")),
    Column("received_on", msgid("Day on which it arrived")),
    Column("published_at", msgid("When it was published (UTC)")),
    Column("supports", msgid("How many see it the same way, counted by device, as of the day of the file")),
    Column("official_reply", msgid("Reply of the county")),
    Column("replied_at", msgid("When the county replied (UTC)")),
)
"""What every contribution has; the first one is its number."""

_SHARED = tuple(column.name for column in COLUMNS if column.name != "is_redacted")


def public_piece(
    session: Session,
    table: type[Contribution],
    conditions: Sequence[ColumnElement[bool]],
    region_id: UUID,
    after: str,
    own: Sequence[str],
) -> Piece:
    """The next public contributions of a region; one state after the other, so that each piece is one walk in an index.

    Args:
        session: a reading session.
        table: comments or ideas.
        conditions: what else must be true for them to be public.
        region_id: the region.
        after: the mark "state id" of the last one given, or "".
        own: the table's own columns besides those that every contribution has.
    """
    state, _, last = after.partition(" ")
    position = PUBLIC_STATES.index(next((one for one in PUBLIC_STATES if one.value == state), PUBLIC_STATES[0]))
    chosen = select(table).where(col(table.region_id) == region_id, col(table.state) == PUBLIC_STATES[position])
    if last:
        chosen = chosen.where(col(table.id) > UUID(last))
    found = session.exec(chosen.where(*conditions).order_by(col(table.id)).limit(AT_ONCE)).all()
    rows = [_row(one, own) for one in found]
    if len(rows) == AT_ONCE:
        return Piece(rows, f"{PUBLIC_STATES[position].value} {found[-1].id}")
    following = PUBLIC_STATES[position + 1].value if position + 1 < len(PUBLIC_STATES) else None
    return Piece(rows, following)


def last_published(
    session: Session, table: type[Contribution], conditions: Sequence[ColumnElement[bool]], region_id: UUID
) -> datetime | None:
    """When one of the public contributions of a region was published last."""
    public = (col(table.region_id) == region_id, col(table.state).in_(PUBLIC_STATES), *conditions)
    return session.exec(select(func.max(col(table.published_at))).where(*public)).one()


def _row(one: Contribution, own: Sequence[str]) -> dict[str, Value]:
    values: dict[str, Value] = {name: getattr(one, name) for name in (*_SHARED, *own)}
    return values | {"is_redacted": one.state is not PUBLIC_STATES[0]}
