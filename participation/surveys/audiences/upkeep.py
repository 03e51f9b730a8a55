"""Throwing away what the brakes and the outbox need no longer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, delete, select

from participation.core import mail
from participation.core.clock import now
from participation.core.database import Database
from participation.core.jobs import Job, JobRow
from participation.procedures.days import local_day
from participation.surveys.models import DailyKey, Rate, SpentChallenge

FORGET = "surveys.forget"
MAIL_FAILED_FOR = timedelta(days=2)
"""So long staff can see that an invitation could not be sent; then its address goes, too."""


def forget(database: Database, _payload: Mapping[str, Any]) -> None:
    """Delete challenges that expired, counts of earlier days, keys older than yesterday, invitations nobody took."""
    today = local_day(now())
    with database.writing() as session:
        session.exec(delete(SpentChallenge).where(col(SpentChallenge.expires_at) < now()))
        session.exec(delete(Rate).where(col(Rate.day) < today))
        session.exec(delete(DailyKey).where(col(DailyKey.day) < today - timedelta(days=1)))
        _forget_failed_mail(session)


def _forget_failed_mail(session: Session) -> None:
    failed = select(JobRow).where(JobRow.kind == mail.KIND, col(JobRow.failed_at) < now() - MAIL_FAILED_FOR)
    for row in session.exec(failed):
        if row.payload.get("purpose") == "invitation":
            session.delete(row)


JOBS = (Job(FORGET, forget, every=timedelta(hours=1)),)
