"""Cells of tables for spreadsheets: text that none takes for a formula, however a person wrote it (methods.md §5)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

_RISKY = ("=", "+", "-", "@", "\t", "\r")


def safe(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet would calculate it; numbers never come here."""
    return "'" + text if text.startswith(_RISKY) else text


def plain(value: object) -> object:
    """A value as JSON and tables write it: times in ISO, ids as text."""
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def cell(value: object) -> object:
    """A value as a table holds it: safe text, true is 1, None stays empty, numbers remain."""
    if isinstance(value, str):
        return safe(value)
    return int(value) if isinstance(value, bool) else plain(value)
