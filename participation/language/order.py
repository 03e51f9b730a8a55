"""What moved in a list: everything outside the longest run of things that kept their order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from typing import TypeVar

_Thing = TypeVar("_Thing", bound=Hashable)


def moved(before: Sequence[_Thing], after: Sequence[_Thing]) -> set[_Thing]:
    """Those that both lists have and whose place among the others changed: as few as explain the new order.

    The ones that stay are a longest increasing subsequence (Fredman 1975).
    """
    places = {thing: place for place, thing in enumerate(before)}
    shared = [thing for thing in after if thing in places]
    ends: list[int] = []  # the lowest place in which a run of that length can end
    chain: list[tuple[_Thing, int]] = []
    for thing in shared:
        length = bisect_left(ends, places[thing])
        ends[length : length + 1] = [places[thing]]
        chain.append((thing, length))
    stays, wanted, limit = set[_Thing](), len(ends) - 1, len(before)
    for thing, length in reversed(chain):
        if length == wanted and places[thing] < limit:
            stays.add(thing)
            wanted, limit = wanted - 1, places[thing]
    return set(shared) - stays
