"""Taking back what was sent on a tablet: a tombstone stays, so that no tablet brings it again."""

from __future__ import annotations

from sqlmodel import Session, col, select, update

from participation.comments.models import Comment
from participation.ideas.models import Idea
from participation.roadshow.models import DeviceItem, ItemState
from participation.surveys.models import Submission


def withdraw(session: Session, receipt_key: bytes) -> bool:
    """Mark the item of a contribution that its author withdraws; never the withdrawal itself."""
    for table in (Submission, Idea, Comment):
        key = session.exec(select(table.key).where(table.receipt_key == receipt_key)).first()
        if key is not None:
            of_contribution = col(DeviceItem.subject) == bytes(key)
            session.exec(update(DeviceItem).where(of_contribution).values(state=ItemState.WITHDRAWN))
    return False
