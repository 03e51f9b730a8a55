"""Folding: pending answer sheets go into the counters and out of the queue, in one commit."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from sqlalchemy import Connection, select, sql
from sqlalchemy.types import NullType
from sqlmodel import Session, col

from participation.core.database import Database, skip_locked, upsert_rows
from participation.statistics.counts import KEY_SPACE
from participation.surveys.aggregation.plan import Plan
from participation.surveys.aggregation.tally import Change, CounterKey, Tally, weight, without_collecting
from participation.surveys.aggregation.ways import Ways
from participation.surveys.models import Counter, Pending, QuestionnaireVersion
from participation.surveys.questionnaire import Questionnaire

AT_ONCE = 20_000
"""Pending rows in one transaction; more would keep other writers waiting."""

_COUNTERS = Counter.__table__  # type: ignore[attr-defined]
_PENDING = Pending.__table__  # type: ignore[attr-defined]
_VERSIONS = QuestionnaireVersion.__table__  # type: ignore[attr-defined]


def as_stored(column: Any) -> Any:
    """An id as the database's driver gives it: a UUID object for each of a million rows costs more than counting."""
    return sql.type_coerce(column, NullType())


class _Row(NamedTuple):
    version: Any
    sign: int
    answers: str
    segments: str
    record_key: int


_ROW = (as_stored(_PENDING.c.version_id), *(_PENDING.c[name] for name in _Row._fields[1:]))


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
    pending = session.execute(sql.select(*_ROW).where(_PENDING.c.survey_id == survey_id))
    tallies = _tallies(session, [_Row(*row) for row in pending])
    return dict(tallies[survey_id].changes()) if tallies else {}


def _tallies(connection: Connection | Session, rows: list[_Row]) -> dict[UUID, Tally]:
    tallies: dict[UUID, Tally] = {}
    counting: dict[Any, tuple[Tally, Ways]] = {}
    for version, (survey_id, plan) in plans_of(connection, {row.version for row in rows}).items():
        tally = tallies.setdefault(survey_id, Tally())
        counting[version] = tally, tally.ways(plan)
    for version, sign, answers, segments, record_key in rows:
        tally, ways = counting[version]
        tally.add(ways, orjson.loads(answers), partial(orjson.loads, segments), segments, weight(sign, record_key))
    return tallies


def _take(connection: Connection, most: int) -> list[_Row]:
    """Take the oldest rows that no other folder holds out of the queue; a rollback brings them back."""
    oldest = sql.select(_PENDING.c.id, *_ROW).order_by(_PENDING.c.id).limit(most)
    taken = connection.execute(oldest.with_for_update(**skip_locked(connection))).all()
    ids = [row[0] for row in taken]
    if ids:
        # Between neighbours there is nobody else's row. RETURNING or a long list take twice as long.
        is_run = ids[-1] - ids[0] + 1 == len(ids)
        these = _PENDING.c.id.between(ids[0], ids[-1]) if is_run else _PENDING.c.id.in_(ids)
        connection.execute(sql.delete(_PENDING).where(these))
    return [_Row(*row[1:]) for row in taken]


def plans_of(connection: Connection | Session, versions: Iterable[Any]) -> dict[Any, tuple[UUID, Plan]]:
    """Questionnaire version -> its survey, and how its sheets are counted.

    Args:
        connection: to the database.
        versions: their ids, `as_stored`.
    """
    version = as_stored(_VERSIONS.c.id)
    columns = (_VERSIONS.c[name] for name in ("survey_id", "number", "document"))
    found = connection.execute(sql.select(version, *columns).where(version.in_(list(versions))))
    return {
        stored: (survey_id, Plan.of(Questionnaire.from_document(document), number))
        for stored, survey_id, number, document in found
    }


def change_counters(connection: Connection, survey_id: UUID, changes: Iterable[tuple[CounterKey, Change]]) -> None:
    """Add the changes, in the order of their keys, to the survey's counters."""
    rows = [(*key, *change) for key, change in changes]
    columns = (*CounterKey._fields, *Change._fields)
    upsert_rows(connection, _COUNTERS, {"survey_id": survey_id}, columns, rows, _added)


def _added(new: Any) -> Any:
    key_sum = (_COUNTERS.c.key_sum + new.excluded.key_sum) % sql.literal_column(str(KEY_SPACE))
    return new.on_conflict_do_update(
        index_elements=["survey_id", "dimensions", "question", "segment", "option"],
        set_={"n": _COUNTERS.c.n + new.excluded.n, "key_sum": key_sum},
    )
