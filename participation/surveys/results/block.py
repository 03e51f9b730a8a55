"""A question with its answers as a page draws it, whatever its kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from markupsafe import Markup

from participation.statistics.published import PublishedRow
from participation.surveys.aggregation.codes import Counted
from participation.surveys.results.words import Words
from participation.web.charts import BarChart, LikertChart
from participation.web.maps import RegionMap, Shape

Column: TypeAlias = str | tuple[str, str]
Cell: TypeAlias = str | Markup

NUMERIC = "numeric"
_LETTER = 7.0
"""Room for a letter of a name on the map, in units."""


@dataclass(frozen=True)
class Line:
    """A row of a table: what it is called (as text for pictures, as a table cell), and its figures."""

    label: str
    cell: Cell
    row: PublishedRow


@dataclass(frozen=True)
class Circle:
    """A place on the map in units of the sheet; `n` is its number of marks as text."""

    x: float
    y: float
    radius: float
    n: str
    name: str


@dataclass(frozen=True)
class PlaceMap:
    """Circles on the region's map, the largest first."""

    region: RegionMap
    circles: tuple[Circle, ...]

    @property
    def labels(self) -> list[Shape]:
        """The names that no circle would cover."""
        return [shape for shape in self.region.labels if not any(_covers(one, shape) for one in self.circles)]


def _covers(circle: Circle, shape: Shape) -> bool:
    beside = circle.radius + _LETTER * len(shape.label) / 2
    return abs(circle.x - shape.x) < beside and abs(circle.y - shape.y) < circle.radius + _LETTER


@dataclass(frozen=True)
class Said:
    """What people wrote: keywords with the number of sheets they stand in, and chosen quotes."""

    keywords: tuple[tuple[str, str], ...] = ()
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """One question on a results page.

    `shape` says what the picture is, `measure` what it shows; a block without a picture is its table. `asked` leads to
    the breakdowns; a turned table has the answers as rows. The numbers at bars have so many `decimals` and a `unit`
    ("%" for shares).
    `remarks` are sentences that belong to the figures, `notes` what has to be known about them.
    """

    id: str
    title: str
    shape: Literal["likert", "bars", "map", "table", "written"]
    columns: list[Column]
    rows: list[list[Cell]]
    likert: LikertChart | None = None
    bars: BarChart | None = None
    map: PlaceMap | None = None
    said: Said | None = None
    categories: list[str] = field(default_factory=list)
    measure: Literal["shares", "points", "means", "marks"] = "shares"
    decimals: int = 0
    unit: str = "%"
    base: str = ""
    missing: str = ""
    remarks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    asked: str = ""
    is_turned: bool = False
    is_several: bool = False


def anchor(counted: Counted) -> str:
    """The id of a question's block on a page."""
    return f"q-{counted.question.code}".replace("_", "-")


def left_out(row: PublishedRow) -> int | None:
    """How many of those asked gave no valid answer; None where that is not shown."""
    return sum(cell.n or 0 for cell in row.missing) if row.missing else None


def missing_of(words: Words, row: PublishedRow) -> str:
    """The same as text."""
    missing = left_out(row)
    return "–" if missing is None else words.number(missing)


def count(words: Words, n: int | None) -> str:
    """A number of answers; a dash where it is not shown."""
    return "–" if n is None else words.number(n)
