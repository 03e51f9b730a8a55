"""Errors of the database: fit for the log, where what people wrote stands in none, and told calmly to who asked."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import OperationalError

from participation.core.errors import Busy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import ExceptionContext

logger = logging.getLogger(__name__)
_MISTAKE = re.compile(r"no such|already exists|syntax error")  # ours, not the machine's
_DATA = "22"  # the SQLSTATE class of errors in data


def tell_without_values(context: ExceptionContext) -> None:
    """Leave the server's DETAIL and CONTEXT lines out of an error before anybody logs it: they repeat what was sent.

    Errors in data repeat it in their first line, too, and tell only what they are.
    """
    found: Any = context.original_exception
    code = getattr(found, "sqlstate", None) or ""
    name = type(found).__name__
    line = name if code.startswith(_DATA) else str(found).partition("\n")[0]
    found.args = (line,)
    if context.sqlalchemy_exception is not None:
        context.sqlalchemy_exception.args = (f"({name}) {line}",)


@contextmanager
def told_as_busy(sentence: str) -> Iterator[None]:
    """Turn what is the machine's fault (gone, full, locked) into a refusal that asks to try again; `sentence` says it.

    Raises:
        Busy: in its place.
    """
    try:
        yield
    except OperationalError as problem:
        if _MISTAKE.search(str(problem.orig)):
            raise
        # Of such errors the first line tells what the machine lacks, and never what was sent.
        logger.warning("The database refused: %s", str(problem.orig).partition("\n")[0])
        raise Busy(sentence) from problem
