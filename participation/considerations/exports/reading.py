"""Reading the workbook back: the difference is kept until somebody confirms it, then all of it holds or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from participation.considerations import actions
from participation.considerations.entries import Entry, entries_of
from participation.considerations.exports.comparing import is_decision, name_of, values_of
from participation.considerations.exports.lines import latest_revisions
from participation.considerations.forms import ConsiderationSheet
from participation.considerations.models import Outcome, ReadTable
from participation.core.clock import now
from participation.core.errors import Conflict, NotFound
from participation.core.text import msgid
from participation.strategy.models import Element, Strategy

CHANGED = msgid("Somebody changed the table meanwhile. Nothing was taken over; please take the table again.")


def keep_read(
    session: Session, strategy: Strategy, account_id: UUID, file_name: str, changes: Sequence[dict[str, Any]]
) -> ReadTable:
    """Keep what was found in a file; an earlier one of the same person goes."""
    own = select(ReadTable).where(col(ReadTable.strategy_id) == strategy.id, col(ReadTable.account_id) == account_id)
    for earlier in session.execute(own).scalars():
        session.delete(earlier)
    kept = ReadTable(
        strategy_id=strategy.id,
        account_id=account_id,
        file_name=file_name[:160],
        changes=list(changes),
        read_at=now(),
    )
    session.add(kept)
    session.flush()
    return kept


def read_table(session: Session, strategy: Strategy, account_id: UUID, read_id: UUID) -> ReadTable:
    """What somebody read in and has not confirmed yet.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    found = session.get(ReadTable, read_id)
    if found is None or found.strategy_id != strategy.id or found.account_id != account_id:
        raise NotFound("There is no such file any more.")
    return found


def take_over(session: Session, strategy: Strategy, kept: ReadTable) -> int:
    """Put all changes of a file into the table, or none of them; how many. New outcomes are proposals, not released.

    Raises:
        Conflict: a row has a problem, or somebody changed it since the file was read.
    """
    names = {change["name"]: name_of(change["name"]) for change in kept.changes}
    found = entries_of(session, [name for name in names.values() if name], strategy.id)
    entries = {f"{entry.kind}:{entry.contribution.id}": entry for entry in found}
    latest = latest_revisions(session, found)
    for change in kept.changes:
        entry = entries.get(change["name"])
        stands = latest.get(entry.consideration.id, "") if entry and entry.consideration else ""
        if change["problem"] or entry is None or stands != change["latest"]:
            raise Conflict(CHANGED)
        _take(session, strategy, entry, change["fields"], kept.account_id)
    session.delete(kept)
    session.flush()
    return len(kept.changes)


def _take(session: Session, strategy: Strategy, entry: Entry, fields: dict[str, list[str]], actor_id: UUID) -> None:
    wanted = values_of(entry.consideration) | {field: value[1] for field, value in fields.items()}
    outcome = Outcome(wanted["outcome"])
    if entry.consideration and is_decision(fields):
        day, paper, link = wanted["decided_on"], wanted["decision_paper"], wanted["decision_link"]
        decision = actions.Decision(date.fromisoformat(day), paper, link, outcome, wanted["rationale"])
        actions.decide(session, strategy, entry.consideration, decision, actor_id)
        return
    element_id = entry.consideration.element_id if entry.consideration else entry.contribution.element_id
    element = session.get(Element, element_id) if element_id else None
    sheet = ConsiderationSheet(outcome, wanted["rationale"], wanted["easy_rationale"], wanted["forwarded_to"])
    actions.consider(session, strategy, entry, sheet, (element, None), actor_id)
