"""What an import could not carry over, or carried over differently: the lines that editors read first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

WHOLE = "Fragebogen"
_QUESTION = "Frage "
_MOST_INSERTS, _NAMED = 3, 2


@dataclass
class Report:
    """Lines with a place and a sentence; what holds for several questions is said once."""

    _lines: dict[tuple[str, str], None] = field(default_factory=dict)
    _inserts: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, where: str, what: str) -> None:
        """Note something about a place."""
        self._lines.setdefault((where, what))

    def lacks(self, where: str, expression: str, why: str) -> None:
        """Note that a text lost what LimeSurvey would have put in."""
        self._inserts.setdefault(where, {}).setdefault(expression, why)

    def __iter__(self) -> Iterator[dict[str, str]]:
        """The lines in the order they were noted, those about the texts last."""
        places: dict[str, list[str]] = {}
        for where, what in [*self._lines, *self._lacking()]:
            places.setdefault(what, []).append(where)
        for what, wheres in places.items():
            for where in _together(wheres):
                yield {"where": where, "what": what}

    def _lacking(self) -> Iterator[tuple[str, str]]:
        for where, found in self._inserts.items():
            if len(found) <= _MOST_INSERTS:
                yield from ((where, f"Im Text fehlt der Einschub {{{one}}}: {why}.") for one, why in found.items())
            else:
                named = ", ".join(f"{{{one}}}" for one in list(found)[:_NAMED])
                yield where, f"In den Texten fehlen {len(found)} Einschübe, zum Beispiel {named}."


def group_name(number: int, title: str) -> str:
    """How the report names a group."""
    return f"Gruppe {number} „{title}“" if title else f"Gruppe {number}"


def question_name(code: str) -> str:
    """How the report names a question: with LimeSurvey's own code."""
    return f"{_QUESTION}{code}"


def _together(wheres: list[str]) -> list[str]:
    """The places as they are named, with all questions in one."""
    codes = [where.removeprefix(_QUESTION) for where in wheres if where.startswith(_QUESTION)]
    others = [where for where in wheres if not where.startswith(_QUESTION)]
    return [*others, f"Fragen {', '.join(codes)}"] if len(codes) > 1 else wheres
