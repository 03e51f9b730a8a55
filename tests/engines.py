"""Engines that one test used, for the next: each knows its statements compiled, a new one would begin anew."""

from __future__ import annotations

from functools import cache

from participation.core import database


def remember_engines() -> None:
    """Let databases of the same address share an engine during the run; closing one gives its connections back."""
    for make in ("_file_engine", "_server_engine"):
        setattr(database, make, cache(getattr(database, make)))
