"""Seeing it the same way: once per device and round, counted beside the comment in the same commit."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, CursorResult, and_, delete, or_, update
from sqlalchemy import Table as SqlTable
from sqlmodel import Session

from participation.comments.models import Comment, CommentSupport
from participation.core.identifiers import digest
from participation.core.intake import Claim, Delivery
from participation.procedures.rounds import Round, is_for_all
from participation.threads.contributions import client_key, contribution_id
from participation.threads.models import PUBLIC_STATES

_COMMENTS: SqlTable = Comment.__table__  # type: ignore[attr-defined]
_SUPPORTS: SqlTable = CommentSupport.__table__  # type: ignore[attr-defined]


def support_id(device: UUID, comment_id: UUID, phase_id: UUID) -> UUID:
    """The id of a device's support of a comment in a round: the same each time, and telling none of the three."""
    secret = hashlib.sha256(f"support:{device}:{comment_id}:{phase_id}".encode()).digest()
    return UUID(bytes=secret[:16], version=4)


def support_of(client_id: UUID, comment_id: UUID, open_now: Collection[Round], moment: datetime) -> Delivery:
    """Support of a public comment that one of the open rounds is about; the same client id counts once.

    It is refused if there is no such comment.
    """
    key, content = client_key(client_id), digest(str(comment_id))
    row = {
        "id": contribution_id(moment.date()),
        "comment_id": comment_id,
        "key": key,
        "payload_hash": content,
        "received_on": moment.date(),
    }
    claim = Claim(comment_id.bytes, lambda connection: _count_up(connection, comment_id, open_now))
    return Delivery(_SUPPORTS, key, content, row, claims=(claim,))


def _count_up(connection: Connection, comment_id: UUID, open_now: Collection[Round]) -> bool:
    if not open_now:
        return False
    counted: CursorResult[Any] = connection.execute(
        update(_COMMENTS)
        .where(
            _COMMENTS.c.id == comment_id,
            _COMMENTS.c.state.in_(PUBLIC_STATES),
            is_for_all(_COMMENTS.c.phase_id),
            or_(*(_is_about(one) for one in open_now)),
        )
        .values(supports=_COMMENTS.c.supports + 1)
    )
    return counted.rowcount == 1


def _is_about(one: Round) -> Any:
    own = _COMMENTS.c.strategy_id == one.strategy_id
    return own if one.elements is None else and_(own, _COMMENTS.c.element_id.in_(one.elements))


def take_back(session: Session, client_id: UUID, comment_id: UUID) -> bool:
    """Take support back in the caller's write transaction; False if there was none. Doing it twice counts once."""
    connection = session.connection()
    given = and_(_SUPPORTS.c.key == client_key(client_id), _SUPPORTS.c.comment_id == comment_id)
    if connection.execute(delete(_SUPPORTS).where(given)).rowcount != 1:
        return False
    counted = update(_COMMENTS).where(_COMMENTS.c.id == comment_id, _COMMENTS.c.supports > 0)
    connection.execute(counted.values(supports=_COMMENTS.c.supports - 1))
    return True
