"""The page of the receipt code."""

from __future__ import annotations

from participation.trace.views import Tracing
from participation.web.pages import Page, everyone, page

_PATH = "/nachverfolgen"


def pages(tracing: Tracing) -> tuple[Page, ...]:
    """The form and its answer, over everything that the areas declare."""
    return (
        page(_PATH, tracing.ask, only=everyone, name="follow_up"),
        page(_PATH, tracing.follow, only=everyone, name="trace_contribution", method="POST"),
    )
