"""Rows of a form, like options: `option-2-de` is the German text of the second; moved and added without saving."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from participation.surveys.editor.changing import moved

Fields: TypeAlias = dict[str, str]
"""What stands in a form's fields; several values of one field in lines."""

MOST_ROWS = 300
_MORE = {"if": 1}
"""How many rows a press on the button adds, where that is not three."""


def rows_of(fields: Mapping[str, str], name: str) -> list[Fields]:
    """The rows of that name in order, each with its own fields."""
    found: dict[int, Fields] = {}
    for field, value in fields.items():
        if parts := _row(field, name):
            found.setdefault(parts[0], {})[parts[1]] = value
    return [found[number] for number in sorted(found)][:MOST_ROWS]


def with_rows(fields: Mapping[str, str], name: str, rows: Sequence[Mapping[str, str]]) -> Fields:
    """The fields with these rows instead of those of that name."""
    others = {field: value for field, value in fields.items() if not _row(field, name)}
    put = {f"{name}-{number}-{part}": value for number, row in enumerate(rows, 1) for part, value in row.items()}
    return others | put


def _row(field: str, name: str) -> tuple[int, str] | None:
    """The number of the row that a field belongs to, and its name there."""
    if not field.startswith(f"{name}-"):
        return None
    number, _, part = field[len(name) + 1 :].partition("-")
    return (int(number), part) if number.isdecimal() and len(number) < 4 and part else None  # noqa: PLR2004 - a thousand


def rearranged(fields: Mapping[str, str], act: str) -> Fields:
    """The fields after a button like "up:option:3", "down:item:1", "drop:option:2" or "more:option" was pressed."""
    verb, _, rest = act.partition(":")
    name, _, number = rest.partition(":")
    rows = rows_of(fields, name)
    place = int(number) if number.isdecimal() else 0
    if verb in ("up", "down"):
        rows = list(moved(rows, place, -1 if verb == "up" else 1))
    elif verb == "drop" and 1 <= place <= len(rows):
        del rows[place - 1]
    elif verb == "more":
        rows += [{"code": ""}] * _MORE.get(name, 3)
    return with_rows(fields, name, rows)
