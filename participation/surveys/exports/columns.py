"""The columns of raw answer sheets: one for each thing that can be answered, the same in every file format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from participation.surveys.exports.cells import Cell
from participation.surveys.questionnaire import Code

_LONGEST_NAME = 64
# SPSS's own words (IBM SPSS Statistics, variable names).
_RESERVED = frozenset({"ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"})
_MISSING_NUMBERS = range(97, 100)


class Shape(StrEnum):
    """What stands in a column."""

    CODE = "code"
    FLAG = "flag"
    """1 chosen, 0 not chosen."""
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


class Measure(StrEnum):
    """The level of measurement, as SPSS names it."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    SCALE = "scale"


@dataclass(frozen=True)
class Column:
    """A column of raw answer sheets.

    Attributes:
        name: unique in the file: the question's counted code, for a row, option, rank or part with that behind a dot.
        spss: the same as a name that SPSS takes: letters, digits and underscores, at most 64 bytes, unique.
        label: German, the question and the row or option.
        codes: (code, German label) of everything that can stand in it, missing values included.
        missing: the codes among them that are missing values.
        question, part: the counted code, and what stands behind the dot in the name.
    """

    name: str
    label: str
    shape: Shape
    measure: Measure
    codes: tuple[tuple[Code, str], ...] = ()
    missing: tuple[int, ...] = ()
    decimals: int = 0
    question: str = ""
    part: str = ""
    spss: str = ""

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Code as text -> its number in SPSS.

        Numbers stay what they are (those of municipalities too); words get the free numbers from 1 in their order, so
        that age groups can be sorted. 97 to 99 are left to missing values.
        """
        own = {str(code): int(code) for code, _ in self.codes if str(code).isdecimal()}
        unique = own if len(set(own.values())) == len(own) else {}
        taken = {*unique.values(), *_MISSING_NUMBERS}
        free = (number for number in range(1, len(self.codes) + len(taken) + 1) if number not in taken)
        return {str(code): unique[str(code)] if str(code) in unique else next(free) for code, _ in self.codes}

    def as_document(self) -> dict[str, Any]:
        """JSON-ready values."""
        return asdict(self)

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Column:
        """The column back from `as_document`."""
        shaped = {
            "shape": Shape(document["shape"]),
            "measure": Measure(document["measure"]),
            "codes": tuple((code, label) for code, label in document["codes"]),
            "missing": tuple(document["missing"]),
        }
        return cls(**{**document, **shaped})

    def in_spss(self, cell: Cell) -> Cell:
        """The cell as SPSS keeps it: codes as numbers."""
        return self.numbers[str(cell)] if self.shape is Shape.CODE and cell is not None else cell


def named(columns: Sequence[Column]) -> list[Column]:
    """The columns with unique names, of the file and for SPSS; the first of equal ones keeps its name."""
    names, spss = _unique(column.name for column in columns), _unique(_spss_name(column.name) for column in columns)
    return [replace(column, name=one, spss=two) for column, one, two in zip(columns, names, spss, strict=True)]


def _unique(names: Iterable[str]) -> list[str]:
    taken: set[str] = set()
    found = []
    for name in names:
        number, unique = 1, name[:_LONGEST_NAME]
        while unique.casefold() in taken:
            number += 1
            unique = f"{name[: _LONGEST_NAME - 1 - len(str(number))]}_{number}"
        taken.add(unique.casefold())
        found.append(unique)
    return found


def _spss_name(name: str) -> str:
    """A name as SPSS takes it: `importance~2.mobility` is importance_2_mobility."""
    plain = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_")
    if not plain[:1].isalpha() or plain.upper() in _RESERVED:
        plain = "v_" + plain
    return plain[:_LONGEST_NAME].rstrip("_")
