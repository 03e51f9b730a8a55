"""What members change: their list, the fields they follow, and everything, by deleting it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, delete, func, select

from participation.core.errors import Conflict, NotNow
from participation.members.models import FollowedField, KeptReceipt, Member, MemberSession
from participation.procedures.days import local_day
from participation.threads.receipts import Withdraw

MOST_KEPT = 500
MOST_FOLLOWED = 50


def keep_receipt(session: Session, member_id: UUID, receipt_key: bytes, told: str, moment: datetime) -> None:
    """Put a contribution on the member's list; there already, nothing changes. `told` is what can be seen of it now.

    Raises:
        Conflict: the list is full.
    """
    own = select(KeptReceipt).where(KeptReceipt.member_id == member_id)
    if session.exec(own.where(KeptReceipt.receipt_key == receipt_key)).first():
        return
    if session.exec(select(func.count()).select_from(own.subquery())).one() >= MOST_KEPT:
        raise Conflict("Your list is full. Please take something off it first.")
    session.add(KeptReceipt(member_id=member_id, receipt_key=receipt_key, kept_on=local_day(moment), told=told))


def drop_receipt(session: Session, member_id: UUID, entry: UUID) -> None:
    """Take a contribution off the member's list; the contribution stays."""
    own = (col(KeptReceipt.id) == entry, col(KeptReceipt.member_id) == member_id)
    session.exec(delete(KeptReceipt).where(*own))


def follow(session: Session, member_id: UUID, element_id: UUID, moment: datetime) -> None:
    """Follow a field from now on.

    Raises:
        Conflict: the member follows very many already.
    """
    own = select(FollowedField).where(FollowedField.member_id == member_id)
    if session.exec(own.where(FollowedField.element_id == element_id)).first():
        return
    if session.exec(select(func.count()).select_from(own.subquery())).one() >= MOST_FOLLOWED:
        raise Conflict("Your list is full. Please take something off it first.")
    session.add(FollowedField(member_id=member_id, element_id=element_id, told_until=moment))


def unfollow(session: Session, member_id: UUID, element_id: UUID) -> None:
    """Follow a field no longer."""
    own = (col(FollowedField.element_id) == element_id, col(FollowedField.member_id) == member_id)
    session.exec(delete(FollowedField).where(*own))


def set_mail(session: Session, member_id: UUID, *, wants_mail: bool) -> None:
    """Whether the member gets mails."""
    member = session.get_one(Member, member_id)
    member.wants_mail = wants_mail
    session.add(member)


def leave(session: Session, member_id: UUID, withdrawals: Sequence[Withdraw], *, with_contributions: bool) -> int:
    """Delete everything about the member; with their contributions, as far as those can still be withdrawn.

    Returns how many contributions were withdrawn.
    """
    withdrawn = 0
    if with_contributions:
        for kept in session.exec(select(KeptReceipt.receipt_key).where(KeptReceipt.member_id == member_id)).all():
            withdrawn += _take_back(session, kept, withdrawals)
    for table in (KeptReceipt, FollowedField, MemberSession):
        session.exec(delete(table).where(col(table.member_id) == member_id))
    session.exec(delete(Member).where(col(Member.id) == member_id))
    return withdrawn


def _take_back(session: Session, receipt_key: bytes, withdrawals: Sequence[Withdraw]) -> bool:
    done = False
    for withdraw in withdrawals:
        with suppress(NotNow):  # the sheet of a closed survey stays; it no longer leads to anybody
            done = withdraw(session, receipt_key) or done
    return done
