"""What keeps segments true in the background: those whose words are gone or others are marked as lost, and back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col

from participation.coding.models import Segment
from participation.coding.segments import segments_after, words_of
from participation.coding.sources import Coding
from participation.core.database import Database
from participation.core.jobs import Job

_AT_ONCE = 500


def jobs(coding: Coding) -> tuple[Job, ...]:
    """The job over the contributions that the areas declare."""
    return (Job("coding_check", lambda database, _: check(database, coding), every=timedelta(hours=1)),)


def check(database: Database, coding: Coding) -> None:
    """Compare every segment with the text as it is now; only what differs is written."""
    after: UUID | None = None
    while True:
        with database.reading() as session:
            segments = segments_after(session, after, _AT_ONCE)
            passages = coding.passages(session, None, segments)
            told = {one.id: not words_of(one, passages.get((one.contribution_id, one.part))) for one in segments}
            changed = [(one.id, told[one.id]) for one in segments if told[one.id] != one.is_lost]
        if changed:
            with database.writing() as session:
                for segment_id, is_lost in changed:
                    session.execute(update(Segment).where(col(Segment.id) == segment_id).values(is_lost=is_lost))
        if len(segments) < _AT_ONCE:
            return
        after = segments[-1].id
