"""Errors of the database, made fit for the log: what people wrote stands in none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy.engine import ExceptionContext

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
