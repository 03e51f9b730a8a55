"""What the checker says about a place in a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding matters."""

    ERROR = "E"
    WARNING = "W"
    NOTE = "N"


@dataclass(frozen=True)
class Finding:
    """One rule broken in one place.

    `line` counts from 1; `start` and `end` are characters within that line (a span over several lines ends with its
    first). `sentence` is the whole sentence as read, empty where the finding is about the text as a whole.
    """

    rule: str
    level: Level
    line: int
    start: int
    end: int
    sentence: str
    message: str
    suggestion: str = ""
