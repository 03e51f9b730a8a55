"""Hearing from another server while nothing of ours waits: no transaction, no connection, no thread."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from participation.core.errors import ParticipationError
from participation.web.problems import problem_page

if TYPE_CHECKING:
    from participation.web.pages import Consult
    from participation.web.visit import Visit

logger = logging.getLogger(__name__)


async def consulted(visit: Visit, consult: Consult) -> Response:
    """What the view answers when it has heard; refusals and failures become pages as everywhere."""
    try:
        heard = await consult.ask()
        return await run_in_threadpool(consult.then, heard)
    except ParticipationError as problem:
        return await run_in_threadpool(problem_page, visit, problem)
    except Exception:
        logger.exception("Page %s failed", visit.page.name)
        return await run_in_threadpool(problem_page, visit, None)
