"""Throwing away what the outbox needs no longer, and traces that a database keeps by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, or_, select, update

from participation.core import mail
from participation.core.clock import now
from participation.core.database import Database, skip_locked
from participation.core.jobs import Job, JobRow
from participation.surveys.audiences.own_codes import forget_holders
from participation.surveys.models import InvitationCode

FORGET = "surveys.forget"
MAIL_FAILED_FOR = timedelta(days=2)
"""So long staff can see that a mail could not be sent; then its address goes, too."""


def forget(database: Database, _payload: Mapping[str, Any]) -> None:
    """Delete invitations that nobody took, and whose code was whose in surveys that are over."""
    with database.writing() as session:
        _forget_failed_mail(session)
        forget_holders(session)
    blur_uses(database)


def blur_uses(database: Database) -> None:
    """Write the rows of codes once more, all at once.

    A database that marks each row with the transaction that wrote it last would tell which code was used together with
    which sheet, and in which order; after this all rows carry one mark. Rows that somebody writes just now are left
    for the next time, so that nobody waits for another in a circle.
    """
    with database.writing() as session:
        touched = or_(col(InvitationCode.uses) > 0, col(InvitationCode.holder).is_not(None))
        codes = select(InvitationCode.id).where(touched).with_for_update(**skip_locked(session))
        chosen = update(InvitationCode).where(col(InvitationCode.id).in_(codes))
        session.exec(chosen.values(uses=col(InvitationCode.uses)))


def _forget_failed_mail(session: Session) -> None:
    failed = select(JobRow).where(JobRow.kind == mail.KIND, col(JobRow.failed_at) < now() - MAIL_FAILED_FOR)
    for row in session.exec(failed):  # whatever its purpose: there are addresses and personal links in all of them
        session.delete(row)


JOBS = (Job(FORGET, forget, every=timedelta(minutes=10)),)
