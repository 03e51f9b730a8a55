"""Sheets that two people typed: where they differ, field by field, and what shall hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from participation.surveys.entry.batches import TYPED, ensure_open, sheets_of
from participation.surveys.entry.typed import all_fields, normalised
from participation.surveys.models import EntryBatch, EntrySheet
from participation.surveys.questionnaire import Questionnaire


@dataclass(frozen=True)
class Difference:
    """A field of a sheet that the two typed differently; empty where one typed nothing."""

    number: int
    name: str
    first: str
    second: str

    @property
    def key(self) -> str:
        """The name of the form field in which somebody decides."""
        return f"{self.number}:{self.name}"


@dataclass(frozen=True)
class Comparison:
    """`alone` are the numbers of sheets that only one person has typed; `same` how many agree in everything."""

    differences: list[Difference]
    alone: list[int]
    same: int

    @property
    def is_settled(self) -> bool:
        """Whether the batch can be stored."""
        return not self.differences and not self.alone


def compared(questionnaire: Questionnaire, sheets: Iterable[EntrySheet]) -> Comparison:
    """Both turns of a batch side by side."""
    turns: dict[int, dict[int, EntrySheet]] = {}
    for sheet in sheets:
        turns.setdefault(sheet.number, {})[sheet.turn] = sheet
    alone = [number for number, typed in turns.items() if len(typed) == 1]
    differences = [
        one for number, typed in turns.items() if len(typed) > 1 for one in _differences(questionnaire, number, typed)
    ]
    return Comparison(differences, alone, len(turns) - len(alone) - len({one.number for one in differences}))


def _differences(questionnaire: Questionnaire, number: int, typed: Mapping[int, EntrySheet]) -> list[Difference]:
    first, second = (normalised(questionnaire, typed_of(typed[turn])) for turn in (1, 2))
    names = [name for name in all_fields(questionnaire) if name in first or name in second]
    return [
        Difference(number, name, first.get(name, ""), second.get(name, ""))
        for name in names
        if first.get(name) != second.get(name)
    ]


def settle(session: Session, batch: EntryBatch, questionnaire: Questionnaire, decided: Mapping[str, str]) -> Comparison:
    """Let the decided values hold in both turns; what is not decided stays different.

    Args:
        session: a writing session.
        batch: an open batch of sheets typed twice.
        questionnaire: its version.
        decided: `Difference.key` -> what holds; empty for nothing.

    Raises:
        NotNow: the batch is stored already.
    """
    ensure_open(session, batch)
    sheets = sheets_of(session, batch.id)
    open_keys = {one.key: one for one in compared(questionnaire, sheets).differences}
    for key, value in decided.items():
        if key in open_keys:
            _write(session, sheets, open_keys[key], value)
    session.flush()
    return compared(questionnaire, sheets)


def _write(session: Session, sheets: Sequence[EntrySheet], difference: Difference, value: str) -> None:
    for sheet in sheets:
        if sheet.number == difference.number:
            sheet.answers = {TYPED: {**typed_of(sheet), difference.name: value}}
            session.add(sheet)


def typed_of(sheet: EntrySheet) -> dict[str, Any]:
    """What was typed into the sheet's fields."""
    typed: dict[str, Any] = sheet.answers.get(TYPED, {})
    return typed
