"""The pages of the receipt code."""

from __future__ import annotations

from participation.trace.views import Tracing
from participation.web.pages import Page, everyone, page

_PATH = "/nachverfolgen"
_WITHDRAW = f"{_PATH}/zurueckziehen"


def pages(tracing: Tracing) -> tuple[Page, ...]:
    """The form and its answer, and taking a contribution back in two steps, over everything that the areas declare."""
    return (
        page(_PATH, tracing.ask, only=everyone, name="follow_up"),
        page(_PATH, tracing.follow, only=everyone, name="trace_contribution", method="POST"),
        page(_WITHDRAW, tracing.start_again, only=everyone, name="leave_withdrawal"),
        page(_WITHDRAW, tracing.withdraw, only=everyone, name="withdraw_contribution", method="POST", writes=True),
    )
