"""What goes by itself: originals when nobody can object any more, exact times of what was public at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Table as SqlTable
from sqlalchemy import delete, or_, select, update
from sqlmodel import Session, col

from participation.core.clock import now
from participation.core.database import Database
from participation.core.identifiers import digest
from participation.core.jobs import Job
from participation.threads.models import PUBLIC_STATES, EarlierText, ModerationCase
from participation.threads.moderation import Moderated, record_act
from participation.threads.redaction import forget_original

_CHUNK = 100
# The digest of what was sent would let somebody who guesses the words make sure of them.
_FORGOTTEN = digest("forgotten")
_COARSE_AFTER, _DAYS_BACK = 2, 14


def jobs(kinds: Sequence[Moderated]) -> tuple[Job, ...]:
    """The jobs over these kinds of contributions."""
    return (
        Job("forget-originals", partial(_forget, kinds), every=timedelta(hours=6)),
        Job("coarsen-publication", partial(_coarsen, kinds), every=timedelta(hours=12)),
    )


def _forget(kinds: Sequence[Moderated], database: Database, _payload: Mapping[str, Any]) -> None:
    forget_originals(database, kinds)


def forget_originals(database: Database, kinds: Sequence[Moderated]) -> int:
    """Let every original go whose objection period is over and whose appeal, if any, is decided; how many went."""
    gone = 0
    while True:
        with database.writing() as session:
            cases = session.scalars(_due().limit(_CHUNK).with_for_update()).all()
            for case in cases:
                _forget_one(session, kinds, case)
        gone += len(cases)
        if len(cases) < _CHUNK:
            return gone


def _due() -> Any:
    decided = or_(col(ModerationCase.appealed_on).is_(None), col(ModerationCase.appeal_granted).is_not(None))
    return select(ModerationCase).where(col(ModerationCase.original_until) < now().date(), decided)


def _forget_one(session: Session, kinds: Sequence[Moderated], case: ModerationCase) -> None:
    forget_original(case)
    session.add(case)
    session.execute(delete(EarlierText).where(col(EarlierText.case_id) == case.id))
    for kind in kinds:
        table = kind.table
        contribution = session.scalars(select(table).where(col(table.case_id) == case.id).with_for_update()).first()
        if contribution is not None:
            contribution.payload_hash = _FORGOTTEN
            session.add(contribution)
            record_act(session, "forgot_original", kind, contribution, None, {})


def _coarsen(kinds: Sequence[Moderated], database: Database, _payload: Mapping[str, Any]) -> None:
    coarsen_publication(database, kinds)


def coarsen_publication(database: Database, kinds: Sequence[Moderated]) -> None:
    """Keep only the day of what was public at once: there the moment of publication is that of sending (ADR 0036)."""
    today = datetime.combine(now().date(), time(), UTC)
    with database.connection() as connection:
        for kind in kinds:
            table: SqlTable = kind.table.__table__  # type: ignore[attr-defined]
            decided = select(ModerationCase.__table__.c.id).where(  # type: ignore[attr-defined]
                col(ModerationCase.id) == table.c.case_id, col(ModerationCase.decided_at).is_not(None)
            )
            for days in range(_COARSE_AFTER, _COARSE_AFTER + _DAYS_BACK):
                begins = today - timedelta(days=days)
                noon = begins + timedelta(hours=12)
                connection.execute(
                    update(table)
                    .where(
                        table.c.state.in_(PUBLIC_STATES),
                        table.c.published_at >= begins,
                        table.c.published_at < begins + timedelta(days=1),
                        table.c.published_at != noon,
                        table.c.received_on == begins.date(),
                        ~decided.exists(),
                    )
                    .values(published_at=noon)
                )
