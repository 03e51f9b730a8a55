"""The difference of two texts, word by word, as runs of kept, removed and added words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A text of thousands of words has fewer; only one that says the same words all the time would take minutes.
_MOST_PAIRS = 100_000
# A word (with its hyphens, points and commas inside), or one mark; the space behind belongs to it.
_WORD = re.compile(r"(\w+(?:[-·.,:/’']\w+)*|[^\w\s])(\s*)")


class Change(StrEnum):
    """What happened to a run of words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Run:
    """Words side by side that share one fate; `text` keeps the spaces behind them."""

    change: Change
    text: str


def difference(before: str, after: str) -> tuple[Run, ...]:
    """The runs that lead from one text to the other; texts that differ in spaces only are one kept run.

    Joining kept and added runs gives `after` (its spaces included), kept and removed ones the words of `before`.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    runs = [(Change.KEPT, "", _joined(new[:head]))]
    runs += _changed(old[head : len(old) - tail], new[head : len(new) - tail])
    runs.append((Change.KEPT, "", _joined(new[len(new) - tail :])))
    return tuple(_merged(_without_islands(runs)))


def is_changed(runs: Sequence[Run]) -> bool:
    """Whether anything was added or removed."""
    return any(run.change is not Change.KEPT for run in runs)


_Token = tuple[str, str]
# What happened, the words before (of a kept run: as they stood before, where needed), the words after.
_Step = tuple[Change, str, str]


def _joined(tokens: Sequence[_Token]) -> str:
    return "".join(word + space for word, space in tokens)


def _shared(old: Sequence[_Token], new: Sequence[_Token]) -> int:
    count = 0
    for (left, _), (right, _) in zip(old, new, strict=False):
        if left != right:
            break
        count += 1
    return count


def _changed(old: Sequence[_Token], new: Sequence[_Token]) -> list[_Step]:
    if _pairs(old, new) > _MOST_PAIRS:
        return [(Change.REMOVED, _joined(old), _joined(new))]
    matcher = SequenceMatcher(None, [word for word, _ in old], [word for word, _ in new], autojunk=False)
    return [
        (
            Change.KEPT if kind == "equal" else Change.REMOVED,
            _joined(old[first:last]),
            _joined(new[start:stop]),
        )
        for kind, first, last, start, stop in matcher.get_opcodes()
    ]


def _pairs(old: Sequence[_Token], new: Sequence[_Token]) -> int:
    """How many pairs of equal words there are, which is what comparing the texts costs."""
    counted = Counter(word for word, _ in old)
    return sum(counted[word] for word, _ in new)


def _without_islands(steps: Sequence[_Step]) -> Iterator[_Step]:
    """Count a lone mark between two changes as changed: "a, b" for "c, d" reads better in one piece."""
    for number, (change, before, after) in enumerate(steps):
        island = change is Change.KEPT and before and not re.search(r"\w", after)
        inside = 0 < number < len(steps) - 1 and not (
            steps[number - 1][0] is Change.KEPT or steps[number + 1][0] is Change.KEPT
        )
        yield (Change.REMOVED, before, after) if island and inside else (change, before, after)


def _merged(steps: Iterator[_Step]) -> Iterator[Run]:
    removed = added = kept = ""
    for change, before, after in steps:
        if change is Change.KEPT:
            if after:
                yield from _runs(kept="", removed=removed, added=added)
                removed, added, kept = "", "", kept + after
            continue
        yield from _runs(kept=kept, removed="", added="")
        kept, removed, added = "", removed + before, added + after
    yield from _runs(kept=kept, removed=removed, added=added)


def _runs(*, kept: str, removed: str, added: str) -> Iterator[Run]:
    for change, text in ((Change.KEPT, kept), (Change.REMOVED, removed), (Change.ADDED, added)):
        if text:
            yield Run(change, text)
