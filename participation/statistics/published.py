"""What may be published: tables that a page, a chart, a file and the API show alike."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, TypeAlias

from participation.statistics.counts import Code

Segment: TypeAlias = tuple[str, ...]
"""One category per dimension; the empty tuple is everyone."""


class AnswerKind(StrEnum):
    """How the codes of a question relate to people."""

    CHOICE = "choice"
    """One code a person."""
    SCALE = "scale"
    """One integer code a person; means make sense."""
    SEVERAL = "several"
    """Any number of codes a person; shares are of people, not of answers."""


class Status(StrEnum):
    """How far a row is shown."""

    EXACT = "exact"
    CHANGED = "changed"
    SMALL_GROUP = "small_group"
    WITHHELD = "withheld"


class Note(StrEnum):
    """Message keys of the sentences that stand below a table."""

    VALUES_CHANGED = "disclosure.values_changed"
    SMALL_GROUP = "disclosure.small_group"
    MERGED = "disclosure.merged"
    WITHHELD = "disclosure.withheld"
    OPTION_HIDDEN = "disclosure.option_hidden"
    RARE = "disclosure.rare"
    KEPT = "disclosure.kept"


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """One code of one row.

    Attributes:
        code: the answer code.
        n: number of answers to show, or None where only the share or nothing is shown.
        share: 0 to 1, already rounded to what may be shown; None for missing codes and where it is hidden.
        is_hidden: nearly everyone of a small group chose it.
        is_rare: hardly anybody in the whole survey chose it, so no segment shows it.
    """

    code: Code
    n: int | None
    share: float | None
    is_hidden: bool = False
    is_rare: bool = False


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One segment, or several small ones merged.

    Attributes:
        segment: its own name or, where merged, the name of the larger unit.
        members: the planned segments inside; one unless merged.
        status: how far it is shown.
        base: valid answers to show (segments: a multiple of 5), or None below the threshold for full results.
        base_label: the base as text in any language: "1234", "10–29", "<30" where it is withheld, for
            whatever reason.
        cells: the valid codes, none when withheld; `missing` the missing codes, only in full rows.
        mean: score, only on scales in full rows; `top_share` the share of the two highest codes, 0 to 1.
        decimals: how many decimals a percentage may show.
        is_kept: taken from the last release, since too few answers are new.
    """

    segment: Segment
    members: tuple[Segment, ...]
    status: Status
    base: int | None
    base_label: str
    cells: tuple[PublishedCell, ...] = ()
    missing: tuple[PublishedCell, ...] = ()
    mean: float | None = None
    top_share: float | None = None
    decimals: int = 0
    is_kept: bool = False

    @property
    def is_full(self) -> bool:
        """Whether counts are shown, so that the row may be compared and free text may stand beside it."""
        return self.status in {Status.EXACT, Status.CHANGED}

    @property
    def is_merged(self) -> bool:
        """Whether several planned segments stand in it."""
        return len(self.members) > 1

    @property
    def scores(self) -> dict[int, int]:
        """Published counts of the integer codes, from which means, gaps, ranks and tests follow; empty if not full."""
        return {cell.code: cell.n for cell in self.cells if isinstance(cell.code, int) and cell.n is not None}


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """One question by one planned combination of dimensions (none: overall)."""

    question: str
    kind: AnswerKind
    dimensions: tuple[str, ...]
    rows: tuple[PublishedRow, ...]
    notes: tuple[Note, ...] = ()

    def row(self, *segment: str) -> PublishedRow | None:
        """The row that shows a segment, by its own name or as a member of a merged one."""
        return next((row for row in self.rows if segment == row.segment or segment in row.members), None)

    def without_missing(self, codes: AbstractSet[Code | None]) -> PublishedTable:
        """The table without the counts of these missing codes, as if they were rare."""
        if not codes:
            return self
        rows = tuple(replace(row, missing=tuple(_hidden(cell, codes) for cell in row.missing)) for row in self.rows)
        needed = {*self.notes, Note.RARE}
        return replace(self, rows=rows, notes=tuple(note for note in Note if note in needed))

    def as_document(self) -> dict[str, Any]:
        """The table as JSON-ready values; releases store and hash it."""
        return asdict(self)

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> PublishedTable:
        """The table back from `as_document`, also after a journey through JSON."""
        return cls(
            question=document["question"],
            kind=AnswerKind(document["kind"]),
            dimensions=tuple(document["dimensions"]),
            rows=tuple(_row(row) for row in document["rows"]),
            notes=tuple(Note(note) for note in document["notes"]),
        )


def _hidden(cell: PublishedCell, codes: AbstractSet[Code | None]) -> PublishedCell:
    return replace(cell, n=None, is_rare=True) if cell.code in codes else cell


def _row(document: Mapping[str, Any]) -> PublishedRow:
    shaped = {
        "segment": tuple(document["segment"]),
        "members": tuple(tuple(member) for member in document["members"]),
        "status": Status(document["status"]),
        "cells": tuple(PublishedCell(**cell) for cell in document["cells"]),
        "missing": tuple(PublishedCell(**cell) for cell in document["missing"]),
    }
    return PublishedRow(**{**document, **shaped})
