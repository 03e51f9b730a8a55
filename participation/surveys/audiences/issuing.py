"""Making codes in batches, withdrawing them, and telling once which numbers are unused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, insert
from sqlmodel import Session, col, select, update

from participation.core import journal
from participation.core.clock import now
from participation.core.codes import new_code
from participation.core.database import Database, only_one_at_a_time
from participation.core.errors import Conflict, NotFound
from participation.procedures.days import local_day
from participation.surveys.audiences.codes import code_hash
from participation.surveys.audiences.forms import CodesSheet
from participation.surveys.models import Audience, CodeBatch, InvitationCode, Survey

AT_ONCE = 1_000
"""Codes in one transaction, so that answers are stored in between."""

_CODES = InvitationCode.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class FreshCode:
    """A new code with its number, in plain text; it exists here and on what is handed over, nowhere else."""

    number: int
    code: str


def fresh_codes(session: Session, survey_id: UUID, number: int) -> list[FreshCode]:
    """So many codes, numbered after all that the survey has."""
    first = _issued(session, survey_id) + 1
    return [FreshCode(first + place, new_code()) for place in range(number)]


def store_codes(
    database: Database, audience: Audience, sheet: CodesSheet, codes: Sequence[FreshCode], actor_id: UUID | None
) -> UUID:
    """Store the digests of fresh codes as a batch, in transactions of their own; returns the batch's id.

    Raises:
        Conflict: somebody else made codes meanwhile, so that the numbers are taken; nothing was stored.
    """
    batch = CodeBatch(
        audience_id=audience.id,
        kind=sheet.kind,
        label=sheet.label,
        size=len(codes),
        made_at=now(),
        made_by=actor_id,
    )
    with database.writing() as session:
        begin_batch(session, audience, batch, codes[0].number)
    for part in _parts(codes):
        with database.connection() as connection:
            connection.execute(insert(_CODES), code_rows(batch.id, part, sheet.uses))
    return batch.id


def begin_batch(session: Session, audience: Audience, batch: CodeBatch, first: int) -> None:
    """Open a batch whose numbers begin at `first`, and write it into the journal.

    Raises:
        Conflict: somebody else made codes meanwhile.
    """
    only_one_at_a_time(session, "codes")
    if _issued(session, audience.survey_id) + 1 != first:
        raise Conflict("Somebody else made codes for this survey in this moment. Please try again.")
    session.add(batch)
    session.flush()
    details = {"audience": audience.slug, "codes": batch.size, "first": first, "kind": batch.kind.value}
    _record(session, "issued", batch, audience, batch.made_by, details)


def code_rows(batch_id: UUID, codes: Sequence[FreshCode], uses: int) -> list[dict[str, Any]]:
    """The rows of codes; their ids are random, so that they tell no order."""
    return [
        {
            "id": uuid4(),
            "batch_id": batch_id,
            "number": one.number,
            "code_hash": code_hash(one.code),
            "most_uses": uses,
            "uses": 0,
            "is_void": False,
        }
        for one in codes
    ]


def void_codes(
    session: Session, batch: CodeBatch, audience: Audience, actor_id: UUID | None, number: int | None
) -> None:
    """Withdraw a whole batch, or one number of it; sheets that were sent with it stay.

    Raises:
        NotFound: the batch has no such number.
    """
    chosen = update(InvitationCode).where(col(InvitationCode.batch_id) == batch.id)
    if number is not None:
        chosen = chosen.where(col(InvitationCode.number) == number)
    if not session.exec(chosen.values(is_void=True)).rowcount and number is not None:
        raise NotFound("This batch has no code with this number.")
    _record(session, "voided", batch, audience, actor_id, {"number": number} if number is not None else {})


def draw_unused(session: Session, batch: CodeBatch, audience: Audience, actor_id: UUID | None) -> list[int]:
    """The numbers that nobody used yet, for one reminder.

    Raises:
        Conflict: the list was drawn before; two lists would tell who answered in between.
    """
    only_one_at_a_time(session, "codes")
    session.refresh(batch)
    if batch.reminded_on is not None:
        raise Conflict("The list of unused numbers of this batch was drawn already. There is one for one reminder.")
    batch.reminded_on = local_day(now())
    session.add(batch)
    unused = select(InvitationCode.number).where(
        InvitationCode.batch_id == batch.id, InvitationCode.uses == 0, col(InvitationCode.is_void).is_(False)
    )
    numbers = list(session.exec(unused.order_by(col(InvitationCode.number))))
    _record(session, "listed unused codes of", batch, audience, actor_id, {"codes": len(numbers)})
    return numbers


def _issued(session: Session, survey_id: UUID) -> int:
    """How many codes of the survey were ever made; batches stay, so numbers are never given twice."""
    sizes = (
        select(func.coalesce(func.sum(CodeBatch.size), 0))
        .join(Audience, col(Audience.id) == col(CodeBatch.audience_id))
        .where(Audience.survey_id == survey_id)
    )
    return int(session.exec(sizes).one())


def _parts(codes: Sequence[FreshCode]) -> list[Sequence[FreshCode]]:
    return [codes[start : start + AT_ONCE] for start in range(0, len(codes), AT_ONCE)]


def _record(
    session: Session,
    action: str,
    batch: CodeBatch,
    audience: Audience,
    actor_id: UUID | None,
    details: dict[str, object],
) -> None:
    from_region = session.get_one(Survey, audience.survey_id).region_id
    journal.record(session, action, "code_batch", batch.id, actor_id=actor_id, region_id=from_region, details=details)
