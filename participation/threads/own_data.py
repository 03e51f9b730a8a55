"""Everything that is stored about a contribution, for its author (Art. 15 and 20 GDPR)."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, select

from participation.threads.contributions import Contribution
from participation.threads.editing import earlier_texts

# Digests say nothing to anybody; who of the staff decided is theirs, not the author's.
_LEFT_OUT = {"key", "payload_hash", "receipt_key", "case_id", "replied_by", "recorded_by", "held_for"}


def own_data(session: Session, table: type[Contribution], receipt_key: bytes) -> dict[str, Any] | None:
    """The columns of the contribution and its earlier words, None if the code leads to no row of this table."""
    found = session.exec(select(table).where(table.receipt_key == receipt_key)).first()
    if found is None:
        return None
    columns = [column.name for column in table.__table__.columns if column.name not in _LEFT_OUT]  # type: ignore[attr-defined]
    earlier = [
        {"replaced_on": one.replaced_on, "title": one.title, "text": one.text, "author_name": one.author_name}
        for one in earlier_texts(session, found.case_id)
    ]
    return {name: getattr(found, name) for name in columns} | {"earlier_texts": earlier}
