"""What the youth area forgets by itself: sessions that ended, who has voted, reports that are done with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import col, delete

from participation.core.clock import now
from participation.core.database import Database
from participation.core.jobs import Job
from participation.procedures.days import local_day
from participation.youth_council.models import YouthSession
from participation.youth_council.reporting import forget_reports
from participation.youth_council.voting import forget_ballots

FORGET = "youth.forget"


def forget(database: Database, _payload: Mapping[str, Any]) -> None:
    """Delete what is not needed any more."""
    with database.writing() as session:
        session.exec(delete(YouthSession).where(col(YouthSession.expires_at) <= now()))
        forget_ballots(session, now())
        forget_reports(session, local_day(now()))


JOBS = (Job(FORGET, forget, every=timedelta(hours=1)),)
