"""Changing the answers of a sheet that is stored: the counters lose the old ones and get the new ones together."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, select

from participation.coding.segments import lose
from participation.core.clock import now
from participation.core.columns import dump_json
from participation.core.errors import NotFound, NotNow
from participation.core.identifiers import digest, receipt_key
from participation.procedures.days import local_day
from participation.surveys.answers import Answers
from participation.surveys.models import Channel, Submission
from participation.surveys.questionnaire import Code
from participation.surveys.running import RunningSurvey
from participation.surveys.withdrawing import pending_row
from participation.surveys.written.quotes import drop_quotes

# What no code leads to is looked up all the same: a malformed code answers like an unknown one, as fast.
_NO_CODE = digest("no receipt code")
_TYPED_BY_STAFF = frozenset({Channel.PAPER, Channel.EVENT})


def can_be_corrected(sheet: Submission) -> bool:
    """Whether its author may change it while the survey is open; sheets on paper were typed in by others."""
    return sheet.withdrawn_at is None and sheet.channel not in _TYPED_BY_STAFF


def sheet_to_correct(session: Session, survey: RunningSurvey, code: str) -> Submission:
    """The sheet of a typed receipt code, held until the caller's write transaction ends.

    Raises:
        NotFound: no sheet of the survey has this code.
        NotNow: it is withdrawn, came in on paper, or the survey is not open.
    """
    key = receipt_key(code) or _NO_CODE
    of_survey = select(Submission).where(Submission.receipt_key == key, Submission.survey_id == survey.id)
    sheet = session.exec(of_survey.with_for_update()).first()
    if sheet is None:
        raise NotFound("No answers to this survey have this code.")
    survey.ensure_open(now())
    if not can_be_corrected(sheet):
        raise NotNow("These answers cannot be changed.")
    return sheet


def correct(session: Session, sheet: Submission, answers: Answers, orders: Mapping[str, list[Code]]) -> bool:
    """Replace a sheet's answers in the caller's write transaction; False if they are the same.

    The digest of what was sent first stays: a late retry of it is still told that it is stored.

    Args:
        session: a writing session.
        sheet: from `sheet_to_correct`.
        answers: canonical and complete.
        orders: the random orders of options that were shown; where one was recorded before, that one stays.
    """
    if json.loads(sheet.answers) == answers:
        return False
    session.add(pending_row(sheet, -1))
    drop_quotes(session, sheet.id)
    lose(session, bytes(sheet.receipt_key))
    sheet.answers, sheet.corrected_on = dump_json(answers), local_day(now())
    shown = {**orders, **_recorded(sheet)}
    kept = {code: order for code, order in shown.items() if code in answers}
    sheet.orders = dump_json(kept) if kept else ""
    session.add_all((sheet, pending_row(sheet, 1)))
    return True


def _recorded(sheet: Submission) -> dict[str, Any]:
    recorded: dict[str, Any] = json.loads(sheet.orders) if sheet.orders else {}
    return recorded
