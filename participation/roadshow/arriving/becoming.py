"""What an item becomes: a contribution, counts, minutes."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from participation.core.intake import Delivery
from participation.roadshow.models import CountKind


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that an item adds."""

    kind: CountKind
    amount: int
    option_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Becoming:
    """The rows of an accepted item besides its own; `is_late` if it came after the end of what it belongs to."""

    contribution: Delivery | None = None
    counts: tuple[Counted, ...] = ()
    minutes: str = ""
    is_late: bool = False
