"""A batch becomes submissions: in chunks, each sheet gone from the typed ones in the commit that stores it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlmodel import Session, col, delete, select

from participation.core.clock import now
from participation.core.database import Database
from participation.core.errors import Conflict, NotFound
from participation.core.intake import Delivery
from participation.core.journal import record
from participation.regions.queries import region_map
from participation.surveys.answers import Answers
from participation.surveys.entry.batches import READ, sheets_of
from participation.surveys.entry.comparing import compared, typed_of
from participation.surveys.entry.typed import read_sheet
from participation.surveys.models import EntryBatch, EntrySheet, EntryState, Submission
from participation.surveys.paper.grid import Grid
from participation.surveys.running import FrozenVersion, RunningSurvey
from participation.surveys.submissions import AnswerSheet

CHUNK = 20
"""Sheets in a transaction: some 30 ms with a long questionnaire, so that nobody who answers online waits."""


def version_of(survey: RunningSurvey, batch: EntryBatch) -> FrozenVersion:
    """The version of the questionnaire that a batch is pinned to."""
    return next(version for version in survey.versions.values() if version.id == batch.version_id)


def store_batch(database: Database, survey: RunningSurvey, batch_id: UUID, actor_id: UUID | None) -> int:
    """Store every sheet of a batch, in short transactions of its own; pressed twice or after a crash it goes on.

    Returns:
        How many sheets the batch has now that it is stored.

    Raises:
        Conflict: sheets typed twice still differ, or were typed only once.
        NotFound: the batch was thrown away meanwhile.
    """
    while True:
        with database.writing() as session:
            batch = session.get(EntryBatch, batch_id, with_for_update=True)
            if batch is None:
                raise NotFound("There is no such batch.")
            if batch.state is EntryState.STORED:
                return batch.stored
            if batch.stored_at is None:
                _begin(session, survey, batch)
            if not _store_some(session, survey, batch):
                _finish(session, survey, batch, actor_id)
                return batch.stored


def _begin(session: Session, survey: RunningSurvey, batch: EntryBatch) -> None:
    """From here on nobody types into the batch any more."""
    sheets = sheets_of(session, batch.id)
    if not sheets:
        raise Conflict("There is no sheet in this batch yet.")
    if batch.is_double and not compared(version_of(survey, batch).questionnaire, sheets).is_settled:
        raise Conflict("The two who typed these sheets do not agree yet. Please settle the differences first.")
    batch.stored_at = now()
    session.add(batch)


def _store_some(session: Session, survey: RunningSurvey, batch: EntryBatch) -> int:
    waiting = select(EntrySheet).where(EntrySheet.batch_id == batch.id, EntrySheet.turn == 1)
    sheets = session.exec(waiting.order_by(col(EntrySheet.number)).limit(CHUNK)).all()
    grid = grid_of(session, survey)
    insert_deliveries(session, _new(session, [_sheet(survey, batch, sheet, grid).delivery() for sheet in sheets]))
    numbers = [sheet.number for sheet in sheets]
    session.exec(delete(EntrySheet).where(col(EntrySheet.batch_id) == batch.id, col(EntrySheet.number).in_(numbers)))
    batch.stored += len(sheets)
    session.add(batch)
    return len(sheets)


def _new(session: Session, deliveries: list[Delivery]) -> list[Delivery]:
    """Those that did not come in on another way since their file was read."""
    known = stored_keys(session, [delivery.key for delivery in deliveries])
    return [delivery for delivery in deliveries if delivery.key not in known]


def stored_keys(session: Session, keys: Sequence[bytes]) -> set[bytes]:
    """Which of the keys belong to submissions that are stored."""
    return {bytes(key) for key in session.exec(select(Submission.key).where(col(Submission.key).in_(keys)))}


def _finish(session: Session, survey: RunningSurvey, batch: EntryBatch, actor_id: UUID | None) -> None:
    batch.state = EntryState.STORED
    session.add(batch)
    details = {"sheets": batch.stored, "channel": batch.channel.value, "survey": str(survey.id)}
    record(session, "stored", "entry_batch", batch.id, actor_id=actor_id, region_id=survey.region_id, details=details)


def grid_of(session: Session, survey: RunningSurvey) -> Grid | None:
    """The grid of the map on the printed sheet, None where the region has no map."""
    drawn = region_map(session, survey.region_id)
    return Grid(drawn) if drawn else None


def _sheet(survey: RunningSurvey, batch: EntryBatch, sheet: EntrySheet, grid: Grid | None) -> AnswerSheet:
    from_file: Mapping[str, Any] = sheet.answers.get(READ, {})
    audience = str(from_file.get("audience") or batch.audience)
    version = survey.versions[from_file["version"]] if from_file else version_of(survey, batch)
    return AnswerSheet(
        client_id=UUID(from_file["id"]) if from_file.get("id") else uuid4(),
        survey=survey,
        version=version,
        language=str(from_file.get("language") or batch.language),
        answers=from_file["answers"] if from_file else _answers(version, left_out_by(survey, audience), sheet, grid),
        channel=batch.channel,
        audience=audience,
        batch_id=batch.id,
    )


def _answers(version: FrozenVersion, left_out: frozenset[str], sheet: EntrySheet, grid: Grid | None) -> Answers:
    return read_sheet(version.questionnaire, typed_of(sheet), left_out, grid).answers


def left_out_by(survey: RunningSurvey, audience: str) -> frozenset[str]:
    """The questions that an audience is not asked."""
    known = survey.audiences.named(audience)
    return known.left_out if known else frozenset()


def insert_deliveries(session: Session, deliveries: Iterable[Delivery]) -> None:
    """Store submissions with their pending rows in the caller's transaction."""
    rows: dict[Any, list[Mapping[str, Any]]] = {}
    for delivery in deliveries:
        rows.setdefault(delivery.table, []).append(delivery.values)
        for follower, values in delivery.followers:
            rows.setdefault(follower, []).append(values)
    for table, its_rows in rows.items():
        session.connection().execute(insert(table), its_rows)
