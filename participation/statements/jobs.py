"""Work of statements in the background: files that no row names any more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import col, delete, select

from participation.core.clock import now
from participation.core.database import Database
from participation.core.files import file_store
from participation.core.jobs import Job
from participation.core.settings import Settings
from participation.statements.files import AREA
from participation.statements.models import Addressee, Attachment, Scan

KIND = "statement files"
_WAIT = timedelta(days=1)


def clean_up_job(settings: Settings) -> Job:
    """Once a day: attachments of drafts that never became a statement, and files whose row is gone."""

    def run(database: Database, _payload: Mapping[str, Any]) -> int:
        done = select(Addressee.id).where(
            col(Addressee.received_on).is_not(None), col(Addressee.awaits_council).is_(False)
        )
        with database.writing() as session:
            left = col(Attachment.statement_id).is_(None) & col(Attachment.addressee_id).in_(done)
            session.exec(delete(Attachment).where(left))
        with database.reading() as session:
            known = {*session.exec(select(Attachment.stored_as)), *session.exec(select(Scan.stored_as))}
        return file_store(database, settings.files_folder, AREA).forget_unknown(known, now() - _WAIT)

    return Job(KIND, run, every=_WAIT)
