"""Batches of sheets that are typed in: opened, filled sheet by sheet, thrown away; stored elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, delete, select

from participation.core.clock import now
from participation.core.errors import Conflict, NotAllowed, NotFound, NotNow
from participation.core.journal import record
from participation.surveys.entry.typed import Typed
from participation.surveys.models import Channel, EntryBatch, EntrySheet, EntryState

CHANNELS = (Channel.PAPER, Channel.EVENT)
MOST_SHEETS = 5_000
TYPED, READ = "typed", "read"
"""What a sheet holds: keys as they were typed, or answers that were read from a file."""


@dataclass(frozen=True)
class NewBatch:
    """What a batch is opened with; everything is checked by the form."""

    survey_id: UUID
    region_id: UUID
    version_id: UUID
    name: str
    channel: Channel
    audience: str
    language: str
    is_double: bool


def open_batch(session: Session, new: NewBatch, actor_id: UUID | None) -> EntryBatch:
    """Open a batch.

    Raises:
        Conflict: the survey has one of that name.
    """
    same = select(EntryBatch.id).where(EntryBatch.survey_id == new.survey_id, EntryBatch.name == new.name)
    if session.exec(same).first() is not None:
        raise Conflict("There is a batch with this name already. Please choose another name.")
    facts = {name: value for name, value in vars(new).items() if name != "region_id"}
    batch = EntryBatch(**facts, opened_at=now(), opened_by=actor_id)
    session.add(batch)
    session.flush()
    details = {"survey": str(new.survey_id), "channel": new.channel.value, "double": new.is_double}
    record(session, "opened", "entry_batch", batch.id, actor_id=actor_id, region_id=new.region_id, details=details)
    return batch


def batches_of(session: Session, survey_id: UUID) -> Sequence[EntryBatch]:
    """A survey's batches, the newest first."""
    of_survey = select(EntryBatch).where(EntryBatch.survey_id == survey_id)
    return session.exec(of_survey.order_by(col(EntryBatch.opened_at).desc(), col(EntryBatch.id))).all()


def batch_of(session: Session, survey_id: UUID, batch: str) -> EntryBatch:
    """A survey's batch by its id as it stands in an address.

    Raises:
        NotFound: there is none.
    """
    try:
        found = session.get(EntryBatch, UUID(batch))
    except ValueError:
        found = None
    if found is None or found.survey_id != survey_id:
        raise NotFound("There is no such batch.")
    return found


def sheet_counts(session: Session, batch_ids: Sequence[UUID]) -> dict[UUID, dict[int, int]]:
    """Batch -> turn -> number of sheets typed."""
    found: dict[UUID, dict[int, int]] = {batch_id: {1: 0, 2: 0} for batch_id in batch_ids}
    counted = (
        select(EntrySheet.batch_id, EntrySheet.turn, func.count())
        .where(col(EntrySheet.batch_id).in_(batch_ids))
        .group_by(col(EntrySheet.batch_id), col(EntrySheet.turn))
    )
    for batch_id, turn, count in session.exec(counted):
        found[batch_id][turn] = count
    return found


def sheets_of(session: Session, batch_id: UUID, most: int | None = None) -> Sequence[EntrySheet]:
    """The sheets of a batch by number and turn: all, or the first ones."""
    of_batch = select(EntrySheet).where(EntrySheet.batch_id == batch_id)
    return session.exec(of_batch.order_by(col(EntrySheet.number), col(EntrySheet.turn)).limit(most)).all()


def sheet_of(session: Session, batch_id: UUID, number: int, turn: int) -> EntrySheet | None:
    """A sheet, if somebody typed it in that turn."""
    chosen = select(EntrySheet).where(
        EntrySheet.batch_id == batch_id, EntrySheet.number == number, EntrySheet.turn == turn
    )
    return session.exec(chosen).first()


def next_number(session: Session, batch: EntryBatch, turn: int, actor_id: UUID | None) -> int | None:
    """The number of the sheet to type next; None when the second person has typed all that they may."""
    if turn == 1:
        last = session.exec(select(func.max(EntrySheet.number)).where(EntrySheet.batch_id == batch.id)).one()
        return int(last or 0) + 1
    second = aliased(EntrySheet)
    again = select(second.id).where(
        second.batch_id == EntrySheet.batch_id, second.number == EntrySheet.number, second.turn == turn
    )
    waiting = select(func.min(EntrySheet.number)).where(
        EntrySheet.batch_id == batch.id,
        EntrySheet.turn == 1,
        col(EntrySheet.typed_by).is_distinct_from(actor_id),
        ~again.exists(),
    )
    return session.exec(waiting).one()


def ensure_may_type(session: Session, batch: EntryBatch, number: int, turn: int, actor_id: UUID | None) -> None:
    """Whether this person may see and type this sheet in this turn.

    Raises:
        NotAllowed: somebody else typed it, or this person did so in the other turn.
        NotFound: the first person has not typed it yet, or the batch is typed only once.
    """
    if number < 1 or number > MOST_SHEETS or turn not in (1, 2) or (turn == 2 and not batch.is_double):  # noqa: PLR2004
        raise NotFound("There is no such sheet.")
    own = sheet_of(session, batch.id, number, turn)
    other = sheet_of(session, batch.id, number, 3 - turn)
    if batch.is_double and own is not None and own.typed_by != actor_id:
        raise NotAllowed("Somebody else typed this sheet. You see it when both have typed it.")
    if turn == 2 and other is None:  # noqa: PLR2004
        raise NotFound("There is no such sheet.")
    if batch.is_double and other is not None and other.typed_by == actor_id:
        raise NotAllowed("You typed this sheet yourself. The second time it has to be somebody else.")


def save_sheet(
    session: Session, batch: EntryBatch, number: int, turn: int, typed: Typed, actor_id: UUID | None
) -> None:
    """Keep what was typed; again replaces it.

    Raises:
        NotNow: the batch is stored already.
        NotAllowed, NotFound: see `ensure_may_type`.
    """
    ensure_open(session, batch)
    ensure_may_type(session, batch, number, turn, actor_id)
    sheet = sheet_of(session, batch.id, number, turn) or EntrySheet(
        batch_id=batch.id, number=number, turn=turn, answers={}, typed_at=now()
    )
    sheet.answers, sheet.typed_at, sheet.typed_by = {TYPED: dict(typed)}, now(), actor_id
    session.add(sheet)


def remove_sheet(session: Session, batch: EntryBatch, number: int, region_id: UUID, actor_id: UUID | None) -> None:
    """Throw a sheet away, in both turns.

    Raises:
        NotNow: the batch is stored already.
    """
    ensure_open(session, batch)
    session.exec(delete(EntrySheet).where(col(EntrySheet.batch_id) == batch.id, col(EntrySheet.number) == number))
    _record(session, "removed_sheet", batch, region_id, actor_id, {"number": number})


def discard_batch(session: Session, batch: EntryBatch, region_id: UUID, actor_id: UUID | None) -> None:
    """Throw a batch away with everything typed.

    Raises:
        NotNow: it is stored already.
    """
    ensure_open(session, batch)
    counts = sheet_counts(session, [batch.id])[batch.id]
    session.exec(delete(EntrySheet).where(col(EntrySheet.batch_id) == batch.id))
    _record(session, "discarded", batch, region_id, actor_id, {"sheets": counts[1]})
    session.delete(batch)


def ensure_open(session: Session, batch: EntryBatch) -> None:
    """Hold the batch's row until the transaction ends.

    Raises:
        NotNow: it is stored, or that has begun.
    """
    session.refresh(batch, with_for_update=True)
    if batch.state is not EntryState.OPEN or batch.stored_at is not None:
        raise NotNow("This batch is stored already. Nothing can be changed in it any more.")


def _record(
    session: Session, action: str, batch: EntryBatch, region_id: UUID, actor_id: UUID | None, details: dict[str, Any]
) -> None:
    record(session, action, "entry_batch", batch.id, actor_id=actor_id, region_id=region_id, details=details)
