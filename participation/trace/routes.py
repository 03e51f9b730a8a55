"""The pages of the receipt code."""

from __future__ import annotations

from functools import partial

from participation.brakes.guards import braked, guarded_codes
from participation.trace.appealing import appeal
from participation.trace.changing import change, take_along
from participation.trace.notices.views import decide_notices, leave_address, notice_address
from participation.trace.outcome_views import procedure_outcomes
from participation.trace.views import Tracing
from participation.web.pages import Page, everyone, page

_PATH = "/nachverfolgen"
_WITHDRAW = f"{_PATH}/zurueckziehen"
_CHANGE = f"{_PATH}/aendern"
_APPEAL = f"{_PATH}/pruefen"
_NOTICES = f"{_PATH}/benachrichtigung"
_NOTICE = f"{_NOTICES}/{{token}}"
_TAKE_ALONG = f"{_PATH}/meine-daten"


def pages(tracing: Tracing) -> tuple[Page, ...]:
    """The form and its answer, and what people do with their own contribution, of every area."""
    return (
        # Not cached: what has come in changes with every contribution.
        page("/beteiligung/{procedure}/was-daraus-wurde", procedure_outcomes, only=everyone),
        page(_PATH, tracing.ask, only=everyone, name="follow_up"),
        page(_PATH, guarded_codes(tracing.follow), only=everyone, name="trace_contribution", method="POST"),
        page(_WITHDRAW, tracing.start_again, only=everyone, name="leave_withdrawal"),
        page(
            _WITHDRAW,
            guarded_codes(tracing.withdraw),
            only=everyone,
            name="withdraw_contribution",
            method="POST",
            writes=True,
        ),
        page(_CHANGE, tracing.start_again, only=everyone, name="leave_change"),
        page(
            _CHANGE,
            guarded_codes(partial(change, tracing)),
            only=everyone,
            name="change_contribution",
            method="POST",
            writes=True,
        ),
        page(_APPEAL, tracing.start_again, only=everyone, name="leave_appeal"),
        page(_APPEAL, braked(partial(appeal, tracing)), only=everyone, name="appeal", method="POST", writes=True),
        page(_TAKE_ALONG, tracing.start_again, only=everyone, name="leave_own_data"),
        page(_TAKE_ALONG, guarded_codes(partial(take_along, tracing)), only=everyone, name="own_data", method="POST"),
        *_notices(tracing),
    )


def _notices(tracing: Tracing) -> tuple[Page, ...]:
    """Leaving an address, and what is done with it later."""
    return (
        page(_NOTICES, tracing.start_again, only=everyone, name="leave_notices"),
        page(
            _NOTICES,
            braked(partial(leave_address, tracing)),
            only=everyone,
            name="leave_address",
            method="POST",
            writes=True,
        ),
        page(_NOTICE, notice_address, only=everyone),
        page(
            _NOTICE, partial(decide_notices, tracing), only=everyone, name="decide_notices", method="POST", writes=True
        ),
    )
