"""Where something stands in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

Spans: TypeAlias = Iterable[tuple[int, int]]
"""(start, end) in characters."""


def spans(pattern: re.Pattern[str], text: str, group: int = 0) -> list[tuple[int, int]]:
    """Where a pattern (or a group of it) is found."""
    return [found.span(group) for found in pattern.finditer(text)]
