"""Marking texts for translation where they are written down but not yet shown."""

from __future__ import annotations


def msgid(text: str) -> str:
    """The text itself; the catalogue extractor collects it, and whoever shows it translates it."""
    return text
