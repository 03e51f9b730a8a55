"""What an area gives away as open data: declared once, read in small pieces that memory and database hardly notice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from sqlmodel import Session

from participation.web.pages import Place

AT_ONCE = 500
"""Rows that are read and written together, at most."""

Value: TypeAlias = str | int | float | bool | UUID | date | datetime | None


@dataclass(frozen=True)
class Column:
    """A column's name in every file, and what it holds, a msgid."""

    name: str
    about: str


@dataclass(frozen=True)
class Piece:
    """Some rows, and the mark from which the next piece goes on; None after the last one."""

    rows: Sequence[Mapping[str, Value]]
    following: str | None = None


def _unknown(_session: Session, _place: Place) -> datetime | None:
    return None


@dataclass(frozen=True)
class Dataset:
    """A table that everybody may take away.

    `read` gives the piece of a region's rows after a mark ("" at the beginning), public ones only, in a stable order;
    each piece is read in a transaction of its own. `modified` says when something was last published in it, if that
    is known. `title` and `about` are msgids, `slug` is part of addresses and stays for ever.
    """

    slug: str
    title: str
    about: str
    columns: tuple[Column, ...]
    read: Callable[[Session, Place, str], Piece]
    modified: Callable[[Session, Place], datetime | None] = _unknown
