"""What somebody chose among the ideas of a phase, and how staff set a phase up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from participation.core.text import msgid
from participation.ideas.priorities.models import Method, Weighing
from participation.web.visit import Form

MOST_IDEAS = 40
"""Ideas that one phase weighs: more nobody compares."""

_MOST_POINTS = 100
_NOTHING = msgid("Please choose at least one idea.")
_TOO_MANY = msgid("You have given %(given)s points, but there are only %(points)s. Please take some away.")
_TOO_MANY_EACH = msgid("One idea can have at most %(most)s points.")
_TWICE = msgid("Two ideas have the same place. Please give each place once.")
_TOO_MANY_PLACES = msgid("Please use the places 1 to %(places)s only.")


def field_of(idea_id: UUID) -> str:
    """The name of an idea's field on the form."""
    return f"idea-{idea_id}"


@dataclass(frozen=True)
class BallotSheet:
    """A filled-in form; `typed` holds a number by idea: points, or a place from 1."""

    client_id: UUID
    device: str = ""
    code: str = ""
    typed: dict[UUID, int] = field(default_factory=dict)

    @classmethod
    def from_form(cls, form: Form, ideas: Sequence[UUID]) -> BallotSheet:
        """What was sent about these ideas; what is no number is left out."""
        texts = {one: form.text(field_of(one)) for one in ideas}
        numbers = {one: int(text) for one, text in texts.items() if text.isdecimal() and len(text) < 4}  # noqa: PLR2004
        chosen = {one: number for one, number in numbers.items() if number}
        return cls(form.client_id("id"), form.text("device"), form.text("code"), chosen)

    def problem(self, weighing: Weighing) -> tuple[str, dict[str, object]] | None:
        """What has to be put right, as a msgid with its values."""
        if not self.typed:
            return _NOTHING, {}
        if weighing.method is Method.RANKING:
            return self._problem_of_places(weighing)
        if max(self.typed.values()) > weighing.most_each:
            return _TOO_MANY_EACH, {"most": weighing.most_each}
        if (given := sum(self.typed.values())) > weighing.points:
            return _TOO_MANY, {"given": given, "points": weighing.points}
        return None

    def _problem_of_places(self, weighing: Weighing) -> tuple[str, dict[str, object]] | None:
        if max(self.typed.values()) > weighing.places:
            return _TOO_MANY_PLACES, {"places": weighing.places}
        return (_TWICE, {}) if len(set(self.typed.values())) < len(self.typed) else None

    def choices(self, method: Method) -> list[Any]:
        """As it is stored: ideas from the first place on (gaps close up), or pairs of idea and points by idea."""
        if method is Method.RANKING:
            return [str(one) for one in sorted(self.typed, key=lambda idea: self.typed[idea])]
        return [[str(one), self.typed[one]] for one in sorted(self.typed)]


@dataclass(frozen=True)
class WeighingSheet:
    """How staff set a phase up: the method, its numbers, the ideas in their order."""

    method: str
    points: int
    most_each: int
    places: int
    ideas: list[str]

    @classmethod
    def from_form(cls, form: Form) -> WeighingSheet:
        """What was sent; what is no number is 0."""
        points, most_each, places = (_number(form.text(name)) for name in ("points", "most_each", "places"))
        return cls(form.text("method"), points, most_each, places, form.many("idea"))

    @property
    def problems(self) -> dict[str, tuple[str, dict[str, object]]]:
        """Field -> msgid and values of everything that has to be put right."""
        found: dict[str, tuple[str, dict[str, object]]] = {}
        if self.method not in set(Method):
            found["method"] = (msgid("Please choose how people weigh."), {})
        if not 1 <= self.points <= _MOST_POINTS:
            found["points"] = (msgid("Enter a number from 1 to %(most)s."), {"most": _MOST_POINTS})
        elif not 1 <= self.most_each <= self.points:
            found["most_each"] = (msgid("Enter a number from 1 to %(most)s."), {"most": self.points})
        if not 1 <= self.places <= MOST_IDEAS:
            found["places"] = (msgid("Enter a number from 1 to %(most)s."), {"most": MOST_IDEAS})
        if not 2 <= len(self.ideas) <= MOST_IDEAS:  # noqa: PLR2004 - one alone cannot be weighed
            found["ideas"] = (msgid("Please choose from 2 to %(most)s ideas."), {"most": MOST_IDEAS})
        return found


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0  # noqa: PLR2004 - more than any of them may be
