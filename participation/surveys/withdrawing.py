"""Taking an answer sheet back: the counters lose it, its answers are deleted."""

from __future__ import annotations

import json

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.columns import dump_json
from participation.core.errors import NotNow
from participation.core.identifiers import digest
from participation.procedures.days import local_day
from participation.surveys.models import Pending, Submission, Survey
from participation.surveys.running import SurveyState, state_of
from participation.surveys.submissions import segments_of
from participation.surveys.written.quotes import drop_quotes

# The digest of what was sent would let somebody who guesses the answers make sure of them.
_NOTHING_SENT = digest("withdrawn")


def withdraw(session: Session, receipt_key: bytes) -> bool:
    """Withdraw the sheet of a receipt code in the caller's write transaction; False if there is nothing to do.

    The sheet, its answers gone, and the pending row that takes it out of the counters are written together, so the
    counters stay what a recount says.

    Raises:
        NotNow: the survey is not open any more.
    """
    chosen = select(Submission).where(Submission.receipt_key == receipt_key, col(Submission.withdrawn_at).is_(None))
    sheet = session.exec(chosen.with_for_update()).first()
    if sheet is None:
        return False
    if state_of(session, session.get_one(Survey, sheet.survey_id), now()) is not SurveyState.OPEN:
        raise NotNow("This survey is closed. Answers can no longer be withdrawn here.")
    session.add(pending_row(sheet, -1))
    drop_quotes(session, sheet.id)
    sheet.withdrawn_at = local_day(now())
    sheet.answers, sheet.payload_hash = dump_json({}), _NOTHING_SENT
    session.add(sheet)
    return True


def pending_row(sheet: Submission, sign: int) -> Pending:
    """What takes a sheet out of the counters (-1) or into them (+1), as it is now."""
    segments = segments_of(json.loads(sheet.answers), sheet.language, sheet.channel, sheet.audience)
    return Pending(
        survey_id=sheet.survey_id,
        version_id=sheet.version_id,
        sign=sign,
        answers=sheet.answers,
        segments=dump_json(segments),
        record_key=sheet.record_key,
    )
