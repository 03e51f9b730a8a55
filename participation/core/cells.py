"""Text that no spreadsheet takes for a formula, however a person wrote it (methods.md §5)."""

from __future__ import annotations

_RISKY = ("=", "+", "-", "@", "\t", "\r")


def safe(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet would calculate it; numbers never come here."""
    return "'" + text if text.startswith(_RISKY) else text
