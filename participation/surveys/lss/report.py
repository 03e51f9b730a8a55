"""What an import could not carry over, or carried over differently: the lines that editors read first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

WHOLE = "Fragebogen"


@dataclass
class Report:
    """Lines with a place and a sentence; the same line once."""

    _lines: dict[tuple[str, str], None] = field(default_factory=dict)

    def add(self, where: str, what: str) -> None:
        """Note something about a place."""
        self._lines.setdefault((where, what))

    def __iter__(self) -> Iterator[dict[str, str]]:
        """The lines in the order they were noted."""
        return ({"where": where, "what": what} for where, what in self._lines)


def group_name(number: int, title: str) -> str:
    """How the report names a group."""
    return f"Gruppe {number} „{title}“" if title else f"Gruppe {number}"


def question_name(code: str) -> str:
    """How the report names a question: with LimeSurvey's own code."""
    return f"Frage {code}"
