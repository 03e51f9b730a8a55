"""A mail that could not be sent does not keep its address and its link for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from participation.core import mail
from participation.core.clock import now
from participation.core.database import Database
from participation.core.jobs import JobRow
from participation.surveys.audiences.upkeep import MAIL_FAILED_FOR, forget


@pytest.mark.parametrize("purpose", ["", "statements", "invitation"])
def test_what_failed_is_forgotten_after_days_whatever_it_was_for(database: Database, purpose: str) -> None:
    for days, left in ((1, 1), (MAIL_FAILED_FOR.days + 1, 0)):
        with database.writing() as session:
            mail.post(session, "kim@beispiel.example", "Ihr Link", "https://mitreden.example/geheim", purpose)
            session.flush()
            session.exec(select(JobRow)).first().failed_at = now() - timedelta(days=days)  # type: ignore[union-attr]
        forget(database, {})
        with database.writing() as session:
            rows = session.exec(select(JobRow)).all()
            assert len([row for row in rows if row.failed_at]) == left
            for row in rows:
                session.delete(row)
