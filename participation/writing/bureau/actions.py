"""Sending texts to a bureau, keeping what came back, and taking it over in short transactions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from typing import TypeVar
from uuid import UUID

from sqlmodel import Session

from participation.core.clock import now
from participation.core.database import Database
from participation.core.journal import record
from participation.strategy.models import Strategy, TwinState
from participation.strategy.twins import find_right
from participation.writing.bureau.rows import ComparedRow, ReturnedRow, mark_of
from participation.writing.texts import write_text
from participation.writing.twin_models import BureauReturn, ReturnState
from participation.writing.twins.desk import move
from participation.writing.twins.standing import Twin

_AT_ONCE = 15
_Item = TypeVar("_Item")


def mark_sent(database: Database, strategy: Strategy, twins: Sequence[Twin], tag: str, editor_id: UUID | None) -> None:
    """Say of texts that they are being translated; what was reviewed stays so."""
    waiting = [twin for twin in twins if twin.state in {"missing", TwinState.DRAFT}]
    for some in _portions(waiting):
        with database.writing() as session:
            for twin in some:
                move(session, strategy, twin, tag, TwinState.IN_TRANSLATION, editor_id)


def keep_return(
    session: Session, strategy: Strategy, tag: str, file_name: str, rows: Sequence[ReturnedRow], editor_id: UUID | None
) -> BureauReturn:
    """Keep what came back until somebody has decided about it."""
    kept = BureauReturn(
        strategy_id=strategy.id,
        language=tag,
        file_name=file_name[:200],
        rows=[asdict(row) for row in rows],
        received_at=now(),
        received_by=editor_id,
    )
    session.add(kept)
    session.flush()
    details = {"rows": len(rows), "language": tag}
    record(
        session, "received", "bureau return", kept.id, actor_id=editor_id, region_id=strategy.region_id, details=details
    )
    return kept


def take_over(
    database: Database,
    strategy: Strategy,
    tag: str,
    rows: Sequence[ComparedRow],
    chosen: Collection[str],
    editor_id: UUID | None,
) -> int:
    """Write the chosen rows as drafts; how many. One whose standard text changed meanwhile is stale at once."""
    wanted = [row for row in rows if row.row.id in chosen and row.can_be_taken]
    for some in _portions(wanted):
        with database.writing() as session:
            for row in some:
                _write(session, strategy, tag, row, editor_id)
    return len(wanted)


def _write(session: Session, strategy: Strategy, tag: str, row: ComparedRow, editor_id: UUID | None) -> None:
    if row.twin is None:
        return
    written = write_text(session, strategy, row.twin.block, tag, row.row.text, editor_id)
    if written is not None and row.standard_changed:
        # What the bureau saw is what it sent back, unless it wrote into that column, too.
        was_seen = mark_of(row.row.standard) == row.row.marks.partition("/")[0]
        find_right(session, written, editor_id, wording=row.row.standard if was_seen else "")


def finish(session: Session, kept: BureauReturn) -> None:
    """Nothing more is to be decided about it."""
    kept.state = ReturnState.DONE
    session.add(kept)
    session.flush()


def _portions(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]
