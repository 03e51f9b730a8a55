"""Asking for a second look at a decision, by receipt code, once."""

from __future__ import annotations

from starlette.responses import Response

from participation.core.errors import NotNow
from participation.core.identifiers import digest, receipt_key
from participation.threads.appeals import LONGEST_APPEAL, hand_in_appeal
from participation.threads.wording import problems_of_text
from participation.trace.views import Tracing
from participation.web.visit import Visit

_NO_CODE = digest("no receipt code")


def appeal(tracing: Tracing, visit: Visit) -> Response:
    """Hand the appeal in and show the contribution again; doing it twice changes nothing."""
    code, text = visit.form.text("code"), visit.form.text("text")
    answer = tracing.found(visit.db, code, visit.language.tag)
    if answer is None:
        return tracing.page(visit, code, None, 422)
    if problems := problems_of_text("text", text, LONGEST_APPEAL):
        (_field, message, values) = problems[0]
        problem = visit._(message, **values)
        return tracing.page(visit, code, answer, 422, appeal_sheet=(text, problem))
    try:
        hand_in_appeal(visit.db, tracing.moderated, receipt_key(code) or _NO_CODE, text)
    except NotNow:
        return tracing.page(visit, code, answer, 422)
    return tracing.page(visit, code, answer, 200)
