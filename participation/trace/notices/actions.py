"""Asking for notices, confirming that the address is one's own, ending them."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session, col, delete, select

from participation.brakes.mails import count_mail
from participation.core.errors import NotFound
from participation.trace.notices.models import NoticeAddress
from participation.web.security import new_token

CONFIRM_WITHIN = timedelta(days=7)
MOST_A_DAY = 5
"""How many confirmations one address gets in a day: nobody's mailbox is filled by somebody else."""


def ask_for_notices(
    session: Session, *, region_id: UUID, receipt_key: bytes, email: str, language: str, page: str, today: date
) -> str | None:
    """Note the address; the token for the mail that asks whether it is one's own, None if it has had enough of them.

    A new address for the same contribution replaces the one before.
    """
    session.exec(delete(NoticeAddress).where(col(NoticeAddress.receipt_key) == receipt_key))
    if count_mail(session, "notices", email, today) > MOST_A_DAY:
        return None
    token = new_token()
    session.add(
        NoticeAddress(
            region_id=region_id,
            receipt_key=receipt_key,
            email=email,
            token=token,
            language=language,
            page=page,
            asked_on=today,
        )
    )
    return token


def address_of(session: Session, token: str) -> NoticeAddress:
    """The address of a mail's link.

    Raises:
        NotFound: it has ended, or was not confirmed in time.
    """
    found = session.exec(select(NoticeAddress).where(NoticeAddress.token == token)).first()
    if found is None:
        raise NotFound("This link is not valid any more. You get no mails from us.")
    return found


def confirm(session: Session, address: NoticeAddress, told: str, today: date) -> None:
    """From now on the address is told what is new; `told` is what can be seen already."""
    address.confirmed_on = address.confirmed_on or today
    address.checked_on, address.told = today, told
    session.add(address)


def end_notices(session: Session, address: NoticeAddress) -> None:
    """Forget the address, for all contributions for which it was confirmed."""
    session.exec(delete(NoticeAddress).where(col(NoticeAddress.email) == address.email))


def forget_unconfirmed(session: Session, today: date) -> None:
    """Delete what nobody has confirmed in time."""
    late = col(NoticeAddress.confirmed_on).is_(None) & (col(NoticeAddress.asked_on) < today - CONFIRM_WITHIN)
    session.exec(delete(NoticeAddress).where(late))


def forget_with_contribution(session: Session, receipt_key: bytes) -> bool:
    """Delete the address when its contribution is withdrawn; never counts as a withdrawal itself."""
    session.exec(delete(NoticeAddress).where(col(NoticeAddress.receipt_key) == receipt_key))
    return False
