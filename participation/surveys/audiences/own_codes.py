"""Codes that people get themselves: taken out of a stock that was there before, one for each holder."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import insert
from sqlmodel import Session, col, delete, select, update

from participation.core.clock import now
from participation.core.codes import new_code
from participation.core.database import only_one_at_a_time
from participation.procedures.days import day_begins, local_day
from participation.procedures.models import Phase
from participation.surveys.audiences.codes import code_hash
from participation.surveys.audiences.issuing import begin_batch, code_rows, fresh_codes
from participation.surveys.models import Audience, CodeBatch, CodeKind, InvitationCode, Survey, SurveySecret

STOCK = 200
"""Codes made at once, before anybody asks for them: their rows stand in no order of asking."""
_LOW = STOCK // 2
HOLDERS_KEPT_FOR = timedelta(days=7)
"""So long after its end a survey knows whose code was whose; then its secret is thrown away."""

_CODES = InvitationCode.__table__  # type: ignore[attr-defined]


def give_code(session: Session, audience: Audience, holder: bytes, code: str) -> bool:
    """Let `code` be the only one with which the holder gets into the survey; an earlier one holds no more.

    Args:
        session: a writing session.
        audience: for which they answer.
        holder: their pseudonym in this survey.
        code: in plain text; it is stored nowhere.

    Returns:
        Whether it admits them: not if they have answered already, or if staff withdrew their code.
    """
    only_one_at_a_time(session, "codes")
    held = session.exec(
        select(InvitationCode.id, CodeBatch.audience_id)
        .join(CodeBatch, col(CodeBatch.id) == col(InvitationCode.batch_id))
        .where(InvitationCode.holder == holder)
    ).first()
    if held and held[1] == audience.id:  # in its place, so that answers arriving in this moment find it
        return _change(session, held[0], holder, code)
    if held and not _change(session, held[0], None, new_code()):
        return False
    return _change(session, secrets.choice(_in_stock(session, audience)), holder, code)


def _change(session: Session, code_id: UUID, holder: bytes | None, code: str) -> bool:
    free = (
        col(InvitationCode.id) == code_id,
        col(InvitationCode.uses) == 0,
        col(InvitationCode.is_void).is_(False),
    )
    changed = session.exec(update(InvitationCode).where(*free).values(holder=holder, code_hash=code_hash(code)))
    return changed.rowcount == 1


def _in_stock(session: Session, audience: Audience) -> Sequence[UUID]:
    """Ids of codes that nobody has; more are made when there are few, so that each is one of many."""
    free = (
        select(InvitationCode.id)
        .join(CodeBatch, col(CodeBatch.id) == col(InvitationCode.batch_id))
        .where(
            CodeBatch.audience_id == audience.id,
            CodeBatch.kind == CodeKind.OWN,
            col(InvitationCode.holder).is_(None),
            InvitationCode.uses == 0,
            col(InvitationCode.is_void).is_(False),
        )
    )
    left = session.exec(free).all()
    return left if len(left) > _LOW else [*left, *_more(session, audience)]


def _more(session: Session, audience: Audience) -> list[UUID]:
    codes = fresh_codes(session, audience.survey_id, STOCK)
    today = day_begins(local_day(now()))
    batch = CodeBatch(audience_id=audience.id, kind=CodeKind.OWN, size=STOCK, made_at=today)
    begin_batch(session, audience, batch, codes[0].number)
    rows = code_rows(batch.id, codes, 1)
    session.execute(insert(_CODES), rows)
    return [row["id"] for row in rows]


def forget_holders(session: Session) -> None:
    """Forget whose code was whose in surveys that have been over for a while."""
    over = (
        select(Survey.id)
        .join(SurveySecret, col(SurveySecret.survey_id) == col(Survey.id))
        .join(Phase, col(Phase.id) == col(Survey.phase_id))
        .where(Phase.closes_at < now() - HOLDERS_KEPT_FOR)
    )
    surveys = session.exec(over).all()
    batches = (
        select(CodeBatch.id)
        .join(Audience, col(Audience.id) == col(CodeBatch.audience_id))
        .where(col(Audience.survey_id).in_(surveys))
    )
    held = (col(InvitationCode.batch_id).in_(batches), col(InvitationCode.holder).is_not(None))
    session.exec(update(InvitationCode).where(*held).values(holder=None))
    session.exec(delete(SurveySecret).where(col(SurveySecret.survey_id).in_(surveys)))
