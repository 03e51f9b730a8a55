"""Numbers for counters, so that an answer sheet becomes a list of them: quick to look up, quick to add to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

NOWHERE: Final = 0
"""The number for what is counted nowhere: quicker than to leave it out."""


class Made(dict[Any, Any]):
    """A dictionary that makes what is looked up for the first time."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        """Empty; `make` gives the value for a key."""
        super().__init__()
        self._make = make

    def __missing__(self, key: Any) -> Any:
        """Make it and keep it."""
        value = self[key] = self._make(key)
        return value


class Slots:
    """A number for each counter (question, option), in the order in which they are met.

    Attributes:
        names: number -> (question, option), from NOWHERE + 1 on.
        codes: question -> answer code -> number.
    """

    def __init__(self) -> None:
        """No counter met yet; the first name stands for NOWHERE."""
        self.names: list[tuple[str, str]] = [("", "")]
        self._numbers: dict[tuple[str, str], int] = {}
        self.codes = Made(lambda question: Made(lambda code: self.number(question, str(code))))

    def number(self, question: str, option: str) -> int:
        """The number of a counter."""
        number = self._numbers.setdefault((question, option), len(self.names))
        if number == len(self.names):
            self.names.append((question, option))
        return number

    def rows(self, question: str) -> Made:
        """(row, answer code) -> number, for a question with rows."""
        return Made(lambda answer: self.number(f"{question}.{answer[0]}", str(answer[1])))
