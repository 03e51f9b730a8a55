"""The one clock: aware UTC times, and a way to stand still in tests."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_standing: list[datetime] = []


def now() -> datetime:
    """The present moment as an aware UTC time."""
    return _standing[-1] if _standing else datetime.now(UTC)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand at `moment` (aware) inside the block, in every thread."""
    _standing.append(moment.astimezone(UTC))
    try:
        yield
    finally:
        _standing.pop()
