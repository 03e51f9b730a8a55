"""Recounting: the counters once more from the raw answer sheets, and whether they are what they should be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias
from uuid import UUID

import orjson
from sqlalchemy import sql
from sqlmodel import Session

from participation.core.database import Database
from participation.statistics.counts import KEY_SPACE
from participation.surveys.aggregation.folding import as_stored, change_counters, pending_changes, plans_of
from participation.surveys.aggregation.tally import Change, CounterKey, Tally, weight, without_collecting
from participation.surveys.models import Counter, QuestionnaireVersion, Submission
from participation.surveys.submissions import segments_of

Counts: TypeAlias = dict[CounterKey, Change]
"""Counter -> people and key sum; counters of nobody are left out."""

Progress: TypeAlias = Callable[[int], object]
AT_ONCE = 5_000

_COUNTERS = Counter.__table__  # type: ignore[attr-defined]
_SUBMISSIONS = Submission.__table__  # type: ignore[attr-defined]
_VERSIONS = QuestionnaireVersion.__table__  # type: ignore[attr-defined]
_NOTHING = Change(0, 0)


def _silent(_: int) -> None:
    """Nobody watches."""


def recount(database: Database, survey_id: UUID, progress: Progress = _silent) -> int:
    """Correct the survey's counters from the raw answer sheets; returns how many counters were wrong.

    The corrections are added, so what is folded in meanwhile is not lost and nobody waits for the counting.
    """
    with database.reading() as session:
        wrong = differences(session, survey_id, progress)
    with database.connection() as connection:
        change_counters(connection, survey_id, wrong.items())
    return len(wrong)


def differences(session: Session, survey_id: UUID, progress: Progress = _silent) -> Counts:
    """What the counters with everything pending lack (or have too much) compared with the raw answer sheets.

    The session is one snapshot, so this is right while answers come in. `progress` is told how many further sheets
    were counted, now and then.
    """
    should = recounted(session, survey_id, progress)
    have = _sum(_counters(session, survey_id), pending_changes(session, survey_id))
    lacking = {
        key: _less(should.get(key, _NOTHING), have.get(key, _NOTHING)) for key in sorted(should.keys() | have.keys())
    }
    return {key: change for key, change in lacking.items() if change != _NOTHING}


def recounted(session: Session, survey_id: UUID, progress: Progress = _silent) -> Counts:
    """The counters as the raw answer sheets say, streamed: memory grows with the counters, not with the sheets."""
    versions = session.execute(sql.select(as_stored(_VERSIONS.c.id)).where(_VERSIONS.c.survey_id == survey_id))
    plans = plans_of(session, versions.scalars().all())
    tally = Tally()
    ways = {version: tally.ways(plan) for version, (_, plan) in plans.items()}
    columns = (_SUBMISSIONS.c[name] for name in ("language", "channel", "audience", "answers", "record_key"))
    sheets = sql.select(as_stored(_SUBMISSIONS.c.version_id), *columns).where(
        _SUBMISSIONS.c.survey_id == survey_id, _SUBMISSIONS.c.withdrawn_at.is_(None)
    )
    with without_collecting():
        for rows in session.execute(sheets, execution_options={"yield_per": AT_ONCE}).partitions():
            for version, language, channel, audience, answers, record_key in rows:
                given = orjson.loads(answers)
                segments = segments_of(given, language, channel, audience)
                tally.add(ways[version], given, segments.copy, tuple(segments.values()), weight(1, record_key))
            progress(len(rows))
        return dict(tally.changes())


def _counters(session: Session, survey_id: UUID) -> Counts:
    columns = (_COUNTERS.c[name] for name in (*CounterKey._fields, *Change._fields))
    rows = session.execute(sql.select(*columns).where(_COUNTERS.c.survey_id == survey_id))
    found = {CounterKey(*row[:4]): Change(*row[4:]) for row in rows}
    return {key: change for key, change in found.items() if change != _NOTHING}


def _sum(counts: Counts, more: Counts) -> Counts:
    keys = counts.keys() | more.keys()
    return {key: _plus(counts.get(key, _NOTHING), more.get(key, _NOTHING)) for key in keys}


def _plus(one: Change, other: Change) -> Change:
    return Change(one.n + other.n, (one.key_sum + other.key_sum) % KEY_SPACE)


def _less(one: Change, other: Change) -> Change:
    return Change(one.n - other.n, (one.key_sum - other.key_sum) % KEY_SPACE)
