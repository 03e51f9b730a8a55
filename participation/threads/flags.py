"""Readers report something public; it stays public until a moderator has decided."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select, update
from sqlalchemy import Table as SqlTable
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from participation.core.identifiers import digest
from participation.core.intake import Claim, Delivery
from participation.threads.contributions import Contribution, contribution_id
from participation.threads.models import PUBLIC_STATES, Flag, FlagReason, ModerationCase

LONGEST_FLAG = 1_000
_FLAGS: SqlTable = Flag.__table__  # type: ignore[attr-defined]
_CASES: SqlTable = ModerationCase.__table__  # type: ignore[attr-defined]


def _values(row: Flag | ModerationCase) -> dict[str, Any]:
    return {column.name: getattr(row, column.name) for column in row.__table__.columns}  # type: ignore[union-attr]


def flag_of(contribution: Contribution, device: UUID, reason: FlagReason, text: str, moment: datetime) -> Delivery:
    """A report of a public contribution; the same device reports it once, whatever it says the second time."""
    key = hashlib.sha256(f"flag:{device}:{contribution.id}".encode()).digest()
    flag = Flag(
        id=contribution_id(moment.date()),
        case_id=contribution.case_id or contribution.id,
        key=key,
        payload_hash=digest("flag"),
        reason=reason,
        text=text,
        received_on=moment.date(),
    )
    claim = Claim(contribution.id.bytes, lambda connection: _open_case(connection, contribution))
    return Delivery(_FLAGS, key, flag.payload_hash, _values(flag), claims=(claim,))


def _open_case(connection: Connection, contribution: Contribution) -> bool:
    """Count the report in the contribution's case, which is made if there is none; False if it is not public."""
    table: SqlTable = contribution.__table__  # type: ignore[attr-defined]
    chosen = select(table.c.case_id, table.c.state).where(table.c.id == contribution.id).with_for_update()
    row = connection.execute(chosen).first()
    if row is None or row.state not in PUBLIC_STATES:
        return False
    if row.case_id is None:
        case = ModerationCase(id=contribution.id, region_id=contribution.region_id)
        connection.execute(insert(_CASES).values(_values(case)))
        connection.execute(update(table).where(table.c.id == contribution.id).values(case_id=case.id))
    counted = update(_CASES).where(_CASES.c.id == (row.case_id or contribution.id))
    connection.execute(counted.values(open_flags=_CASES.c.open_flags + 1))
    return True


def flags_of(session: Session, case_ids: Sequence[UUID]) -> dict[UUID, list[Flag]]:
    """The reports of cases, the newest first; one query for any number, at most 100 in all."""
    found: dict[UUID, list[Flag]] = {}
    chosen = select_rows(Flag).where(col(Flag.case_id).in_(case_ids)).order_by(col(Flag.id).desc()).limit(100)
    for flag in session.exec(chosen):
        found.setdefault(flag.case_id, []).append(flag)
    return found
