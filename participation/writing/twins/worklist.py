"""What an editor should write next: twins that are missing or out of step, the weightiest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from participation.language.ranks import Rank
from participation.strategy.models import GOALS, Kind
from participation.strategy.texts import TITLE
from participation.writing.twins.standing import Twin

IsOpen = Callable[[UUID], bool]
_MAIN = frozenset({Kind.VISION, Kind.MOTTO, Kind.PREAMBLE, Kind.ACTION_CLUSTER, Kind.ACTION_FIELD, Kind.PRIORITY_GROUP})


class Task(StrEnum):
    """What there is to do about a twin."""

    CHECK = "check"
    WRITE = "write"
    ADD = "add"


@dataclass(frozen=True)
class Work:
    """One thing to do; with `is_open` people can say something about that part of the strategy right now."""

    twin: Twin
    task: Task
    is_open: bool

    @property
    def weight(self) -> tuple[int, bool, int]:
        """What comes first: by what changed, whether people are asked about it now, and how far up it stands."""
        return _URGENCY[self.task] if self.task is not Task.CHECK else self._changed, self.is_open, self._height

    @property
    def _changed(self) -> int:
        change = self.twin.change
        return 0 if change is None or change.rank is Rank.LOW else 2 * change.weight + 1

    @property
    def _height(self) -> int:
        kind = self.twin.node.element.kind
        return 2 * (3 if kind in _MAIN else 2 if kind in GOALS else 1) + (self.twin.block.key == TITLE)


# Beside changes: 7 where the twin says a number that is gone, 5 for other high ranks, 3 for other words, 0 for typing.
_URGENCY = {Task.ADD: 4, Task.WRITE: 2}


def worklist(twins: Sequence[Twin], is_open: IsOpen) -> list[Work]:
    """Everything that is missing or stale, the weightiest first, else in reading order.

    A text that is missing where its element has others in that language already was added since: that weighs more.
    """
    begun = {twin.node.element.id for twin in twins if twin.text and twin.block.key != TITLE}
    found = [
        Work(twin, task, is_open(twin.node.element.id)) for twin in twins if (task := _task(twin, begun)) is not None
    ]
    return sorted(found, key=lambda work: tuple(-int(part) for part in work.weight))


def _task(twin: Twin, begun: set[UUID]) -> Task | None:
    if twin.is_stale:
        return Task.CHECK
    if not twin.is_missing:
        return None
    return Task.ADD if twin.node.element.id in begun else Task.WRITE
