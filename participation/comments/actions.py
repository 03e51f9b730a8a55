"""What changes comments: a citizen's comment on its way to the disk."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table as SqlTable
from sqlalchemy import select

from participation.comments.forms import CommentSheet
from participation.comments.models import Comment, CommentKind
from participation.core.columns import dump_json
from participation.core.identifiers import digest, receipt_key_of
from participation.core.intake import Claim, Delivery
from participation.procedures.rounds import is_for_all
from participation.strategy.passages import Passage
from participation.threads.contributions import client_key, contribution_id
from participation.threads.models import PUBLIC_STATES

TABLE: SqlTable = Comment.__table__  # type: ignore[attr-defined]


def delivery_of(sheet: CommentSheet, passage: Passage, phase_id: UUID, language: str, moment: datetime) -> Delivery:
    """The comment as a pending row; `sheet` has no problems, `language` is a tag (de, de-simple, en).

    A reply is refused unless the comment that it answers is public, about the same passage, and no reply itself.
    """
    key = client_key(sheet.client_id)
    payload = {
        "thread": str(passage.thread_id),
        "kind": sheet.kind,
        "text": sheet.text,
        "author_name": sheet.author_name,
    } | ({"parent": str(sheet.parent_id)} if sheet.parent_id else {})
    payload_hash = digest(dump_json(payload))
    row = Comment(
        id=contribution_id(moment.date()),
        region_id=passage.region_id,
        key=key,
        payload_hash=payload_hash,
        receipt_key=receipt_key_of(sheet.client_id),
        author_name=sheet.author_name,
        text=sheet.text,
        language=language,
        received_on=moment.date(),
        thread_id=passage.thread_id,
        strategy_id=passage.strategy_id,
        element_id=passage.element_id,
        version_id=passage.version_id,
        phase_id=phase_id,
        parent_id=sheet.parent_id,
        kind=CommentKind(sheet.kind),
    )
    values: dict[str, Any] = {column.name: getattr(row, column.name) for column in TABLE.columns}
    claims = (_place_below(sheet.parent_id, passage.thread_id),) if sheet.parent_id else ()
    return Delivery(TABLE, key, payload_hash, values, claims=claims)


def _place_below(parent_id: UUID, thread_id: UUID) -> Claim:
    parent = select(TABLE.c.id).where(
        TABLE.c.id == parent_id,
        TABLE.c.thread_id == thread_id,
        TABLE.c.parent_id.is_(None),
        TABLE.c.state.in_(PUBLIC_STATES),
        is_for_all(TABLE.c.phase_id),
    )
    return Claim(parent_id.bytes, lambda connection: connection.execute(parent).first() is not None)
