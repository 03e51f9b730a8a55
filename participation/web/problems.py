"""Refusals and failures, turned into calm pages in the reader's language."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

from participation.core.errors import ParticipationError
from participation.core.identifiers import uuid7
from participation.core.text import msgid

if TYPE_CHECKING:
    from participation.web.visit import Visit

logger = logging.getLogger(__name__)
_TITLES = {
    403: msgid("You may not do this"),
    404: msgid("Page not found"),
    409: msgid("That did not fit together"),
    413: msgid("That was too much at once"),
    422: msgid("Please check what you entered"),
    500: msgid("Something went wrong on our side"),
    503: msgid("Too busy right now"),
}


def problem_page(visit: Visit, problem: ParticipationError | None) -> Response:
    """The page for a refusal; None is a failure of ours, whose details only the log knows."""
    status = problem.status if problem else 500
    sentence = (
        visit.told(problem)
        if problem
        else visit._("Your request could not be answered. Please try again in a few minutes.")
    )
    title = visit._(_TITLES.get(status, _TITLES[500]))
    reference = str(uuid7())[:13] if problem is None else None
    try:
        response = visit.render("error.html", status=status, title=title, sentence=sentence, reference=reference)
    except Exception:
        logger.exception("The error page itself failed")
        response = PlainTextResponse(f"{title}\n{sentence}\n", status)
    if problem is not None and problem.retry_after is not None:
        response.headers["retry-after"] = str(problem.retry_after)
    return response
