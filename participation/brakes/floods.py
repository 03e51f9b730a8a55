"""A flood: more contributions of a region in a minute than people write, whatever addresses they come from."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from participation.web.site import Site

FLOOD = 200
"""Contributions a minute: more than the pupils of a large school send who were all asked at once."""


class Tide:
    """How much came in this minute and the one before, by region, as this process sees it."""

    def __init__(self) -> None:
        """Nothing came yet."""
        self._minutes: dict[UUID | None, tuple[int, int, int]] = {}

    def count(self, region_id: UUID | None, moment: datetime) -> None:
        """One more contribution has come."""
        minute, now, before = self._at(region_id, moment)
        self._minutes[region_id] = minute, now + 1, before

    def is_high(self, region_id: UUID | None, moment: datetime) -> bool:
        """Whether it is a flood: it stays one for a minute after the last minute that was too much."""
        return max(self._at(region_id, moment)[1:]) > FLOOD

    def _at(self, region_id: UUID | None, moment: datetime) -> tuple[int, int, int]:
        minute = int(moment.timestamp()) // 60
        last, now, before = self._minutes.get(region_id, (minute, 0, 0))
        if minute == last:
            return minute, now, before
        return (minute, 0, now) if minute == last + 1 else (minute, 0, 0)


def tide_of(site: Site) -> Tide:
    """The tide of this installation."""
    return site.lasting("tide", Tide)
