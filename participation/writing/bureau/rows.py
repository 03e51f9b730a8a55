"""The rows that go to a translation bureau and come back, and what came of each on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from participation.language.difference import Run, difference
from participation.language.normalise import normalised
from participation.writing.twins.standing import Twin

_MARK = 10


@dataclass(frozen=True)
class SentRow:
    """A row of the document: stable id, marks of both texts as they stand, the texts."""

    id: str
    marks: str
    standard: str
    twin: str


@dataclass(frozen=True)
class ReturnedRow:
    """A row as it came back; `picture` is what the bureau proposes as one."""

    id: str
    marks: str
    standard: str
    text: str
    picture: str = ""


class Fate(StrEnum):
    """What a row that came back would change."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    EMPTY = "empty"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class ComparedRow:
    """A row that came back beside what stands there now.

    `standard_changed`: the standard text reads otherwise than when it was sent, so that the twin is stale at once;
    `twin_changed`: somebody here wrote the twin meanwhile, so that taking the row over replaces that.
    """

    row: ReturnedRow
    fate: Fate
    twin: Twin | None = None
    runs: tuple[Run, ...] = ()
    standard_changed: bool = False
    twin_changed: bool = False

    @property
    def can_be_taken(self) -> bool:
        """Whether there is something to take over."""
        return self.fate in {Fate.NEW, Fate.CHANGED}

    @property
    def is_plain(self) -> bool:
        """Whether it can be taken over with all others: nothing changed on either side meanwhile."""
        return self.can_be_taken and not self.standard_changed and not self.twin_changed


def mark_of(text: str) -> str:
    """A short mark of a text, the same however it is typed."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()[:_MARK] if text else "-"


def marks_of(twin: Twin) -> str:
    """The marks of a block's two texts."""
    return f"{mark_of(twin.standard)}/{mark_of(twin.text)}"


def id_of(twin: Twin) -> str:
    """The stable id of a row: element and block by their keys."""
    return f"{twin.node.element.key}/{twin.block.key}"


def rows_to_send(twins: Iterable[Twin]) -> list[SentRow]:
    """The rows of a document."""
    return [SentRow(id_of(twin), marks_of(twin), twin.standard, twin.text) for twin in twins]


def compared(rows: Sequence[ReturnedRow], twins: Sequence[Twin]) -> list[ComparedRow]:
    """Each row that came back beside what stands there now, in its order; a second row of an id is unknown."""
    known = {id_of(twin): twin for twin in twins}
    return [_compared(row, known.pop(row.id, None)) for row in rows]


def _compared(row: ReturnedRow, twin: Twin | None) -> ComparedRow:
    if twin is None:
        return ComparedRow(row, Fate.UNKNOWN)
    if not row.text:
        return ComparedRow(row, Fate.EMPTY, twin)
    if row.text.split() == twin.text.split() and row.text.count("\n") == twin.text.strip().count("\n"):
        return ComparedRow(row, Fate.UNCHANGED, twin)
    standard, _, text = row.marks.partition("/")
    return ComparedRow(
        row,
        Fate.CHANGED if twin.text else Fate.NEW,
        twin,
        difference(twin.text, row.text),
        standard_changed=standard != mark_of(twin.standard),
        twin_changed=text != mark_of(twin.text),
    )
