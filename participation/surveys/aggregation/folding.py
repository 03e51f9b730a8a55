"""Folding: pending answer sheets go into the counters and out of the queue, in one commit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import partial
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, delete, select, sql
from sqlmodel import Session, col

from participation.core.database import Database, skip_locked, upsert
from participation.statistics.counts import KEY_SPACE
from participation.surveys.aggregation.tally import Change, CounterKey, Plan, Tally, weight, without_collecting
from participation.surveys.models import Counter, Pending, QuestionnaireVersion
from participation.surveys.questionnaire import Questionnaire

AT_ONCE = 20_000
"""Pending rows in one transaction; more would keep other writers waiting."""

_COUNTERS = Counter.__table__  # type: ignore[attr-defined]
_PENDING = Pending.__table__  # type: ignore[attr-defined]


class _Row(NamedTuple):
    survey_id: UUID
    version_id: UUID
    sign: int
    answers: str
    segments: str
    record_key: int


def fold_pending(database: Database, most: int | None = None) -> int:
    """Fold what is pending, AT_ONCE rows per commit; returns how many rows were folded.

    Args:
        database: the open database.
        most: stop after about as many rows; None for all.
    """
    folded = 0
    while is_pending(database) and (most is None or folded < most):
        with database.connection() as connection, without_collecting():
            taken = fold_once(connection)
        folded += taken
        if taken < AT_ONCE:
            break
    return folded


def is_pending(database: Database) -> bool:
    """Whether anything waits; takes no lock."""
    with database.reading() as session:
        return session.execute(select(col(Pending.id)).limit(1)).first() is not None


def fold_once(connection: Connection, at_once: int = AT_ONCE) -> int:
    """Fold up to `at_once` pending rows in the caller's transaction; returns how many."""
    rows = _take(connection, at_once)
    tallies = _tallies(connection, rows)
    for survey_id in sorted(tallies):
        change_counters(connection, survey_id, tallies[survey_id].changes())
    return len(rows)


def pending_changes(session: Session, survey_id: UUID) -> dict[CounterKey, Change]:
    """What the counters of a survey will gain from what is pending now."""
    columns = (_PENDING.c[name] for name in _Row._fields)
    rows = [_Row(*row) for row in session.execute(sql.select(*columns).where(_PENDING.c.survey_id == survey_id))]
    tallies = _tallies(session, rows)
    return tallies[survey_id].changes() if tallies else {}


def _tallies(connection: Connection | Session, rows: list[_Row]) -> dict[UUID, Tally]:
    plans = plans_of(connection, {row.version_id for row in rows})
    tallies: dict[UUID, Tally] = {}
    for row in rows:
        answers, number = json.loads(row.answers), weight(row.sign, row.record_key)
        tally = tallies.setdefault(row.survey_id, Tally())
        tally.add(plans[row.version_id], answers, partial(json.loads, row.segments), row.segments, number)
    return tallies


def _take(connection: Connection, most: int) -> list[_Row]:
    """Delete the oldest rows that no other folder holds, and return them; a rollback brings them back."""
    oldest = select(col(Pending.id)).order_by(col(Pending.id)).limit(most).with_for_update(**skip_locked(connection))
    columns = (_PENDING.c[name] for name in _Row._fields)
    return [
        _Row(*row) for row in connection.execute(delete(Pending).where(col(Pending.id).in_(oldest)).returning(*columns))
    ]


def plans_of(connection: Connection | Session, version_ids: Iterable[UUID]) -> dict[UUID, Plan]:
    """How the sheets of these questionnaire versions are counted."""
    wanted = select(col(QuestionnaireVersion.id), col(QuestionnaireVersion.document)).where(
        col(QuestionnaireVersion.id).in_(version_ids)
    )
    return {
        version_id: Plan.of(Questionnaire.from_document(document))
        for version_id, document in connection.execute(wanted)
    }


def change_counters(connection: Connection, survey_id: UUID, changes: Mapping[CounterKey, Change]) -> None:
    """Add the changes to the survey's counters, in the order of their keys."""
    if not changes:
        return
    new = upsert(connection, _COUNTERS)
    statement = new.on_conflict_do_update(
        index_elements=["survey_id", "dimensions", "question", "segment", "option"],
        set_={
            "n": _COUNTERS.c.n + new.excluded.n,
            "key_sum": (_COUNTERS.c.key_sum + new.excluded.key_sum) % KEY_SPACE,
        },
    )
    rows = [
        {
            "survey_id": survey_id,
            "dimensions": dimensions,
            "question": question,
            "segment": segment,
            "option": option,
            "n": n,
            "key_sum": key_sum,
        }
        for (dimensions, question, segment, option), (n, key_sum) in sorted(changes.items())
    ]
    connection.execute(statement, rows)
