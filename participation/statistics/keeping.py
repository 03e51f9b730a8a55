"""Rows with too few new answers stay as they were released last: the difference would show single people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from participation.statistics.counts import Distribution
from participation.statistics.published import PublishedRow, PublishedTable, Segment, Status


@dataclass(frozen=True, slots=True)
class LastRelease:
    """The last released table with the raw number of people behind each row, which is not public."""

    table: PublishedTable
    sizes: Mapping[Segment, int]


def settled(
    fresh: Sequence[PublishedRow], counted: Mapping[Segment, Distribution], last: LastRelease, *, new_answers: int
) -> tuple[PublishedRow, ...]:
    """What is shown now: fresh rows, and the last ones where fewer than `new_answers` people came or went.

    Where that holds for every row, their borders stay, too: that a segment is suddenly merged would tell that somebody
    left it.

    Args:
        fresh: the rows as they would be without a last release.
        counted: the raw answers of each segment.
        last: what was released before.
        new_answers: from how many on a row is shown anew.
    """
    moved = {row.segment: _moved(row, counted, last) for row in last.table.rows}
    newcomers = [member for member in counted if all(member not in row.members for row in last.table.rows)]
    arrived = sum(counted[member].answered for member in newcomers)
    if moved and max(arrived, *moved.values()) < new_answers:
        by_segment = {row.segment: row for row in fresh}
        kept = [_kept(old, by_segment.get(old.segment)) for old in last.table.rows]
        hidden = next((row.base_label for row in fresh if row.status is Status.WITHHELD), "<30")
        return (*kept, *(PublishedRow(one, (one,), Status.WITHHELD, None, hidden) for one in newcomers))
    return tuple(_settled(row, last, moved, new_answers) for row in fresh)


def _moved(row: PublishedRow, counted: Mapping[Segment, Distribution], last: LastRelease) -> int:
    """By how many people the row has become larger or smaller since it was released."""
    return abs(sum(counted[one].answered for one in row.members if one in counted) - last.sizes[row.segment])


def _settled(fresh: PublishedRow, last: LastRelease, moved: Mapping[Segment, int], new_answers: int) -> PublishedRow:
    old = next((row for row in last.table.rows if row.segment == fresh.segment), None)
    if old is None or old.status is Status.WITHHELD or old.members != fresh.members:
        return fresh
    return fresh if moved[old.segment] >= new_answers else _kept(old, fresh)


def _kept(old: PublishedRow, fresh: PublishedRow | None) -> PublishedRow:
    """The old row, marked as such where the fresh one would differ."""
    return fresh if fresh is not None and replace(old, is_kept=False) == fresh else replace(old, is_kept=True)
